package timer_test

import (
	"context"
	"log/slog"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/timer"
)

// away is a store that cannot be written to at first.
type away struct {
	*drawer
	until time.Time
}

func (a away) Insert(ctx context.Context, t *timer.Timer) error {
	if time.Now().Before(a.until) {
		return domain.ErrUnavailable
	}
	return a.drawer.Insert(ctx, t)
}

// What is regular is done at round moments, or at once and then regularly, by one process of two, as soon as there is a store.
func TestRunRegular(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		start := time.Now() // a round hour
		d := away{newDrawer(), start.Add(5 * time.Second)}
		var hourly, atOnce []time.Duration
		note := func(into *[]time.Duration) timer.Handler {
			return func(context.Context, *timer.Timer) error {
				*into = append(*into, time.Since(start).Round(time.Minute))
				return nil
			}
		}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 2)
		for _, owner := range []string{"a", "b"} {
			go func() {
				ended <- timer.RunRegular(ctx, d, []timer.Regular{
					{ID: "hourly-1", Kind: "hourly", Every: time.Hour, Do: note(&hourly)}, {ID: "daily", Kind: "daily", Every: 24 * time.Hour, AtOnce: true, Do: note(&atOnce)},
				}, slog.New(slog.DiscardHandler), timer.Options{Owner: owner})
			}()
		}
		time.Sleep(25*time.Hour + time.Minute)
		cancel()
		for range 2 {
			if err := <-ended; err != nil {
				t.Error("running:", err)
			}
		}
		var want []time.Duration
		for n := range 25 {
			want = append(want, time.Duration(n+1)*time.Hour)
		}
		if !slices.Equal(hourly, want) {
			t.Errorf("what is done every hour was done after %v", hourly)
		}
		if !slices.Equal(atOnce, []time.Duration{0, 24 * time.Hour}) {
			t.Errorf("what is done at once and every day was done after %v", atOnce)
		}
	})
}
