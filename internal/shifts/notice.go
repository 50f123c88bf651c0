package shifts

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"jitasa/internal/domain"
)

// Kind is what somebody is told of a shift.
type Kind string

// The kinds of notice.
const (
	SeatOffered Kind = "offered"   // to who waited: seats are held for them
	SeatPassed  Kind = "passed"    // they did not answer, and others were asked
	TakenOut    Kind = "taken_out" // the organiser took them out
	CancelsLate Kind = "late"      // to who leads: somebody who was to come does not, and it is soon
	Altered     Kind = "altered"   // to who takes part: the time or the place is another
	CalledOff   Kind = "off"       // to who takes part: it does not take place
	Reminds     Kind = "reminds"   // to who comes and has not said that it is for sure
)

// Notice is what somebody is told of a shift.
type Notice struct {
	domain.Envelope
	Kind  Kind
	Shift *Shift
	Work  *domain.Opportunity // nil: it is not there any more
	Seats int
	Until time.Time // of SeatOffered
	Mine  State     // of Altered, CalledOff: what they are
	Was   Facts     // of Altered: before
	Days  int       // of Reminds: from today
}

// late is how soon before a shift it matters to who leads it that somebody cancels.
const late = 48 * time.Hour

// Late reports whether cancelling now leaves an organiser little time.
func (s *Shift) Late(now time.Time) bool { return s.From.Sub(now) < late }

// concerns tells who is to know of a move, and what.
func concerns(s *Shift, m Move) (kind Kind, leaders, canWait, any bool) {
	switch {
	case s.State == Off && m.State != Removed: // everybody is told of that
		return "", false, false, false
	case m.State == Offered:
		return SeatOffered, false, false, true
	case m.State == Lapsed:
		return SeatPassed, false, true, true
	case m.State == Removed:
		return TakenOut, false, false, true
	case m.State == Cancelled && m.Was == Coming && s.Late(m.At):
		return CancelsLate, true, true, true
	}
	return "", false, false, false
}

// tell tells whoever is to know of a move, once.
func (s *Service) tell(ctx context.Context, sh *Shift, m Move) error {
	kind, leaders, canWait, any := concerns(sh, m)
	if !any || s.Teller == nil {
		return nil
	}
	people := []string{m.Person}
	if leaders {
		var err error
		if people, err = s.leaders(ctx, sh); err != nil {
			return err
		}
	}
	o, err := s.Works.Get(ctx, sh.Work)
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("reading the work of a shift: %w", err)
	}
	for i, person := range people {
		if leaders && person == m.Person {
			continue
		}
		lang, err := s.Readers.Reads(ctx, person)
		if err != nil {
			return fmt.Errorf("looking what somebody reads: %w", err)
		}
		key := sh.ID + "-" + string(kind) + "-" + strconv.Itoa(m.N)
		if leaders {
			key += "-" + strconv.Itoa(i)
		}
		n := Notice{Envelope: domain.Envelope{Key: key, To: person, Lang: lang, CanWait: canWait}, Kind: kind, Shift: sh, Work: o, Seats: m.Seats, Until: m.Until}
		if err := s.Teller.Tell(ctx, n); err != nil {
			return fmt.Errorf("telling of a shift: %w", err)
		}
	}
	return nil
}

// leaders are the persons who lead a shift, or else who manages its organisation.
func (s *Service) leaders(ctx context.Context, sh *Shift) ([]string, error) {
	if len(sh.Leaders) > 0 || sh.Organisation == "" {
		return sh.Leaders, nil
	}
	people, err := s.Managers.ManagersOf(ctx, sh.Organisation)
	if err != nil {
		return nil, fmt.Errorf("looking who manages an organisation: %w", err)
	}
	return people, nil
}
