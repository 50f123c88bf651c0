package shifts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// ErrPlan: a shift that cannot take place so.
var ErrPlan = errors.New("not a shift")

// check tells whether a shift can be planned so.
func check(s *Shift, now time.Time) error {
	switch {
	case s.ID == "" || s.Work == "":
		return fmt.Errorf("%w: of no work", ErrPlan)
	case !s.To.After(s.From):
		return fmt.Errorf("%w: it ends before it begins", ErrPlan)
	case s.To.Sub(s.From) > longest:
		return fmt.Errorf("%w: longer than a day", ErrPlan)
	case !s.To.After(now):
		return fmt.Errorf("%w: it is over", ErrPlan)
	case s.Seats < 0 || s.Seats > MostSeats || s.Elsewhere < 0 || s.Extra < 0 || s.Extra > s.Seats:
		return fmt.Errorf("%w: seats from 0 to %d", ErrPlan, MostSeats)
	case s.MinAge < 0 || s.MinAge > 100:
		return fmt.Errorf("%w: an age from 0 to 100", ErrPlan)
	case len(s.Questions) > MostQuestions:
		return fmt.Errorf("%w: more than %d questions", ErrPlan, MostQuestions)
	}
	return nil
}

// Plan keeps new shifts, as who manages their organisation. Those that are there already stay as they are.
// Errors: domain.ErrForbidden, ErrPlan with what is wrong.
func (s *Service) Plan(ctx context.Context, by access.Actor, key string, all ...*Shift) error {
	now := s.Now()
	for _, sh := range all {
		if !sh.LedBy(by) {
			return domain.ErrForbidden
		}
		if err := check(sh, now); err != nil {
			return err
		}
		sh.From, sh.To, sh.ChangedAt, sh.Untold = domain.Instant(sh.From), domain.Instant(sh.To), domain.Instant(now), true
		if sh.State == "" {
			sh.State = domain.Open
		}
		sh.plan(now)
	}
	if _, err := s.Shifts.InsertNew(ctx, all); err != nil {
		return fmt.Errorf("keeping shifts: %w", err)
	}
	for _, sh := range all {
		if err := s.Audit.Record(ctx, by, key+sh.ID, access.Change{Did: access.ShiftPlanned, Subject: sh.ID}); err != nil {
			return fmt.Errorf("recording a shift: %w", err)
		}
	}
	return nil
}
