package shifts

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Shifts keeps shifts.
type Shifts interface {
	Get(ctx context.Context, id string) (*Shift, error)
	InsertNew(ctx context.Context, s []*Shift) ([]bool, error)
	Replace(ctx context.Context, s *Shift) error
	// OfWork streams the shifts of some work, the first one first.
	OfWork(ctx context.Context, work string) iter.Seq2[*Shift, error]
	// Due streams those that have something to do by a time.
	Due(ctx context.Context, by time.Time) iter.Seq2[*Shift, error]
}

// SignUps keeps sign-ups.
type SignUps interface {
	Get(ctx context.Context, id string) (*SignUp, error)
	InsertNew(ctx context.Context, u []*SignUp) ([]bool, error)
	Update(ctx context.Context, id string, change func(*SignUp) error) (*SignUp, error)
	// In streams the sign-ups of a shift in a state, in the order of their tickets, then of their ids.
	In(ctx context.Context, shift string, state State) iter.Seq2[*SignUp, error]
	// Of streams those of a person for shifts that begin after a time, the first one first.
	Of(ctx context.Context, person string, after time.Time) iter.Seq2[*SignUp, error]
}

// Teller delivers notices, each once for its key.
type Teller interface {
	Tell(ctx context.Context, n ...domain.Notice) error
}

// Managers knows who manages an organisation.
type Managers interface {
	ManagersOf(ctx context.Context, organisation string) ([]string, error)
}

// Readers knows in what language people are written to.
type Readers interface {
	Reads(ctx context.Context, person string) (lang string, err error)
}

// Works knows the work that shifts belong to.
type Works interface {
	Get(ctx context.Context, id string) (*domain.Opportunity, error)
}

// People knows profiles.
type People interface {
	GetMany(ctx context.Context, ids []string) (map[string]*domain.Volunteer, error)
}

// Leads knows who leads which shifts.
type Leads interface {
	// LedBy streams those that a person leads.
	LedBy(ctx context.Context, person string) iter.Seq2[*Shift, error]
	// OfOrganisation streams those of an organisation that begin at a time or later, the first one first.
	OfOrganisation(ctx context.Context, organisation string, from time.Time, limit int) iter.Seq2[*Shift, error]
}

// Audit records what somebody did.
type Audit interface {
	Record(ctx context.Context, by access.Actor, key string, c access.Change) error
}

// Service is taking part. It is safe for concurrent use.
type Service struct {
	Shifts   Shifts
	SignUps  SignUps
	Works    Works
	People   People
	Leads    Leads
	Board    Board  // of Count
	Untold   Untold // of Count
	Teller   Teller // nil: nobody is told
	Managers Managers
	Readers  Readers
	Audit    Audit
	Codes    Codes            // of check-in
	Guesses  Guesses          // of CheckIn
	Around   Around           // of CheckIn
	Ledger   Ledger           // nil: nobody's hours are kept
	Now      func() time.Time // in the zone in which people mean hours

	gates gates
}

// Join signs somebody up: they have seats, or a place in line, as the sign-up says. Done twice it changes nothing.
//
// Errors, with the shift as it is: ErrOver, ErrFull, ErrTooMany; [*Clash] for somebody who is elsewhere then; ErrUnknown, ErrGuardian, ErrYoung.
func (s *Service) Join(ctx context.Context, by access.Actor, key, shift string, w Wish, me *domain.Volunteer) (*Shift, *SignUp, error) {
	if by.Person == "" || by.Person != me.ID {
		return nil, nil, domain.ErrForbidden
	}
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return nil, nil, fmt.Errorf("reading a shift: %w", err)
	}
	was, err := s.signUp(ctx, sh, by.Person)
	if err != nil {
		return nil, nil, err
	}
	if !was.State.Active() && was.Last != key {
		if err := s.fits(ctx, sh, me); err != nil {
			return sh, was, err
		}
		if was.Version > 0 || len(w.Answers) > 0 {
			if err := s.note(ctx, sh, by.Person, func(u *SignUp) { u.Answers, u.Why = w.Answers, "" }); err != nil {
				return sh, was, err
			}
		}
	}
	if err := s.settle(ctx, shift); err != nil {
		return sh, was, err
	}
	return s.move(ctx, shift, by.Person, key, func(sh *Shift, u *SignUp) error { return join(sh, u, w, s.Now()) })
}

// note keeps what somebody says beside what becomes of them.
func (s *Service) note(ctx context.Context, sh *Shift, person string, change func(*SignUp)) error {
	id := SignUpID(sh.ID, person)
	_, err := s.SignUps.Update(ctx, id, func(u *SignUp) error {
		change(u)
		return nil
	})
	if errors.Is(err, domain.ErrNotFound) {
		u := &SignUp{Meta: domain.Meta{ID: id}, Shift: sh.ID, Person: person, Work: sh.Work, From: sh.From}
		change(u)
		_, err = s.SignUps.InsertNew(ctx, []*SignUp{u})
	}
	if err != nil {
		return fmt.Errorf("noting what somebody says: %w", err)
	}
	return nil
}

// Accept takes the seats that somebody was offered: ErrLapsed if they are another's by now, ErrNothing, ErrOver.
func (s *Service) Accept(ctx context.Context, by access.Actor, key, shift string) (*Shift, *SignUp, error) {
	return s.own(ctx, by, key, shift, accept)
}

// Decline leaves them to the next in line: ErrNothing.
func (s *Service) Decline(ctx context.Context, by access.Actor, key, shift string) (*Shift, *SignUp, error) {
	return s.own(ctx, by, key, shift, decline)
}

// Cancel gives somebody's seats back, or leaves the line: ErrNothing, ErrOver.
func (s *Service) Cancel(ctx context.Context, by access.Actor, key, shift string) (*Shift, *SignUp, error) {
	return s.own(ctx, by, key, shift, cancel)
}

// Resize changes how many seats somebody has, or waits for: ErrFull, ErrTooMany, ErrNothing, ErrOver.
func (s *Service) Resize(ctx context.Context, by access.Actor, key, shift string, seats int) (*Shift, *SignUp, error) {
	return s.own(ctx, by, key, shift, func(sh *Shift, u *SignUp, now time.Time) error { return resize(sh, u, seats, now) })
}

// Explain keeps why somebody cancelled.
func (s *Service) Explain(ctx context.Context, by access.Actor, shift, why string) error {
	if by.Person == "" {
		return domain.ErrForbidden
	}
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return fmt.Errorf("reading a shift: %w", err)
	}
	return s.note(ctx, sh, by.Person, func(u *SignUp) { u.Why = why })
}

// own is what somebody does with their own sign-up. What it frees goes to the line at once.
func (s *Service) own(ctx context.Context, by access.Actor, key, shift string, rule func(*Shift, *SignUp, time.Time) error) (*Shift, *SignUp, error) {
	if by.Person == "" {
		return nil, nil, domain.ErrForbidden
	}
	sh, u, err := s.move(ctx, shift, by.Person, key, func(sh *Shift, u *SignUp) error { return rule(sh, u, s.Now()) })
	if err != nil {
		return sh, u, err
	}
	return sh, u, s.settle(ctx, shift)
}

// Remove takes somebody out of a shift, as who leads it or manages its organisation.
func (s *Service) Remove(ctx context.Context, by access.Actor, key, shift, person string) (*Shift, *SignUp, error) {
	sh, u, err := s.move(ctx, shift, person, key, func(sh *Shift, u *SignUp) error {
		if !sh.LedBy(by) {
			return domain.ErrForbidden
		}
		return remove(sh, u, s.Now())
	})
	if err != nil {
		return nil, nil, err
	}
	if err := s.Audit.Record(ctx, by, key, access.Change{Did: access.ShiftRemoved, Subject: shift, After: string(Removed)}); err != nil {
		return sh, u, fmt.Errorf("recording a removal: %w", err)
	}
	return sh, u, s.settle(ctx, shift)
}

// LedBy reports whether an actor may see who comes and act for the organiser.
func (s *Shift) LedBy(by access.Actor) bool {
	return s.leads(by.Person) || s.Organisation != "" && by.Manages(s.Organisation) || by.May(access.LeadShifts)
}

// signUp is a person's sign-up; one of no state if there is none.
func (s *Service) signUp(ctx context.Context, sh *Shift, person string) (*SignUp, error) {
	id := SignUpID(sh.ID, person)
	u, err := s.SignUps.Get(ctx, id)
	if errors.Is(err, domain.ErrNotFound) {
		return &SignUp{Meta: domain.Meta{ID: id}, Shift: sh.ID, Person: person, Work: sh.Work, From: sh.From}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading a sign-up: %w", err)
	}
	return u, nil
}
