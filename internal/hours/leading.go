package hours

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// PeopleAtMost bounds a [Batch]: more is for several.
const PeopleAtMost = 1000

// Batch is what is said of many people of one shift at once.
type Batch struct {
	Shift   string
	People  []string
	Minutes int            // of each
	Except  map[string]int // of whom it is another time
}

// Outcome is what came of a batch for one person.
type Outcome struct {
	Record // as it is now
	// Err is why nothing was added for them: domain.ErrConflict if something else was said before, ErrOwn for who confirms
	// them, domain.ErrNotFound for who does not take part.
	Err error
}

// Confirm confirms the hours of many people of a shift at once, as one of its leaders, a manager of its organisation or staff.
// Who confirms may be among the people: their own stay open for another one. What is confirmed already with as many minutes
// is the same. Outcomes are in the order of the people, each of whom counts once.
//
// Errors: ErrBounds, ErrEarly, and then nothing is confirmed.
func (s *Service) Confirm(ctx context.Context, by access.Actor, key string, b Batch) ([]Outcome, []Notice, error) {
	return s.batch(ctx, by, Confirmed, key, b, func(of Shift) string { return of.leads(by) })
}

// Estimate notes for the program how long people will have been there, once a shift is over. Of whom something was said
// already nothing is estimated. The notice is for those who lead.
func (s *Service) Estimate(ctx context.Context, by access.Actor, key string, b Batch) ([]Outcome, []Notice, error) {
	return s.batch(ctx, by, Estimated, key, b, func(Shift) string {
		if by.May(access.EstimateHours) {
			return by.As()
		}
		return ""
	})
}

// Correct says that it was another time than was confirmed, claimed or estimated, or that somebody came who is noted as
// absent; and why.
func (s *Service) Correct(ctx context.Context, by access.Actor, key string, w Word) (Record, []Notice, error) {
	return s.one(ctx, by, Corrected, key, w, func(of Shift) string { return of.leads(by) })
}

// Absent notes that somebody did not come. After hours were confirmed it needs a reason.
func (s *Service) Absent(ctx context.Context, by access.Actor, key string, w Word) (Record, []Notice, error) {
	w.Minutes = 0
	return s.one(ctx, by, Absent, key, w, func(of Shift) string { return of.leads(by) })
}

// Excuse notes that who did not come could not.
func (s *Service) Excuse(ctx context.Context, by access.Actor, key string, w Word) (Record, []Notice, error) {
	w.Minutes = 0
	return s.one(ctx, by, Excused, key, w, func(of Shift) string { return of.leads(by) })
}

// Settle decides what is disputed or appealed, as a manager of the organisation or staff, but not who decided what is
// disputed. After an appeal, no minutes mean that they were absent all the same. What a manager settled, staff may settle anew.
func (s *Service) Settle(ctx context.Context, by access.Actor, key string, w Word) (Record, []Notice, error) {
	return s.one(ctx, by, Settled, key, w, func(of Shift) string { return of.governs(by) })
}

// batch says the same of many people.
func (s *Service) batch(ctx context.Context, by access.Actor, kind Kind, key string, b Batch, as func(Shift) string) ([]Outcome, []Notice, error) {
	of, err := s.shift(ctx, b.Shift)
	if err != nil {
		return nil, nil, err
	}
	role := as(of)
	switch {
	case role == "":
		return nil, nil, domain.ErrForbidden
	case len(b.People) > PeopleAtMost:
		return nil, nil, domain.ErrInvalid
	}
	a, err := s.attempt(ctx, by, key, of, kind, role)
	if err != nil {
		return nil, nil, err
	}
	all, err := s.each(ctx, a, b)
	if err != nil {
		return nil, nil, err
	}
	out, done := make([]Outcome, len(all)), make([]said, 0, len(all))
	for i, one := range all {
		out[i] = Outcome{Record: one.Record, Err: one.refused}
		if one.refused == nil && one.entry != nil {
			done = append(done, one)
		}
	}
	if len(done) == 0 {
		return out, nil, nil
	}
	told, err := s.tell(ctx, of, done...)
	if err != nil {
		return out, nil, err
	}
	return out, told, s.Audit.Record(ctx, by, key, access.Change{Did: deeds[kind], Subject: of.ID, After: strconv.Itoa(len(done))})
}

// each says something of everybody in a batch: what nobody else is at is read and written at once.
func (s *Service) each(ctx context.Context, a attempt, b Batch) ([]said, error) {
	tries, err := s.tries(ctx, a, b)
	if err != nil {
		return nil, err
	}
	records, err := s.records(ctx, b.Shift, b.People)
	if err != nil {
		return nil, err
	}
	all := make([]said, len(tries))
	var entries []*Entry
	var whose []int
	for i, t := range tries {
		r := records[t.Person]
		all[i] = said{Record: r, before: r.State, refused: t.refused}
		if t.refused != nil {
			continue
		}
		e, added, err := r.next(t)
		if all[i].entry, all[i].refused = e, err; added {
			entries, whose = append(entries, e), append(whose, i)
		}
	}
	first, err := s.Ledger.InsertNew(ctx, entries)
	if err != nil {
		return nil, fmt.Errorf("adding to the ledger: %w", err)
	}
	for n, i := range whose {
		if first[n] {
			all[i].Record = all[i].with(entries[n])
		} else if all[i], err = s.say(ctx, tries[i]); err != nil { // somebody was faster
			return nil, err
		}
	}
	return all, nil
}

// tries are the attempts of a batch. That the time is none of the shift's is an error for all.
func (s *Service) tries(ctx context.Context, a attempt, b Batch) ([]attempt, error) {
	there, err := s.Shifts.Among(ctx, b.Shift, b.People)
	if err != nil {
		return nil, fmt.Errorf("looking who took part: %w", err)
	}
	takesPart := make(map[string]bool, len(there))
	for _, p := range there {
		takesPart[p] = named(p)
	}
	seen := make(map[string]bool, len(b.People))
	all := make([]attempt, 0, len(b.People))
	for _, p := range b.People {
		if seen[p] {
			continue
		}
		seen[p] = true
		t := a
		t.Person, t.Minutes = p, b.Minutes
		if m, ok := b.Except[p]; ok {
			t.Minutes = m
		}
		if !takesPart[p] {
			t.refused = domain.ErrNotFound
		} else if err := t.valid(); err != nil && !errors.Is(err, ErrOwn) {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}

// aFew are as many people as are looked for one by one.
const aFew = 3

// records are those of the people in a shift.
func (s *Service) records(ctx context.Context, shift string, people []string) (map[string]Record, error) {
	all := make(map[string]Record, len(people))
	for _, p := range people {
		all[p] = Record{Shift: shift, Person: p}
	}
	if len(all) <= aFew {
		for p := range all {
			r, err := s.record(ctx, shift, p)
			if err != nil {
				return nil, err
			}
			all[p] = r
		}
		return all, nil
	}
	for r, err := range grouped(s.Ledger.Shift(ctx, shift)) {
		if err != nil {
			return nil, err
		}
		if _, asked := all[r.Person]; asked {
			all[r.Person] = r
		}
	}
	return all, nil
}
