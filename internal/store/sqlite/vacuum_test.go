package sqlite

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/internal/store"
	"jitasa/internal/store/storetest"
)

// bulky fills a file with so many documents of 4 KB.
func bulky(t *testing.T, e *Engine, n int) *store.Collection[storetest.Person] {
	t.Helper()
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	for from := 0; from < n; from += 500 {
		var docs []*storetest.Person
		for i := from; i < min(n, from+500); i++ {
			doc := named(i)
			doc.Notes = []storetest.Note{{Text: strings.Repeat("x", 4000)}}
			docs = append(docs, doc)
		}
		if _, err := c.InsertNew(t.Context(), docs); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func sizeOf(t *testing.T, path string) int64 {
	t.Helper()
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	return info.Size()
}

// old makes a file what it was before files could shrink.
func old(t *testing.T, path string) {
	t.Helper()
	c, err := dial(path, readerCache)
	if err == nil {
		err = errors.Join(c.script("PRAGMA auto_vacuum = NONE; VACUUM"), c.tidy(), c.close())
	}
	if err != nil {
		t.Fatal(err)
	}
}

// After a purge the file gets shorter while others go on writing and none of them waits for long; something stays free for what comes next.
func TestShrinks(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	e := openAt(t, path)
	e.writer.checks.every = 200
	const n = 4000
	c := bulky(t, e, n)
	full := sizeOf(t, path)
	if _, err := c.DeleteFound(t.Context(), store.Query{To: named(n - 500).ID}); err != nil {
		t.Fatal(err)
	}
	kept, longest := named(n), time.Duration(0)
	writes, end := 0, time.Now().Add(time.Minute)
	for ; sizeOf(t, path) > full/4; writes++ {
		if time.Now().After(end) {
			t.Fatalf("after %d writes the file still has %d of %d bytes", writes, sizeOf(t, path), full)
		}
		begun := time.Now()
		if err := c.Save(t.Context(), kept); err != nil { // no new one: a fast disk would write more than is given back
			t.Fatal(err)
		}
		longest = max(longest, time.Since(begun))
	}
	if writes < 20 || longest > time.Second {
		t.Errorf("meanwhile there were %d writes, of which one took %v", writes, longest)
	}
	if left, err := c.Count(t.Context(), store.Query{}); err != nil || left != 501 {
		t.Errorf("%d documents are left, not 501, %v", left, err)
	}
}

// How much is given back at once, and how much is kept free.
func TestShrinkInSteps(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	e, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	c := bulky(t, e, 3000)
	if _, err := c.DeleteFound(t.Context(), store.Query{From: named(1).ID}); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := dial(path, readerCache)
	if err != nil {
		t.Fatal(err)
	}
	defer raw.close()
	count := func(what string) int64 {
		n, err := raw.number("PRAGMA " + what)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	steps := int64(0)
	for more := true; more; steps++ {
		before := count("page_count")
		if more, err = raw.shrink(100); err != nil {
			t.Fatal(err)
		}
		if gone := before - count("page_count"); gone <= 0 || gone > 101 { // one may be of those that know who points where
			t.Fatalf("%d pages are gone at once", gone)
		}
	}
	if free := count("freelist_count"); free < spareLeast-1 || free > spareLeast || steps < 20 {
		t.Errorf("after %d steps %d pages are free, not %d", steps, free, int64(spareLeast))
	}
	if more, err := raw.shrink(100); more || err != nil || count("freelist_count") < spareLeast-1 {
		t.Errorf("what is to be left was given back: %v, %v", more, err)
	}
}

// A small file of an older version can shrink from the next start on; a large one once it was written anew, or restored from a backup.
func TestOldFiles(t *testing.T) {
	dir := t.TempDir()
	for _, n := range []int{100, 3000} {
		path := filepath.Join(dir, fmt.Sprint(n))
		e, err := Open(t.Context(), path, Options{})
		if err != nil {
			t.Fatal(err)
		}
		bulky(t, e, n)
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
		old(t, path)
	}
	can := func(name string, want bool) {
		t.Helper()
		e := openAt(t, filepath.Join(dir, name))
		c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
		if err != nil {
			t.Fatal(err)
		}
		if n, err := c.Count(t.Context(), store.Query{}); err != nil || (e.vacuum != nil) != want || n < 100 {
			t.Errorf("%s: can shrink: %v, not %v; %d documents, %v", name, e.vacuum != nil, want, n, err)
		}
		if name == "3000" && !want {
			if err := e.Backup(t.Context(), filepath.Join(dir, "backup")); err != nil {
				t.Fatal(err)
			}
		}
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	can("100", true)
	can("3000", false)
	can("backup", true)
	if err := Compact(t.Context(), filepath.Join(dir, "3000")); err != nil {
		t.Fatal(err)
	}
	can("3000", true)
}

// Only a database of ours is written anew.
func TestCompactRefuses(t *testing.T) {
	dir := t.TempDir()
	other, nothing := filepath.Join(dir, "other"), filepath.Join(dir, "nothing")
	c, err := dial(other, readerCache)
	if err == nil {
		err = errors.Join(c.script("CREATE TABLE t (x)"), c.close())
	}
	if err != nil {
		t.Fatal(err)
	}
	if err := Compact(t.Context(), other); !errors.Is(err, store.ErrSetup) {
		t.Errorf("another program's: %v", err)
	}
	if err := Compact(t.Context(), nothing); err == nil {
		t.Error("what is not there was compacted")
	}
	if _, err := os.Stat(nothing); err == nil {
		t.Error("what was not there was made")
	}
}
