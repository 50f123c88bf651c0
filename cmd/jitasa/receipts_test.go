package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/cmd/jitasa/command"
	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/privacy"
)

const (
	thisKey  = "0123456789abcdef0123456789abcdef"
	otherKey = "another key: it is 32 bytes long"
)

// Who was erased after a backup is erased again when it is restored, by the receipts of the time since: out of a file of
// receipts, a newer backup, or the store that is replaced. Nobody else is, and it is said what was done and what was not.
func TestRestoreErasesAgain(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	t.Setenv("JITASA_KEY", base64.StdEncoding.EncodeToString([]byte(thisKey)))
	t.Setenv("JITASA_STORE", "sqlite:"+at("old.db"))
	kept(t, "old.db", dir, func(o opening.Opened) {
		for _, id := range []string{"U-gone", "U-stays", "U-back"} {
			person(t, o, id)
		}
	})
	ran(t, 0, "backup", at("b.jsonl.zst"))
	ran(t, 0, "backup", at("b.db"))
	kept(t, "old.db", dir, func(o opening.Opened) {
		erased(t, o, "U-gone", "AAAA", time.Now())
		erased(t, o, "U-back", "BBBB", time.Now().Add(-48*time.Hour)) // a profile of today is another one
		if err := o.Collections.Erasures.Insert(t.Context(), &domain.Erasure{Meta: domain.Meta{ID: "CCCC"}, At: time.Now()}); err != nil {
			t.Fatal(err)
		}
	})
	ran(t, 0, "backup", "--receipts", at("r.jsonl.zst"))
	ran(t, 0, "backup", "--receipts", at("r.jsonl.zst")) // in place of the one before
	ran(t, 0, "backup", at("newer.jsonl.zst"))
	ran(t, 0, "backup", at("newer.db"))
	for i, from := range [][2]string{
		{"b.jsonl.zst", at("r.jsonl.zst")}, {"b.jsonl.zst", at("newer.jsonl.zst")}, {"b.db", "sqlite:" + at("old.db")}, {"b.db", at("newer.db")},
	} {
		to := fmt.Sprintf("to%d.db", i)
		t.Setenv("JITASA_STORE", "sqlite:"+at(to))
		said := ran(t, 0, "restore", at(from[0]), "--receipts", from[1])
		if !strings.Contains(said, "1 people erased again, of 3 erasures since the backup") || !strings.Contains(said, "1 receipts do not tell") || strings.Contains(said, "another master") {
			t.Errorf("%v: %s", from, said)
		}
		kept(t, to, dir, func(o opening.Opened) { left(t, o, "U-stays", "U-back") })
		if said := ran(t, 0, "restore", "--receipts", from[1]); !strings.Contains(said, "0 people erased again, of 0") {
			t.Errorf("once more: %s", said)
		}
	}
}

// Without receipts it is said that somebody may be in it again, and receipts that come to light later are taken all the same.
func TestReceiptsThatComeLater(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	t.Setenv("JITASA_KEY", base64.StdEncoding.EncodeToString([]byte(thisKey)))
	t.Setenv("JITASA_STORE", "sqlite:"+at("old.db"))
	kept(t, "old.db", dir, func(o opening.Opened) { person(t, o, "U-gone") })
	ran(t, 0, "backup", at("b.jsonl.zst"))
	kept(t, "old.db", dir, func(o opening.Opened) { erased(t, o, "U-gone", "AAAA", time.Now()) })
	ran(t, 0, "backup", "--receipts", at("r.jsonl.zst"))
	ran(t, 2, "backup", "--receipts", at("r.db"))

	t.Setenv("JITASA_STORE", "sqlite:"+at("new.db"))
	if said := ran(t, 2, "restore", at("r.jsonl.zst")); !strings.Contains(said, "receipts of erasures only") {
		t.Error(said)
	}
	if said := ran(t, 0, "restore", at("b.jsonl.zst")); !strings.Contains(said, "in the store again") {
		t.Error(said)
	}
	kept(t, "new.db", dir, func(o opening.Opened) { left(t, o, "U-gone") })
	if said := ran(t, 0, "restore", "--receipts", at("r.jsonl.zst")); !strings.Contains(said, "1 people erased again, of 1") {
		t.Error(said)
	}
	kept(t, "new.db", dir, func(o opening.Opened) { left(t, o) })
	ran(t, 2, "restore", at("b.jsonl.zst"), "--receipts", at("missing.jsonl.zst"))
	ran(t, 2, "restore", at("b.jsonl.zst"), "--receipts", at("missing.db"))
	t.Setenv("JITASA_KEY", "")
	if said := ran(t, 2, "restore", at("b.jsonl.zst"), "--receipts", at("r.jsonl.zst")); !strings.Contains(said, "JITASA_KEY: is needed with --receipts") {
		t.Error(said)
	}
}

// A restore that could not erase again is not over: done with the right key, it goes on there.
func TestErasingAgainGoesOn(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	right, wrong := base64.StdEncoding.EncodeToString([]byte(thisKey)), base64.StdEncoding.EncodeToString([]byte(otherKey))
	t.Setenv("JITASA_KEY", right)
	t.Setenv("JITASA_STORE", "sqlite:"+at("old.db"))
	kept(t, "old.db", dir, func(o opening.Opened) { person(t, o, "U-gone") })
	backups := []string{"b.jsonl.zst", "b.db"}
	for _, b := range backups {
		ran(t, 0, "backup", at(b))
	}
	kept(t, "old.db", dir, func(o opening.Opened) { erased(t, o, "U-gone", "AAAA", time.Now()) })
	for _, b := range backups {
		to := "new-" + b + ".db"
		t.Setenv("JITASA_STORE", "sqlite:"+at(to))
		t.Setenv("JITASA_KEY", wrong)
		ran(t, 2, "restore", at(b), "--receipts", "sqlite:"+at("old.db"))
		t.Setenv("JITASA_KEY", right)
		if said := ran(t, 0, "restore", at(b), "--receipts", "sqlite:"+at("old.db")); !strings.Contains(said, "1 people erased again, of 1") {
			t.Error(said)
		}
		kept(t, to, dir, func(o opening.Opened) { left(t, o) })
	}
}

// A mark that another master key made tells nobody, and its receipt is left for when that one is back.
func TestReceiptsOfAnotherKey(t *testing.T) {
	dir := t.TempDir()
	at := func(name string) string { return filepath.Join(dir, name) }
	t.Setenv("JITASA_KEY", base64.StdEncoding.EncodeToString([]byte(thisKey)))
	t.Setenv("JITASA_STORE", "sqlite:"+at("old.db"))
	kept(t, "old.db", dir, func(o opening.Opened) {
		person(t, o, "U-gone")
		marks, err := privacy.NewMarks([]byte(otherKey))
		if err != nil {
			t.Fatal(err)
		}
		now := time.Now()
		err = (&privacy.Desk{Erasures: o.Collections.Erasures, Marks: marks}).Erase(t.Context(), "U-gone", "AAAA", now)
		if err != nil {
			t.Fatal(err)
		}
	})
	ran(t, 0, "backup", "--receipts", at("r.jsonl.zst"))
	t.Setenv("JITASA_STORE", "sqlite:"+at("new.db"))
	kept(t, "new.db", dir, func(o opening.Opened) { person(t, o, "U-gone") })
	for range 2 {
		said := ran(t, 0, "restore", "--receipts", at("r.jsonl.zst"))
		if !strings.Contains(said, "0 people erased again, of 1") || !strings.Contains(said, "1 receipts were made under another master key") {
			t.Error(said)
		}
	}
}

// ran runs a command and returns everything that it says.
func ran(t *testing.T, want int, args ...string) string {
	t.Helper()
	var said bytes.Buffer
	if code := run(t.Context(), args, command.Streams{In: strings.NewReader(""), Out: &said, Err: &said}); code != want {
		t.Fatalf("jitasa %v ended with %d, want %d:\n%s", args, code, want, said.String())
	}
	return said.String()
}

// kept opens a store as the bot does.
func kept(t *testing.T, name, dir string, do func(opening.Opened)) {
	t.Helper()
	o, err := opening.Store(t.Context(), config.Config{Key: thisKey, Store: config.Store{Engine: config.SQLite, Path: filepath.Join(dir, name)}})
	if err != nil {
		t.Fatal(err)
	}
	do(o)
	if err := o.Engine.Close(); err != nil {
		t.Error(err)
	}
}

func person(t *testing.T, o opening.Opened, id string) {
	t.Helper()
	if err := o.Collections.Volunteers.Insert(t.Context(), &domain.Volunteer{Meta: domain.Meta{ID: id}, Name: "กัญญา", CreatedAt: domain.Instant(time.Now().Add(-time.Hour))}); err != nil {
		t.Fatal(err)
	}
}

func erased(t *testing.T, o opening.Opened, id, receipt string, at time.Time) {
	t.Helper()
	marks, err := privacy.NewMarks([]byte(thisKey))
	if err != nil {
		t.Fatal(err)
	}
	d := &privacy.Desk{Parts: app.Owners(o.Collections, time.Now), Erasures: o.Collections.Erasures, Marks: marks}
	if err := d.Erase(t.Context(), id, receipt, at); err != nil {
		t.Fatal(err)
	}
}

// left checks who is in a store.
func left(t *testing.T, o opening.Opened, want ...string) {
	t.Helper()
	found, err := o.Collections.Volunteers.GetMany(t.Context(), []string{"U-gone", "U-stays", "U-back"})
	if err != nil {
		t.Fatal(err)
	}
	for _, id := range want {
		if found[id] == nil {
			t.Errorf("%s is gone", id)
		}
		delete(found, id)
	}
	for id := range found {
		t.Errorf("%s is there still", id)
	}
}
