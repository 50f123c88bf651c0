package timer

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"sync"
	"time"

	"jitasa/internal/domain"
)

// Handler does what a timer of its kind is for. The context ends before the lease does, if it cannot be renewed, and when
// somebody sets the timer meanwhile: a handler that sets its own timer does so last. One that goes on regardless runs beside the next.
type Handler func(ctx context.Context, t *Timer) error

// Options of a Scheduler. Zero values take the defaults.
type Options struct {
	Owner    string                            // different for every process that was ever started
	Now      func() time.Time                  // default time.Now
	Poll     time.Duration                     // how often due timers are looked for, give or take a half (5 s)
	Lease    time.Duration                     // how long a claim holds; renewed while a handler runs (30 s)
	Retry    time.Duration                     // the first pause after a failure, doubled up to an hour (10 s)
	Attempts int                               // after which an occurrence is given up (12)
	AtOnce   int                               // handlers at the same time (8)
	Jitter   func(time.Duration) time.Duration // a random part of it, for tests
}

func (o Options) withDefaults() Options {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Jitter == nil {
		o.Jitter = rand.N[time.Duration]
	}
	for _, d := range []struct {
		field *time.Duration
		value time.Duration
	}{{&o.Poll, 5 * time.Second}, {&o.Lease, 30 * time.Second}, {&o.Retry, 10 * time.Second}} {
		if *d.field <= 0 {
			*d.field = d.value
		}
	}
	if o.Attempts <= 0 {
		o.Attempts = 12
	}
	if o.AtOnce <= 0 {
		o.AtOnce = 8
	}
	return o
}

// Scheduler fires timers, beside others on the same store.
type Scheduler struct {
	timers   Timers
	handlers map[string]Handler
	log      *slog.Logger
	options  Options
	busy     chan struct{}
	running  sync.WaitGroup
	inHand   sync.Map // ids of timers whose handlers run here
}

// New makes a scheduler; nothing is fired before Run. Timers of other kinds are left to those who know them.
func New(timers Timers, handlers map[string]Handler, log *slog.Logger, o Options) *Scheduler {
	o = o.withDefaults()
	return &Scheduler{timers: timers, handlers: handlers, log: log, options: o, busy: make(chan struct{}, o.AtOnce)}
}

// Run fires timers until the context ends, and waits for the handlers, whose context ends with it.
func (s *Scheduler) Run(ctx context.Context) error {
	defer s.running.Wait()
	for ctx.Err() == nil {
		if err := s.look(ctx); err != nil && ctx.Err() == nil {
			s.log.WarnContext(ctx, "timers not looked at", "error", err)
		}
		half := s.options.Poll / 2
		select {
		case <-time.After(half + s.options.Jitter(s.options.Poll)):
		case <-ctx.Done():
		}
	}
	return nil
}

// look claims what is due, as far as there are hands.
func (s *Scheduler) look(ctx context.Context) error {
	for t, err := range s.timers.Due(ctx, s.options.Now(), 4*s.options.AtOnce) {
		if err != nil {
			return fmt.Errorf("looking for due timers: %w", err)
		}
		handle, known := s.handlers[t.Kind]
		if t.Kind == done {
			handle, known = s.bury, true
		}
		if !known || s.runs(t.ID) {
			continue
		}
		select {
		case s.busy <- struct{}{}:
		default:
			return nil // the others will have to wait, or be taken by another process
		}
		if err := s.claim(ctx, t); err != nil {
			<-s.busy
			if !errors.Is(err, domain.ErrConflict) && ctx.Err() == nil {
				s.log.WarnContext(ctx, "timer not claimed", "kind", t.Kind, "error", err)
			}
			continue
		}
		s.inHand.Store(t.ID, true)
		s.running.Go(func() {
			defer func() { s.inHand.Delete(t.ID); <-s.busy }()
			s.fire(ctx, t, handle)
		})
	}
	return nil
}

// runs reports whether a handler of the timer runs in this process: one that was told that its lease is lost may take a while to end.
func (s *Scheduler) runs(id string) bool {
	_, there := s.inHand.Load(id)
	return there
}

// bury deletes what has been over for a day.
func (s *Scheduler) bury(ctx context.Context, t *Timer) error { return s.timers.Delete(ctx, t.ID) }

// claim makes a timer this process's own for a while. It is changed only when that succeeds.
func (s *Scheduler) claim(ctx context.Context, t *Timer) error {
	mine := *t
	mine.Owner, mine.Due = s.options.Owner, domain.Instant(s.options.Now().Add(s.options.Lease))
	if err := s.timers.Replace(ctx, &mine); err != nil {
		return fmt.Errorf("claiming: %w", err)
	}
	*t = mine
	return nil
}

// fire calls the handler and settles the timer.
func (s *Scheduler) fire(ctx context.Context, t *Timer, handle Handler) {
	held, drop := context.WithCancel(ctx)
	defer drop()
	given := *t // the handler's own: the lease is renewed meanwhile
	renewed := make(chan struct{})
	go func() {
		defer close(renewed)
		s.hold(held, t)
		drop()
	}()
	err := handle(held, &given)
	drop()
	<-renewed
	if err == nil {
		t.Mark = domain.Instant(given.Mark)
	}
	// Also when the process ends: what is done shall not be done again, what is not is handed back.
	end, cancel := context.WithTimeout(context.WithoutCancel(ctx), 2*time.Second)
	defer cancel()
	if settled := s.settle(end, t, err, ctx.Err() != nil); settled != nil && !errors.Is(settled, domain.ErrConflict) {
		s.log.WarnContext(end, "timer not settled", "kind", t.Kind, "error", settled)
	}
}

// hold renews the lease until the context ends, or returns before the lease does: from its end on, somebody else may
// have the timer. Clocks may differ by a sixth of the lease.
func (s *Scheduler) hold(ctx context.Context, t *Timer) {
	left := func() time.Duration { return t.Due.Add(-s.options.Lease / 6).Sub(s.options.Now()) }
	for {
		select {
		case <-time.After(max(0, min(left(), s.options.Lease/3))):
		case <-ctx.Done():
			return
		}
		err := s.renew(ctx, t, left())
		if ctx.Err() != nil {
			return
		}
		if err != nil && (errors.Is(err, domain.ErrConflict) || left() <= 0) {
			s.log.WarnContext(ctx, "timer lost", "kind", t.Kind, "error", err)
			return
		}
	}
}

// renew makes the lease longer. A write of ours whose end was never heard of left another version; it is ours still.
func (s *Scheduler) renew(ctx context.Context, t *Timer, within time.Duration) error {
	if within <= 0 { // the clock was moved: one try
		within = s.options.Lease / 3
	}
	ctx, cancel := context.WithTimeout(ctx, within)
	defer cancel()
	err := s.claim(ctx, t)
	if !errors.Is(err, domain.ErrConflict) {
		return err
	}
	now, failed := s.timers.Get(ctx, t.ID)
	if failed != nil || now.Owner != s.options.Owner || !now.At.Equal(t.At) {
		return errors.Join(err, failed)
	}
	t.Version = now.Version
	return s.claim(ctx, t)
}

// settle writes what became of an occurrence. What somebody else wrote meanwhile stands.
func (s *Scheduler) settle(ctx context.Context, t *Timer, failed error, ending bool) error {
	now := s.options.Now()
	if t.Kind == done && failed == nil {
		return nil // it is deleted
	}
	t.Owner = ""
	switch {
	case failed != nil && ending: // handed back: the next process begins it anew
		t.Due = domain.Instant(now)
		return s.timers.Replace(ctx, t)
	case failed != nil && t.Attempts+1 < s.options.Attempts:
		t.Attempts++
		t.Due = domain.Instant(now.Add(min(s.options.Retry<<min(t.Attempts-1, 20), time.Hour)))
		s.log.WarnContext(ctx, "timer failed", "kind", t.Kind, "attempts", t.Attempts, "error", failed)
		return s.timers.Replace(ctx, t)
	case failed != nil:
		s.log.ErrorContext(ctx, "timer given up", "kind", t.Kind, "attempts", t.Attempts+1, "error", failed)
	}
	t.Attempts = 0
	if t.Every > 0 {
		t.At = domain.Instant(t.next(now))
		t.Due = t.At
		return s.timers.Replace(ctx, t)
	}
	// One that was set anew meanwhile stays; deleting could not tell. The rest is deleted a day later.
	t.Kind, t.Payload, t.Due = done, nil, domain.Instant(now.Add(keepDone))
	return s.timers.Replace(ctx, t)
}

// done is the kind of what is over, kept for a while.
const (
	done     = "done"
	keepDone = 24 * time.Hour
)

// ensureAgain is the pause after a timer could not be made.
const ensureAgain = 2 * time.Second

// RunRegular makes the timers of what is done regularly, waiting for a database if there is none, and runs them.
func RunRegular(ctx context.Context, timers Timers, all []Regular, log *slog.Logger, o Options) error {
	handlers := map[string]Handler{}
	s := New(timers, handlers, log, o)
	now := s.options.Now()
	for _, r := range all {
		handlers[r.Kind] = r.Do
		for ctx.Err() == nil {
			err := Ensure(ctx, timers, r.timer(now))
			if err == nil {
				break
			}
			log.WarnContext(ctx, "timers not made", "error", err)
			select {
			case <-time.After(ensureAgain):
			case <-ctx.Done():
			}
		}
	}
	return s.Run(ctx)
}
