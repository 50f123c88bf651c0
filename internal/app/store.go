package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/mongo"
	"jitasa/internal/store/sqlite"
)

// OpenEngine opens the store that the settings name. What is wrong with it that
// whoever runs the program has to mend is a store.ErrSetup.
func OpenEngine(ctx context.Context, s config.Store) (store.Engine, error) {
	if s.Engine == config.Mongo {
		e, err := mongo.Open(ctx, s.URI.Reveal(), s.Database, mongo.Options{Schema: store.SchemaVersion})
		if err != nil {
			return nil, fmt.Errorf("opening store: %w", err)
		}
		return e, nil
	}
	e, err := sqlite.Open(ctx, s.Path, sqlite.Options{Schema: store.SchemaVersion})
	if err != nil {
		return nil, fmt.Errorf("opening store: %w", err)
	}
	return e, nil
}

func (a *App) openStore(ctx context.Context) (err error) {
	if a.engine, err = OpenEngine(ctx, a.config.Store); err != nil {
		return err
	}
	for n := 1; ; n++ {
		a.Store, err = store.Open(ctx, a.engine)
		if err == nil {
			return nil
		}
		if n == openAttempts || !errors.Is(err, domain.ErrUnavailable) {
			return errors.Join(err, a.engine.Close())
		}
		select { // a database that went away just now is likely to come back
		case <-time.After(openPause):
		case <-ctx.Done():
			return errors.Join(ctx.Err(), a.engine.Close())
		}
	}
}

// How often, and after what pause, the collections are opened on a database
// that answered before and does not now.
const (
	openAttempts = 30
	openPause    = time.Second
)

func isNotFound(err error) bool { return errors.Is(err, domain.ErrNotFound) }
