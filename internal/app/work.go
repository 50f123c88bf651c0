package app

import (
	"context"
	"fmt"

	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/match"
)

// work finds opportunities in the index and reads them from the store, which knows the seats.
type work struct {
	live          *match.Live
	opportunities *collections.Opportunities
}

func (w work) Near(q match.Query) match.Result { return w.live.Near(q) }

func (w work) Opportunities(ctx context.Context, ids ...string) ([]*domain.Opportunity, error) {
	if len(ids) == 0 {
		return nil, nil
	}
	found, err := w.opportunities.GetMany(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading opportunities: %w", err)
	}
	list := make([]*domain.Opportunity, 0, len(ids))
	for _, id := range ids {
		if o, ok := found[id]; ok && o.State == domain.Open {
			list = append(list, o)
		}
	}
	return list, nil
}
