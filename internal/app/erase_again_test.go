package app_test

import (
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/archive"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/privacy"
)

// Whoever erases themselves in the chat after a backup is erased from what it is restored into as well, their thread and
// what they wrote that was not answered included; and the receipt that makes it possible does not have their id.
func TestErasedAgain(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		p, other := r.person(markedProfile), r.person("คนอื่น")
		p.signUp()
		p.text(markedText)
		insert(t, r.app.Store.Calls.Collection, markedCall("call-mine", p.id))
		later := time.Now().Add(time.Hour) // another process has it, so that this one does not answer it before the backup
		insert(t, r.app.Store.Inbox.Collection, &inbox.Event{Meta: domain.Meta{ID: "01ZZZZZZZZZZZZZZZZZZZZZZZZ"}, Person: p.id, Open: true, At: later, Received: time.Now(), Owner: "another", Until: later, Raw: []byte(`{"text":"` + markedText + `"}`)})
		path := filepath.Join(t.TempDir(), "b.jsonl.zst")
		f, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		if err := archive.Write(t.Context(), r.app.Store.All(), f, time.Now(), func(string, int) {}); err != nil {
			t.Fatal(err)
		}
		receipt := p.erase()
		kept, err := r.app.Store.Erasures.Get(t.Context(), receipt)
		if err != nil || kept.Mark == "" || strings.Contains(kept.Mark+kept.Under, p.id) || !kept.Until.After(kept.At) {
			t.Fatalf("%+v, %v", kept, err)
		}
		if err := r.end(); err != nil {
			t.Error(err)
		}
		restored := restore(t, f)
		if docs := everything(t, restored.Collections); !strings.Contains(strings.Join(docs["Volunteers"], ""), markedName) || !strings.Contains(strings.Join(docs["Inbox"], ""), p.id) {
			t.Fatal("the backup has nothing of them: the test proves nothing")
		}
		from, err := app.Restored(t.Context(), restored, []byte(masterKey), time.Now)
		if err != nil {
			t.Fatal(err)
		}
		again, err := from.EraseAgain(t.Context(), []*domain.Erasure{kept}, time.Time{})
		if err != nil || again != (privacy.Again{Receipts: 1, People: 1}) {
			t.Errorf("%+v, %v", again, err)
		}
		for name, docs := range everything(t, restored.Collections) {
			if all := strings.Join(docs, ""); strings.Contains(all, p.id) || strings.Contains(all, markedText) {
				t.Errorf("%s knows them still: %s", name, all)
			}
		}
		if _, err := restored.Collections.Threads.Get(t.Context(), other.id); err != nil {
			t.Errorf("somebody else is gone: %v", err)
		}
	})
}

// When somebody was erased can be told of them alone, also when they have written again; without the receipt's mark nobody could.
func TestErasedAt(t *testing.T) {
	r := newRig(t)
	p, follower := r.person("คนที่จะไป"), r.person("คนที่ตามอยู่")
	want := func(person string, want time.Time) {
		t.Helper()
		if got, err := r.app.ErasedAt(t.Context(), person); err != nil || !got.Equal(want) {
			t.Errorf("%s was erased at %v (%v), want %v", person, got, err, want)
		}
	}
	p.text("สวัสดี")
	follower.text("สวัสดี")
	want(p.id, time.Time{})
	receipt := p.erase()
	kept, err := r.app.Store.Erasures.Get(t.Context(), receipt)
	if err != nil {
		t.Fatal(err)
	}
	want(p.id, kept.At)
	p.text("กลับมาแล้ว")
	want(p.id, kept.At)
	want(follower.id, time.Time{})
	if err := r.app.Store.Erasures.Unmark(t.Context(), kept.Until.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	want(p.id, time.Time{})
}

// restore brings a backup into a new store.
func restore(t *testing.T, backup *os.File) opening.Opened {
	t.Helper()
	if _, err := backup.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	e, err := opening.Engine(t.Context(), config.Store{Engine: config.SQLite, Path: filepath.Join(t.TempDir(), "new.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	sealed, err := collections.Open(t.Context(), e, nil)
	if err != nil {
		t.Fatal(err)
	}
	notes, err := archive.OpenNotes(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := archive.Restore(t.Context(), backup, sealed.All(), notes, archive.Options{Source: "b", Now: time.Now, Progress: func(string, string, int) {}}); err != nil {
		t.Fatal(err)
	}
	restored, err := opening.Unlock(t.Context(), e, masterKey)
	if err != nil {
		t.Fatal(err)
	}
	return restored
}

// The mark goes when no backup has the person any more; the receipt stays.
func TestMarksAreTakenOff(t *testing.T) {
	r := newRig(t)
	receipt := r.person("Somchai").erase()
	r.sim.Advance(privacy.BackupLife + 2*time.Hour)
	r.until("the mark is taken off", func() bool {
		kept, err := r.app.Store.Erasures.Get(t.Context(), receipt)
		if err != nil {
			t.Fatal(err)
		}
		return kept.Mark == "" && kept.Under == "" && kept.Until.IsZero()
	})
}
