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

// Why a code lets nobody in.
var (
	// ErrCode: it is none of now, or of none of their shifts.
	ErrCode = errors.New("not a code of now")
	// ErrOften: too many wrong ones.
	ErrOften = errors.New("too many wrong codes")
)

// Guesses counts wrong codes, beside the people who typed them.
type Guesses interface {
	May(ctx context.Context, person, key string) (bool, error)
	Missed(ctx context.Context, person, key string) error
}

// Around knows which shifts are at a time.
type Around interface {
	// Begin streams the shifts that begin from one time up to another.
	Begin(ctx context.Context, from, to time.Time) iter.Seq2[*Shift, error]
}

// Arrival is what came of a code.
type Arrival struct {
	Shift *Shift  // nil: the code is of none
	Mine  *SignUp // nil: they do not take part
	Pass  string  // of ErrUnknown: by which they are let in once they have signed up
}

// CheckIn notes that somebody is there who has typed a code; after the shift's end, that they leave. Who has not joined is given a
// seat, where there is one. Done twice it changes nothing.
//
// Errors: ErrCode, ErrOften; with the shift: ErrSoon, ErrEnded, ErrFull, ErrOver, [*Clash], ErrUnknown, ErrGuardian, ErrYoung.
func (s *Service) CheckIn(ctx context.Context, by access.Actor, key, code string, me *domain.Volunteer) (Arrival, error) {
	if by.Person == "" || by.Person != me.ID {
		return Arrival{}, domain.ErrForbidden
	}
	may, err := s.Guesses.May(ctx, by.Person, key)
	switch {
	case err != nil:
		return Arrival{}, fmt.Errorf("looking for wrong codes: %w", err)
	case !may:
		return Arrival{}, ErrOften
	}
	a, err := s.mine(ctx, by.Person, key, code)
	if errors.Is(err, ErrCode) && a.Shift == nil {
		a, err = s.walksIn(ctx, key, code, me)
	}
	if !errors.Is(err, ErrCode) {
		return a, err
	}
	if err := s.Guesses.Missed(ctx, by.Person, key); err != nil {
		return Arrival{}, fmt.Errorf("counting a wrong code: %w", err)
	}
	return a, ErrCode
}

// mine finds the shift of a code among those that somebody comes to. ErrCode with a shift: they are to be at another one now.
func (s *Service) mine(ctx context.Context, person, key, code string) (Arrival, error) {
	now, expected := s.Now(), Arrival{}
	for u, err := range s.SignUps.Of(ctx, person, now.Add(-longest-2*24*time.Hour)) {
		if err != nil {
			return Arrival{}, fmt.Errorf("reading somebody's shifts: %w", err)
		}
		if u.From.After(now.Add(longest)) {
			break
		}
		if u.State != Coming {
			continue
		}
		sh, err := s.Shifts.Get(ctx, u.Shift)
		if errors.Is(err, domain.ErrNotFound) {
			continue
		}
		if err != nil {
			return Arrival{}, fmt.Errorf("reading a shift: %w", err)
		}
		a := Arrival{Shift: sh, Mine: u}
		if s.Codes.live(sh.ID, code, now) {
			return s.arrives(ctx, a, key, ByCode, now)
		}
		if at, ok := s.Codes.paper(sh, code, now); ok {
			return s.arrives(ctx, a, key, Offline, at)
		}
		if !now.Before(sh.From.Add(-opensBefore)) && now.Before(sh.To) {
			expected = a
		}
	}
	return expected, ErrCode
}

// arrives notes that somebody is there, or leaves what is over.
func (s *Service) arrives(ctx context.Context, a Arrival, key string, how How, at time.Time) (Arrival, error) {
	leaves := a.Mine.There() && a.Shift.Over(s.Now()) && how == ByCode
	var err error
	a.Mine, err = s.attends(ctx, a.Mine, func(u *SignUp) error {
		switch {
		case leaves:
			return checkOut(a.Shift, u, s.Now())
		case key != "" && u.Last == key: // they had no seat before
			how = WalkedIn
		}
		return checkIn(a.Shift, u, how, at)
	})
	if err != nil {
		return a, err
	}
	return a, s.after(ctx, a.Shift, a.Mine)
}

// attends changes when somebody was there. What a rule refuses comes with the sign-up as it is.
func (s *Service) attends(ctx context.Context, u *SignUp, rule func(*SignUp) error) (*SignUp, error) {
	var refused error
	done, err := s.SignUps.Update(ctx, u.ID, func(u *SignUp) error {
		was := *u
		if refused = rule(u); refused != nil {
			return refused
		}
		if was.In.Equal(u.In) && was.Out.Equal(u.Out) {
			refused = errAgain
		}
		return refused
	})
	switch {
	case err == nil:
		return done, nil
	case errors.Is(err, domain.ErrNotFound):
		return u, ErrNothing
	case refused == nil:
		return u, fmt.Errorf("noting who is there: %w", err)
	}
	there, err := s.SignUps.Get(ctx, u.ID)
	if err != nil {
		return u, fmt.Errorf("reading a sign-up: %w", err)
	}
	if errors.Is(refused, errAgain) {
		return there, nil
	}
	return there, refused
}

// walksIn finds the shift of a code among all that are now, and gives a seat in it to somebody who has none.
func (s *Service) walksIn(ctx context.Context, key, code string, me *domain.Volunteer) (Arrival, error) {
	now := s.Now()
	var found *Shift
	for sh, err := range s.Around.Begin(ctx, now.Add(-longest), now.Add(opensBefore)) {
		if err != nil {
			return Arrival{}, fmt.Errorf("looking for shifts: %w", err)
		}
		if sh.Over(now) || !s.Codes.live(sh.ID, code, now) {
			continue
		}
		if found != nil { // by chance it is of two: the next one is not
			return Arrival{}, ErrCode
		}
		found = sh
	}
	if found == nil {
		return Arrival{}, ErrCode
	}
	return s.seats(ctx, key, found, me)
}

// seats gives somebody a seat who is there, and notes that they are.
func (s *Service) seats(ctx context.Context, key string, sh *Shift, me *domain.Volunteer) (Arrival, error) {
	a := Arrival{Shift: sh}
	if err := s.fits(ctx, sh, me); err != nil {
		if errors.Is(err, ErrUnknown) || errors.Is(err, ErrGuardian) {
			a.Pass = s.Codes.pass(sh.ID, me.ID, s.Now())
		}
		return a, err
	}
	moved, u, err := s.move(ctx, sh.ID, me.ID, key, func(sh *Shift, u *SignUp) error { return walkIn(sh, u, false, s.Now()) })
	if err != nil {
		return a, err
	}
	a.Shift, a.Mine = moved, u
	return s.arrives(ctx, a, key, WalkedIn, s.Now())
}

// Enter lets somebody in by a pass who had to sign up first: ErrCode if it is too old, or not theirs; else as [Service.CheckIn].
func (s *Service) Enter(ctx context.Context, by access.Actor, key, pass string, me *domain.Volunteer) (Arrival, error) {
	shift, ok := s.Codes.passes(pass, by.Person, s.Now())
	if !ok || by.Person != me.ID {
		return Arrival{}, ErrCode
	}
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return Arrival{}, fmt.Errorf("reading a shift: %w", err)
	}
	return s.seats(ctx, key, sh, me)
}

// CheckOut notes that somebody leaves: ErrNothing if they were not there, ErrEnded.
func (s *Service) CheckOut(ctx context.Context, by access.Actor, shift string) (Arrival, error) {
	if by.Person == "" {
		return Arrival{}, domain.ErrForbidden
	}
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return Arrival{}, fmt.Errorf("reading a shift: %w", err)
	}
	u, err := s.signUp(ctx, sh, by.Person)
	if err != nil {
		return Arrival{}, err
	}
	u, err = s.attends(ctx, u, func(u *SignUp) error { return checkOut(sh, u, s.Now()) })
	return Arrival{Shift: sh, Mine: u}, err
}

// Tick is what whoever leads says of one who is there or not.
type Tick string

// The ticks.
const (
	TickIn  Tick = "in"
	TickOut Tick = "out"
	Untick  Tick = "not" // it was a mistake
)

// Tick notes for whoever leads that somebody is there, also one who waits or had cancelled, and where it is full.
// Errors: domain.ErrForbidden, ErrNothing for who never joined, ErrSoon, ErrEnded, ErrOver.
func (s *Service) Tick(ctx context.Context, by access.Actor, key, shift, person string, do Tick) (Arrival, error) {
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return Arrival{}, fmt.Errorf("reading a shift: %w", err)
	}
	if !sh.LedBy(by) {
		return Arrival{}, domain.ErrForbidden
	}
	u, err := s.signUp(ctx, sh, person)
	now := s.Now()
	switch {
	case err != nil:
		return Arrival{}, err
	case u.Version == 0:
		return Arrival{Shift: sh}, ErrNothing
	case !now.Before(sh.keptUntil(now.Location())):
		return Arrival{Shift: sh, Mine: u}, ErrEnded
	}
	if do == TickIn && u.State != Coming {
		if sh, u, err = s.move(ctx, shift, person, key, func(sh *Shift, u *SignUp) error { return walkIn(sh, u, true, now) }); err != nil {
			return Arrival{Shift: sh, Mine: u}, err
		}
	}
	u, err = s.attends(ctx, u, func(u *SignUp) error { return tick(sh, u, do, now) })
	if err != nil {
		return Arrival{Shift: sh, Mine: u}, err
	}
	if err := s.after(ctx, sh, u); err != nil {
		return Arrival{}, err
	}
	err = s.Audit.Record(ctx, by, key+" "+person, access.Change{Did: access.ShiftTicked, Subject: shift, After: string(do)})
	return Arrival{Shift: sh, Mine: u}, err
}

// tick is the rule: who is ticked after the end was there from the beginning.
func tick(s *Shift, u *SignUp, do Tick, now time.Time) error {
	switch do {
	case TickOut:
		return checkOut(s, u, now)
	case Untick:
		u.In, u.Out, u.How = time.Time{}, time.Time{}, ""
		return nil
	}
	if s.Over(now) {
		now = s.From
	}
	return checkIn(s, u, ByLeader, now)
}

// Code is the code of now for whoever leads, and until when it is good: domain.ErrForbidden, ErrSoon, ErrEnded, ErrOver.
func (s *Service) Code(ctx context.Context, by access.Actor, shift string) (sh *Shift, code string, until time.Time, err error) {
	if sh, err = s.Shifts.Get(ctx, shift); err != nil {
		return nil, "", until, fmt.Errorf("reading a shift: %w", err)
	}
	now := s.Now()
	switch {
	case !sh.LedBy(by):
		return nil, "", until, domain.ErrForbidden
	case sh.State == Off:
		return sh, "", until, ErrOver
	case now.Before(sh.From.Add(-opensBefore)):
		return sh, "", until, ErrSoon
	case now.After(sh.To.Add(leavesUntil)):
		return sh, "", until, ErrEnded
	}
	code, until = s.Codes.Now(shift, now)
	return sh, code, until, nil
}

// Paper are the codes of a shift for paper, for whoever leads it: domain.ErrForbidden.
func (s *Service) Paper(ctx context.Context, by access.Actor, shift string) (*Shift, []Stretch, error) {
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return nil, nil, fmt.Errorf("reading a shift: %w", err)
	}
	if !sh.LedBy(by) {
		return nil, nil, domain.ErrForbidden
	}
	return sh, s.Codes.Paper(sh), nil
}
