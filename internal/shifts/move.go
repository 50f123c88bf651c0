package shifts

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// attempts bounds how often a move begins anew because another process was faster; those of one process go one after the other.
const attempts = 60

// longestPause bounds the pause before another attempt.
const longestPause = 20 * time.Millisecond

// errAgain: what was read is not so any more.
var errAgain = errors.New("read again")

// move has a rule decide what becomes of a sign-up, and carries it out. What the rule refuses changes nothing: its error comes with
// what there is. The key of the last move makes it idempotent.
//
// The shift is read before the sign-up and written over the version that was read. So what is written follows from both as they are: a later
// move of the sign-up would have written the shift, and one that is not finished is finished first. What a rule refuses it may refuse
// because the sign-up has moved since the shift was read.
func (s *Service) move(ctx context.Context, shift, person, key string, rule func(*Shift, *SignUp) error) (*Shift, *SignUp, error) {
	g := s.gates.of(shift)
	if err := g.enter(ctx); err != nil {
		return nil, nil, err
	}
	sh, u, m, err := s.decide(ctx, shift, person, key, rule)
	g.leave()
	if err != nil || m == nil {
		return sh, u, err
	}
	done, err := s.finish(ctx, sh, *m)
	if err != nil {
		return sh, u, err
	}
	s.forget(ctx, shift, m.N)
	return sh, done, nil
}

// decide writes a move down together with the numbers that it changes; nil: there is nothing to change.
func (s *Service) decide(ctx context.Context, shift, person, key string, rule func(*Shift, *SignUp) error) (*Shift, *SignUp, *Move, error) {
	g := s.gates.of(shift)
	for range attempts {
		sh, u, err := s.both(ctx, shift, person)
		if err != nil {
			return sh, u, nil, err
		}
		if key != "" && u.Last == key {
			return sh, u, nil, nil
		}
		was := *u
		if err := rule(sh, u); err != nil {
			return sh, &was, nil, err
		}
		if u.State == was.State && u.Seats == was.Seats {
			return sh, u, nil, nil
		}
		m := sh.record(was.State, u, key)
		dropped := g.drop(sh)
		switch err := s.write(ctx, sh); {
		case errors.Is(err, domain.ErrConflict):
			if err := pause(ctx); err != nil {
				return sh, &was, nil, err
			}
		case err != nil:
			return sh, &was, nil, err
		default:
			g.dropped(shift, dropped)
			return sh, u, &m, nil
		}
	}
	return nil, nil, nil, domain.ErrConflict
}

// both reads a shift and then a sign-up for it, whose last move is finished.
func (s *Service) both(ctx context.Context, shift, person string) (*Shift, *SignUp, error) {
	sh, err := s.Shifts.Get(ctx, shift)
	if err != nil {
		return nil, nil, fmt.Errorf("reading a shift: %w", err)
	}
	if m, ok := sh.moving(person); ok {
		if _, err := s.finish(ctx, sh, m); err != nil {
			return sh, nil, err
		}
		sh.finished(m.N)
	}
	u, err := s.signUp(ctx, sh, person)
	return sh, u, err
}

// write keeps a shift over the version that was read.
func (s *Service) write(ctx context.Context, sh *Shift) error {
	sh.plan(s.Now())
	if err := s.Shifts.Replace(ctx, sh); err != nil {
		return fmt.Errorf("writing a shift: %w", err)
	}
	return nil
}

// record notes in the shift what a sign-up became.
func (s *Shift) record(was State, u *SignUp, key string) Move {
	s.Moved++
	m := Move{N: s.Moved, Person: u.Person, Was: was, State: u.State, Seats: u.Seats, Ticket: u.Ticket, Until: u.Until, Phone: u.Phone, Key: key, At: u.At}
	s.Moves = append(s.Moves, m)
	return m
}

// finished takes moves out that are.
func (s *Shift) finished(moves ...int) {
	s.Moves = slices.DeleteFunc(s.Moves, func(m Move) bool { return slices.Contains(moves, m.N) })
}

// finish has the sign-up follow a move, and tells whoever is to know. Done twice it changes nothing.
func (s *Service) finish(ctx context.Context, sh *Shift, m Move) (*SignUp, error) {
	u, err := s.follow(ctx, sh, m)
	if err != nil {
		return nil, fmt.Errorf("finishing a sign-up: %w", err)
	}
	return u, s.tell(ctx, sh, m)
}

// follow makes the sign-up what a move says.
func (s *Service) follow(ctx context.Context, sh *Shift, m Move) (*SignUp, error) {
	id := SignUpID(sh.ID, m.Person)
	for range attempts {
		var there *SignUp
		u, err := s.SignUps.Update(ctx, id, func(u *SignUp) error {
			if there = u; u.N >= m.N {
				return errAgain
			}
			m.apply(sh, u)
			return nil
		})
		switch {
		case err == nil:
			return u, nil
		case errors.Is(err, errAgain):
			return there, nil
		case !errors.Is(err, domain.ErrNotFound):
			return nil, err
		}
		now, err := s.Shifts.Get(ctx, sh.ID)
		if err != nil {
			return nil, err
		}
		if still, ok := now.moving(m.Person); !ok || still.N != m.N { // finished by somebody else, and erased since
			return &SignUp{Meta: domain.Meta{ID: id}, Shift: sh.ID, Person: m.Person, Work: sh.Work}, nil
		}
		u = &SignUp{Meta: domain.Meta{ID: id}}
		m.apply(sh, u)
		made, err := s.SignUps.InsertNew(ctx, []*SignUp{u})
		if err != nil {
			return nil, err
		}
		if made[0] {
			return u, nil
		}
	}
	return nil, domain.ErrConflict
}

// forget takes a finished move out of its shift, with those of others that are waiting to be: many at once cost one write. What
// fails is left to [Service.Round].
func (s *Service) forget(ctx context.Context, shift string, move int) {
	g := s.gates.of(shift)
	g.done(shift, move)
	if err := g.enter(ctx); err != nil {
		return
	}
	defer g.leave()
	for range attempts {
		if !g.has(shift, move) { // somebody's move took it along
			return
		}
		sh, err := s.Shifts.Get(ctx, shift)
		if err != nil {
			break
		}
		dropped := g.drop(sh)
		err = s.write(ctx, sh)
		if err == nil {
			g.dropped(shift, dropped)
			return
		}
		if !errors.Is(err, domain.ErrConflict) || pause(ctx) != nil {
			break
		}
	}
	g.dropped(shift, []int{move})
}

// pause lets another process go first.
func pause(ctx context.Context) error {
	t := time.NewTimer(rand.N(longestPause)) //nolint:gosec // nothing is guessed from it
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("waiting for a shift: %w", ctx.Err())
	}
}
