package archive_test

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/app/opening"
	"jitasa/internal/archive"
	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/mongo/mongotest"
	"jitasa/internal/store/sqlite"
)

var volunteers = flag.Int("archive.volunteers", 1500, "how many volunteers, each with a thread and a log, are copied")

const masterKey = "the master key: 32 bytes of them"

// opened is a store under test.
type opened struct{ opening.Opened }

// open opens a store; keys: as the bot does.
func open(t testing.TB, s config.Store, keys bool) opened {
	t.Helper()
	c := config.Config{Store: s}
	if keys {
		c.Key = masterKey
		o, err := opening.Store(t.Context(), c)
		if err != nil {
			t.Fatal(err)
		}
		return opened{o}
	}
	e, err := opening.Engine(t.Context(), s)
	if err != nil {
		t.Fatal(err)
	}
	all, err := collections.Open(t.Context(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	return opened{opening.Opened{Engine: e, Collections: all}}
}

func (o opened) close(t testing.TB) {
	t.Helper()
	if err := o.Engine.Close(); err != nil {
		t.Error(err)
	}
}

func file(t testing.TB) config.Store {
	return config.Store{Engine: config.SQLite, Path: filepath.Join(t.TempDir(), "store.db")}
}

func server(t testing.TB) config.Store {
	d := mongotest.New(t)
	return config.Store{Engine: config.Mongo, URI: config.Secret(d.URI), Database: d.Name}
}

// fill writes people with threads and logs, as the bot would, and returns the store.
func fill(t testing.TB, s config.Store, n int) {
	t.Helper()
	o := open(t, s, true)
	defer o.close(t)
	at := time.Date(2026, 11, 26, 12, 0, 0, 123e6, time.UTC)
	for from := 0; from < n; from += 500 {
		var people []*domain.Volunteer
		var log []*chat.Exchange
		for i := from; i < min(n, from+500); i++ {
			id := fmt.Sprintf("U%032x", i)
			people = append(people, &domain.Volunteer{
				Meta: domain.Meta{ID: id}, Name: fmt.Sprintf("สมชาย %d", i), Phone: fmt.Sprintf("+668%08d", i), SignedUpAt: at, CreatedAt: at, UpdatedAt: at,
				Home: &domain.Home{Province: "32", Point: domain.Point{Lat: 14.88 + float64(i)/1e6, Lng: 103.49}}, Causes: []domain.Cause{"animals"},
			})
			log = append(log, &chat.Exchange{Meta: domain.Meta{ID: fmt.Sprintf("01M8%022d", i)}, Person: id, At: at, Kind: chat.Text, Text: "สวัสดี", Answer: []chat.Message{chat.Say("สวัสดี")}})
		}
		if _, err := o.Collections.Volunteers.InsertNew(t.Context(), people); err != nil {
			t.Fatal(err)
		}
		if _, err := o.Collections.Log.InsertNew(t.Context(), log); err != nil {
			t.Fatal(err)
		}
		fillThreads(t, o, people, at)
	}
	if _, err := o.Collections.Volunteers.Update(t.Context(), fmt.Sprintf("U%032x", 0), func(v *domain.Volunteer) error { v.Email = "a@example.org"; return nil }); err != nil {
		t.Fatal(err)
	}
}

func fillThreads(t testing.TB, o opened, people []*domain.Volunteer, at time.Time) {
	t.Helper()
	for _, c := range o.Collections.All() {
		if c.Name() != "threads" {
			continue
		}
		recs := make([]store.Record, len(people))
		for i, p := range people {
			doc := c.Schema().New()
			doc.(store.Doc).Key().ID, doc.(store.Doc).Key().Version = p.ID, 3
			recs[i] = store.Record{ID: p.ID, Version: 3, Doc: doc}
		}
		if _, err := c.Table().Insert(t.Context(), recs); err != nil {
			t.Fatal(err)
		}
	}
	for _, p := range people[:min(3, len(people))] { // and some with what the bot remembers
		thread, err := o.Collections.Threads.Get(t.Context(), p.ID)
		if err != nil {
			t.Fatal(err)
		}
		thread.Memory, thread.UpdatedAt, thread.Waiting = dialog.Memory{Lang: "th", Name: "ก"}, at, []chat.Message{chat.Say("รอ")}
		if err := o.Collections.Threads.Save(t.Context(), thread); err != nil {
			t.Fatal(err)
		}
	}
}

func options(source string) archive.Options {
	return archive.Options{Source: source, Now: time.Now, Progress: func(string, string, int) {}}
}

// copied copies one store to another.
func copied(t testing.TB, ctx context.Context, from, to config.Store, o archive.Options) ([]archive.Result, error) {
	t.Helper()
	a, b := open(t, from, false), open(t, to, false)
	defer a.close(t)
	defer b.close(t)
	notes, err := archive.OpenNotes(t.Context(), b.Engine)
	if err != nil {
		t.Fatal(err)
	}
	return archive.Copy(ctx, a.Collections.All(), b.Collections.All(), notes, o)
}

// From the file to the server and back: the same digests, and a bot that has the key reads it all.
func TestThereAndBack(t *testing.T) {
	first, there, back := file(t), server(t), file(t)
	fill(t, first, *volunteers)
	began := time.Now()
	out, err := copied(t, t.Context(), first, there, options("first"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("to the server: %v", time.Since(began).Round(time.Millisecond))
	began = time.Now()
	in, err := copied(t, t.Context(), there, back, options("there"))
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("and back: %v", time.Since(began).Round(time.Millisecond))
	if !slices.Equal(out, in) {
		t.Errorf("there: %v\nback: %v", out, in)
	}
	for _, r := range out {
		if want := map[string]int{"volunteers": *volunteers, "threads": *volunteers, "log": *volunteers, "keys": 1}[r.Collection]; r.Documents != want || r.Conflicts > 0 {
			t.Errorf("%s: %d documents, want %d", r.Collection, r.Documents, want)
		}
	}
	o := open(t, back, true)
	defer o.close(t)
	v, err := o.Collections.Volunteers.Get(t.Context(), fmt.Sprintf("U%032x", 0))
	if err != nil || v.Name != "สมชาย 0" || v.Email != "a@example.org" || v.Version != 2 {
		t.Errorf("%+v, %v", v, err)
	}
}

// A copy that is cut off again and again goes on, and ends the same.
func TestCutOff(t *testing.T) {
	from, to := file(t), file(t)
	fill(t, from, 4000)
	cut := 0
	for n := 1; ; n++ {
		ctx, cancel := context.WithCancel(t.Context())
		o, left := options("first"), n*3
		o.Progress = func(string, string, int) {
			if left--; left == 0 {
				cancel()
			}
		}
		_, err := copied(t, ctx, from, to, o)
		cancel()
		if err == nil {
			break
		}
		if !errors.Is(err, context.Canceled) {
			t.Fatal(err)
		}
		cut++
		if _, err := copied(t, t.Context(), from, to, options("another")); !errors.Is(err, archive.ErrNotEmpty) {
			t.Fatalf("a copy of another source went on: %v", err)
		}
	}
	if cut < 3 {
		t.Errorf("cut off only %d times", cut)
	}
}

// What is in the target stays; what differs is counted and left alone.
func TestIntoNonempty(t *testing.T) {
	from, to := file(t), file(t)
	fill(t, from, 10)
	fill(t, to, 5) // under keys of its own: nothing of it is the same
	if _, err := copied(t, t.Context(), from, to, options("first")); !errors.Is(err, archive.ErrNotEmpty) {
		t.Fatalf("into a store that is in use: %v", err)
	}
	o := options("first")
	o.IntoNonempty = true
	results, err := copied(t, t.Context(), from, to, o)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"volunteers": 5, "log": 5, "keys": 1, "threads": 3} // the other threads are empty, and alike
	for _, r := range results {
		if r.Conflicts != want[r.Collection] {
			t.Errorf("%s: %d conflicts, want %d", r.Collection, r.Conflicts, want[r.Collection])
		}
	}
}

// backup is the bytes of a portable backup of a small store.
func backup(t testing.TB, s config.Store) []byte {
	t.Helper()
	o := open(t, s, false)
	defer o.close(t)
	var b bytes.Buffer
	if err := archive.Write(t.Context(), o.Collections.All(), &b, time.Now(), func(string, int) {}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// A backup of either engine restores into the other.
func TestRestore(t *testing.T) {
	for name, s := range map[string][2]func(testing.TB) config.Store{"to the server": {file, server}, "from the server": {server, file}} {
		t.Run(name, func(t *testing.T) {
			from, to := s[0](t), s[1](t)
			fill(t, from, 1200)
			path := filepath.Join(t.TempDir(), "b.jsonl.zst")
			if err := os.WriteFile(path, backup(t, from), 0o600); err != nil {
				t.Fatal(err)
			}
			f, err := os.Open(path)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			o := open(t, to, false)
			notes, err := archive.OpenNotes(t.Context(), o.Engine)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := archive.Restore(t.Context(), f, o.Collections.All(), notes, options("b")); err != nil {
				t.Fatal(err)
			}
			o.close(t)
			bot := open(t, to, true)
			defer bot.close(t)
			if v, err := bot.Collections.Volunteers.Get(t.Context(), fmt.Sprintf("U%032x", 1199)); err != nil || v.Name != "สมชาย 1199" {
				t.Errorf("%+v, %v", v, err)
			}
		})
	}
}

// A backup that was cut short or changed at any place does not pass for whole.
func TestDamagedBackup(t *testing.T) {
	s := file(t)
	fill(t, s, 40)
	whole := backup(t, s)
	if sums, err := archive.Verify(bytes.NewReader(whole)); err != nil || sums["volunteers"].Documents != 40 {
		t.Fatalf("%v, %v", sums, err)
	}
	rapid.Check(t, func(t *rapid.T) {
		broken := slices.Clone(whole)
		if rapid.Bool().Draw(t, "cut") {
			broken = broken[:rapid.IntRange(0, len(broken)-1).Draw(t, "length")]
		} else {
			broken[rapid.IntRange(0, len(broken)-1).Draw(t, "at")] ^= byte(1 << rapid.IntRange(0, 7).Draw(t, "bit"))
		}
		sums, err := archive.Verify(bytes.NewReader(broken))
		if err == nil { // a bit of zstd's own that says nothing: what came out is the same all the same
			if sums["volunteers"].Documents != 40 {
				t.Fatalf("a damaged backup passed: %v", sums)
			}
			return
		}
		if !errors.Is(err, archive.ErrDamaged) && !errors.Is(err, archive.ErrFormat) && !errors.Is(err, archive.ErrNewer) || strings.Contains(err.Error(), "\n") {
			t.Fatalf("error %v", err)
		}
	})
}

// An older version of the program may be at work on a target, and could not read what a newer one wrote.
func TestOlderTarget(t *testing.T) {
	from, to := file(t), file(t)
	fill(t, from, 3)
	older, err := sqlite.Open(t.Context(), to.Path, sqlite.Options{Schema: collections.OldestSchema})
	if err != nil {
		t.Fatal(err)
	}
	if err := older.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "b.jsonl.zst")
	if err := os.WriteFile(path, backup(t, from), 0o600); err != nil {
		t.Fatal(err)
	}
	restored := func() error {
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		o := open(t, to, false)
		defer o.close(t)
		notes, err := archive.OpenNotes(t.Context(), o.Engine)
		if err != nil {
			t.Fatal(err)
		}
		_, err = archive.Restore(t.Context(), f, o.Collections.All(), notes, options("b"))
		return err
	}
	if _, err := copied(t, t.Context(), from, to, options("a")); !errors.Is(err, archive.ErrOlder) {
		t.Errorf("copied: %v", err)
	}
	if err := restored(); !errors.Is(err, archive.ErrOlder) {
		t.Errorf("restored: %v", err)
	}
	raised, err := opening.Raised(t.Context(), to)
	if err != nil {
		t.Fatal(err)
	}
	if err := raised.Close(); err != nil {
		t.Fatal(err)
	}
	if err := restored(); err != nil {
		t.Errorf("raised, and restored: %v", err)
	}
}
