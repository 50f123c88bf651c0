package support

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Roster is a [Duty] over all members of staff.
type Roster struct {
	Access interface {
		WhoMay(ctx context.Context, act access.Act) ([]*domain.Staff, error)
	}
	Staff interface {
		Update(ctx context.Context, id string, change func(*domain.Staff) error) (*domain.Staff, error)
	}
	// Follows reports whether somebody reads what is sent to them: who has blocked the bot reads nothing.
	Follows func(ctx context.Context, person string) (bool, error)
}

// OnDuty implements [Duty]: those who answer people, and can be reached.
func (r Roster) OnDuty(ctx context.Context) (list []*domain.Staff, err error) {
	staff, err := r.Access.WhoMay(ctx, access.AnswerPeople)
	if err != nil {
		return nil, fmt.Errorf("looking who answers people: %w", err)
	}
	for _, s := range staff {
		reads, err := r.Follows(ctx, s.Person)
		if err != nil {
			return nil, fmt.Errorf("looking whether staff can be reached: %w", err)
		}
		if reads {
			s.Lang = domain.Speaks(s.Lang)
			list = append(list, s)
		}
	}
	return list, nil
}

// Warned implements [Duty].
func (r Roster) Warned(ctx context.Context, staff, month string) error {
	_, err := r.Staff.Update(ctx, staff, func(s *domain.Staff) error {
		s.Warned = month
		return nil
	})
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("noting it of a member of staff: %w", err)
	}
	return nil
}
