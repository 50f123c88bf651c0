package shifts

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"strconv"

	"jitasa/internal/domain"
)

// Telling is a change of which not everybody was told who takes part. The shift notes it together with what is changed; [Service.Round]
// carries it out, and the shift forgets it then.
type Telling struct {
	Moved int   `json:"moved,omitempty"` // Shift.Moved at the change: who joins later has seen it
	Was   Facts `json:"was"`
}

// announce tells whoever takes part of a change. Killed in between it begins anew, and nobody is told twice.
func (s *Service) announce(ctx context.Context, due *Shift) error {
	if due.Telling == nil {
		return nil
	}
	sh, err := s.Shifts.Get(ctx, due.ID)
	if err != nil {
		return fmt.Errorf("reading a shift: %w", err)
	}
	if sh.Telling == nil {
		return nil
	}
	for _, m := range sh.Moves { // who has joined and is not listed yet
		if _, err := s.finish(ctx, sh, m); err != nil {
			return err
		}
	}
	o, err := s.work(ctx, sh)
	if err != nil {
		return err
	}
	for _, state := range []State{Waiting, Offered, Coming} { // as people move on: nobody slips through
		for u, err := range s.SignUps.In(ctx, sh.ID, state) {
			if err != nil {
				return fmt.Errorf("reading who takes part: %w", err)
			}
			if err := s.hear(ctx, sh, o, u); err != nil {
				return err
			}
		}
	}
	return s.rewrite(ctx, sh.ID, func(now *Shift) error {
		if now.Telling == nil || now.Changed != sh.Changed {
			return errAgain
		}
		now.Telling = nil
		return nil
	})
}

// hear tells one person of a change; their sign-up follows it.
func (s *Service) hear(ctx context.Context, sh *Shift, o *domain.Opportunity, u *SignUp) error {
	if u.Heard >= sh.Changed || u.N > sh.Telling.Moved && !u.Was.Active() {
		return nil
	}
	n := Notice{Kind: Altered, Shift: sh, Work: o, Seats: u.Seats, Until: u.Until, Mine: u.State, Was: sh.Telling.Was}
	if sh.State == Off {
		n.Kind = CalledOff
	}
	if err := s.say(ctx, n, u, strconv.Itoa(sh.Changed)); err != nil {
		return err
	}
	_, err := s.SignUps.Update(ctx, u.ID, func(u *SignUp) error {
		if u.Heard >= sh.Changed {
			return errAgain
		}
		u.Heard, u.From = sh.Changed, sh.From
		return nil
	})
	if err != nil && !errors.Is(err, errAgain) && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("noting what somebody was told: %w", err)
	}
	return nil
}

// say tells somebody who takes part something, once for what it is about.
func (s *Service) say(ctx context.Context, n Notice, u *SignUp, about string) error {
	if s.Teller == nil {
		return nil
	}
	lang, err := s.Readers.Reads(ctx, u.Person)
	if err != nil {
		return fmt.Errorf("looking what somebody reads: %w", err)
	}
	sum := sha256.Sum256([]byte(u.ID)) // names nobody
	n.Envelope = domain.Envelope{Key: u.Shift + "-" + string(n.Kind) + "-" + about + "-" + hex.EncodeToString(sum[:12]), To: u.Person, Lang: lang}
	if err := s.Teller.Tell(ctx, n); err != nil {
		return fmt.Errorf("telling of a shift: %w", err)
	}
	return nil
}
