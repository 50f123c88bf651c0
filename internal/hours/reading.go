package hours

import (
	"context"
	"fmt"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// How many cases a list has at most, of as many as are looked at: those that were settled are among them.
const (
	casesListed = 50
	casesLooked = 500
)

// Of are somebody's records, the oldest first, for themselves.
func (s *Service) Of(ctx context.Context, by access.Actor, person string) (list []Record, err error) {
	if by.Person == "" || by.Person != person {
		return nil, domain.ErrForbidden
	}
	for r, err := range grouped(s.Lists.Of(ctx, person, "", "")) {
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// Get is what is true of one person in one shift, for themselves and for who leads it. Of whom nothing was said, it is
// [Nothing].
func (s *Service) Get(ctx context.Context, by access.Actor, shift, person string) (Record, error) {
	of, err := s.shift(ctx, shift)
	if err != nil {
		return Record{}, err
	}
	if person != by.Person && of.leads(by) == "" {
		return Record{}, domain.ErrForbidden
	}
	return s.record(ctx, shift, person)
}

// In are the records of a shift, for who leads it. Who was erased is in it without a person.
func (s *Service) In(ctx context.Context, by access.Actor, shift string) (list []Record, err error) {
	of, err := s.shift(ctx, shift)
	if err != nil {
		return nil, err
	}
	if of.leads(by) == "" {
		return nil, domain.ErrForbidden
	}
	for r, err := range grouped(s.Ledger.Shift(ctx, shift)) {
		if err != nil {
			return nil, err
		}
		list = append(list, r)
	}
	return list, nil
}

// Cases are the records that somebody has to settle, the newest first, for managers of the organisation and staff; for
// staff those of every organisation, if organisation is "". There are 50 at most.
func (s *Service) Cases(ctx context.Context, by access.Actor, organisation string) (list []Record, err error) {
	if !by.Manages(organisation) && !by.May(access.KeepHours) {
		return nil, domain.ErrForbidden
	}
	seen := map[string]bool{}
	for e, err := range s.Lists.Cases(ctx, organisation, casesLooked) {
		if err != nil {
			return nil, fmt.Errorf("looking for cases: %w", err)
		}
		if seen[e.record()] {
			continue
		}
		seen[e.record()] = true
		r, err := s.record(ctx, e.Shift, e.Person)
		if err != nil {
			return nil, err
		}
		if r.Case() {
			list = append(list, r)
		}
		if len(list) == casesListed {
			break
		}
	}
	return list, nil
}
