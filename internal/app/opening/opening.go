package opening

import (
	"context"
	"errors"
	"fmt"
	"time"

	copies "jitasa/internal/archive"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/privacy/seal"
	"jitasa/internal/store"
	"jitasa/internal/store/mongo"
	"jitasa/internal/store/sqlite"
)

// Engine opens the store that the settings name. What is wrong with it that
// whoever runs the program has to mend is a store.ErrSetup.
func Engine(ctx context.Context, s config.Store) (store.Engine, error) {
	return engine(ctx, s, collections.OldestSchema)
}

// Raised is Engine, of a store that is brought to this program's documents: programs that do not know them can open it no more.
func Raised(ctx context.Context, s config.Store) (store.Engine, error) {
	return engine(ctx, s, collections.SchemaVersion)
}

func engine(ctx context.Context, s config.Store, least int) (store.Engine, error) {
	if s.Engine == config.Mongo {
		e, err := mongo.Open(ctx, s.URI.Reveal(), s.Database, mongo.Options{Schema: collections.SchemaVersion, Least: least})
		if err != nil {
			return nil, fmt.Errorf("opening store: %w", err)
		}
		return e, nil
	}
	e, err := sqlite.Open(ctx, s.Path, sqlite.Options{Schema: collections.SchemaVersion, Least: least})
	if err != nil {
		return nil, fmt.Errorf("opening store: %w", err)
	}
	return e, nil
}

// Opened is a store that is open.
type Opened struct {
	Engine      store.Engine
	Keys        *seal.Keys // nil: there are none, and no personal data can be read or written
	Collections *collections.Collections
}

// Store opens a store with its keys, which are made where there are none. Without
// a master key only a store that has no keys is opened, for what is not personal.
func Store(ctx context.Context, c config.Config) (o Opened, err error) {
	return Wrapped(ctx, c, false, func(e store.Engine) store.Engine { return e })
}

// Wrapped is Store with something around the engine. keyless: without a master key a store that has keys is
// opened as well, for what is not sealed.
func Wrapped(ctx context.Context, c config.Config, keyless bool, around func(store.Engine) store.Engine) (o Opened, err error) {
	if o.Engine, err = Engine(ctx, c.Store); err != nil {
		return o, err
	}
	o.Engine = around(o.Engine)
	for n := 1; ; n++ {
		if err = o.open(ctx, c.Key.Reveal(), keyless); err == nil {
			return o, nil
		}
		if n == openAttempts || !errors.Is(err, domain.ErrUnavailable) {
			return o, errors.Join(err, o.Engine.Close())
		}
		select { // a database that went away just now is likely to come back
		case <-time.After(openPause):
		case <-ctx.Done():
			return o, errors.Join(ctx.Err(), o.Engine.Close())
		}
	}
}

// How often, and after what pause, the collections are opened on a database
// that answered before and does not now.
const (
	openAttempts = 30
	openPause    = time.Second
)

func (o *Opened) open(ctx context.Context, masterKey string, keyless bool) error {
	switch err := copies.Finished(ctx, o.Engine); {
	case errors.Is(err, copies.ErrUnfinished):
		return fmt.Errorf("%w: %w", store.ErrSetup, err)
	case err != nil:
		return err
	}
	return o.unlock(ctx, masterKey, keyless)
}

// Unlock opens the collections of an engine that is open, as Store does, also while a restore into it is under way.
func Unlock(ctx context.Context, e store.Engine, masterKey string) (Opened, error) {
	o := Opened{Engine: e}
	return o, o.unlock(ctx, masterKey, false)
}

func (o *Opened) unlock(ctx context.Context, masterKey string, keyless bool) error {
	rings, err := collections.OpenKeys(ctx, o.Engine)
	if err != nil {
		return err
	}
	var sealer store.Sealer
	if masterKey == "" {
		switch sealed, err := seal.Exists(ctx, rings); {
		case err != nil:
			return fmt.Errorf("opening store: %w", err)
		case sealed && !keyless:
			return fmt.Errorf("%w: %w", store.ErrSetup, seal.ErrNoKey)
		}
	} else {
		if o.Keys, err = seal.Open(ctx, rings, []byte(masterKey), time.Now); err != nil {
			return keyTrouble(err)
		}
		sealer = o.Keys
	}
	o.Collections, err = collections.Open(ctx, o.Engine, sealer)
	return err
}

// keyTrouble marks what the operator has to mend.
func keyTrouble(err error) error {
	if errors.Is(err, seal.ErrWrongKey) || errors.Is(err, seal.ErrDamaged) {
		return fmt.Errorf("%w: %w", store.ErrSetup, err)
	}
	return fmt.Errorf("opening store: %w", err)
}
