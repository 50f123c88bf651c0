package main

import (
	"errors"
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
