package app

import (
	"context"

	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/match"
)

// work finds opportunities in the index and reads them from the store, which knows the seats.
type work struct {
	*match.Live
	kept *collections.Opportunities
}

// Opportunities gives those that are open still.
func (w work) Opportunities(ctx context.Context, ids ...string) ([]*domain.Opportunity, error) {
	return w.kept.StillOpen(ctx, ids...)
}
