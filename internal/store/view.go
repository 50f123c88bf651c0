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

// Find streams documents as [Collection.Find] does. The next ones are read while
// those at hand are decoded: over everybody, that is half of the time.
func (v *View[T]) Find(ctx context.Context, q Query) iter.Seq2[*T, error] {
	return v.find(ctx, q, Has{})
}

// With is Find for at least those documents of the query that have a text in a list. No index helps, but what has it not
// is neither passed on nor decoded.
func (v *View[T]) With(ctx context.Context, q Query, list, text string) iter.Seq2[*T, error] {
	return v.find(ctx, q, Has{Field: list, Text: text})
}

func (v *View[T]) find(ctx context.Context, q Query, has Has) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		r, err := v.schema.planHaving(q, has)
		if err != nil {
			yield(nil, v.failed(err))
			return
		}
		ctx, stop := context.WithCancel(ctx)
		pages := make(chan page, 1)
		done := make(chan struct{})
		go func() {
			defer close(done)
			v.read(ctx, r, pages)
		}()
		defer func() { stop(); <-done }()
		for p := range pages {
			for _, raw := range p.docs {
				doc, err := v.decode(raw)
				if !yield(doc, err) || err != nil {
					return
				}
			}
			if p.err != nil {
				yield(nil, v.failed(p.err))
				return
			}
		}
	}
}

// page is some documents, or why there are none.
type page struct {
	docs []any
	err  error
}

// read passes pages on until there are no more.
func (v *View[T]) read(ctx context.Context, r Range, pages chan<- page) {
	defer close(pages)
	left := r.Limit
	for {
		r.Limit = chunk
		if left > 0 {
			r.Limit = min(chunk, left)
		}
		docs, more, err := v.table.Find(ctx, r)
		if err == nil && len(docs) > 0 {
			var last *T
			if last, err = v.decode(docs[len(docs)-1]); err == nil {
				r.After = r.Index.at(last)
			}
		}
		select {
		case pages <- page{docs: docs, err: err}:
		case <-ctx.Done():
			return
		}
		left -= len(docs)
		if err != nil || !more || len(docs) == 0 || left == 0 {
			return
		}
	}
}

func (v *View[T]) decode(raw any) (*T, error) {
	kept, ok := raw.(Raw)
	if !ok {
		return nil, v.failed(fmt.Errorf("engine returned a %T", raw))
	}
	doc := new(T)
	if err := kept.Decode(doc); err != nil {
		return nil, v.failed(err)
	}
	return doc, nil
}

func (v *View[T]) failed(err error) error { return fmt.Errorf("reading %s: %w", v.schema.Name, err) }

// GetMany reads the documents that are there, by id.
func (v *View[T]) GetMany(ctx context.Context, ids []string) (map[string]*T, error) {
	docs, err := v.table.Get(ctx, ids)
	if err != nil {
		return nil, v.failed(err)
	}
	found := make(map[string]*T, len(ids))
	for i, raw := range docs {
		if raw == nil {
			continue
		}
		if found[ids[i]], err = v.decode(raw); err != nil {
			return nil, err
		}
	}
	return found, nil
}
