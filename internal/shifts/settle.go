package shifts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/domain"
)

// settle offers the free seats of a shift to those in line, until they are all held or suit nobody.
func (s *Service) settle(ctx context.Context, shift string) error {
	for range MostSeats {
		sh, err := s.Shifts.Get(ctx, shift)
		if err != nil {
			return fmt.Errorf("reading a shift: %w", err)
		}
		now := s.Now()
		if !sh.Freed || sh.Waiting > 0 && sh.Open(now) && offersAt(now, sh.From).After(now) {
			return nil
		}
		err = s.offerNext(ctx, sh, now)
		if errors.Is(err, errAgain) {
			continue
		}
		return err
	}
	return nil
}

// offerNext offers to the first in line whose company fits; errAgain: there may be another. Where there is nobody, the shift has settled.
func (s *Service) offerNext(ctx context.Context, sh *Shift, now time.Time) error {
	next := ""
	if free, limited := sh.Free(); sh.Waiting > 0 && sh.Open(now) && sh.From.Sub(now) > lastOffer && (!limited || free > 0) {
		for len(sh.Moves) > 0 { // who has joined the line and does not stand in it yet
			if _, err := s.finish(ctx, sh, sh.Moves[0]); err != nil {
				return err
			}
			sh.finished(sh.Moves[0].N)
		}
		for u, err := range s.SignUps.In(ctx, sh.ID, Waiting) {
			if err != nil {
				return fmt.Errorf("reading who waits: %w", err)
			}
			if sh.Room(u.Seats) {
				next = u.Person
				break
			}
		}
	}
	version := sh.Version
	if next == "" {
		return s.settled(ctx, sh)
	}
	_, _, err := s.move(ctx, sh.ID, next, "", func(sh *Shift, u *SignUp) error {
		if sh.Version != version {
			return errAgain
		}
		return offer(sh, u, s.Now())
	})
	if err == nil || errors.Is(err, ErrNothing) { // the next one; or they have moved since the shift was read, which the shift will say
		err = errAgain
	}
	return err
}

// settled notes that the free seats suit nobody in line.
func (s *Service) settled(ctx context.Context, sh *Shift) error {
	g := s.gates.of(sh.ID)
	if err := g.enter(ctx); err != nil {
		return err
	}
	defer g.leave()
	sh.Freed = false
	err := s.write(ctx, sh)
	if errors.Is(err, domain.ErrConflict) {
		return errAgain
	}
	return err
}
