package store

import (
	"context"
	"fmt"
	"iter"
)

// deleteChunk is how many documents DeleteFound deletes at a time.
const deleteChunk = 500

// DeleteFound deletes what a query finds, a chunk at a time, also what cannot be opened any more.
func (c *Collection[T]) DeleteFound(ctx context.Context, q Query) (int, error) {
	return c.DeleteFoundIf(ctx, q, func(*T) bool { return true })
}

// DeleteFoundIf is DeleteFound for some of what a query finds; due sees documents as they are kept.
func (c *Collection[T]) DeleteFoundIf(ctx context.Context, q Query, due func(*T) bool) (deleted int, err error) {
	var ids []string
	flush := func() error {
		if err := c.Delete(ctx, ids...); err != nil {
			return fmt.Errorf("purging: %w", err)
		}
		deleted += len(ids)
		ids = ids[:0]
		return nil
	}
	for doc, err := range c.kept(ctx, q) {
		if err != nil {
			return deleted, fmt.Errorf("finding what to purge: %w", err)
		}
		if !due(doc) {
			continue
		}
		if ids = append(ids, c.key(doc).ID); len(ids) < deleteChunk {
			continue
		}
		if err := flush(); err != nil {
			return deleted, err
		}
	}
	return deleted, flush()
}

// ByBlind streams the documents whose sealed field has a value, in each form in which it may be kept; the index over its blind
// field has the field's name. Who moves from one form to another meanwhile is given once.
func (c *Collection[T]) ByBlind(ctx context.Context, field, value string) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		blinds, err := c.Blinded(ctx, field, value)
		if err != nil {
			yield(nil, err)
			return
		}
		given := map[string]bool{}
		for _, blind := range blinds {
			for doc, err := range c.Find(ctx, Query{Index: field, Prefix: []any{blind}}) {
				if err == nil && given[c.key(doc).ID] {
					continue
				}
				if !yield(doc, err) || err != nil {
					return
				}
				given[c.key(doc).ID] = true
			}
		}
	}
}
