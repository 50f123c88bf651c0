package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/collections"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/support"
	"jitasa/internal/timer"
)

// support is who waits for a person; nil where nobody of staff could be told.
func (a *App) support() *support.Service {
	if a.Deliver == nil {
		return nil
	}
	s := &support.Service{Store: a.Store.Support, Duty: support.Roster{Access: a.access(), Staff: a.Store.Staff, Follows: a.follows}, Audit: a.access().Audit, Now: a.now}
	if a.budget != nil {
		s.Means = a.budget
	}
	return s
}

// follows reports whether somebody has not blocked the bot.
func (a *App) follows(ctx context.Context, person string) (bool, error) {
	thread, err := a.Store.Threads.Get(ctx, person)
	if isNotFound(err) {
		return false, nil
	}
	return err == nil && thread.Following, err
}

// supportRound tells staff who waits, again and again.
func (a *App) supportRound(ctx context.Context, _ *timer.Timer) error {
	s := a.support()
	if s == nil {
		return nil
	}
	return s.Round(ctx, teller{a}.Tell)
}

// sampleWaiting counts who waits for a person, from the start on: an alert asks for it.
func (a *App) sampleWaiting(ctx context.Context) error {
	look := func() {
		for _, state := range []support.State{support.Danger, support.Waits} {
			n, err := a.Store.Support.Number(ctx, state)
			oldest := time.Duration(0)
			for t, failed := range a.Store.Support.In(ctx, state, 1) {
				if err = errors.Join(err, failed); err == nil {
					oldest = a.now().Sub(t.Since)
				}
			}
			if err != nil {
				return
			}
			a.metrics.Waiting(state == support.Danger, n, oldest)
		}
	}
	look()
	return every(ctx, sampleEvery, look)
}

// supportDesk owns what people said to staff, and what staff were sent of it.
func supportDesk(kept *collections.Support, sent *dispatch.Desk) *support.Desk {
	d := &support.Desk{Records: kept}
	if sent != nil {
		d.TakeBack = func(ctx context.Context, key string) error { return sent.TakeBack(ctx, noticeID(key)) }
	}
	return d
}

// unsending is the log, and whatever else keeps what people say.
type unsending struct {
	*collections.Log
	support *support.Desk
}

// Unsend implements bot.Log.
func (u unsending) Unsend(ctx context.Context, person, message string, since time.Time) error {
	if err := u.Log.Unsend(ctx, person, message, since); err != nil {
		return err
	}
	if err := u.support.Unsend(ctx, person, message); err != nil {
		return fmt.Errorf("taking back what staff were told: %w", err)
	}
	return nil
}
