package inbox_test

import (
	"context"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/inbox"
)

// process is one of several on a shelf. Killed, it reaches nothing any more.
type process struct {
	*shelf
	box    *inbox.Inbox
	d      *inbox.Dispatcher
	killed atomic.Bool
	end    func()
	writes atomic.Int64
}

func (p *process) InsertNew(ctx context.Context, events []*inbox.Event) ([]bool, error) {
	if p.killed.Load() {
		return nil, domain.ErrUnavailable
	}
	return p.shelf.InsertNew(ctx, events)
}

func (p *process) Replace(ctx context.Context, e *inbox.Event) error {
	if p.killed.Load() {
		return domain.ErrUnavailable
	}
	p.writes.Add(1)
	return p.shelf.Replace(ctx, e)
}

func (p *process) Open(ctx context.Context, from string, limit int) iter.Seq2[*inbox.Event, error] {
	if p.killed.Load() {
		return func(yield func(*inbox.Event, error) bool) { yield(nil, domain.ErrUnavailable) }
	}
	return p.shelf.Open(ctx, from, limit)
}

func (p *process) First(ctx context.Context, person string) (*inbox.Event, error) {
	if p.killed.Load() {
		return nil, domain.ErrUnavailable
	}
	return p.shelf.First(ctx, person)
}

// startProcess runs one; web: it accepts and handles nothing.
func startProcess(ctx context.Context, s *shelf, name string, web bool, handle func(context.Context, *inbox.Event) error) *process {
	p := &process{shelf: s}
	lease := inbox.Lease{Owner: name, For: inbox.LeaseTime, Now: time.Now}
	if web {
		lease = inbox.Lease{}
	}
	p.box = inbox.New(p, lease)
	p.d = inbox.NewDispatcher(p.box, func(ctx context.Context, e *inbox.Event) error {
		if p.killed.Load() {
			return domain.ErrUnavailable
		}
		return handle(ctx, e)
	}, slog.New(slog.DiscardHandler), inbox.Options{Workers: 3, Waiting: 50, Attempts: 1 << 20})
	ctx, cancel := context.WithCancel(ctx)
	var running sync.WaitGroup
	if !web {
		running.Go(func() { _ = p.d.Run(ctx) }) // always nil
	}
	p.end = func() { cancel(); running.Wait() }
	return p
}

// Three processes share a store; some are killed, or end in peace, and others
// take their place. Nobody's events overtake each other, none is lost, and only
// what a killed process had in work is handled twice.
func TestManyProcesses(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		fails := rapid.SampledFrom([]float64{0, 0.2}).Draw(rt, "fails")
		persons := rapid.SliceOfN(rapid.IntRange(0, 4), 1, 40).Draw(rt, "events' persons")
		to := rapid.SliceOfN(rapid.IntRange(0, 3), len(persons), len(persons)).Draw(rt, "accepted by")
		gaps := rapid.SliceOfN(rapid.IntRange(0, 60), len(persons), len(persons)).Draw(rt, "milliseconds between them")
		fates := rapid.SliceOfN(rapid.IntRange(0, 12), len(persons), len(persons)).Draw(rt, "0 kills, 1 ends the process")
		synctest.Test(t, func(t *testing.T) {
			s, h := newShelf(), newHand(seed, fails)
			processes := make([]*process, 4) // the last one is for the web alone
			start := func(n, generation int) {
				processes[n] = startProcess(t.Context(), s, fmt.Sprint(n, "/", generation), n == 3, h.handle)
			}
			var all []*process
			for n := range processes {
				start(n, 0)
				all = append(all, processes[n])
			}
			sent, kills := map[string][]string{}, 0
			for i, person := range persons {
				p := processes[to[i]]
				e := event(fmt.Sprintf("U%d", person), i, time.Now())
				sent[e.Person] = append(sent[e.Person], e.ID)
				accept(p.box, p.d, e, func() {})
				time.Sleep(time.Duration(gaps[i]) * time.Millisecond)
				switch fates[i] {
				case 0:
					p.killed.Store(true)
					kills++
				case 1:
					p.end()
				default:
					continue
				}
				start(to[i], i+1)
				all = append(all, processes[to[i]])
			}
			time.Sleep(30 * time.Minute)
			for _, p := range all {
				p.end()
			}
			for person, ids := range sent {
				once := slices.Compact(slices.Clone(h.handled[person]))
				if !slices.Equal(ids, once) {
					rt.Errorf("%s: handled %v of %v", person, h.handled[person], ids)
				}
				if kills == 0 && len(h.handled[person]) != len(ids) {
					rt.Errorf("%s: handled twice, and nobody was killed: %v", person, h.handled[person])
				}
			}
			if open, _ := s.open(""); len(open) > 0 {
				rt.Errorf("open: %v", open)
			}
			if kills == 0 && len(h.broken) > 0 {
				rt.Error(h.broken)
			}
		})
	})
}

// An event costs its process no other write than the one that closes it.
func TestLeaseIsFree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		p := startProcess(t.Context(), newShelf(), "one", false, newHand(1, 0).handle)
		synctest.Wait()
		for i := range 20 {
			offer(t, p.box, p.d, event("U1", i, time.Now()))
		}
		time.Sleep(time.Minute)
		if n := p.writes.Load(); n != 20 {
			t.Errorf("%d writes for 20 events", n)
		}
		p.end()
	})
}

// What a process has not begun when it ends is taken by another at once; what a
// killed one had is taken when its lease runs out, and not before.
func TestHandOver(t *testing.T) {
	for _, c := range []struct {
		name      string
		leave     func(*process)
		from, til time.Duration
	}{
		{"ends", func(p *process) { p.end() }, 0, time.Second},
		{"killed", func(p *process) { p.killed.Store(true) }, 2 * time.Second, inbox.LeaseTime + time.Second},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := newShelf()
				busy := func(ctx context.Context, _ *inbox.Event) error { <-ctx.Done(); return domain.ErrUnavailable }
				first := startProcess(t.Context(), s, "first", false, busy)
				synctest.Wait()
				for i := range 10 {
					offer(t, first.box, first.d, event(fmt.Sprint("U", i), i, time.Now()))
				}
				time.Sleep(time.Second)
				var ended sync.WaitGroup
				ended.Go(func() { c.leave(first) })
				ended.Wait()
				h := newHand(1, 0)
				second := startProcess(t.Context(), s, "second", false, h.handle)
				left := time.Now()
				for second.d.Stats().Answered < 10 {
					time.Sleep(50 * time.Millisecond)
				}
				if took := time.Since(left); took < c.from || took > c.til {
					t.Errorf("taken over after %v, want between %v and %v", took, c.from, c.til)
				}
				first.end()
				second.end()
			})
		})
	}
}
