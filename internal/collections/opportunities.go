package collections

import (
	"context"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Opportunities keeps volunteer work.
type Opportunities struct {
	*store.Collection[domain.Opportunity]
}

func opportunitiesSpec() store.Spec {
	return store.Spec{Name: "opportunities", Indexes: []store.Index{{Name: "updated", Fields: []string{"updatedAt"}}}}
}

// Changed streams what was written since a time, oldest change first.
func (o *Opportunities) Changed(ctx context.Context, since time.Time) iter.Seq2[*domain.Opportunity, error] {
	return o.Find(ctx, store.Query{Index: "updated", From: since})
}

// StillOpen reads those of some opportunities that are open, in the order of the ids.
func (o *Opportunities) StillOpen(ctx context.Context, ids ...string) ([]*domain.Opportunity, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := o.GetMany(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading opportunities: %w", err)
	}
	list := make([]*domain.Opportunity, 0, len(ids))
	for _, id := range ids {
		if one, ok := found[id]; ok && one.State == domain.Open {
			list = append(list, one)
		}
	}
	return list, nil
}
