package calls

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

// Ledger knows to whom calls went, and what somebody promised.
type Ledger interface {
	// Got is when a call was sent to somebody, or may have been; ok is false if it was not.
	Got(ctx context.Context, call, person string) (at time.Time, ok bool, err error)
	// Promised streams the ids of the calls to which somebody said last that they come.
	Promised(ctx context.Context, person string) iter.Seq2[string, error]
}

// Ask is a call as somebody has it who was asked.
type Ask struct {
	Call *domain.Call
	Mine string    // what they said; "" for nothing yet
	At   time.Time // when it reached them; zero: not known
}

// Promise reports whether they said that they come.
func (a Ask) Promise() bool { return a.Mine == domain.WillCome }

// looksBack is how many of the newest calls of a state are looked at for those that went to somebody: only their own lines in
// the ledger are read, but each call has its own ledger.
const looksBack = 20

// WaitingFor are the calls that went to somebody and are not past, with what they said to each, the last to reach them at the front.
// One that was ended is among them: who answers it is to learn that.
func (s *Service) WaitingFor(ctx context.Context, by access.Actor) (asks []Ask, err error) {
	switch {
	case by.Person == "":
		return nil, domain.ErrForbidden
	case s.Ledger == nil: // nothing is sent here
		return nil, nil
	}
	for _, state := range []domain.CallState{domain.Approved, domain.Ended} {
		for c, err := range s.Lists.In(ctx, state, looksBack) {
			if err != nil {
				return nil, fmt.Errorf("reading calls: %w", err)
			}
			if c.Past(s.Now()) || c.Disowned() {
				continue
			}
			at, got, err := s.Ledger.Got(ctx, c.ID, by.Person)
			if err != nil {
				return nil, fmt.Errorf("looking to whom a call went: %w", err)
			}
			if got {
				asks = append(asks, Ask{Call: c, At: at})
			}
		}
	}
	for i := range asks {
		if asks[i].Mine, err = s.Answers.Answer(ctx, asks[i].Call.ID, by.Person); err != nil {
			return nil, fmt.Errorf("looking for an answer: %w", err)
		}
	}
	slices.SortStableFunc(asks, func(a, z Ask) int { return z.At.Compare(a.At) })
	return asks, nil
}

// Promised are the calls that somebody said they come to, and that are not past, those that begin first at the front.
func (s *Service) Promised(ctx context.Context, by access.Actor) (asks []Ask, err error) {
	switch {
	case by.Person == "":
		return nil, domain.ErrForbidden
	case s.Ledger == nil:
		return nil, nil
	}
	for id, err := range s.Ledger.Promised(ctx, by.Person) {
		if err != nil {
			return nil, fmt.Errorf("looking for what was promised: %w", err)
		}
		c, err := s.Store.Get(ctx, id)
		switch {
		case errors.Is(err, domain.ErrNotFound):
		case err != nil:
			return nil, fmt.Errorf("reading a call: %w", err)
		case !c.Past(s.Now()) && !c.Disowned():
			asks = append(asks, Ask{Call: c, Mine: domain.WillCome})
		}
	}
	slices.SortStableFunc(asks, func(a, z Ask) int { return begins(a.Call).Compare(begins(z.Call)) })
	return asks, nil
}

// begins is when the first people are needed.
func begins(c *domain.Call) time.Time {
	if c.StartsAt.IsZero() {
		return c.From
	}
	return c.StartsAt
}

// Show is a call as somebody may see it whom it went to, or who promised to come; domain.ErrNotFound to anybody else, and when it is past.
func (s *Service) Show(ctx context.Context, by access.Actor, id string) (Ask, error) {
	switch {
	case by.Person == "":
		return Ask{}, domain.ErrForbidden
	case s.Ledger == nil:
		return Ask{}, domain.ErrNotFound
	}
	c, err := s.Store.Get(ctx, id)
	if err != nil {
		return Ask{}, fmt.Errorf("reading a call: %w", err)
	}
	ask := Ask{Call: c}
	if ask.Mine, err = s.Answers.Answer(ctx, id, by.Person); err != nil {
		return Ask{}, fmt.Errorf("looking for an answer: %w", err)
	}
	got := ask.Mine != ""
	if !got {
		if ask.At, got, err = s.Ledger.Got(ctx, id, by.Person); err != nil {
			return Ask{}, fmt.Errorf("looking to whom a call went: %w", err)
		}
	}
	if !got || c.Past(s.Now()) || c.Disowned() {
		return Ask{}, domain.ErrNotFound
	}
	return ask, nil
}

// Meant are those of the calls that an answer changes something about; all of them if it only says again what was said. Who
// cannot come any more means what they promised, if the answer says so: anymore.
func Meant(asks []Ask, answer string, anymore bool) []Ask {
	promised := slices.DeleteFunc(slices.Clone(asks), func(a Ask) bool { return !a.Promise() })
	if anymore && answer == domain.CannotCome && len(promised) > 0 {
		return promised
	}
	changed := slices.DeleteFunc(slices.Clone(asks), func(a Ask) bool { return a.Mine == answer })
	if len(changed) == 0 {
		return asks
	}
	return changed
}
