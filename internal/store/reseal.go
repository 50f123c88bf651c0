package store

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"sync/atomic"

	"golang.org/x/sync/errgroup"

	"jitasa/internal/domain"
)

// Freshness tells what was made with the keys in use.
type Freshness interface {
	Current(sealed []byte) bool
	CurrentBlind(blind string) bool
}

// Stored is a collection whatever its documents are, for passes over all of them.
type Stored interface {
	Name() string
	Schema() *Schema
	// Level is its engine's.
	Level() int
	// Table is the collection as the engine keeps it: what is sealed stays sealed.
	Table() Table
	// Secret reports whether its documents have anything to seal.
	Secret() bool
	Count(ctx context.Context, q Query) (int, error)
	// Stale counts the documents that Reseal would write; seen is told of each one looked at.
	Stale(ctx context.Context, f Freshness, seen func()) (int, error)
	// Reseal writes every document whose secrets are in plain, or sealed with a key
	// that is not in use. One that does not open is left as it is, and stays stale.
	// It may be repeated, and work goes on meanwhile.
	Reseal(ctx context.Context, f Freshness, seen func()) (int, error)
	// Migrate writes every document whose shape is older than the program's.
	Migrate(ctx context.Context) (int, error)
}

// Name is the collection's.
func (c *Collection[T]) Name() string { return c.schema.Name }

// Schema is the collection's declaration.
func (c *Collection[T]) Schema() *Schema { return c.schema }

// Level is that of the engine.
func (c *Collection[T]) Level() int { return c.level }

// Table is the engine's part of the collection.
func (c *Collection[T]) Table() Table { return c.table }

// Secret implements Stored.
func (c *Collection[T]) Secret() bool { return len(c.secrets.fields) > 0 }

// Stale implements Stored.
func (c *Collection[T]) Stale(ctx context.Context, f Freshness, seen func()) (n int, err error) {
	err = c.eachStale(ctx, f, seen, func(string) { n++ })
	return n, err
}

// resealAtOnce lets an engine write several documents in one go, and leaves room for others.
const resealAtOnce = 16

// Reseal implements Stored.
func (c *Collection[T]) Reseal(ctx context.Context, f Freshness, seen func()) (int, error) {
	var written atomic.Int64
	g, within := errgroup.WithContext(ctx)
	g.SetLimit(resealAtOnce)
	err := c.eachStale(within, f, seen, func(id string) {
		g.Go(func() error {
			done, err := c.rewrite(within, id)
			if done {
				written.Add(1)
			}
			return err
		})
	})
	if failed := g.Wait(); failed != nil { // what came first; err is but its echo
		err = failed
	}
	return int(written.Load()), err
}

// rewrite writes a document as it is, in today's form; false: it was deleted
// meanwhile, was lost before, or is another program's to write.
func (c *Collection[T]) rewrite(ctx context.Context, id string) (bool, error) {
	_, err := c.Update(ctx, id, func(*T) error { return nil })
	if errors.Is(err, domain.ErrNotFound) || errors.Is(err, ErrUnreadable) || errors.Is(err, errNewer) {
		return false, nil
	}
	return err == nil, err
}

// eachStale goes through the documents as they are kept.
func (c *Collection[T]) eachStale(ctx context.Context, f Freshness, seen func(), do func(id string)) error {
	if !c.Secret() {
		return nil
	}
	for doc, err := range c.kept(ctx, Query{}) {
		if err != nil {
			return err
		}
		if c.isStale(f, doc) {
			do(c.key(doc).ID)
		}
		seen()
	}
	return nil
}

func (c *Collection[T]) isStale(f Freshness, doc *T) bool {
	for _, sealed := range c.key(doc).Sealed {
		if !f.Current(sealed) {
			return true
		}
	}
	v := reflect.ValueOf(doc).Elem()
	return c.secrets.any(v) || slices.ContainsFunc(c.secrets.blinds, func(b blindField) bool {
		return !f.CurrentBlind(v.FieldByIndex(b.to).String())
	})
}

// reach walks to a field; false: a pointer on the way is nil.
func reach(v reflect.Value, way []int) (reflect.Value, bool) {
	for _, i := range way {
		if v.Kind() == reflect.Pointer {
			if v.IsNil() {
				return v, false
			}
			v = v.Elem()
		}
		v = v.Field(i)
	}
	return v, true
}
