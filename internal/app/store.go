package app

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/sqlite"
)

// ErrEngine says that the store named in the settings cannot be opened by this version.
var ErrEngine = errors.New("JITASA_STORE: this version keeps its data in SQLite only (sqlite:PATH)")

func (a *App) openStore(ctx context.Context) (err error) {
	if a.config.Store.Engine != config.SQLite {
		return ErrEngine
	}
	if a.engine, err = sqlite.Open(ctx, a.config.Store.Path, sqlite.Options{Schema: store.SchemaVersion}); err != nil {
		return fmt.Errorf("opening store: %w", err)
	}
	if a.Store, err = store.Open(ctx, a.engine); err != nil {
		return errors.Join(err, a.engine.Close())
	}
	return nil
}

func isNotFound(err error) bool { return errors.Is(err, domain.ErrNotFound) }
