package collections

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/support"
)

// Support keeps who waits for a person, and what was said with them.
type Support struct {
	*store.Collection[support.Thread]
}

func supportSpec() store.Spec {
	return store.Spec{Name: "support", Indexes: []store.Index{
		{Name: "state", Fields: []string{"state", "since"}, Sparse: true}, {Name: "person", Fields: []string{"person", "since"}},
	}}
}

// Last is a person's newest thread, open or not.
func (s *Support) Last(ctx context.Context, person string) (*support.Thread, error) {
	for t, err := range s.Find(ctx, store.Query{Index: "person", Prefix: []any{person}, Reverse: true, Limit: 1}) {
		return t, err
	}
	return nil, domain.ErrNotFound
}

// In streams the threads in a state, who has waited longest first; limit 0: all.
func (s *Support) In(ctx context.Context, state support.State, limit int) iter.Seq2[*support.Thread, error] {
	return s.Find(ctx, store.Query{Index: "state", Prefix: []any{string(state)}, Limit: limit})
}

// Number counts the threads in a state.
func (s *Support) Number(ctx context.Context, state support.State) (int, error) {
	return s.Count(ctx, store.Query{Index: "state", Prefix: []any{string(state)}})
}

// Of streams a person's threads, oldest first.
func (s *Support) Of(ctx context.Context, person string) iter.Seq2[*support.Thread, error] {
	return s.Find(ctx, store.Query{Index: "person", Prefix: []any{person}})
}

// Purge deletes the threads that began before a time: their ids are those of events, which are ULIDs. One that is open
// goes as well: nobody waits for a year.
func (s *Support) Purge(ctx context.Context, before time.Time) (int, error) {
	return s.DeleteFound(ctx, store.Query{To: ulidAt(before)})
}
