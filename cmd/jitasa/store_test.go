package main

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/sqlite"
	"jitasa/internal/timer"
)

// What was looked at in one store was not in another: the first pass over a copy is over everybody. Other timers go on there.
func TestCopiesForgetMarks(t *testing.T) {
	folder := t.TempDir()
	at := func(name string, do func(*collections.Collections)) {
		t.Helper()
		e, err := sqlite.Open(t.Context(), filepath.Join(folder, name), sqlite.Options{Schema: collections.SchemaVersion})
		if err != nil {
			t.Fatal(err)
		}
		c, err := collections.Open(t.Context(), e, nil)
		if err != nil {
			t.Fatal(err)
		}
		do(c)
		if err := e.Close(); err != nil {
			t.Fatal(err)
		}
	}
	at("from", func(c *collections.Collections) {
		for _, id := range []string{app.ProfilesTimer, "retention"} {
			planned := &timer.Timer{Meta: domain.Meta{ID: id}, Kind: "x", At: time.Now(), Due: time.Now(), Every: timer.Lasting(time.Hour), Mark: time.Now()}
			if err := c.Timers.Insert(t.Context(), planned); err != nil {
				t.Fatal(err)
			}
		}
	})
	s := command.Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}
	if code := storeCommand(t.Context(), []string{"copy", "--from", "sqlite:" + filepath.Join(folder, "from"), "--to", "sqlite:" + filepath.Join(folder, "to")}, s); code != 0 {
		t.Fatalf("the copy ends with %d", code)
	}
	at("to", func(c *collections.Collections) {
		if _, err := c.Timers.Get(t.Context(), app.ProfilesTimer); !errors.Is(err, domain.ErrNotFound) {
			t.Errorf("the mark came along: %v", err)
		}
		if n, err := c.Timers.Count(t.Context(), store.Query{}); n != 1 || err != nil {
			t.Errorf("%d timers were copied, %v", n, err)
		}
	})
	at("from", func(c *collections.Collections) {
		if kept, err := c.Timers.Get(t.Context(), app.ProfilesTimer); err != nil || kept.Mark.IsZero() {
			t.Errorf("the source lost its own: %v", err)
		}
	})
}

// Whoever serves a file keeps it from being written anew.
func TestCompactWaitsForNobody(t *testing.T) {
	at := config.Store{Engine: config.SQLite, Path: filepath.Join(t.TempDir(), "a.db")}
	e, err := sqlite.Open(t.Context(), at.Path, sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
	release, err := sqlite.Claim(t.Context(), at.Path, 0, func() {})
	if err != nil {
		t.Fatal(err)
	}
	s := command.Streams{In: strings.NewReader(""), Out: io.Discard, Err: io.Discard}
	for _, want := range []int{2, 0} {
		if code := storeCommand(t.Context(), []string{"compact", "sqlite:" + at.Path}, s); code != want {
			t.Errorf("it ends with %d, not %d", code, want)
		}
		if want == 2 {
			if err := release(); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// A store that an older version made goes on as it is, until somebody raises it; the older version is told then.
func TestUpgrade(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	t.Setenv("JITASA_STORE", "sqlite:"+path)
	upgrade := func() (int, string) {
		var out strings.Builder
		code := storeCommand(t.Context(), []string{"upgrade"}, command.Streams{In: strings.NewReader(""), Out: &out, Err: &out})
		return code, out.String()
	}
	if code, said := upgrade(); code != 2 || !strings.Contains(said, "there is no file") {
		t.Errorf("nothing there: %d, %s", code, said)
	}
	open := func(schema int) (int, error) {
		e, err := sqlite.Open(t.Context(), path, sqlite.Options{Schema: schema, Least: collections.OldestSchema})
		if err != nil {
			return 0, err
		}
		return e.Level(), e.Close()
	}
	for _, schema := range []int{collections.OldestSchema, collections.SchemaVersion} {
		if level, err := open(schema); level != collections.OldestSchema || err != nil {
			t.Errorf("version %d finds it at %d, %v", schema, level, err)
		}
	}
	for range 2 { // nothing happens the second time
		if code, said := upgrade(); code != 0 || !strings.Contains(said, fmt.Sprintf("at version %d", collections.SchemaVersion)) {
			t.Errorf("upgraded: %d, %s", code, said)
		}
	}
	if level, err := open(collections.SchemaVersion); level != collections.SchemaVersion || err != nil {
		t.Errorf("afterwards it is at %d, %v", level, err)
	}
	if _, err := open(collections.OldestSchema); !errors.Is(err, store.ErrSetup) {
		t.Errorf("the older version got %v", err)
	}
}
