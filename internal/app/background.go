package app

import (
	"context"
	"time"
)

// How often the index follows the store, and how long things are kept.
const (
	refreshEvery = 2 * time.Second
	retainEvery  = time.Hour
	keepMessages = 365 * 24 * time.Hour
)

// refresh keeps the index of opportunities up to date.
func (a *App) refresh(ctx context.Context) error {
	return every(ctx, refreshEvery, func() {
		if _, err := a.Live.Refresh(ctx); err != nil && ctx.Err() == nil {
			a.log.WarnContext(ctx, "index not refreshed", "error", err)
		}
	})
}

// retain deletes what has been kept long enough.
func (a *App) retain(ctx context.Context) error {
	return every(ctx, retainEvery, func() {
		now := a.now()
		_, logs := a.Store.Log.Purge(ctx, now.Add(-keepMessages))
		_, tickets := a.Store.Exports.Purge(ctx, now)
		for _, err := range []error{logs, tickets} {
			if err != nil && ctx.Err() == nil {
				a.log.WarnContext(ctx, "retention not kept", "error", err)
			}
		}
	})
}

func every(ctx context.Context, pause time.Duration, do func()) error {
	ticker := time.NewTicker(pause)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticker.C:
			do()
		}
	}
}
