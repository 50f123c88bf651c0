package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/privacy/seal"
)

// How often the index follows the store, and is looked for at the start.
const (
	refreshEvery = 2 * time.Second
	lookAgain    = 100 * time.Millisecond
)

var errNotIndexed = errors.New("the opportunities are not read yet")

// index brings the index of opportunities up to date.
func (a *App) index(ctx context.Context) error {
	if _, err := a.Live.Refresh(ctx); err != nil {
		return fmt.Errorf("indexing opportunities: %w", err)
	}
	a.indexedAt.Store(a.now().UnixMilli())
	return nil
}

// refresh keeps the index up to date.
func (a *App) refresh(ctx context.Context) error {
	return every(ctx, refreshEvery, func() {
		if err := a.index(ctx); err != nil && ctx.Err() == nil {
			a.log.WarnContext(ctx, "index not refreshed", "error", err)
		}
	})
}

// work answers events, once there is something to answer from: whoever asks for
// work nearby must not be told that there is none.
func (a *App) work(ctx context.Context) error {
	if !a.indexed(ctx) {
		return nil
	}
	return a.dispatcher.Run(ctx)
}

// sendMany sends newsletters, which show work near their readers, and calls.
func (a *App) sendMany(ctx context.Context) error {
	if !a.indexed(ctx) {
		return nil
	}
	return a.Deliver.Run(ctx)
}

// indexed waits for the index; false: the context has ended.
func (a *App) indexed(ctx context.Context) bool {
	for a.indexedAt.Load() == 0 {
		select {
		case <-time.After(lookAgain):
		case <-ctx.Done():
			return false
		}
	}
	return true
}

// followKeys takes new data keys into use.
func (a *App) followKeys(ctx context.Context) error {
	if a.keys == nil {
		return nil
	}
	return every(ctx, seal.ReloadEvery, func() {
		if err := a.ReloadKeys(ctx); err != nil && ctx.Err() == nil {
			a.log.WarnContext(ctx, "keys not read again", "error", err)
		}
	})
}

// ReloadKeys reads the data keys again, as the app does by itself now and then.
func (a *App) ReloadKeys(ctx context.Context) error {
	if err := a.keys.Reload(ctx); err != nil {
		return fmt.Errorf("reading keys: %w", err)
	}
	return nil
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
