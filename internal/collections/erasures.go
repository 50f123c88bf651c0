package collections

import (
	"context"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// unmarkChunk is how many receipts are looked at before their marks are taken off.
const unmarkChunk = 500

// Erasures keeps receipts.
type Erasures struct {
	*store.Collection[domain.Erasure]
}

func erasuresSpec() store.Spec {
	return store.Spec{Name: "erasures", Indexes: []store.Index{{Name: "at", Fields: []string{"at"}}, {Name: "until", Fields: []string{"until"}, Sparse: true}}}
}

// OpenErasures opens the receipts alone, which nothing seals: those of a database that may be broken otherwise.
func OpenErasures(ctx context.Context, e store.Engine) (*Erasures, error) {
	c, err := store.In[domain.Erasure](ctx, e, erasuresSpec())
	if err != nil {
		return nil, err
	}
	return &Erasures{c}, nil
}

// Marked streams the receipts that still tell whose they are.
func (e *Erasures) Marked(ctx context.Context) iter.Seq2[*domain.Erasure, error] {
	return e.Find(ctx, store.Query{Index: "until", From: time.UnixMilli(1)})
}

// Unmark takes off the marks whose time is over. The receipts stay, and name nobody at all.
func (e *Erasures) Unmark(ctx context.Context, now time.Time) error {
	for {
		var ids []string
		for r, err := range e.Find(ctx, store.Query{Index: "until", From: time.UnixMilli(1), To: now, Limit: unmarkChunk}) {
			if err != nil {
				return fmt.Errorf("looking for old receipts: %w", err)
			}
			ids = append(ids, r.ID)
		}
		if len(ids) == 0 {
			return nil
		}
		for _, id := range ids {
			if _, err := e.Update(ctx, id, func(r *domain.Erasure) error {
				r.Mark, r.Under, r.Until = "", "", time.Time{}
				return nil
			}); err != nil {
				return fmt.Errorf("taking a mark off: %w", err)
			}
		}
	}
}

// known is a document of which only the id counts.
type known struct {
	ID string `json:"_id"`
}

// Known streams the ids of everybody who has ever written, or has a profile, some of them twice.
func (c *Collections) Known(ctx context.Context, e store.Engine) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, name := range []string{c.Threads.Name(), c.Volunteers.Name()} {
			ids, err := store.ViewOf[known](ctx, e, store.Spec{Name: name})
			if err != nil {
				yield("", err)
				return
			}
			for one, err := range ids.Find(ctx, store.Query{}) {
				if err != nil {
					yield("", err)
					return
				}
				if !yield(one.ID, nil) {
					return
				}
			}
		}
	}
}
