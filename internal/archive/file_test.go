package archive_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
	"time"

	"jitasa/internal/archive"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/memory"
)

// begun is when the backups of these tests are made.
func begun() time.Time { return time.Date(2026, 11, 29, 3, 0, 0, 0, time.UTC) }

// networks are the collections of a store that has some networks and nothing else.
func networks(t *testing.T, n int) []store.Stored {
	t.Helper()
	c, err := collections.Open(t.Context(), memory.New(), nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if err := c.Networks.Insert(t.Context(), &domain.Network{Meta: domain.Meta{ID: fmt.Sprint("n", i)}}); err != nil {
			t.Fatal(err)
		}
	}
	return c.All()
}

// has fails unless the results tell of so many networks, with the digest that the store has.
func has(t *testing.T, results []archive.Result, of []store.Stored, n int) {
	t.Helper()
	if len(results) != len(of) {
		t.Errorf("%d results of %d collections", len(results), len(of))
	}
	for i, r := range results {
		want, err := archive.SumOf(t.Context(), of[i], func(int) {})
		if err != nil {
			t.Fatal(err)
		}
		if r.Collection != of[i].Name() || r.Sum != want || r.Collection == "networks" && r.Documents != n {
			t.Errorf("%+v, want %s with %+v", r, of[i].Name(), want)
		}
	}
}

func nothing(string, int) {}

// A backup stands in its place whole or not at all, and takes that of another only where it may.
func TestWriteFile(t *testing.T) {
	folder, all := t.TempDir(), networks(t, 3)
	path := filepath.Join(folder, "b.jsonl.zst")
	seen := 0
	results, err := archive.WriteFile(t.Context(), all, path, false, begun(), func(_ string, n int) { seen += n })
	if err != nil || seen < 3 {
		t.Fatalf("%v; %d documents were seen", err, seen)
	}
	has(t, results, all, 3)
	first, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := archive.WriteFile(t.Context(), networks(t, 1), path, false, begun(), nothing); !errors.Is(err, fs.ErrExist) {
		t.Errorf("a file is there: %v", err)
	}
	if now, err := os.ReadFile(path); err != nil || !bytes.Equal(now, first) {
		t.Errorf("what was there has changed (%v)", err)
	}
	one := networks(t, 1)
	if results, err = archive.WriteFile(t.Context(), one, path, true, begun(), nothing); err != nil {
		t.Fatal(err)
	}
	has(t, results, one, 1)
	if now, err := os.ReadFile(path); err != nil || bytes.Equal(now, first) {
		t.Errorf("what was to be replaced is there still (%v)", err)
	}
	if left, err := filepath.Glob(filepath.Join(folder, "*")); err != nil || len(left) != 1 {
		t.Errorf("left in the folder: %v (%v)", left, err)
	}
	if hidden, err := filepath.Glob(filepath.Join(folder, ".*")); err != nil || len(hidden) > 0 {
		t.Errorf("left in the folder: %v (%v)", hidden, err)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read it: %v (%v)", info.Mode(), err)
	}
}

// full is a disk that takes so many bytes.
type full struct{ left int }

var errFull = errors.New("no space left on device")

func (f *full) Write(p []byte) (int, error) {
	if f.left -= len(p); f.left < 0 {
		return 0, errFull
	}
	return len(p), nil
}

// What is written to a pipe is read again on its way, and what could not be written there is no backup.
func TestWriteOut(t *testing.T) {
	all := networks(t, 3)
	var out bytes.Buffer
	results, err := archive.WriteOut(t.Context(), all, &out, begun(), nothing)
	if err != nil {
		t.Fatal(err)
	}
	has(t, results, all, 3)
	if _, err := archive.Verify(&out); err != nil {
		t.Errorf("what came out is no backup: %v", err)
	}
	if _, err := archive.WriteOut(t.Context(), all, &full{40}, begun(), nothing); !errors.Is(err, errFull) {
		t.Errorf("a full disk: %v", err)
	}
}

// A file is looked at as a whole before it is used, and can then be read from its start.
func TestChecked(t *testing.T) {
	var out bytes.Buffer
	if err := archive.Write(t.Context(), networks(t, 3), &out, begun(), nothing); err != nil {
		t.Fatal(err)
	}
	f := bytes.NewReader(out.Bytes())
	if at, err := archive.Checked(f); err != nil || !at.Equal(begun()) {
		t.Errorf("begun %v: %v", at, err)
	}
	if rest, err := io.ReadAll(f); err != nil || !bytes.Equal(rest, out.Bytes()) {
		t.Errorf("%d bytes are left to be read of %d (%v)", len(rest), out.Len(), err)
	}
	if _, err := archive.Checked(bytes.NewReader(append(bytes.Clone(out.Bytes()), 'x'))); !errors.Is(err, archive.ErrDamaged) {
		t.Errorf("with something behind its end: %v", err)
	}
	if _, err := archive.Checked(bytes.NewReader([]byte("a letter"))); !errors.Is(err, archive.ErrFormat) {
		t.Errorf("a letter: %v", err)
	}
}
