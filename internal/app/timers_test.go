package app_test

import (
	"context"
	"log/slog"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jitasa/internal/app/opening"
	"jitasa/internal/domain"
	"jitasa/internal/timer"
)

// Three processes on one store: each occurrence takes effect once.
func TestTimersOfManyProcesses(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		r.until("the hourly retention", func() bool {
			planned, err := r.app.Store.Timers.Get(t.Context(), "retention")
			return err == nil && planned.Every != 0 && planned.At.After(time.Now())
		})
		if err := r.end(); err != nil {
			t.Fatal(err)
		}
		r.change(func(o opening.Opened) {
			timers := o.Collections.Timers
			var fired atomic.Int32
			handlers := map[string]timer.Handler{"test": func(context.Context, *timer.Timer) error { fired.Add(1); return nil }}
			ctx, cancel := context.WithCancel(t.Context())
			defer cancel()
			var running sync.WaitGroup
			for _, owner := range []string{"a", "b", "c"} {
				s := timer.New(timers, handlers, slog.New(slog.DiscardHandler), timer.Options{Owner: owner, Poll: 20 * time.Millisecond})
				running.Go(func() {
					if err := s.Run(ctx); err != nil {
						t.Error(err)
					}
				})
			}
			const n = 30
			for i := range n {
				set := &timer.Timer{Meta: domain.Meta{ID: string(rune('A' + i))}, Kind: "test", At: time.Now().Add(time.Duration(i) * 10 * time.Millisecond), Payload: []byte(`{"for":"somebody"}`)}
				if err := timer.Set(t.Context(), timers, set); err != nil {
					t.Fatal(err)
				}
			}
			r.until("every timer", func() bool { return fired.Load() >= n })
			time.Sleep(200 * time.Millisecond)
			cancel()
			running.Wait()
			if fired.Load() != n {
				t.Errorf("%d effects of %d timers", fired.Load(), n)
			}
		})
	})
}

// A profile of an older release learns from its thread how to write to its person.
func TestReachIsLearnt(t *testing.T) {
	r := newRig(t)
	p := r.person("เก่า")
	p.signUp()
	if _, err := r.sim.Unfollow(p.id); err != nil {
		t.Fatal(err)
	}
	reach := func() domain.Reach {
		v, err := r.app.Store.Volunteers.Get(t.Context(), p.id)
		if err != nil {
			t.Fatal(err)
		}
		return v.Reach
	}
	r.until("left", func() bool { return reach().Left })
	want := reach()
	if _, err := r.app.Store.Volunteers.Update(t.Context(), p.id, func(v *domain.Volunteer) error { v.Reach = domain.Reach{}; return nil }); err != nil {
		t.Fatal(err)
	}
	r.sim.Advance(25 * time.Hour) // the pass is daily
	r.until("learnt", func() bool { got := reach(); return got.Lang == want.Lang && got.Lang != "" && got.Left })
}
