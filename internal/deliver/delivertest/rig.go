package delivertest

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

	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/memory"
	"jitasa/internal/store/sqlite"
)

// Rig is a deliverer on a real store, with a platform and an audience that do as a test says.
type Rig struct {
	*testing.T
	All  *collections.Collections
	D    *dispatch.Desk
	Who  *Readers
	To   *Line
	Now  time.Time // moves only by Wait
	made int
}

// Opened is a real store.
func Opened(t testing.TB) *collections.Collections {
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
	return OpenedOn(t, engine)
}

// OpenedOn is what is kept in an engine.
func OpenedOn(t testing.TB, engine store.Engine) *collections.Collections {
	t.Helper()
	all, err := collections.Open(t.Context(), engine, memory.Plain{})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// New is a rig with so many people.
func New(t *testing.T, people int) *Rig {
	t.Helper()
	all := Opened(t)
	r := &Rig{T: t, All: all, Now: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC), Who: &Readers{Gone: map[string]bool{}}, To: &Line{Left: -1}}
	for i := range people {
		r.Who.IDs = append(r.Who.IDs, fmt.Sprintf("U%04d", i))
	}
	r.Restart()
	return r
}

// Restart is another process: it knows only what is stored.
func (r *Rig) Restart() { r.D = dispatch.New(r.Parts()) }

// Parts are what another process is made of.
func (r *Rig) Parts() deliver.Parts {
	r.made++
	process := r.made
	var n atomic.Int64
	next := func() string { return fmt.Sprintf("p%dn%d", process, n.Add(1)) }
	return deliver.Parts{
		Campaigns: r.All.Campaigns, Batches: r.All.Batches, Rolls: r.All.Rolls, Contents: r.All.Contents, Paces: r.All.Paces, Rests: r.All.Rests, Audience: r.Who, Courier: r.To,
		Composer: func(context.Context, *deliver.Campaign) (deliver.Composer, error) { return Same{}, nil },
		Owner:    fmt.Sprint(process), NewID: next, NewKey: next, Now: func() time.Time { return r.Now }, Log: slog.New(slog.DiscardHandler),
		Options: deliver.Options{Requests: limits.Rate{Messages: -1}, Senders: 1},
	}
}

// Start starts a campaign to everybody.
func (r *Rig) Start(kind deliver.Kind, id string) {
	r.Helper()
	if _, err := r.D.Start(r.Context(), &deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: kind, Subject: id}, 0); err != nil {
		r.Fatal(err)
	}
}

// Work lets the deliverer do what it can at this moment.
func (r *Rig) Work() {
	r.Helper()
	for range 100 {
		wait, err := r.D.Round(r.Context())
		if err != nil {
			r.Fatal(err)
		}
		if wait > 0 {
			return
		}
	}
	r.Fatal("it never rests")
}

// Wait lets time pass, and the deliverer do what it can then.
func (r *Rig) Wait(d time.Duration) {
	r.Helper()
	r.Now = r.Now.Add(d)
	r.Work()
}

// Status is how far a campaign is.
func (r *Rig) Status(id string) *dispatch.Status {
	r.Helper()
	c, err := r.All.Campaigns.Get(r.Context(), id)
	if err != nil {
		r.Fatal(err)
	}
	s, err := r.D.Status(r.Context(), c)
	if err != nil {
		r.Fatal(err)
	}
	return s
}

// Is fails unless the campaign stands as told, with so many people accepted.
func (r *Rig) Is(id string, state deliver.State, why string, accepted int) {
	r.Helper()
	if s := r.Status(id); s.State != state || s.Why != why || s.Accepted != accepted {
		r.Fatalf("%s is %s (%s) with %d accepted, not %s (%s) with %d", id, s.State, s.Why, s.Accepted, state, why, accepted)
	}
}

// Line is the platform: what fails is set, and what it was asked is kept.
type Line struct {
	mu     sync.Mutex
	Fails  error
	Answer func(deliver.Parcel) error // instead of Fails
	Left   int64                      // messages; below 0: no limit
	Asked  int                        // requests, whatever became of them
	Got    []string                   // people, each time
}

// Send implements deliver.Courier.
func (l *Line) Send(_ context.Context, p deliver.Parcel) error {
	l.mu.Lock()
	l.Asked++
	fails, send := l.Fails, l.Answer
	l.mu.Unlock()
	if send != nil {
		fails = send(p)
	}
	if fails != nil {
		return fails
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	l.Got = append(l.Got, p.People...)
	return nil
}

// Quota implements deliver.Courier.
func (l *Line) Quota(context.Context) (limit, used int64, err error) {
	if l.Left < 0 {
		return -1, 0, nil
	}
	return 1000, 1000 - l.Left, nil
}

// Once reports whether exactly these people got it, once each.
func (l *Line) Once(people []string) bool {
	return slices.Equal(slices.Sorted(slices.Values(l.Got)), people)
}

// Readers is an audience from which people are erased.
type Readers struct {
	IDs   []string
	Gone  map[string]bool
	Alone bool // each in a batch of their own
}

// Of implements deliver.Audience.
func (a *Readers) Of(_ context.Context, _ audience.Segment, after string) iter.Seq2[*audience.Person, error] {
	return func(yield func(*audience.Person, error) bool) {
		for i, id := range a.IDs {
			provinces := 7
			if a.Alone {
				provinces = len(a.IDs)
			}
			p := &audience.Person{ID: id, Home: &audience.Home{Province: fmt.Sprint(10 + i%provinces)}}
			if id > after && !a.Gone[id] && !yield(p, nil) {
				return
			}
		}
	}
}

// Changed implements deliver.Audience.
func (a *Readers) Changed(_ context.Context, people []string, _, _ time.Time) (map[string]*audience.Person, error) {
	changed := map[string]*audience.Person{}
	for _, id := range people {
		if a.Gone[id] {
			changed[id] = nil
		}
	}
	return changed, nil
}

// Same is content that is the same for everybody.
type Same struct{}

// Variant implements deliver.Composer.
func (Same) Variant(p *audience.Person) deliver.Variant {
	return deliver.Variant{Key: "th", Province: p.Province(), Lang: "th"}
}

// Compose implements deliver.Composer.
func (Same) Compose(context.Context, deliver.Variant) ([]chat.Message, error) {
	return []chat.Message{chat.Say("ข่าว")}, nil
}
