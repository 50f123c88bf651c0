package shifts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/domain"
)

// RoundEvery is how often the program looks for what is to be done without anybody asking.
const RoundEvery = 20 * time.Second

// Round finishes what was left in between, tells of changes, ends offers whose time is over, offers what came free to the next, and reminds. Done twice, or by two
// processes at once, it changes nothing more. One shift that fails does not keep the others waiting.
func (s *Service) Round(ctx context.Context) error {
	var failed error
	for sh, err := range s.Shifts.Due(ctx, s.Now()) {
		if err != nil {
			return errors.Join(failed, fmt.Errorf("looking for shifts: %w", err))
		}
		if err := s.attend(ctx, sh); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}

// attend does what is due of one shift.
func (s *Service) attend(ctx context.Context, sh *Shift) error {
	for _, m := range sh.Moves {
		if s.Now().Sub(m.At) < leftoverAfter { // whoever makes it is at it
			continue
		}
		if _, err := s.finish(ctx, sh, m); err != nil {
			return err
		}
		s.forget(ctx, sh.ID, m.N)
	}
	if err := s.announce(ctx, sh); err != nil { // before an offer ends because of what is told
		return err
	}
	if err := s.lapse(ctx, sh); err != nil {
		return err
	}
	if err := s.settle(ctx, sh.ID); err != nil {
		return err
	}
	if err := s.remind(ctx, sh.ID); err != nil {
		return err
	}
	if err := s.end(ctx, sh.ID); err != nil {
		return err
	}
	return s.replan(ctx, sh.ID)
}

// lapse ends the offers of a shift whose time is over.
func (s *Service) lapse(ctx context.Context, sh *Shift) error {
	if sh.Lapses.IsZero() || s.Now().Before(sh.Lapses) && sh.Open(s.Now()) {
		return nil
	}
	var next time.Time
	seen := sh.Moved
	for u, err := range s.SignUps.In(ctx, sh.ID, Offered) {
		if err != nil {
			return fmt.Errorf("reading offers: %w", err)
		}
		_, _, err := s.move(ctx, sh.ID, u.Person, "", func(sh *Shift, u *SignUp) error { return lapse(sh, u, s.Now()) })
		switch {
		case errors.Is(err, ErrNothing):
			if u.State == Offered && (next.IsZero() || u.Until.Before(next)) {
				next = u.Until
			}
		case err != nil:
			return err
		default:
			seen++
		}
	}
	return s.rewrite(ctx, sh.ID, func(sh *Shift) error {
		if sh.Moved != seen { // somebody was offered something meanwhile: the next round looks again
			return errAgain
		}
		sh.Lapses = next
		return nil
	})
}

// replan sets when the shift is due next.
func (s *Service) replan(ctx context.Context, shift string) error {
	return s.rewrite(ctx, shift, func(sh *Shift) error {
		was := sh.DueAt
		if sh.plan(s.Now()); sh.DueAt.Equal(was) {
			return errAgain
		}
		return nil
	})
}

// rewrite changes a shift; errAgain: it needs no change.
func (s *Service) rewrite(ctx context.Context, shift string, change func(*Shift) error) error {
	g := s.gates.of(shift)
	if err := g.enter(ctx); err != nil {
		return err
	}
	defer g.leave()
	for range attempts {
		sh, err := s.Shifts.Get(ctx, shift)
		if err != nil {
			return fmt.Errorf("reading a shift: %w", err)
		}
		if err := change(sh); err != nil {
			if errors.Is(err, errAgain) {
				return nil
			}
			return err
		}
		err = s.write(ctx, sh)
		if !errors.Is(err, domain.ErrConflict) {
			return err
		}
		if err := pause(ctx); err != nil {
			return err
		}
	}
	return domain.ErrConflict
}
