package store

import (
	"context"
	"fmt"
	"iter"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/inbox"
)

type event = inbox.Event

// Inbox keeps events until they are answered, and their ids for a while after.
type Inbox struct{ *Collection[event] }

func inboxSpec() Spec {
	return Spec{Name: "inbox", Indexes: []Index{{Name: "open", Fields: []string{"open", "person", "at", "seq"}, Sparse: true}}}
}

// Open streams the events that are not answered, up to limit (0: all): person by
// person, from the one given on ("": the first), each person's in the order of their time.
func (b *Inbox) Open(ctx context.Context, from string, limit int) iter.Seq2[*event, error] {
	q := Query{Index: "open", Prefix: []any{true}, Limit: limit}
	if from != "" {
		q.From = from
	}
	return b.Find(ctx, q)
}

// Forget deletes the events of a person that are not answered; the others do not know whose they were.
func (b *Inbox) Forget(ctx context.Context, person string) error {
	_, err := purge(ctx, b.Collection, Query{Index: "open", Prefix: []any{true, person}})
	return err
}

// purgeChunk is how many documents one purge deletes at a time.
const purgeChunk = 500

// Purge deletes the events that were received before a time and are answered.
// Their ids are ULIDs, which begin with the time: the order of ids needs no
// other index. An id may lie about it, so the time of receipt decides: what is
// deleted is known no more, and could be delivered again.
func (b *Inbox) Purge(ctx context.Context, before time.Time) (int, error) {
	return purgeIf(ctx, b.Collection, Query{To: ulidAt(before)}, func(e *event) bool { return !e.Open && e.Received.Before(before) })
}

// ulidAt is the lowest ULID of a moment.
func ulidAt(t time.Time) string {
	var id ulid.ULID
	if err := id.SetTime(ulid.Timestamp(t)); err != nil {
		return ""
	}
	return id.String()
}

// purge deletes what a query finds, a chunk at a time, also what cannot be opened any more.
func purge[T any, P interface {
	*T
	Doc
}](ctx context.Context, c *Collection[T], q Query) (int, error) {
	return purgeIf[T, P](ctx, c, q, func(*T) bool { return true })
}

// purgeIf is purge for some of what a query finds.
func purgeIf[T any, P interface {
	*T
	Doc
}](ctx context.Context, c *Collection[T], q Query, due func(*T) bool) (deleted int, err error) {
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
		if ids = append(ids, P(doc).Key().ID); len(ids) < purgeChunk {
			continue
		}
		if err := flush(); err != nil {
			return deleted, err
		}
	}
	return deleted, flush()
}
