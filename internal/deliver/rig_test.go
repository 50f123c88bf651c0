package deliver_test

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/sqlite"
)

// rig is a deliverer on a real store, with a platform and an audience that do as a test says.
type rig struct {
	*testing.T
	all  *collections.Collections
	d    *deliver.Deliverer
	who  *readers
	to   *line
	now  time.Time // moves only by wait
	made int
}

// opened is a real store.
func opened(t testing.TB) *collections.Collections {
	t.Helper()
	engine, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "deliver.db"), sqlite.Options{Schema: 1})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := engine.Close(); err != nil {
			t.Error(err)
		}
	})
	return openedOn(t, engine)
}

func openedOn(t testing.TB, engine store.Engine) *collections.Collections {
	t.Helper()
	all, err := collections.Open(t.Context(), engine, plain{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func newRig(t *testing.T, people int) *rig {
	t.Helper()
	all := opened(t)
	r := &rig{T: t, all: all, now: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), who: &readers{gone: map[string]bool{}}, to: &line{left: -1}}
	for i := range people {
		r.who.ids = append(r.who.ids, fmt.Sprintf("U%04d", i))
	}
	r.restart()
	return r
}

// restart is another process: it knows only what is stored.
func (r *rig) restart() { r.d = deliver.New(r.parts()) }

func (r *rig) parts() deliver.Parts {
	r.made++
	process := r.made
	var n atomic.Int64
	next := func() string { return fmt.Sprintf("p%dn%d", process, n.Add(1)) }
	return deliver.Parts{
		Campaigns: r.all.Campaigns, Batches: r.all.Batches, Rolls: r.all.Rolls, Contents: r.all.Contents, Paces: r.all.Paces, Rests: r.all.Rests, Audience: r.who, Courier: r.to,
		Composer: func(context.Context, *deliver.Campaign) (deliver.Composer, error) { return same{}, nil },
		Owner:    fmt.Sprint(process), NewID: next, NewKey: next, Now: func() time.Time { return r.now }, Log: slog.New(slog.DiscardHandler),
		Options: deliver.Options{Requests: limits.Rate{Messages: -1}, Senders: 1},
	}
}

func (r *rig) start(kind deliver.Kind, id string) {
	r.Helper()
	if _, err := r.d.Start(r.Context(), &deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: kind, Subject: id}, 0); err != nil {
		r.Fatal(err)
	}
}

// work lets the deliverer do what it can at this moment.
func (r *rig) work() {
	r.Helper()
	for range 100 {
		wait, err := r.d.Round(r.Context())
		if err != nil {
			r.Fatal(err)
		}
		if wait > 0 {
			return
		}
	}
	r.Fatal("it never rests")
}

func (r *rig) wait(d time.Duration) {
	r.Helper()
	r.now = r.now.Add(d)
	r.work()
}

func (r *rig) status(id string) *deliver.Status {
	r.Helper()
	c, err := r.all.Campaigns.Get(r.Context(), id)
	if err != nil {
		r.Fatal(err)
	}
	s, err := r.d.Status(r.Context(), c)
	if err != nil {
		r.Fatal(err)
	}
	return s
}

// is fails unless the campaign stands as told, with so many people accepted.
func (r *rig) is(id string, state deliver.State, why string, accepted int) {
	r.Helper()
	if s := r.status(id); s.State != state || s.Why != why || s.Accepted != accepted {
		r.Fatalf("%s is %s (%s) with %d accepted, not %s (%s) with %d", id, s.State, s.Why, s.Accepted, state, why, accepted)
	}
}

// line is the platform: what fails is set, and what it was asked is kept.
type line struct {
	mu    sync.Mutex
	fails error
	send  func(deliver.Parcel) error // instead of fails
	left  int64                      // messages; below 0: no limit
	asked int                        // requests, whatever became of them
	got   []string                   // people, each time
}

func (l *line) Send(_ context.Context, p deliver.Parcel) error {
	l.mu.Lock()
	l.asked++
	fails, send := l.fails, l.send
	l.mu.Unlock()
	if send != nil {
		fails = send(p)
	}
	if fails != nil {
		return fails
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.got = append(l.got, p.People...)
	return nil
}

func (l *line) Quota(context.Context) (limit, used int64, err error) {
	if l.left < 0 {
		return -1, 0, nil
	}
	return 1000, 1000 - l.left, nil
}

// once reports whether exactly these people got it, once each.
func (l *line) once(people []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(l.got)), people)
}

// readers is an audience from which people are erased.
type readers struct {
	ids   []string
	gone  map[string]bool
	alone bool // each in a batch of their own
}

func (a *readers) Of(_ context.Context, _ audience.Segment, after string) iter.Seq2[*audience.Person, error] {
	return func(yield func(*audience.Person, error) bool) {
		for i, id := range a.ids {
			provinces := 7
			if a.alone {
				provinces = len(a.ids)
			}
			p := &audience.Person{ID: id, Home: &audience.Home{Province: fmt.Sprint(10 + i%provinces)}}
			if id > after && !a.gone[id] && !yield(p, nil) {
				return
			}
		}
	}
}

func (a *readers) Changed(_ context.Context, people []string, _, _ time.Time) (map[string]*audience.Person, error) {
	changed := map[string]*audience.Person{}
	for _, id := range people {
		if a.gone[id] {
			changed[id] = nil
		}
	}
	return changed, nil
}
