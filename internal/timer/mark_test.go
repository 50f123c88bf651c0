package timer_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"

	"jitasa/internal/timer"
)

// What a handler has seen is kept with its next time if it succeeds, also when its lease was renewed meanwhile; one that fails begins where it was.
func TestMark(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d, start := newDrawer(), time.Now()
		var found []time.Duration
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		go func() {
			ended <- timer.RunRegular(ctx, d, []timer.Regular{{ID: "pass", Kind: "pass", Every: time.Hour, AtOnce: true, Do: func(_ context.Context, given *timer.Timer) error {
				mark := time.Duration(-1)
				if !given.Mark.IsZero() {
					mark = given.Mark.Sub(start).Round(time.Minute)
				}
				found = append(found, mark)
				given.Mark = time.Now()
				time.Sleep(time.Minute) // longer than a lease
				if len(found) == 2 {
					return errors.New("failed")
				}
				return nil
			}}}, slog.New(slog.DiscardHandler), timer.Options{Owner: "one"})
		}()
		time.Sleep(2*time.Hour + 30*time.Minute)
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
		if len(found) != 4 || found[0] != -1 || found[1] != 0 || found[2] != 0 || found[3] < time.Hour {
			t.Errorf("it went on from %v", found)
		}
	})
}
