package shifts

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// View is a shift as somebody sees it who may join it, or has.
type View struct {
	Shift *Shift
	Work  *domain.Opportunity // nil: it is not there any more
	Mine  *SignUp             // their own; of no state if there is none
	Ahead int                 // who waits: how many in line come before, at most [MostAhead]
	Unfit error               // of Nothing: why they cannot join; nil if they can. A full shift is not unfit.
}

// MostAhead bounds how many are counted who come before somebody in line.
const MostAhead = 500

// Look shows a shift to a person: domain.ErrNotFound.
func (s *Service) Look(ctx context.Context, me *domain.Volunteer, shift string) (v View, err error) {
	if v.Shift, err = s.Shifts.Get(ctx, shift); err != nil {
		return v, fmt.Errorf("reading a shift: %w", err)
	}
	return s.view(ctx, me, v)
}

func (s *Service) view(ctx context.Context, me *domain.Volunteer, v View) (_ View, err error) {
	if v.Work, err = s.work(ctx, v.Shift); err != nil {
		return v, err
	}
	if v.Mine == nil {
		if v.Mine, err = s.signUp(ctx, v.Shift, me.ID); err != nil {
			return v, err
		}
	}
	if v.Mine.State == Waiting {
		if v.Ahead, err = s.ahead(ctx, v.Mine); err != nil {
			return v, err
		}
	}
	if v.Mine.State.Active() {
		return v, nil
	}
	var clash *Clash
	switch err := s.fits(ctx, v.Shift, me); {
	case !v.Shift.Open(s.Now()), v.Mine.State == Removed:
		v.Unfit = ErrOver
	case errors.Is(err, ErrUnknown), errors.Is(err, ErrGuardian), errors.Is(err, ErrYoung), errors.As(err, &clash):
		v.Unfit = err
	case err != nil:
		return v, err
	}
	return v, nil
}

// work is the work of a shift; nil if it is not there any more.
func (s *Service) work(ctx context.Context, sh *Shift) (*domain.Opportunity, error) {
	o, err := s.Works.Get(ctx, sh.Work)
	if errors.Is(err, domain.ErrNotFound) {
		return nil, nil //nolint:nilnil // View.Work says what it means
	}
	if err != nil {
		return nil, fmt.Errorf("reading the work of a shift: %w", err)
	}
	return o, nil
}

// ahead counts who stands before somebody in line.
func (s *Service) ahead(ctx context.Context, u *SignUp) (n int, err error) {
	for o, err := range s.SignUps.In(ctx, u.Shift, Waiting) {
		if err != nil {
			return n, fmt.Errorf("counting a line: %w", err)
		}
		if o.Ticket >= u.Ticket || n == MostAhead {
			break
		}
		n++
	}
	return n, nil
}

// OfWork shows a person the shifts of some work that are still to come: first those that they have joined, then those that suit them and have seats, the first of
// each first.
func (s *Service) OfWork(ctx context.Context, me *domain.Volunteer, work string) (all []View, err error) {
	for sh, err := range s.Shifts.OfWork(ctx, work) {
		if err != nil {
			return nil, fmt.Errorf("reading shifts: %w", err)
		}
		if !sh.Open(s.Now()) {
			continue
		}
		v, err := s.view(ctx, me, View{Shift: sh})
		if err != nil {
			return nil, err
		}
		if all = append(all, v); len(all) == mostViews {
			break
		}
	}
	slices.SortStableFunc(all, func(a, b View) int { return a.order() - b.order() })
	return all, nil
}

// mostViews bounds how many shifts of one piece of work are looked at for one answer.
const mostViews = 40

func (v View) order() int {
	switch {
	case v.Mine.State.Active():
		return 0
	case v.Unfit == nil && v.Shift.Room(1):
		return 1
	case v.Unfit == nil:
		return 2
	}
	return 3
}

// mostMine bounds how many shifts somebody is shown who has joined many.
const mostMine = 12

// Mine are the shifts that somebody has joined or waits for and that are not over, the first one first.
func (s *Service) Mine(ctx context.Context, me *domain.Volunteer) (all []View, err error) {
	now := s.Now()
	for u, err := range s.SignUps.Of(ctx, me.ID, now.Add(-longest)) {
		if err != nil {
			return nil, fmt.Errorf("reading somebody's shifts: %w", err)
		}
		if !u.State.Active() {
			continue
		}
		sh, err := s.Shifts.Get(ctx, u.Shift)
		if errors.Is(err, domain.ErrNotFound) || err == nil && sh.Over(now) {
			continue
		}
		if err != nil {
			return nil, fmt.Errorf("reading a shift: %w", err)
		}
		v, err := s.view(ctx, me, View{Shift: sh, Mine: u})
		if err != nil {
			return nil, err
		}
		if all = append(all, v); len(all) == mostMine {
			break
		}
	}
	return all, nil
}

// JustOffered is the shift of which somebody was offered seats after a time, or was and has answered by what has the key; "" if there is none.
func (s *Service) JustOffered(ctx context.Context, person string, after time.Time, key string) (string, error) {
	for u, err := range s.SignUps.Of(ctx, person, s.Now().Add(-longest)) {
		switch {
		case err != nil:
			return "", fmt.Errorf("reading somebody's shifts: %w", err)
		case u.State == Offered && u.At.After(after), u.Was == Offered && u.Last == key:
			return u.Shift, nil
		}
	}
	return "", nil
}

// Guest is one who comes, as whoever leads the shift sees them.
type Guest struct {
	SignUp *SignUp
	Name   string // as they gave it; "" if they did not, or have withdrawn it
	Phone  string // E.164; "" unless they let the organiser have it
}

// Roster is who comes to a shift, who waits, and who was to come and said why they do not, for whoever leads it: domain.ErrForbidden to others. The page begins
// after a person; next is the last one of it, "" where there are no more.
func (s *Service) Roster(ctx context.Context, by access.Actor, shift, after string, most int) (sh *Shift, all []Guest, next string, err error) {
	sh, err = s.led(ctx, by, shift)
	if err != nil {
		return nil, nil, "", err
	}
	begun := after == ""
	var page []*SignUp
	for u, err := range s.listed(ctx, shift) {
		switch {
		case err != nil:
			return nil, nil, "", err
		case !begun:
			begun = u.Person == after
			continue
		case len(page) == most:
			all, err = s.guests(ctx, page)
			return sh, all, page[most-1].Person, err
		}
		page = append(page, u)
	}
	all, err = s.guests(ctx, page)
	return sh, all, "", err
}

// Everybody streams the whole roster, for whoever leads the shift.
func (s *Service) Everybody(ctx context.Context, by access.Actor, shift string) iter.Seq2[Guest, error] {
	return func(yield func(Guest, error) bool) {
		if _, err := s.led(ctx, by, shift); err != nil {
			yield(Guest{}, err)
			return
		}
		var some []*SignUp
		hand := func() bool {
			all, err := s.guests(ctx, some)
			some = some[:0]
			if err != nil {
				yield(Guest{}, err)
				return false
			}
			for _, g := range all {
				if !yield(g, nil) {
					return false
				}
			}
			return true
		}
		for u, err := range s.listed(ctx, shift) {
			if err != nil {
				yield(Guest{}, err)
				return
			}
			if some = append(some, u); len(some) == guestsAtOnce && !hand() {
				return
			}
		}
		hand()
	}
}

// guestsAtOnce is how many profiles are read together.
const guestsAtOnce = 500

// led is a shift that an actor may lead.
func (s *Service) led(ctx context.Context, by access.Actor, shift string) (*Shift, error) {
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return nil, fmt.Errorf("reading a shift: %w", err)
	}
	if !sh.LedBy(by) {
		return nil, domain.ErrForbidden
	}
	return sh, nil
}

// listed streams who stands in a roster.
func (s *Service) listed(ctx context.Context, shift string) iter.Seq2[*SignUp, error] {
	return func(yield func(*SignUp, error) bool) {
		for _, state := range []State{Coming, Offered, Waiting, Cancelled} {
			for u, err := range s.SignUps.In(ctx, shift, state) {
				if err != nil {
					yield(nil, fmt.Errorf("reading who comes: %w", err))
					return
				}
				if state == Cancelled && u.Why == "" {
					continue
				}
				if !yield(u, nil) {
					return
				}
			}
		}
	}
}

// guests are sign-ups with who they are, as far as whoever leads may know.
func (s *Service) guests(ctx context.Context, some []*SignUp) ([]Guest, error) {
	ids := make([]string, len(some))
	for i, u := range some {
		ids[i] = u.Person
	}
	people, err := s.People.GetMany(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("reading profiles: %w", err)
	}
	all := make([]Guest, len(some))
	for i, u := range some {
		all[i].SignUp = u
		if v := people[u.Person]; v != nil {
			all[i].Name = v.Name
			if u.Phone && u.State == Coming {
				all[i].Phone = v.Phone
			}
		}
	}
	return all, nil
}

// Led are the shifts that an actor leads and that are not over for long, the first one first.
func (s *Service) Led(ctx context.Context, by access.Actor) (all []*Shift, err error) {
	if by.Person == "" {
		return nil, domain.ErrForbidden
	}
	after := s.Now().Add(-ledFor)
	seen := map[string]bool{}
	add := func(sh *Shift) {
		if !seen[sh.ID] && sh.To.After(after) && sh.State != Off {
			seen[sh.ID], all = true, append(all, sh)
		}
	}
	for sh, err := range s.Leads.LedBy(ctx, by.Person) {
		if err != nil {
			return nil, fmt.Errorf("reading shifts: %w", err)
		}
		add(sh)
	}
	for _, o := range by.Organisations {
		for sh, err := range s.Leads.OfOrganisation(ctx, o.ID, after.Add(-longest), mostViews) {
			if err != nil {
				return nil, fmt.Errorf("reading shifts: %w", err)
			}
			add(sh)
		}
	}
	slices.SortStableFunc(all, func(a, b *Shift) int { return a.From.Compare(b.From) })
	return all[:min(len(all), mostMine)], nil
}

// ledFor is how long after its end a shift is still shown to who leads it.
const ledFor = 14 * longest
