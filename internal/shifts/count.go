package shifts

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"jitasa/internal/domain"
)

// Board is the work as people find it.
type Board interface {
	Update(ctx context.Context, id string, change func(*domain.Opportunity) error) (*domain.Opportunity, error)
}

// Untold lists the shifts whose work does not say yet how many seats are taken.
type Untold interface {
	Untold(ctx context.Context) iter.Seq2[*Shift, error]
}

// Count has the work say how many seats its shifts have and how many are taken, for those who look for some. It follows the shifts
// by seconds: nothing is decided by it.
func (s *Service) Count(ctx context.Context) error {
	var works []string
	seen := map[string]bool{}
	changed := map[string][]string{}
	for sh, err := range s.Untold.Untold(ctx) {
		if err != nil {
			return fmt.Errorf("looking for shifts: %w", err)
		}
		if !seen[sh.Work] {
			seen[sh.Work], works = true, append(works, sh.Work)
		}
		changed[sh.Work] = append(changed[sh.Work], sh.ID)
	}
	var failed error
	for _, work := range works {
		failed = errors.Join(failed, s.count(ctx, work, changed[work]))
	}
	return failed
}

// count counts the shifts of one piece of work; of those that changed before, the change is told then.
func (s *Service) count(ctx context.Context, work string, changed []string) error {
	for _, id := range changed { // first: what changes from here on is counted again
		if err := s.rewrite(ctx, id, func(sh *Shift) error { sh.Untold = false; return nil }); err != nil {
			return err
		}
	}
	seats, taken, limited := 0, 0, true
	for sh, err := range s.Shifts.OfWork(ctx, work) {
		if err != nil {
			return fmt.Errorf("reading shifts: %w", err)
		}
		if !sh.Open(s.Now()) {
			continue
		}
		limited = limited && sh.Seats > 0
		seats += sh.Seats + sh.Extra
		taken += sh.Elsewhere + sh.Taken + sh.Held
	}
	if !limited {
		seats = 0
	}
	_, err := s.Board.Update(ctx, work, func(o *domain.Opportunity) error {
		if o.Seats == seats && o.Taken == taken {
			return errAgain
		}
		o.Seats, o.Taken, o.UpdatedAt = seats, taken, domain.Instant(s.Now())
		return nil
	})
	if err != nil && !errors.Is(err, errAgain) && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("counting seats: %w", err)
	}
	return nil
}
