package inbox_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"math/rand/v2"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"
	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/inbox"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func event(person string, n int, at time.Time) *inbox.Event {
	return &inbox.Event{
		Meta: domain.Meta{ID: fmt.Sprintf("%s-%04d", person, n)}, Person: person, At: at, Received: time.Now(), Raw: []byte(`{}`),
	}
}

// hand is a handler that takes its time, fails and panics at random, and keeps the books.
type hand struct {
	mu      sync.Mutex
	rng     *rand.Rand
	fails   float64 // how often
	busy    map[string]bool
	handled map[string][]string // by person, each time that it succeeded
	broken  []string
}

func newHand(seed uint64, fails float64) *hand {
	return &hand{rng: rand.New(rand.NewPCG(seed, 0)), fails: fails, busy: map[string]bool{}, handled: map[string][]string{}}
}

func (h *hand) handle(_ context.Context, e *inbox.Event) error {
	takes, fate := h.begin(e)
	time.Sleep(takes) // on the bubble's clock
	h.mu.Lock()
	defer h.mu.Unlock()
	h.busy[e.Person] = false
	switch {
	case fate < h.fails/4:
		panic("a poisoned event")
	case fate < h.fails:
		return domain.ErrUnavailable
	}
	h.handled[e.Person] = append(h.handled[e.Person], e.ID)
	return nil
}

func (h *hand) begin(e *inbox.Event) (time.Duration, float64) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.busy[e.Person] {
		h.broken = append(h.broken, "two events of one person at a time: "+e.ID)
	}
	h.busy[e.Person] = true
	return time.Duration(h.rng.IntN(30)) * time.Millisecond, h.rng.Float64()
}

// Whatever fails, and however little room there is, each event is handled once,
// each person's in order, and nothing is left open.
func TestEveryEventOnceInOrder(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		seed := rapid.Uint64().Draw(rt, "seed")
		fails := rapid.SampledFrom([]float64{0, 0.1, 0.4}).Draw(rt, "fails")
		waiting := rapid.SampledFrom([]int{1, 2, 7, 1000}).Draw(rt, "waiting")
		shared := rapid.Bool().Draw(rt, "shared")
		persons := rapid.SliceOfN(rapid.IntRange(0, 4), 1, 40).Draw(rt, "events' persons")
		gaps := rapid.SliceOfN(rapid.IntRange(0, 60), len(persons), len(persons)).Draw(rt, "milliseconds between them")
		outage := rapid.IntRange(-1, len(persons)).Draw(rt, "outage before event")
		synctest.Test(t, func(t *testing.T) {
			s, h := newShelf(), newHand(seed, fails)
			lease := inbox.Lease{}
			if shared {
				lease = inbox.Lease{Owner: "one", For: time.Second, Now: time.Now}
			}
			box := inbox.New(s, lease)
			d := inbox.NewDispatcher(box, h.handle, slog.New(slog.DiscardHandler), inbox.Options{
				Workers: 3, Waiting: waiting, Sweep: time.Second, Attempts: 1 << 20,
			})
			ctx, cancel := context.WithCancel(t.Context())
			ended := make(chan error, 1)
			go func() { ended <- d.Run(ctx) }()
			sent := map[string][]string{}
			for i, p := range persons {
				s.setDown(i == outage)
				e := event(fmt.Sprintf("U%d", p), i, time.Now())
				sent[e.Person] = append(sent[e.Person], e.ID)
				accept(box, d, e, func() { s.setDown(false) })
				if held := d.Stats().Held; held > max(waiting, 1) && !shared {
					rt.Errorf("%d events in memory, want at most %d", held, waiting)
				}
				time.Sleep(time.Duration(gaps[i]) * time.Millisecond)
			}
			s.setDown(false)
			time.Sleep(30 * time.Minute)
			cancel()
			if err := <-ended; err != nil {
				rt.Error(err)
			}
			for p, ids := range sent {
				if !slices.Equal(ids, h.handled[p]) {
					rt.Errorf("%s: handled %v of %v", p, h.handled[p], ids)
				}
			}
			if open, _ := s.open(""); len(open) > 0 || len(h.broken) > 0 {
				rt.Errorf("open: %v; %v", open, h.broken)
			}
			if stats := d.Stats(); stats.Held != 0 || stats.Answered != uint64(len(persons)) {
				rt.Errorf("stats: %+v", stats)
			}
		})
	})
}

// accept does what the webhook does, as often as LINE delivers again.
func accept(box *inbox.Inbox, d *inbox.Dispatcher, e *inbox.Event, repair func()) {
	for {
		fresh, err := box.Accept(context.Background(), []*inbox.Event{e, e})
		if err == nil {
			d.Offer(slices.Concat(fresh, fresh)...)
			return
		}
		time.Sleep(300 * time.Millisecond)
		repair()
	}
}

// run starts a dispatcher in a bubble; end stops it.
func run(t *testing.T, s *shelf, handle func(context.Context, *inbox.Event) error, o inbox.Options) (*inbox.Inbox, *inbox.Dispatcher, func()) {
	t.Helper()
	box := inbox.New(s, inbox.Lease{})
	d := inbox.NewDispatcher(box, handle, slog.New(slog.DiscardHandler), o)
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.Run(ctx) }()
	synctest.Wait()
	return box, d, func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

func offer(t *testing.T, box *inbox.Inbox, d *inbox.Dispatcher, events ...*inbox.Event) {
	t.Helper()
	fresh, err := box.Accept(t.Context(), events)
	if err != nil {
		t.Fatal(err)
	}
	d.Offer(fresh...)
}

// A poisoned event is given up after five attempts; its person is told once,
// and their next event is answered.
func TestPoisonedEvent(t *testing.T) {
	for name, fail := range map[string]func() error{
		"panic": func() error { panic("SECRETTEXT") },
		"error": func() error { return domain.ErrTooLarge },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				var tried, told, next atomic.Int32
				o := inbox.Options{Abandon: func(context.Context, *inbox.Event) error { told.Add(1); return nil }}
				box, d, end := run(t, newShelf(), func(_ context.Context, e *inbox.Event) error {
					if e.ID == "U1-0001" {
						tried.Add(1)
						return fail()
					}
					next.Add(1)
					return nil
				}, o)
				now := time.Now()
				offer(t, box, d, event("U1", 1, now), event("U1", 2, now.Add(time.Second)), event("U2", 3, now))
				synctest.Wait()
				if next.Load() != 1 {
					t.Error("another person has to wait")
				}
				time.Sleep(time.Minute)
				if tried.Load() != 5 || told.Load() != 1 || next.Load() != 2 {
					t.Errorf("tried %d times, told %d times, %d others handled", tried.Load(), told.Load(), next.Load())
				}
				if s := d.Stats(); s.GivenUp != 1 || s.Answered != 3 || s.Failures != 4 {
					t.Errorf("stats: %+v", s)
				}
				end()
			})
		})
	}
}

// Nothing is given up because a service is down, for a day.
func TestPatience(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		var tries []time.Time
		box, d, end := run(t, newShelf(), func(context.Context, *inbox.Event) error {
			mu.Lock()
			defer mu.Unlock()
			tries = append(tries, time.Now())
			return fmt.Errorf("replying: %w", domain.ErrUnavailable)
		}, inbox.Options{})
		offer(t, box, d, event("U1", 1, time.Now()))
		time.Sleep(23 * time.Hour)
		synctest.Wait()
		if s := d.Stats(); s.GivenUp != 0 || s.Held != 1 {
			t.Errorf("after 23 hours: %+v", s)
		}
		mu.Lock()
		for i, pause := range []time.Duration{250 * time.Millisecond, 500 * time.Millisecond, time.Second, 2 * time.Second} {
			if got := tries[i+1].Sub(tries[i]); got != pause {
				t.Errorf("pause %d: %v, want %v", i, got, pause)
			}
		}
		if got := tries[20].Sub(tries[19]); got != time.Minute {
			t.Errorf("the longest pause is %v", got)
		}
		mu.Unlock()
		time.Sleep(2 * time.Hour)
		if s := d.Stats(); s.GivenUp != 1 || s.Held != 0 {
			t.Errorf("after a day: %+v", s)
		}
		end()
	})
}

// An event that is handled but cannot be closed is not handled again.
func TestClosingFails(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s, handled := newShelf(), new(atomic.Int32)
		box, d, end := run(t, s, func(context.Context, *inbox.Event) error {
			handled.Add(1)
			s.setDown(true)
			return nil
		}, inbox.Options{})
		offer(t, box, d, event("U1", 1, time.Now()))
		time.Sleep(time.Minute)
		s.setDown(false)
		time.Sleep(2 * time.Minute)
		if handled.Load() != 1 || d.Stats().Answered != 1 {
			t.Errorf("handled %d times; %+v", handled.Load(), d.Stats())
		}
		end()
	})
}

// At the end nothing new begins; what is in work may finish for six seconds,
// and is cancelled then.
func TestEnd(t *testing.T) {
	for _, c := range []struct{ takes, ends time.Duration }{{3 * time.Second, 3 * time.Second}, {time.Minute, 6 * time.Second}} {
		synctest.Test(t, func(t *testing.T) {
			var finished, cancelled, begun atomic.Int32
			s := newShelf()
			box, d, end := run(t, s, func(ctx context.Context, _ *inbox.Event) error {
				begun.Add(1)
				select {
				case <-time.After(c.takes):
					finished.Add(1)
					return nil
				case <-ctx.Done():
					cancelled.Add(1)
					return ctx.Err()
				}
			}, inbox.Options{})
			now := time.Now()
			offer(t, box, d, event("U1", 1, now), event("U1", 2, now.Add(1)))
			synctest.Wait()
			start := time.Now()
			end()
			if took := time.Since(start); took != c.ends || begun.Load() != 1 || finished.Load()+cancelled.Load() != 1 {
				t.Errorf("took %v, begun %d, finished %d, cancelled %d", took, begun.Load(), finished.Load(), cancelled.Load())
			}
			d.Offer(event("U1", 3, now))
			if open, err := s.open(""); err != nil || len(open) != 2-int(finished.Load()) || begun.Load() != 1 {
				t.Errorf("%d left open (%v)", len(open), err)
			}
		})
	}
}

// Events that failed wait without taking up a worker.
func TestFailuresLeaveWorkersFree(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var done atomic.Int32
		box, d, end := run(t, newShelf(), func(_ context.Context, e *inbox.Event) error {
			if e.Person < "V" {
				return errors.Join(domain.ErrUnavailable)
			}
			done.Add(1)
			return nil
		}, inbox.Options{Workers: 2})
		for i := range 50 {
			offer(t, box, d, event(fmt.Sprintf("U%02d", i), 1, time.Now()))
		}
		time.Sleep(30 * time.Second)
		offer(t, box, d, event("V1", 1, time.Now()))
		synctest.Wait()
		if done.Load() != 1 {
			t.Error("a healthy event has to wait for failing ones")
		}
		end()
	})
}

// The next process takes over at once what the last one left.
func TestFirstSweep(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := newShelf()
		if _, err := inbox.New(s, inbox.Lease{}).Accept(t.Context(), []*inbox.Event{event("U1", 1, time.Now()), event("U2", 2, time.Now())}); err != nil {
			t.Fatal(err)
		}
		h := newHand(1, 0)
		_, d, end := run(t, s, h.handle, inbox.Options{})
		time.Sleep(100 * time.Millisecond)
		if d.Stats().Answered != 2 {
			t.Errorf("%+v", d.Stats())
		}
		for _, id := range []string{"U1-0001", "U2-0002"} {
			e, err := s.Get(t.Context(), id)
			if err != nil || e.Open || e.Raw != nil || e.Person != "" {
				t.Errorf("%s: %+v, %v", id, e, err)
			}
		}
		end()
	})
}

// late is a shelf that is searched slowly: what a sweep finds may be answered by the time that it has it.
type late struct{ *shelf }

func (l late) Open(ctx context.Context, from string, limit int) iter.Seq2[*inbox.Event, error] {
	found := l.shelf.Open(ctx, from, limit)
	if limit == 0 {
		time.Sleep(time.Second)
	}
	return found
}

// An event is answered once, and counted once, though a sweep read it right before it was closed, or it is offered after
// a sweep has found it.
func TestSweptWhileAnswered(t *testing.T) {
	for name, lease := range map[string]inbox.Lease{"alone": {}, "shared": {Owner: "one", For: time.Hour, Now: time.Now}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				h := newHand(1, 0)
				box := inbox.New(late{newShelf()}, lease)
				d := inbox.NewDispatcher(box, h.handle, slog.New(slog.DiscardHandler), inbox.Options{Sweep: 10 * time.Second})
				ctx, cancel := context.WithCancel(t.Context())
				ended := make(chan error, 1)
				go func() { ended <- d.Run(ctx) }()
				time.Sleep(11*time.Second - time.Millisecond) // the first sweep took a second
				offer(t, box, d, event("U1", 1, time.Now()))
				time.Sleep(5 * time.Second)
				fresh, err := box.Accept(ctx, []*inbox.Event{event("U2", 1, time.Now())})
				if err != nil {
					t.Fatal(err)
				}
				time.Sleep(10 * time.Second) // a sweep finds it
				d.Offer(fresh...)
				time.Sleep(time.Minute)
				if n := len(h.handled["U1"]) + len(h.handled["U2"]); n != 2 || d.Stats().Answered != 2 {
					t.Errorf("%v were answered, and %+v", h.handled, d.Stats())
				}
				cancel()
				if err := <-ended; err != nil {
					t.Error(err)
				}
			})
		})
	}
}
