package shifts

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/domain"
)

// Why a shift does not suit somebody.
var (
	// ErrYoung: the organiser takes nobody of that age.
	ErrYoung = errors.New("too young for the shift")
	// ErrGuardian: a minor's guardian has not agreed.
	ErrGuardian = errors.New("the guardian has not agreed")
	// ErrUnknown: nobody knows who they are; they have not signed up, or their consent does not count.
	ErrUnknown = errors.New("not signed up with the network")
)

// Clash is another shift of theirs at the same time.
type Clash struct{ With *SignUp }

func (c *Clash) Error() string { return "another shift at the same time" }

// suits tells why a shift does not suit a person, whatever else they do; nil if it does.
func suits(s *Shift, o *domain.Opportunity, me *domain.Volunteer, now time.Time) error {
	switch {
	case !me.Consents.Given(domain.ForMatching):
		return ErrUnknown
	case me.WaitsForGuardian(now):
		return ErrGuardian
	case me.Minor(now) && o != nil && !o.MinorsOK, me.BirthYear > 0 && s.MinAge > 0 && s.From.Year()-me.BirthYear < s.MinAge:
		return ErrYoung
	}
	return nil
}

// fits tells why somebody cannot join a shift; nil if they can.
func (s *Service) fits(ctx context.Context, sh *Shift, me *domain.Volunteer) error {
	o, err := s.Works.Get(ctx, sh.Work)
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("reading the work of a shift: %w", err)
	}
	if err := suits(sh, o, me, s.Now()); err != nil {
		return err
	}
	return s.clash(ctx, sh, me.ID)
}

// longest is how long a shift may last: what somebody else has begun before that is over.
const longest = 24 * time.Hour

// clash is another shift that somebody has promised to come to at the same time; nil if there is none.
func (s *Service) clash(ctx context.Context, sh *Shift, person string) error {
	for u, err := range s.SignUps.Of(ctx, person, sh.From.Add(-longest)) {
		switch {
		case err != nil:
			return fmt.Errorf("reading somebody's shifts: %w", err)
		case !u.From.Before(sh.To):
			return nil
		case u.Shift == sh.ID || u.State != Coming && u.State != Offered:
			continue
		}
		other, err := s.Shifts.Get(ctx, u.Shift)
		switch {
		case errors.Is(err, domain.ErrNotFound):
		case err != nil:
			return fmt.Errorf("reading a shift: %w", err)
		case other.State != Off && other.From.Before(sh.To) && sh.From.Before(other.To):
			return &Clash{With: u}
		}
	}
	return nil
}
