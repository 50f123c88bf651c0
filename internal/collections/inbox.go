package collections

import (
	"context"
	"iter"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/store"
)

type event = inbox.Event

// Inbox keeps events until they are answered, and their ids for a while after.
type Inbox struct{ *store.Collection[event] }

func inboxSpec() store.Spec {
	return store.Spec{Name: "inbox", Indexes: []store.Index{{Name: "open", Fields: []string{"open", "person", "at", "seq"}, Sparse: true}}}
}

// Open streams the events that are not answered, up to limit (0: all): person by
// person, from the one given on ("": the first), each person's in the order of their time.
func (b *Inbox) Open(ctx context.Context, from string, limit int) iter.Seq2[*event, error] {
	q := store.Query{Index: "open", Prefix: []any{true}, Limit: limit}
	if from != "" {
		q.From = from
	}
	return b.Find(ctx, q)
}

// First is the first of a person's events that are not answered: domain.ErrNotFound. Engines whose calls are
// commands to a server answer many such questions with one.
func (b *Inbox) First(ctx context.Context, person string) (*event, error) {
	for e, err := range b.Find(ctx, store.Query{Index: "open", Prefix: []any{true, person}, Limit: 1}) {
		if err != nil {
			return nil, err
		}
		return e, nil
	}
	return nil, domain.ErrNotFound
}

// Forget deletes the events of a person that are not answered; the others do not know whose they were.
func (b *Inbox) Forget(ctx context.Context, person string) error {
	_, err := b.DeleteFound(ctx, store.Query{Index: "open", Prefix: []any{true, person}})
	return err
}

// Purge deletes the events that were received before a time and are answered.
// Their ids are ULIDs, which begin with the time: the order of ids needs no
// other index. An id may lie about it, so the time of receipt decides: what is
// deleted is known no more, and could be delivered again.
func (b *Inbox) Purge(ctx context.Context, before time.Time) (int, error) {
	return b.DeleteFoundIf(ctx, store.Query{To: ulidAt(before)}, func(e *event) bool { return !e.Open && e.Received.Before(before) })
}

// ulidAt is the lowest ULID of a moment.
func ulidAt(t time.Time) string {
	var id ulid.ULID
	if err := id.SetTime(ulid.Timestamp(t)); err != nil {
		return ""
	}
	return id.String()
}
