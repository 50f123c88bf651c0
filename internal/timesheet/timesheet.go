package timesheet

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/access"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
	"jitasa/internal/shifts"
)

// Sheet implements what shifts and hours want of each other.
type Sheet struct {
	Shifts   shifts.Shifts
	SignUps  shifts.SignUps
	Works    shifts.Works
	Managers shifts.Managers
	Teller   shifts.Teller // nil: nobody is told

	hours *hours.Service
}

// New has hours know the shifts, and shifts give their hours.
func New(s *shifts.Service, h *hours.Service) *Sheet {
	t := &Sheet{Shifts: s.Shifts, SignUps: s.SignUps, Works: s.Works, Managers: s.Managers, Teller: s.Teller, hours: h}
	h.Shifts, s.Ledger = t, t
	return t
}

// Shift implements hours.Shifts. Where nobody is named to lead, whoever manages the organisation does.
func (t *Sheet) Shift(ctx context.Context, id string) (hours.Shift, error) {
	sh, err := t.Shifts.Get(ctx, id)
	if err != nil {
		return hours.Shift{}, fmt.Errorf("reading a shift: %w", err)
	}
	of := hours.Shift{ID: sh.ID, Work: sh.Work, Organisation: sh.Organisation, From: sh.From, To: sh.To, Leaders: sh.Leaders}
	if len(of.Leaders) == 0 && sh.Organisation != "" {
		if of.Leaders, err = t.Managers.ManagersOf(ctx, sh.Organisation); err != nil {
			return hours.Shift{}, fmt.Errorf("looking who manages an organisation: %w", err)
		}
	}
	o, err := t.Works.Get(ctx, sh.Work)
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return hours.Shift{}, fmt.Errorf("reading the work of a shift: %w", err)
	}
	if err == nil {
		of.Title = o.Title
	}
	return of, nil
}

// Among implements hours.Shifts: who was to come, or walked in.
func (t *Sheet) Among(ctx context.Context, shift string, people []string) ([]string, error) {
	var there []string
	for _, p := range people {
		u, err := t.SignUps.Get(ctx, shifts.SignUpID(shift, p))
		switch {
		case errors.Is(err, domain.ErrNotFound):
		case err != nil:
			return nil, fmt.Errorf("reading a sign-up: %w", err)
		case u.State == shifts.Coming:
			there = append(there, p)
		}
	}
	return there, nil
}

// Estimate implements shifts.Ledger.
func (t *Sheet) Estimate(ctx context.Context, s *shifts.Shift, stays []shifts.Stay) error {
	for len(stays) > 0 {
		some := stays[:min(len(stays), hours.PeopleAtMost)]
		stays = stays[len(some):]
		b := hours.Batch{Shift: s.ID, Except: map[string]int{}}
		for _, stay := range some {
			b.People = append(b.People, stay.Person)
			b.Except[stay.Person] = stay.Minutes
		}
		_, told, err := t.hours.Estimate(ctx, access.ByTimer(), "estimate "+s.ID, b)
		if err != nil {
			return fmt.Errorf("estimating hours: %w", err)
		}
		for _, n := range told {
			if t.Teller == nil {
				break
			}
			if err := t.Teller.Tell(ctx, n); err != nil {
				return fmt.Errorf("telling of hours: %w", err)
			}
		}
	}
	return nil
}
