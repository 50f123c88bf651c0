package shifts

import (
	"errors"
	"time"

	"jitasa/internal/domain"
)

// How is by what it is known that somebody was there.
type How string

// The ways. Whoever leads sees them: hours are theirs to confirm.
const (
	ByCode   How = "code"    // that was shown there
	ByLeader How = "leader"  // who ticked them
	WalkedIn How = "walkin"  // by a code, without having joined before
	Offline  How = "offline" // by a code from paper, perhaps redeemed later
)

// When people can come and go, and what is no lateness.
const (
	opensBefore = time.Hour        // before the shift
	leavesUntil = 2 * time.Hour    // after it
	grace       = 10 * time.Minute // late, or earlier: the whole time counts
)

// Why somebody cannot check in or out.
var (
	// ErrSoon: the shift is not to begin for more than an hour.
	ErrSoon = errors.New("too early to check in")
	// ErrEnded: it is over; whoever leads may still say that they were there.
	ErrEnded = errors.New("too late to check in or out")
)

// checkIn notes that somebody who comes is there since a time.
func checkIn(s *Shift, u *SignUp, how How, at time.Time) error {
	switch {
	case s.State == Off:
		return ErrOver
	case u.State != Coming:
		return ErrNothing
	case !u.In.IsZero():
		return nil
	case at.Before(s.From.Add(-opensBefore)):
		return ErrSoon
	case !at.Before(s.To):
		return ErrEnded
	}
	u.In, u.How = domain.Instant(at), how
	return nil
}

// checkOut notes that somebody has left.
func checkOut(s *Shift, u *SignUp, now time.Time) error {
	switch {
	case u.State != Coming || u.In.IsZero():
		return ErrNothing
	case !u.Out.IsZero():
		return nil
	case now.After(s.To.Add(leavesUntil)):
		return ErrEnded
	}
	u.Out = domain.Instant(now)
	return nil
}

// walkIn gives a seat to somebody who stands there without having one. allowed: by whoever leads, also where it is full.
func walkIn(s *Shift, u *SignUp, allowed bool, now time.Time) error {
	switch {
	case u.State == Coming:
		return nil
	case s.State == Off, u.State == Removed:
		return ErrOver
	case now.Before(s.From.Add(-opensBefore)):
		return ErrSoon
	case s.Over(now) && !allowed:
		return ErrEnded
	case u.State == Offered: // the seat is held for them
		s.become(u, Coming, u.Seats, now)
		return nil
	case !s.Room(1) && !allowed:
		return ErrFull
	case !s.Room(1):
		s.Extra++
	}
	s.become(u, Coming, 1, now)
	return nil
}

// Arriving reports whether people may be coming or leaving now.
func (s *Shift) Arriving(now time.Time) bool {
	return s.State != Off && !now.Before(s.From.Add(-opensBefore)) && !now.After(s.To.Add(leavesUntil))
}

// There reports whether somebody came.
func (u *SignUp) There() bool { return u.State == Coming && !u.In.IsZero() }

// Minutes is how long somebody was there, within the shift, as far as it is known: to its end where nobody says when they left. A few
// minutes late are none.
func (u *SignUp) Minutes(s *Shift) int {
	if !u.There() {
		return 0
	}
	from, to := s.From, s.To
	if u.In.Sub(from) > grace {
		from = u.In
	}
	if !u.Out.IsZero() && to.Sub(u.Out) > grace {
		to = u.Out
	}
	return max(0, int(to.Sub(from)/time.Minute))
}
