package shifts

import (
	"context"
	"fmt"
)

// Stay is how long somebody was there.
type Stay struct {
	Person  string
	Minutes int
}

// Ledger keeps the hours that people give.
type Ledger interface {
	// Estimate notes how long people were there, as far as it is known. Of whom something was said already, nothing is.
	Estimate(ctx context.Context, s *Shift, stays []Stay) error
}

// end estimates the hours of those who came to a shift that is over.
func (s *Service) end(ctx context.Context, shift string) error {
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return fmt.Errorf("reading a shift: %w", err)
	}
	if sh.Ended || sh.State == Off || !sh.Over(s.Now()) {
		return nil
	}
	var stays []Stay
	for u, err := range s.SignUps.In(ctx, shift, Coming) {
		if err != nil {
			return fmt.Errorf("reading who came: %w", err)
		}
		if u.There() {
			stays = append(stays, Stay{Person: u.Person, Minutes: u.Minutes(sh)})
		}
	}
	if err := s.estimate(ctx, sh, stays); err != nil {
		return err
	}
	return s.rewrite(ctx, shift, func(sh *Shift) error { sh.Ended = true; return nil })
}

// after estimates the hours of one who comes or goes when the shift is over: with the others', or alone where those were before.
func (s *Service) after(ctx context.Context, sh *Shift, u *SignUp) error {
	if !sh.Over(s.Now()) || !u.There() {
		return nil
	}
	if !sh.Ended {
		if err := s.end(ctx, sh.ID); err != nil {
			return err
		}
	}
	return s.estimate(ctx, sh, []Stay{{Person: u.Person, Minutes: u.Minutes(sh)}})
}

func (s *Service) estimate(ctx context.Context, sh *Shift, stays []Stay) error {
	if s.Ledger == nil || len(stays) == 0 {
		return nil
	}
	if err := s.Ledger.Estimate(ctx, sh, stays); err != nil {
		return fmt.Errorf("estimating hours: %w", err)
	}
	return nil
}
