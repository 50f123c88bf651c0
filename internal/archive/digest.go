package archive

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"hash"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Sum is the count and digest of a collection.
type Sum struct {
	Documents int    `json:"documents"`
	Digest    string `json:"sha256"`
}

// summing computes a Sum, document by document in the order of ids.
type summing struct {
	n    int
	hash hash.Hash
}

func newSumming() *summing { return &summing{hash: sha256.New()} }

func (s *summing) add(line []byte) {
	s.n++
	s.hash.Write(line)
	s.hash.Write([]byte{'\n'})
}

func (s *summing) sum() Sum { return Sum{Documents: s.n, Digest: hex.EncodeToString(s.hash.Sum(nil))} }

// line is the JSON of a document.
func line(doc any) ([]byte, error) {
	raw, err := json.Marshal(doc)
	if err != nil {
		return nil, fmt.Errorf("%w: writing a document as JSON", domain.ErrInvalid) // the encoder may quote it
	}
	return raw, nil
}

// idOf is a document's id.
func idOf(doc any) string {
	if d, ok := doc.(store.Doc); ok {
		return d.Key().ID
	}
	return ""
}

// readAtOnce bounds a batch, in documents; engines bound it in bytes.
const readAtOnce = 500

// each calls do with batches of documents, in the order of ids, behind one ("": from the first).
func each(ctx context.Context, c store.Stored, after string, do func([]any) error) error {
	byID, _ := c.Schema().Key("")
	r := store.Range{Index: byID, Limit: readAtOnce}
	if after != "" {
		r.After = []any{after}
	}
	for {
		docs, more, err := c.Table().Find(ctx, r)
		if err != nil {
			return fmt.Errorf("reading %s: %w", c.Name(), err)
		}
		if len(docs) > 0 {
			if err := do(docs); err != nil {
				return err
			}
			r.After = []any{idOf(docs[len(docs)-1])}
		}
		if !more || len(docs) == 0 {
			return nil
		}
	}
}

// SumOf reads a collection and computes its Sum. seen is told how many more documents were read.
func SumOf(ctx context.Context, c store.Stored, seen func(int)) (Sum, error) {
	s := newSumming()
	err := each(ctx, c, "", func(docs []any) error {
		for _, doc := range docs {
			raw, err := line(doc)
			if err != nil {
				return err
			}
			s.add(raw)
		}
		seen(len(docs))
		return nil
	})
	return s.sum(), err
}
