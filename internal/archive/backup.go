package archive

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/klauspost/compress/zstd"

	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// What can be wrong with a backup file. Each says what to do.
var (
	ErrFormat  = errors.New("the file is no backup of this program")
	ErrDamaged = errors.New("the backup is damaged or was cut short: use another one")
	// ErrReceipts: it was made for another purpose.
	ErrReceipts = errors.New("the file holds receipts of erasures only: it is for --receipts, beside a backup")
	ErrOlder    = errors.New("an older version of the program may be at work on the target, and could not read what came: jitasa store upgrade, for the target, if none is")
	ErrNewer    = errors.New("the backup was made by a newer version of the program: use that version")
)

// format is the version of the file's form.
const format = 1

// control is a line that is no document. Documents never have a field "#".
type control struct {
	Line       string    `json:"#"` // backup, collection, end, complete
	Format     int       `json:"format,omitempty"`
	Schema     int       `json:"schema,omitempty"`
	At         time.Time `json:"at,omitzero"`
	Collection string    `json:"collection,omitempty"`
	*Sum
}

// startsControl is how every line that is no document begins.
const startsControl = `{"#":`

// levelOf is the version of the documents of a store.
func levelOf(all []store.Stored) int {
	level := 0
	for _, c := range all {
		level = max(level, c.Level())
	}
	return level
}

// Write writes a portable backup. seen is told of each batch of documents.
func Write(ctx context.Context, from []store.Stored, w io.Writer, now time.Time, seen func(collection string, documents int)) error {
	z, err := zstd.NewWriter(w)
	if err != nil {
		return fmt.Errorf("compressing: %w", err)
	}
	out := &writing{to: bufio.NewWriterSize(z, 1<<20)}
	out.control(control{Line: "backup", Format: format, Schema: levelOf(from), At: now.UTC().Truncate(time.Second)})
	for _, c := range from {
		out.control(control{Line: "collection", Collection: c.Name()})
		s := newSumming()
		err := each(ctx, c, "", func(docs []any) error {
			for _, doc := range docs {
				raw, err := line(doc)
				if err != nil {
					return err
				}
				s.add(raw)
				out.line(raw)
			}
			seen(c.Name(), len(docs))
			return out.err
		})
		if err != nil {
			return err
		}
		sum := s.sum()
		out.control(control{Line: "end", Collection: c.Name(), Sum: &sum})
	}
	out.control(control{Line: "complete"})
	if err := errors.Join(out.err, out.to.Flush(), z.Close()); err != nil {
		return fmt.Errorf("writing the backup: %w", err)
	}
	return nil
}

// writing keeps its first error.
type writing struct {
	to  *bufio.Writer
	err error
}

func (w *writing) line(raw []byte) {
	_, err := w.to.Write(append(raw, '\n'))
	w.err = errors.Join(w.err, err)
}

func (w *writing) control(c control) {
	raw, err := json.Marshal(c)
	w.err = errors.Join(w.err, err)
	w.line(raw)
}

// longestLine is a document of the greatest size, with its sealed values in base64 and escapes.
const longestLine = 4 * store.MaxSize

// scan reads a portable backup and checks all of it: ErrFormat, ErrNewer, ErrDamaged.
// documents gets batches of lines.
func scan(r io.Reader, documents func(collection string, lines [][]byte) error) (map[string]Sum, error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderMaxMemory(256<<20))
	if err != nil {
		return nil, ErrFormat
	}
	defer z.Close()
	s := &scanning{lines: bufio.NewScanner(z), sums: map[string]Sum{}, documents: documents}
	s.lines.Buffer(make([]byte, 1<<20), longestLine)
	if err := s.header(); err != nil {
		return nil, err
	}
	for s.lines.Scan() {
		if err := s.take(s.lines.Bytes()); err != nil {
			return nil, err
		}
		if s.complete {
			if s.lines.Scan() || s.lines.Err() != nil {
				return nil, ErrDamaged
			}
			return s.sums, nil
		}
	}
	return nil, ErrDamaged
}

type scanning struct {
	lines     *bufio.Scanner
	begun     time.Time
	level     int    // the version of the documents
	in        string // the collection at hand
	sum       *summing
	batch     [][]byte
	sums      map[string]Sum
	complete  bool
	documents func(collection string, lines [][]byte) error
}

func (s *scanning) header() error {
	var c control
	if !s.lines.Scan() || json.Unmarshal(s.lines.Bytes(), &c) != nil || c.Line != "backup" {
		return ErrFormat
	}
	if c.Format > format || c.Schema > collections.SchemaVersion {
		return ErrNewer
	}
	s.begun, s.level = c.At, c.Schema
	return nil
}

func (s *scanning) take(raw []byte) error {
	if !bytes.HasPrefix(raw, []byte(startsControl)) {
		if s.sum == nil {
			return ErrDamaged
		}
		s.sum.add(raw)
		s.batch = append(s.batch, slices.Clone(raw))
		if len(s.batch) == readAtOnce {
			return s.flush()
		}
		return nil
	}
	var c control
	if json.Unmarshal(raw, &c) != nil {
		return ErrDamaged
	}
	switch {
	case c.Line == "collection" && s.sum == nil:
		s.in, s.sum = c.Collection, newSumming()
	case c.Line == "end" && s.sum != nil && c.Sum != nil && c.Collection == s.in && *c.Sum == s.sum.sum():
		if err := s.flush(); err != nil {
			return err
		}
		s.sums[s.in], s.sum = *c.Sum, nil
	case c.Line == "complete" && s.sum == nil:
		s.complete = true
	default:
		return ErrDamaged
	}
	return nil
}

func (s *scanning) flush() error {
	batch := s.batch
	s.batch = nil
	if len(batch) == 0 {
		return nil
	}
	return s.documents(s.in, batch)
}

// Verify reads a portable backup to its end and returns the sums of its collections.
func Verify(r io.Reader) (map[string]Sum, error) {
	return scan(r, func(string, [][]byte) error { return nil })
}

// Receipts are the receipts of erasures in a portable backup, or in a file that has nothing else.
func Receipts(r io.Reader) (all []*domain.Erasure, err error) {
	_, err = scan(r, func(collection string, lines [][]byte) error {
		if collection != "erasures" {
			return nil
		}
		for _, line := range lines {
			e := new(domain.Erasure)
			if json.Unmarshal(line, e) != nil {
				return ErrDamaged
			}
			all = append(all, e)
		}
		return nil
	})
	return all, err
}

// Begun is when a portable backup was begun: what happened while it was written may be in it in part.
func Begun(r io.Reader) (time.Time, error) {
	begun, _, err := firstLine(r)
	return begun, err
}

// firstLine tells when a portable backup was begun, and of which version its documents are.
func firstLine(r io.Reader) (begun time.Time, level int, err error) {
	z, err := zstd.NewReader(r, zstd.WithDecoderMaxMemory(256<<20))
	if err != nil {
		return time.Time{}, 0, ErrFormat
	}
	defer z.Close()
	s := &scanning{lines: bufio.NewScanner(z)}
	s.lines.Buffer(make([]byte, 1<<16), longestLine)
	err = s.header()
	return s.begun, s.level, err
}

// bears reports whether whoever is at work on a target can read documents of a version.
func bears(to []store.Stored, level int) error {
	if level > levelOf(to) {
		return ErrOlder
	}
	return nil
}
