package store

import (
	"context"
	"fmt"
	"iter"
)

// chunk is how many documents are read at a time: enough to make the cost of
// a query small, few enough to hold in memory.
const chunk = 256

// Find streams the documents of a query in order. It reads them in chunks and
// holds nothing open in between, so the consumer may take its time and write
// to the same collection. A document that moves in the index meanwhile may be
// seen twice or not at all; all others are seen exactly once. After an error
// (yielded once) the stream ends.
func (c *Collection[T]) Find(ctx context.Context, q Query) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		r, err := c.schema.plan(q)
		if err != nil {
			yield(nil, c.failed("querying", err))
			return
		}
		c.stream(ctx, r, yield)
	}
}

// All streams every document, in the order of ids.
func (c *Collection[T]) All(ctx context.Context) iter.Seq2[*T, error] { return c.Find(ctx, Query{}) }

func (c *Collection[T]) stream(ctx context.Context, r Range, yield func(*T, error) bool) {
	c.streamKept(ctx, r, func(raw any, err error) bool {
		if err != nil {
			return yield(nil, err)
		}
		doc, err := c.restored(ctx, raw)
		return yield(doc, err) && err == nil
	})
}

// streamKept streams documents as they are kept: sealed.
func (c *Collection[T]) streamKept(ctx context.Context, r Range, yield func(raw any, err error) bool) {
	left := r.Limit
	for {
		r.Limit = chunk
		if left > 0 {
			r.Limit = min(chunk, left)
		}
		docs, more, err := c.table.Find(ctx, r)
		if err != nil {
			yield(nil, c.failed("querying", err))
			return
		}
		if len(docs) > 0 {
			r.After = r.Index.at(docs[len(docs)-1])
		}
		for _, raw := range docs {
			if !yield(raw, nil) {
				return
			}
		}
		left -= len(docs)
		if !more || len(docs) == 0 || left == 0 {
			return
		}
	}
}

// kept is Find for documents as they are kept: what cannot be opened is found as well.
func (c *Collection[T]) kept(ctx context.Context, q Query) iter.Seq2[*T, error] {
	return func(yield func(*T, error) bool) {
		r, err := c.schema.plan(q)
		if err != nil {
			yield(nil, c.failed("querying", err))
			return
		}
		c.streamKept(ctx, r, func(raw any, err error) bool {
			doc, ok := raw.(*T)
			if err == nil && !ok {
				err = c.failed("querying", fmt.Errorf("engine returned a %T", raw))
			}
			return yield(doc, err) && err == nil
		})
	}
}

// Count counts the documents that Find would give.
func (c *Collection[T]) Count(ctx context.Context, q Query) (int, error) {
	r, err := c.schema.plan(q)
	if err != nil {
		return 0, c.failed("counting", err)
	}
	n, err := c.table.Count(ctx, r)
	if err != nil {
		return 0, c.failed("counting", err)
	}
	return n, nil
}

// Cursor is the place of a document in an index ("" is by id): Query.After
// continues behind it. An index that is not declared gives the start.
func (c *Collection[T]) Cursor(doc *T, index string) Cursor {
	k, ok := c.schema.Key(index)
	if !ok {
		return ""
	}
	return cursorOf(k.at(doc)) // what is sealed is in no index
}
