package calls

import (
	"context"
	"fmt"
	"slices"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Board are calls as staff who decide look at them, newest first.
type Board struct {
	Waiting []*domain.Call // for a decision, as [Service.Proposed] has them
	Running []*domain.Call // approved, and not over yet
	Over    []*domain.Call // ended, refused, or past
}

// Board lists the calls of all organisations.
func (s *Service) Board(ctx context.Context, by access.Actor) (b Board, err error) {
	if b.Waiting, err = s.Proposed(ctx, by); err != nil {
		return b, err
	}
	for _, state := range []domain.CallState{domain.Proposed, domain.Approved, domain.Refused, domain.Ended} {
		for c, err := range s.Lists.In(ctx, state, looked) {
			switch {
			case err != nil:
				return b, fmt.Errorf("reading calls: %w", err)
			case state == domain.Approved && !c.Past(s.Now()):
				b.Running = append(b.Running, c)
			case state != domain.Proposed || c.Past(s.Now()):
				b.Over = append(b.Over, c)
			}
		}
	}
	slices.SortStableFunc(b.Over, func(a, z *domain.Call) int { return z.CreatedAt.Compare(a.CreatedAt) })
	b.Over = b.Over[:min(len(b.Over), listed)]
	return b, nil
}
