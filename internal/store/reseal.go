package store

import (
	"context"
	"errors"
	"fmt"
	"reflect"

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
	// Table is the collection as the engine keeps it: what is sealed stays sealed.
	Table() Table
	// Stale counts the documents that Reseal would write; seen is told of each one looked at.
	Stale(ctx context.Context, f Freshness, seen func()) (int, error)
	// Reseal writes every document whose secrets are in plain, or sealed with a key
	// that is not in use. It may be repeated, and work goes on meanwhile.
	Reseal(ctx context.Context, f Freshness, seen func()) (int, error)
	// Migrate writes every document whose shape is older than the program's.
	Migrate(ctx context.Context) (int, error)
}

// Name is the collection's.
func (c *Collection[T]) Name() string { return c.schema.Name }

// Schema is the collection's declaration.
func (c *Collection[T]) Schema() *Schema { return c.schema }

// Table is the engine's part of the collection.
func (c *Collection[T]) Table() Table { return c.table }

// Stale implements Stored.
func (c *Collection[T]) Stale(ctx context.Context, f Freshness, seen func()) (n int, err error) {
	if len(c.secrets.fields) == 0 {
		return 0, nil
	}
	err = c.eachStored(ctx, func(doc *T) error {
		if c.isStale(f, doc) {
			n++
		}
		seen()
		return nil
	})
	return n, err
}

// Reseal implements Stored.
func (c *Collection[T]) Reseal(ctx context.Context, f Freshness, seen func()) (int, error) {
	if len(c.secrets.fields) == 0 {
		return 0, nil
	}
	return c.rewrite(ctx, func(doc *T) bool { return c.isStale(f, doc) }, seen)
}

// rewrite writes the documents anew for which is says so of what the engine keeps.
func (c *Collection[T]) rewrite(ctx context.Context, is func(*T) bool, seen func()) (n int, err error) {
	err = c.eachStored(ctx, func(doc *T) error {
		defer seen()
		if !is(doc) {
			return nil
		}
		_, err := c.Update(ctx, c.key(doc).ID, func(*T) error { return nil })
		if errors.Is(err, domain.ErrNotFound) || errors.Is(err, errNewer) { // deleted meanwhile, or another program's to write
			return nil
		}
		n++
		return err
	})
	return n, err
}

// eachStored goes through the documents as they are kept.
func (c *Collection[T]) eachStored(ctx context.Context, do func(*T) error) error {
	r := Range{Index: c.schema.byID, Limit: chunk}
	for {
		docs, more, err := c.table.Find(ctx, r)
		if err != nil {
			return c.failed("going through", err)
		}
		for _, raw := range docs {
			doc, ok := raw.(*T)
			if !ok {
				return c.failed("going through", fmt.Errorf("engine returned a %T", raw))
			}
			r.After = []any{c.key(doc).ID}
			if err := do(doc); err != nil {
				return err
			}
		}
		if !more || len(docs) == 0 {
			return nil
		}
	}
}

func (c *Collection[T]) isStale(f Freshness, doc *T) bool {
	for _, sealed := range c.key(doc).Sealed {
		if !f.Current(sealed) {
			return true
		}
	}
	v := reflect.ValueOf(doc).Elem()
	for _, s := range c.secrets.fields {
		if field, ok := reach(v, s.way); ok && !field.IsZero() { // still in plain
			return true
		}
	}
	for _, b := range c.secrets.blinds {
		if !f.CurrentBlind(v.FieldByIndex(b.to).String()) {
			return true
		}
	}
	return false
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
