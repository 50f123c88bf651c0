package deliver_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/delivertest"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/store/memory"
	"jitasa/internal/store/sqlite"
)

// platform accepts, refuses, loses answers and forgets keys as it is told. It
// keeps the book that the ledger is held against.
type platform struct {
	mu   sync.Mutex
	keys map[string]bool
	got  map[string]int
	draw func() int // what happens next
}

var errLost = errors.New("no answer")

func (p *platform) Send(_ context.Context, parcel deliver.Parcel) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	what := p.draw()
	if what == 1 { // before anything happened
		return errLost
	}
	if p.keys[parcel.RetryKey] {
		return nil
	}
	switch what {
	case 2:
		return deliver.ErrRate
	case 3:
		return deliver.ErrQuota
	case 4:
		return deliver.ErrRejected
	case 5:
		return deliver.ErrUnauthorized
	}
	p.keys[parcel.RetryKey] = true
	for _, person := range parcel.People {
		p.got[person]++
	}
	if what == 6 { // accepted, and nobody knows
		return errLost
	}
	return nil
}

func (p *platform) Quota(context.Context) (int64, int64, error) { return -1, 0, nil }

// crowd is an audience that does not change.
type crowd []string

func (c crowd) Of(_ context.Context, _ audience.Segment, after string) iter.Seq2[*audience.Person, error] {
	return func(yield func(*audience.Person, error) bool) {
		for i, id := range c {
			p := &audience.Person{ID: id, Home: &audience.Home{Province: fmt.Sprint(10 + i%7)}}
			if id > after && !yield(p, nil) {
				return
			}
		}
	}
}

func (crowd) Changed(context.Context, []string, time.Time, time.Time) (map[string]*audience.Person, error) {
	return nil, nil
}

// Whatever the platform does, whenever somebody pauses, resumes, waits for days or cancels, and wherever a process
// ends: nobody gets it twice, and the ledger never says anything that the platform's book does not.
func TestNobodyTwice(t *testing.T) {
	folder, run := t.TempDir(), 0
	rapid.Check(t, func(rt *rapid.T) {
		run++
		engine, err := sqlite.Open(t.Context(), filepath.Join(folder, fmt.Sprint(run)), sqlite.Options{Schema: 1})
		if err != nil {
			rt.Fatal(err)
		}
		defer engine.Close()
		all, err := collections.Open(t.Context(), engine, memory.Plain{})
		if err != nil {
			rt.Fatal(err)
		}
		m := newModel(rt, all, "run")
		for range rapid.IntRange(5, 25).Draw(rt, "steps") {
			m.step(rt)
		}
		m.check(rt)
	})
}

type model struct {
	id    string
	all   *collections.Collections
	book  *platform
	now   time.Time
	owner int
	d     *dispatch.Desk
	crowd crowd
}

func newModel(rt *rapid.T, all *collections.Collections, id string) *model {
	m := &model{id: id, all: all, now: time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)}
	for i := range rapid.IntRange(1, 60).Draw(rt, "people") {
		m.crowd = append(m.crowd, fmt.Sprintf("%s-%03d", id, i))
	}
	m.book = &platform{keys: map[string]bool{}, got: map[string]int{}, draw: func() int {
		return rapid.SampledFrom([]int{0, 0, 0, 0, 1, 1, 2, 3, 4, 5, 6, 6}).Draw(rt, "outcome")
	}}
	m.restart()
	kind := rapid.SampledFrom([]deliver.Kind{deliver.Newsletter, deliver.Call}).Draw(rt, "kind") // calls go on by themselves
	if _, err := m.d.Start(context.Background(), &deliver.Campaign{Meta: domain.Meta{ID: id}, Kind: kind, Subject: id}, 0); err != nil {
		rt.Fatal(err)
	}
	return m
}

// restart is another process: it knows only what is stored.
func (m *model) restart() {
	m.owner++
	var n atomic.Int64
	m.d = dispatch.New(deliver.Parts{
		Campaigns: m.all.Campaigns, Batches: m.all.Batches, Rolls: m.all.Rolls, Contents: m.all.Contents, Paces: m.all.Paces, Rests: m.all.Rests,
		Audience: m.crowd, Courier: m.book, Composer: func(context.Context, *deliver.Campaign) (deliver.Composer, error) { return delivertest.Same{}, nil },
		Owner: fmt.Sprint(m.id, m.owner), NewID: func() string { return fmt.Sprintf("t%dx%d", m.owner, n.Add(1)) },
		NewKey: func() string { return fmt.Sprintf("%s-%d-%d", m.id, m.owner, n.Add(1)) }, Now: func() time.Time { return m.now }, Log: slog.New(slog.DiscardHandler),
		Options: deliver.Options{Requests: limits.Rate{Messages: -1}, Senders: 1},
	})
}

func (m *model) step(rt *rapid.T) {
	ctx := context.Background()
	switch rapid.SampledFrom([]string{"work", "work", "work", "wait", "days", "restart", "pause", "resume", "resume", "cancel", "decide"}).Draw(rt, "step") {
	case "work":
		_, _ = m.d.Round(ctx) // an error is an outcome as well: it is tried again
	case "wait":
		m.now = m.now.Add(20 * time.Minute)
	case "days":
		m.now = m.now.Add(30 * time.Hour) // the platform forgets its keys, one by one
		m.book.keys = map[string]bool{}
	case "restart":
		m.restart()
	case "pause":
		_ = m.d.Pause(ctx, m.id)
	case "resume":
		_ = m.d.Resume(ctx, m.id)
	case "cancel":
		if rapid.IntRange(0, 5).Draw(rt, "really") == 0 {
			_ = m.d.Cancel(ctx, m.id)
		}
	case "decide": // a person who looked it up
		for _, b := range m.status(rt).Doubtful {
			_ = m.d.Decide(ctx, b, m.wasSent(rt, b))
		}
	}
}

func (m *model) status(rt *rapid.T) *dispatch.Status {
	c, err := m.all.Campaigns.Get(context.Background(), m.id)
	if err != nil {
		rt.Fatal(err)
	}
	s, err := m.d.Status(context.Background(), c)
	if err != nil {
		rt.Fatal(err)
	}
	return s
}

func (m *model) wasSent(rt *rapid.T, batch string) bool {
	roll, err := m.all.Rolls.Get(context.Background(), batch)
	if err != nil {
		rt.Fatal(err)
	}
	return m.book.got[roll.People[0]] > 0
}

func (m *model) check(rt *rapid.T) {
	for person, n := range m.book.got {
		if n > 1 {
			rt.Fatalf("%s got it %d times", person, n)
		}
	}
	seen := map[string]bool{}
	if err := m.d.Ledger(context.Background(), m.status(rt).Campaign, func(person string, e deliver.Entry) bool {
		if seen[person] {
			rt.Fatalf("%s is in the ledger twice", person)
		}
		seen[person] = true
		got := m.book.got[person] > 0
		if e.State == deliver.Accepted && !got || got && (e.State == deliver.Failed || e.State == deliver.Skipped || e.State == deliver.Open) {
			rt.Fatalf("%s: the ledger says %s, the book %v", person, e.State, got)
		}
		return true
	}); err != nil {
		rt.Fatal(err)
	}
}
