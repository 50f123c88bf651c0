package sqlite

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.uber.org/goleak"

	"jitasa/internal/store"
	"jitasa/internal/store/storetest"
)

func TestRefusedFiles(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	script := func(path, sql string) {
		t.Helper()
		c, err := dial(path, readerCache)
		if err == nil {
			err = c.script(sql)
		}
		if err == nil {
			err = c.close()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	write := func(name string, content string) {
		t.Helper()
		if err := os.WriteFile(at(name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	ours, err := Open(t.Context(), at("schema"), Options{Schema: 3})
	if err != nil {
		t.Fatal(err)
	}
	if err := ours.Close(); err != nil {
		t.Fatal(err)
	}
	script(at("layout"), "PRAGMA application_id = 1785295969; PRAGMA user_version = 99; CREATE TABLE t (x)")
	script(at("other"), "CREATE TABLE t (x)")
	write("text", strings.Repeat("This is no database. ", 100))
	cases := map[string]string{
		"schema":        "newer version of the program (its schema is 3, this program knows 2)",
		"layout":        "newer version of the program",
		"other":         "another program",
		"text":          "not a database",
		"none/there.db": "check that the folder exists",
		".":             "cannot be opened",
	}
	for name, want := range cases {
		e, err := Open(t.Context(), at(name), Options{Schema: 2})
		if err == nil {
			t.Errorf("%s was opened", name)
			_ = e.Close()
		} else if !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%s: %q, want one line with %q", name, err, want)
		}
	}
}

// TestDamaged overwrites the middle of the file: reading must say so, and not give wrong documents.
func TestDamaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "damaged.db")
	e := openAt(t, path)
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	docs := make([]*storetest.Person, 2000)
	for i := range docs {
		docs[i] = named(i)
	}
	if _, err := c.InsertNew(t.Context(), docs); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := len(raw) / 4; i < len(raw)*3/4; i++ {
		raw[i] = 0xA5
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := readAll(t, path); err == nil || !strings.Contains(err.Error(), "damaged") {
		t.Errorf("reading a damaged file: %v", err)
	}
}

func readAll(t *testing.T, path string) error {
	e, err := Open(t.Context(), path, Options{})
	if err != nil {
		return err
	}
	defer func() { _ = e.Close() }() // cannot do much with a damaged file
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		return err
	}
	for _, err := range c.Find(t.Context(), store.Query{}) {
		if err != nil {
			return err
		}
	}
	return nil
}

// TestTidy: after Close there is one file, and nothing goes on running.
func TestTidy(t *testing.T) {
	before := goleak.IgnoreCurrent()
	dir := t.TempDir()
	e, err := Open(t.Context(), filepath.Join(dir, "tidy.db"), Options{Schema: 1})
	if err != nil {
		t.Fatal(err)
	}
	e.writer.checks.every = 1 // so that its connection is there as well
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		if err := c.Insert(t.Context(), named(i)); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil || len(files) != 1 {
		t.Errorf("left behind: %v, %v", files, err)
	}
	goleak.VerifyNone(t, before)
}

// TestLogStaysShort writes many times what the log may hold, with a reader at work: it starts over again and again. How much is
// written between, while the copying waits for its turn on a busy machine, is bounded by longestLog alone.
func TestLogStaysShort(t *testing.T) {
	path := filepath.Join(t.TempDir(), "log.db")
	e := openAt(t, path)
	e.writer.checks.every = 100
	over := 0
	e.writer.checks.over = func() { over++ } // on the writer's goroutine, which answers each insertion
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	longest, written := int64(0), int64(0)
	for i := 0; over < 40; i++ {
		if written > 2*longestLog*pageSize {
			t.Fatalf("after %d bytes the log has started over %d times", written, over)
		}
		doc := named(i)
		doc.Notes = []storetest.Note{{Text: strings.Repeat("x", 20_000)}}
		if err := c.Insert(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
		if _, err := c.Get(t.Context(), doc.ID); err != nil {
			t.Fatal(err)
		}
		info, err := os.Stat(path + "-wal")
		if err != nil {
			t.Fatal(err)
		}
		longest, written = max(longest, info.Size()), written+20_000
	}
	if longest > longestLog*pageSize {
		t.Errorf("the log grew to %d bytes", longest)
	}
}

// What people say of themselves is for the owner of the file, also in its log.
func TestOwnerOnly(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	e, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	for _, name := range []string{path, path + "-wal", path + "-shm"} {
		if info, err := os.Stat(name); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v", filepath.Base(name), info, err)
		}
	}
}
