package timer_test

import (
	"context"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/timer"
)

// begin runs a scheduler until the test ends, or its context does.
func begin(t *testing.T, timers timer.Timers, owner string, handle timer.Handler) (end func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	s := timer.New(timers, map[string]timer.Handler{"once": handle}, slog.New(slog.DiscardHandler), timer.Options{Owner: owner})
	go func() { ended <- s.Run(ctx) }()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

func setOnce(t *testing.T, d *drawer) {
	t.Helper()
	if err := timer.Set(t.Context(), d, &timer.Timer{Meta: domain.Meta{ID: "a"}, Kind: "once", At: time.Now()}); err != nil {
		t.Fatal(err)
	}
}

// A process that cannot reach the store is told that its lease is lost before another one takes the timer.
func TestLostLease(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, start := newDrawer(), time.Now()
		lonely := &mortal{drawer: d}
		setOnce(t, d)
		var told, taken time.Time
		endFirst := begin(t, lonely, "first", func(ctx context.Context, _ *timer.Timer) error {
			time.AfterFunc(45*time.Second, func() { lonely.killed.Store(true) })
			<-ctx.Done()
			told = time.Now()
			return ctx.Err()
		})
		time.Sleep(30 * time.Second) // renewed by now
		endSecond := begin(t, d, "second", func(context.Context, *timer.Timer) error { taken = time.Now(); return nil })
		time.Sleep(5 * time.Minute)
		endFirst()
		endSecond()
		if told.IsZero() || taken.IsZero() || !told.Before(taken) {
			t.Errorf("the first was told after %v, the second began after %v", told.Sub(start), taken.Sub(start))
		}
		if told.Sub(start) < 45*time.Second {
			t.Errorf("told after %v, while the lease could be renewed", told.Sub(start))
		}
	})
}

// Whoever sets a timer ends the handler that fires: what it was planned for is planned anew.
func TestSetEndsHandler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, start := newDrawer(), time.Now()
		setOnce(t, d)
		var ended []time.Duration
		end := begin(t, d, "one", func(ctx context.Context, _ *timer.Timer) error {
			if len(ended) == 0 {
				<-ctx.Done()
			}
			ended = append(ended, time.Since(start))
			return ctx.Err()
		})
		time.Sleep(25 * time.Second)
		if err := timer.Set(t.Context(), d, &timer.Timer{Meta: domain.Meta{ID: "a"}, Kind: "once", At: start.Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
		time.Sleep(2 * time.Hour)
		end()
		if len(ended) != 2 || ended[0] > time.Minute || ended[1] < time.Hour {
			t.Errorf("handlers ended after %v", ended)
		}
	})
}

// deaf answers a renewal with an error although it was written, once.
type deaf struct {
	*drawer
	writes int
}

func (d *deaf) Replace(ctx context.Context, t *timer.Timer) error {
	if d.writes++; d.writes == 2 {
		written := *t
		if err := d.drawer.Replace(ctx, &written); err != nil {
			return err
		}
		return domain.ErrUnavailable
	}
	return d.drawer.Replace(ctx, t)
}

// A renewal that was written, and of which nobody heard, loses no lease.
func TestRenewalUnheard(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDrawer()
		setOnce(t, d)
		fired, lost := 0, false
		end := begin(t, &deaf{drawer: d}, "one", func(ctx context.Context, _ *timer.Timer) error {
			fired++
			time.Sleep(3 * time.Minute)
			lost = ctx.Err() != nil
			return nil
		})
		time.Sleep(time.Hour)
		end()
		if fired != 1 || lost {
			t.Errorf("fired %d times, lost %v", fired, lost)
		}
	})
}

// A handler that does not end when it is told to is not begun beside itself.
func TestDeafHandler(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := newDrawer()
		lonely := &mortal{drawer: d}
		setOnce(t, d)
		running, most := 0, 0
		end := begin(t, lonely, "one", func(context.Context, *timer.Timer) error {
			running++
			most = max(most, running)
			lonely.killed.Store(true)
			time.Sleep(2 * time.Minute)
			lonely.killed.Store(false)
			time.Sleep(2 * time.Minute)
			running--
			return nil
		})
		time.Sleep(time.Hour)
		end()
		if most != 1 {
			t.Errorf("%d ran side by side", most)
		}
	})
}
