package app_test

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/internal/app"
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
		again, err := app.EraseAgain(t.Context(), restored, []byte(masterKey), []*domain.Erasure{kept}, time.Time{}, time.Now())
		if err != nil || again != (app.Again{Receipts: 1, People: 1}) {
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

// Whoever asks about somebody is told that they were erased, and when; of an id that was never known, and of somebody who
// only followed, something else. It is the receipt's mark that tells: without it nobody could.
func TestKnownAsErased(t *testing.T) {
	r := newRig(t)
	p, follower := r.person("คนที่จะไป"), r.person("คนที่ตามอยู่")
	known := func(person string, says string) {
		t.Helper()
		if got, err := r.app.Known(t.Context(), person); err != nil || !strings.Contains(got, says) {
			t.Errorf("%q, %v: want %q", got, err, says)
		}
	}
	p.text("สวัสดี")
	follower.text("สวัสดี")
	known(p.id, "has followed or written")
	receipt := p.erase()
	kept, err := r.app.Store.Erasures.Get(t.Context(), receipt)
	if err != nil {
		t.Fatal(err)
	}
	known(p.id, "erased on "+kept.At.In(r.app.Zone()).Format("2006-01-02 15:04"))
	p.text("กลับมาแล้ว")
	known(p.id, "erased on ")
	known(follower.id, "has followed or written")
	known("U0", "nobody with this id is known")
	if err := r.app.Store.Erasures.Unmark(t.Context(), kept.Until.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	known(p.id, "has followed or written")
}

// restore brings a backup into a new store.
func restore(t *testing.T, backup *os.File) app.Opened {
	t.Helper()
	if _, err := backup.Seek(0, io.SeekStart); err != nil {
		t.Fatal(err)
	}
	e, err := app.OpenEngine(t.Context(), config.Store{Engine: config.SQLite, Path: filepath.Join(t.TempDir(), "new.db")})
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
	restored, err := app.Unlock(t.Context(), e, masterKey)
	if err != nil {
		t.Fatal(err)
	}
	return restored
}

// What happened while a backup was written may be in it in part: its receipt, and all of the person.
func TestErasedDuringABackup(t *testing.T) {
	o, err := app.OpenStore(t.Context(), config.Config{Key: masterKey, Store: config.Store{Engine: config.SQLite, Path: filepath.Join(t.TempDir(), "a.db")}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = o.Engine.Close() }()
	begun := time.Date(2026, 12, 1, 3, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		erased time.Time
		want   int
	}{{begun.Add(time.Second), 1}, {begun.Add(-time.Second), 1}, {begun.Add(-time.Hour), 0}} {
		insert(t, o.Collections.Volunteers.Collection, &domain.Volunteer{Meta: domain.Meta{ID: "U1"}, CreatedAt: begun.Add(-24 * time.Hour)})
		r := erasedAt(t, c.erased)
		insert(t, o.Collections.Erasures.Collection, r)
		if again, err := app.EraseAgain(t.Context(), o, []byte(masterKey), []*domain.Erasure{r}, begun, begun.Add(time.Hour)); err != nil || again.People != c.want {
			t.Errorf("%v: %+v, %v", c.erased, again, err)
		}
		for _, err := range []error{o.Collections.Erasures.Delete(t.Context(), r.ID), o.Collections.Volunteers.Delete(t.Context(), "U1")} {
			if err != nil {
				t.Fatal(err)
			}
		}
	}
}

// erasedAt is the receipt of somebody who was erased.
func erasedAt(t *testing.T, at time.Time) *domain.Erasure {
	t.Helper()
	marks, err := privacy.NewMarks([]byte(masterKey))
	if err != nil {
		t.Fatal(err)
	}
	var kept receipts
	if err := (&privacy.Desk{Erasures: &kept, Marks: marks}).Erase(t.Context(), "U1", "AAAA", at); err != nil {
		t.Fatal(err)
	}
	return kept[0]
}

type receipts []*domain.Erasure

func (r *receipts) InsertNew(_ context.Context, given []*domain.Erasure) ([]bool, error) {
	*r = append(*r, given...)
	return nil, nil
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
