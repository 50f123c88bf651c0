package timer_test

import (
	"context"
	"errors"
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
	"jitasa/internal/timer"
)

// drawer keeps timers in memory, under the store's contract.
type drawer struct {
	mu     sync.Mutex
	timers map[string]timer.Timer
}

func newDrawer() *drawer { return &drawer{timers: map[string]timer.Timer{}} }

func (d *drawer) Insert(_ context.Context, t *timer.Timer) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if _, there := d.timers[t.ID]; there {
		return domain.ErrExists
	}
	t.Version = 1
	d.timers[t.ID] = *t
	return nil
}

func (d *drawer) Get(_ context.Context, id string) (*timer.Timer, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	t, there := d.timers[id]
	if !there {
		return nil, domain.ErrNotFound
	}
	return &t, nil
}

func (d *drawer) Replace(_ context.Context, t *timer.Timer) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.timers[t.ID].Version != t.Version {
		return domain.ErrConflict
	}
	t.Version++
	d.timers[t.ID] = *t
	return nil
}

func (d *drawer) Delete(_ context.Context, ids ...string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, id := range ids {
		delete(d.timers, id)
	}
	return nil
}

func (d *drawer) Due(_ context.Context, now time.Time, limit int) iter.Seq2[*timer.Timer, error] {
	d.mu.Lock()
	defer d.mu.Unlock()
	var due []timer.Timer
	for _, t := range d.timers {
		if !t.Due.After(now) {
			due = append(due, t)
		}
	}
	slices.SortFunc(due, func(a, b timer.Timer) int { return a.Due.Compare(b.Due) })
	return func(yield func(*timer.Timer, error) bool) {
		for i := range min(limit, len(due)) {
			if !yield(&due[i], nil) {
				return
			}
		}
	}
}

// mortal is a process's way to the timers; killed, it reaches nothing.
type mortal struct {
	*drawer
	killed atomic.Bool
}

func (m *mortal) Get(ctx context.Context, id string) (*timer.Timer, error) {
	if m.killed.Load() {
		return nil, domain.ErrUnavailable
	}
	return m.drawer.Get(ctx, id)
}

func (m *mortal) Replace(ctx context.Context, t *timer.Timer) error {
	if m.killed.Load() {
		return domain.ErrUnavailable
	}
	return m.drawer.Replace(ctx, t)
}

func (m *mortal) Due(ctx context.Context, now time.Time, limit int) iter.Seq2[*timer.Timer, error] {
	if m.killed.Load() {
		return func(yield func(*timer.Timer, error) bool) { yield(nil, domain.ErrUnavailable) }
	}
	return m.drawer.Due(ctx, now, limit)
}

// Three processes, some of them killed, with clocks that differ by seconds: every
// occurrence takes effect, none before its time, and twice at most where somebody was killed.
func TestEachOccurrence(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		ats := rapid.SliceOfN(rapid.IntRange(0, 600), 1, 12).Draw(rt, "seconds until they are due")
		fails := rapid.SliceOfN(rapid.IntRange(0, 2), len(ats), len(ats)).Draw(rt, "failures of each")
		takes := rapid.IntRange(0, 70).Draw(rt, "seconds that a handler takes")
		skew := rapid.SliceOfN(rapid.IntRange(-3, 3), 3, 3).Draw(rt, "seconds by which clocks are late")
		killAt := rapid.SliceOfN(rapid.IntRange(0, 900), 0, 2).Draw(rt, "seconds until one is killed")
		synctest.Test(t, func(*testing.T) {
			d, start := newDrawer(), time.Now()
			var mu sync.Mutex
			effects, tries := map[string]int{}, map[string]int{}
			run := func(n int, name string) (*mortal, func()) {
				m := &mortal{drawer: d}
				now := func() time.Time { return time.Now().Add(time.Duration(skew[n]) * time.Second) }
				s := timer.New(m, map[string]timer.Handler{"once": func(ctx context.Context, x *timer.Timer) error {
					time.Sleep(time.Duration(takes) * time.Second)
					mu.Lock()
					defer mu.Unlock()
					if early := time.Until(x.At); early > 3*time.Second {
						rt.Errorf("%s fired %v early", x.ID, early)
					}
					var i int
					_, _ = fmt.Sscanf(x.ID, "t%d", &i)
					if tries[x.ID]++; tries[x.ID] <= fails[i] {
						return errors.New("not yet")
					}
					if m.killed.Load() {
						return domain.ErrUnavailable
					}
					effects[x.Occurrence()]++
					return nil
				}}, slog.New(slog.DiscardHandler), timer.Options{Owner: name, Now: now})
				ctx, cancel := context.WithCancel(context.Background())
				ended := make(chan error, 1)
				go func() { ended <- s.Run(ctx) }()
				return m, func() { cancel(); <-ended }
			}
			var ends []func()
			var all []*mortal
			for n := range 3 {
				m, end := run(n, fmt.Sprint("p", n))
				all, ends = append(all, m), append(ends, end)
			}
			for i, at := range ats {
				if err := timer.Set(context.Background(), d, &timer.Timer{Meta: domain.Meta{ID: fmt.Sprint("t", i)}, Kind: "once", At: start.Add(time.Duration(at) * time.Second)}); err != nil {
					rt.Error(err)
				}
			}
			slices.Sort(killAt)
			for i, at := range killAt {
				time.Sleep(time.Until(start.Add(time.Duration(at) * time.Second)))
				all[i].killed.Store(true)
				m, end := run(i, fmt.Sprint("next", i))
				all, ends = append(all, m), append(ends, end)
			}
			time.Sleep(3 * time.Hour)
			for _, end := range ends {
				end()
			}
			if len(effects) != len(ats) {
				rt.Errorf("%d of %d occurrences took effect", len(effects), len(ats))
			}
			for name, n := range effects {
				if n > 1+len(killAt) {
					rt.Errorf("%s took effect %d times", name, n)
				}
			}
		})
	})
}

// A recurring timer fires at its planned times, and makes up once for what was missed.
func TestRecurring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, start := newDrawer(), time.Now().Truncate(time.Hour).Add(time.Hour)
		var fired []time.Time
		handlers := map[string]timer.Handler{"hourly": func(_ context.Context, x *timer.Timer) error { fired = append(fired, x.At); return nil }}
		hourly := func() *timer.Timer {
			return &timer.Timer{Meta: domain.Meta{ID: "h"}, Kind: "hourly", At: start, Every: timer.Lasting(time.Hour)}
		}
		run := func(d *drawer, during time.Duration) {
			ctx, cancel := context.WithTimeout(t.Context(), during)
			defer cancel()
			if err := timer.Ensure(ctx, d, hourly()); err != nil {
				t.Fatal(err)
			}
			if err := timer.New(d, handlers, slog.New(slog.DiscardHandler), timer.Options{Owner: "one"}).Run(ctx); err != nil {
				t.Error(err)
			}
		}
		run(d, 3*time.Hour+30*time.Minute)
		first := len(fired)
		time.Sleep(5 * time.Hour) // nobody is there
		run(d, time.Hour)
		if first < 2 || first > 4 || len(fired) != first+2 {
			t.Errorf("fired %v; %d of them before the pause", fired, first)
		}
		for _, at := range fired {
			if !at.Equal(at.Truncate(time.Hour)) {
				t.Errorf("fired for %v", at)
			}
		}
	})
}

// Whoever moves a timer while it fires is obeyed.
func TestSetWhileFiring(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDrawer()
		fired := 0
		later := time.Now().Add(time.Hour)
		handlers := map[string]timer.Handler{"once": func(ctx context.Context, x *timer.Timer) error {
			if fired++; fired == 1 {
				return timer.Set(ctx, d, &timer.Timer{Meta: domain.Meta{ID: "a"}, Kind: "once", At: later})
			}
			return nil
		}}
		if err := timer.Set(t.Context(), d, &timer.Timer{Meta: domain.Meta{ID: "a"}, Kind: "once", At: time.Now()}); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 30*time.Hour)
		defer cancel()
		if err := timer.New(d, handlers, slog.New(slog.DiscardHandler), timer.Options{Owner: "one"}).Run(ctx); err != nil {
			t.Error(err)
		}
		if fired != 2 {
			t.Errorf("fired %d times", fired)
		}
		if len(d.timers) != 0 {
			t.Errorf("left a day later: %v", d.timers)
		}
	})
}

// What fails for ever is given up.
func TestGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, tries := newDrawer(), 0
		handlers := map[string]timer.Handler{"once": func(context.Context, *timer.Timer) error { tries++; return errors.New("never") }}
		if err := timer.Set(t.Context(), d, &timer.Timer{Meta: domain.Meta{ID: "a"}, Kind: "once", At: time.Now()}); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Hour)
		defer cancel()
		if err := timer.New(d, handlers, slog.New(slog.DiscardHandler), timer.Options{Owner: "one"}).Run(ctx); err != nil {
			t.Error(err)
		}
		if tries != 12 {
			t.Errorf("tried %d times", tries)
		}
	})
}
