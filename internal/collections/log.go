package collections

import (
	"context"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/store"
)

type exchange = chat.Exchange

// Log keeps every message in and out, in the order of each person's thread.
type Log struct{ *store.Collection[exchange] }

func logSpec() store.Spec {
	return store.Spec{Name: "log", Indexes: []store.Index{{Name: "person", Fields: []string{"person", "at"}}}}
}

// Of streams a person's exchanges, oldest first.
func (l *Log) Of(ctx context.Context, person string) iter.Seq2[*exchange, error] {
	return l.Find(ctx, store.Query{Index: "person", Prefix: []any{person}})
}

// Unsend removes the content of the message that a person took back, if it was
// logged since the time given.
func (l *Log) Unsend(ctx context.Context, person, message string, since time.Time) error {
	for x, err := range l.Find(ctx, store.Query{Index: "person", Prefix: []any{person}, From: since, Reverse: true}) {
		if err != nil {
			return fmt.Errorf("finding message: %w", err)
		}
		if x.Message != message || message == "" {
			continue
		}
		if _, err := l.Update(ctx, x.ID, func(x *exchange) error { x.Unsend(); return nil }); err != nil {
			return fmt.Errorf("removing message: %w", err)
		}
	}
	return nil
}

// Forget deletes a person's exchanges.
func (l *Log) Forget(ctx context.Context, person string) error {
	_, err := l.DeleteFound(ctx, store.Query{Index: "person", Prefix: []any{person}})
	return err
}

// Purge deletes the exchanges of before a time, whoever's they are: event ids are ULIDs.
func (l *Log) Purge(ctx context.Context, before time.Time) (int, error) {
	return l.DeleteFound(ctx, store.Query{To: ulidAt(before)})
}
