package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/timer"
)

// How long things are kept, and how often what is older is looked for, by one
// process of all.
const (
	retainEvery  = time.Hour
	keepMessages = 365 * 24 * time.Hour
)

// The kinds of timers.
const retention = "retention"

// keepTime fires what is planned: each thing once, however many processes there are.
func (a *App) keepTime(ctx context.Context) error {
	if !a.config.Roles.Worker {
		return nil
	}
	a.ensureTimers(ctx)
	s := timer.New(a.Store.Timers, map[string]timer.Handler{retention: a.retain}, a.log, timer.Options{Owner: ulid.Make().String(), Now: a.now})
	return s.Run(ctx)
}

// ensureTimers makes the timers that there always are. Without a database they wait for the next process.
func (a *App) ensureTimers(ctx context.Context) {
	hourly := &timer.Timer{Kind: retention, At: a.now().Truncate(retainEvery).Add(retainEvery), Every: timer.Lasting(retainEvery)}
	hourly.ID = retention
	for ctx.Err() == nil {
		err := timer.Ensure(ctx, a.Store.Timers, hourly)
		if err == nil {
			return
		}
		a.log.WarnContext(ctx, "timers not made", "error", err)
		select {
		case <-time.After(refreshEvery):
		case <-ctx.Done():
		}
	}
}

// retain deletes what has been kept long enough. Done twice it changes nothing.
func (a *App) retain(ctx context.Context, _ *timer.Timer) error {
	now := a.now()
	_, logs := a.Store.Log.Purge(ctx, now.Add(-keepMessages))
	_, tickets := a.Store.Exports.Purge(ctx, now)
	_, events := a.Store.Inbox.Purge(ctx, now.Add(-keepEvents))
	if err := errors.Join(logs, tickets, events); err != nil {
		return fmt.Errorf("deleting what was kept long enough: %w", err)
	}
	return nil
}

// keepEvents is how long events are remembered after they were answered: LINE redelivers for a shorter time.
const keepEvents = 7 * 24 * time.Hour
