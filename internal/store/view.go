package store

import (
	"context"
	"fmt"
	"iter"
	"reflect"
)

// View reads the documents of a collection as another, smaller type, which costs
// less than reading them whole: for passes over everybody. What is sealed is not
// opened, so a view's type has no such field. It cannot write.
type View[T any] struct {
	schema *Schema
	table  Reader
}

// ViewOf is a view of the collection that spec declares; T names the id as `json:"_id"`.
// Only the indexes that T has the fields of can be declared; the collection itself must have them.
func ViewOf[T any](ctx context.Context, e Engine, spec Spec) (*View[T], error) {
	schema, err := schemaFor(spec, reflect.TypeFor[T]())
	if err != nil {
		return nil, fmt.Errorf("declaring a view: %w", err)
	}
	table, err := e.View(ctx, schema)
	if err != nil {
		return nil, fmt.Errorf("opening a view of %s: %w", spec.Name, err)
	}
	return &View[T]{schema: schema, table: table}, nil
}

// Find streams documents as [Collection.Find] does.
func (v *View[T]) Find(ctx context.Context, q Query) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		r, err := v.schema.plan(q)
		if err != nil {
			yield(nil, fmt.Errorf("querying %s: %w", v.schema.Name, err))
			return
		}
		each(ctx, v.table, r, func(raw any, err error) bool {
			if err != nil {
				return yield(nil, fmt.Errorf("querying %s: %w", v.schema.Name, err))
			}
			doc, _ := raw.(*T)
			return yield(doc, nil)
		})
	}
}

// GetMany reads the documents that are there, by id.
func (v *View[T]) GetMany(ctx context.Context, ids []string) (map[string]*T, error) {
	docs, err := v.table.Get(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading %s: %w", v.schema.Name, err)
	}
	found := make(map[string]*T, len(ids))
	for i, raw := range docs {
		if doc, ok := raw.(*T); ok && raw != nil {
			found[ids[i]] = doc
		}
	}
	return found, nil
}
