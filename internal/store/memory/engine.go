package memory

import (
	"context"
	"fmt"
	"sync"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Engine keeps collections in memory. It is a store.Engine.
type Engine struct {
	mu          sync.RWMutex
	collections map[string]*collection
	closed      bool
}

var _ store.Engine = (*Engine)(nil)

// New is an empty engine.
func New() *Engine { return &Engine{collections: map[string]*collection{}} }

// Table implements store.Engine. Indexes of a schema that was opened before stay, for an older release may still ask them.
func (e *Engine) Table(ctx context.Context, schema *store.Schema) (store.Table, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.closed {
		return nil, errClosed
	}
	c := e.collections[schema.Name]
	if c == nil {
		c = &collection{documents: map[string]document{}, orders: map[string]*order{}}
		e.collections[schema.Name] = c
	}
	byID, _ := schema.Key("")
	for _, k := range append([]*store.Key{byID}, schema.Keys...) {
		if err := c.declare(schema, k); err != nil {
			return nil, fmt.Errorf("index %s: %w", k.Name, err)
		}
	}
	return &table{engine: e, schema: schema, collection: c}, nil
}

// View implements store.Engine.
func (e *Engine) View(_ context.Context, schema *store.Schema) (store.Reader, error) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	c := e.collections[schema.Name]
	if c == nil {
		return nil, fmt.Errorf("%w: a view of a collection that was not opened", domain.ErrInvalid)
	}
	return &table{engine: e, schema: schema, collection: c, raw: true}, nil
}

// Level implements store.Engine: no older program ever sees what is in memory.
func (e *Engine) Level() int { return store.PackedFrom }

// Close implements store.Engine.
func (e *Engine) Close() error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.closed = true
	return nil
}

var errClosed = fmt.Errorf("%w: the store is closed", domain.ErrUnavailable)

// read and write run do while the collections stay as they are, or are this call's alone.
func (e *Engine) read(ctx context.Context, do func()) error {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.run(ctx, do)
}

func (e *Engine) write(ctx context.Context, do func()) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.run(ctx, do)
}

func (e *Engine) run(ctx context.Context, do func()) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if e.closed {
		return errClosed
	}
	do()
	return nil
}
