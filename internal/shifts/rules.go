package shifts

import (
	"errors"
	"time"

	"jitasa/internal/domain"
)

// Why somebody cannot have what they want.
var (
	// ErrOver: the shift has begun, is closed, or does not take place.
	ErrOver = errors.New("the shift takes nobody any more")
	// ErrFull: there are not so many seats free; whoever wants may wait.
	ErrFull = errors.New("the shift is full")
	// ErrTooMany: so many seats are given to nobody, or there never were so many.
	ErrTooMany = errors.New("too many seats at once")
	// ErrLapsed: the offer has ended.
	ErrLapsed = errors.New("the offer has ended")
	// ErrNothing: there is nothing to answer, or to cancel.
	ErrNothing = errors.New("not signed up")
)

// What becomes of a sign-up. Saying it again changes nothing.
//
//	            join                          accept    decline    cancel      lapse      remove
//	nothing*    coming; full: waiting or ErrFull  ErrNothing  ErrNothing  ErrNothing  –   ErrNothing
//	waiting     –                             ErrNothing  ErrNothing  cancelled   –          removed
//	offered     coming                        coming    declined   cancelled   lapsed     removed
//	coming      –                             –         ErrNothing cancelled   –          removed
//
// * and cancelled, declined, lapsed; who was removed stays so: ErrOver.

// become makes a sign-up something else, and the numbers of the shift follow.
func (s *Shift) become(u *SignUp, to State, seats int, now time.Time) {
	was := *u
	had, limited := s.Free()
	s.count(u, -1)
	u.State, u.Seats, u.Until, u.At = to, seats, time.Time{}, domain.Instant(now)
	s.count(u, 1)
	has, _ := s.Free()
	if fewer := was.State == Waiting && to == Waiting && seats < was.Seats; s.Waiting > 0 && (fewer || limited && has > had) {
		s.Freed = true
	}
	s.Untold = true
}

// count adds a sign-up to the numbers of its shift, or takes it out.
func (s *Shift) count(u *SignUp, by int) {
	switch u.State {
	case Coming:
		s.Taken += by * u.Seats
	case Offered:
		s.Held += by * u.Seats
	case Waiting:
		s.Waiting += by
	}
}

// Wish is what somebody who joins wants.
type Wish struct {
	Seats   int  // their own and those of their company
	OrWait  bool // in line, where it is full
	Phone   bool // the organiser may have their number
	Answers []Answer
}

// join gives somebody seats, or a place in line.
func join(s *Shift, u *SignUp, w Wish, now time.Time) error {
	switch {
	case u.State == Coming, u.State == Waiting:
		return nil
	case !s.Open(now), u.State == Removed:
		return ErrOver
	case u.State == Offered && now.Before(u.Until):
		s.become(u, Coming, u.Seats, now)
		return nil
	case w.Seats < 1 || w.Seats > MostTogether || s.Seats > 0 && w.Seats > s.Capacity():
		return ErrTooMany
	}
	u.Phone = w.Phone
	switch {
	case s.Room(w.Seats) && !(s.Freed && s.Waiting > 0): // who waits comes before
		s.become(u, Coming, w.Seats, now)
	case !w.OrWait:
		return ErrFull
	default:
		s.Tickets++
		u.Ticket = s.Tickets
		s.become(u, Waiting, w.Seats, now)
	}
	return nil
}

// offer holds seats for somebody in line.
func offer(s *Shift, u *SignUp, now time.Time) error {
	switch {
	case u.State != Waiting:
		return ErrNothing
	case !s.Open(now):
		return ErrOver
	case !s.Room(u.Seats):
		return ErrFull
	}
	s.become(u, Offered, u.Seats, now)
	u.Until = domain.Instant(now.Add(offerLasts(now, s.From)))
	if s.Lapses.IsZero() || u.Until.Before(s.Lapses) {
		s.Lapses = u.Until
	}
	return nil
}

// accept takes the seats that are offered.
func accept(s *Shift, u *SignUp, now time.Time) error {
	switch {
	case u.State == Coming:
		return nil
	case u.State == Lapsed, u.State == Offered && !now.Before(u.Until):
		return ErrLapsed
	case u.State != Offered:
		return ErrNothing
	case !s.Open(now):
		return ErrOver
	}
	s.become(u, Coming, u.Seats, now)
	return nil
}

// decline leaves them to the next.
func decline(s *Shift, u *SignUp, now time.Time) error {
	switch u.State {
	case Declined, Lapsed:
		return nil
	case Offered:
		s.become(u, Declined, 0, now)
		return nil
	}
	return ErrNothing
}

// cancel gives seats back, or leaves the line.
func cancel(s *Shift, u *SignUp, now time.Time) error {
	switch {
	case u.State == Cancelled:
		return nil
	case !u.State.Active():
		return ErrNothing
	case s.Over(now):
		return ErrOver
	}
	s.become(u, Cancelled, 0, now)
	return nil
}

// lapse ends an offer whose time is over.
func lapse(s *Shift, u *SignUp, now time.Time) error {
	if u.State != Offered || now.Before(u.Until) && s.Open(now) {
		return ErrNothing
	}
	s.become(u, Lapsed, 0, now)
	return nil
}

// remove takes somebody out, whom the organiser does not want to come.
func remove(s *Shift, u *SignUp, now time.Time) error {
	switch {
	case u.State == Removed:
		return nil
	case !u.State.Active():
		return ErrNothing
	}
	s.become(u, Removed, 0, now)
	return nil
}

// resize changes how many somebody brings.
func resize(s *Shift, u *SignUp, seats int, now time.Time) error {
	switch {
	case !u.State.Active() || u.State == Offered:
		return ErrNothing
	case !s.Open(now):
		return ErrOver
	case seats < 1 || seats > MostTogether:
		return ErrTooMany
	case u.State == Coming && seats > u.Seats && (!s.Room(seats-u.Seats) || s.Freed && s.Waiting > 0):
		return ErrFull
	}
	if seats != u.Seats {
		s.become(u, u.State, seats, now)
	}
	return nil
}
