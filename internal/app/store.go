package app

import (
	"context"
	"errors"
	"fmt"

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
	if a.Store, err = store.Open(ctx, a.engine); err != nil {
		return errors.Join(err, a.engine.Close())
	}
	return nil
}

func isNotFound(err error) bool { return errors.Is(err, domain.ErrNotFound) }
