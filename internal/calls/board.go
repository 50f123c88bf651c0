package calls

import (
	"context"
	"fmt"
	"slices"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Board are calls as staff who decide look at them.
type Board struct {
	Waiting []*domain.Call // for a decision: those that need people first at the front
	Running []*domain.Call // approved, and not over yet, newest first
	Over    []*domain.Call // the last ones that were ended, refused, or are past, newest first
}

// running bounds how many calls that go out are shown: each is counted.
const running = 50

// Board lists the calls of all organisations.
func (s *Service) Board(ctx context.Context, by access.Actor) (b Board, err error) {
	if !by.May(access.DecideCalls) {
		return b, domain.ErrForbidden
	}
	for _, state := range []domain.CallState{domain.Proposed, domain.Approved, domain.Refused, domain.Ended} {
		for c, err := range s.Lists.In(ctx, state, looked) {
			switch {
			case err != nil:
				return b, fmt.Errorf("reading calls: %w", err)
			case state == domain.Proposed && !c.Past(s.Now()):
				b.Waiting = append(b.Waiting, c)
			case state == domain.Approved && !c.Past(s.Now()):
				b.Running = append(b.Running, c)
			default:
				b.Over = append(b.Over, c)
			}
		}
	}
	slices.SortStableFunc(b.Waiting, func(a, z *domain.Call) int { return a.From.Compare(z.From) })
	b.Running = b.Running[:min(len(b.Running), running)]
	slices.SortStableFunc(b.Over, func(a, z *domain.Call) int { return z.CreatedAt.Compare(a.CreatedAt) })
	b.Over = b.Over[:min(len(b.Over), listed)]
	return b, nil
}
