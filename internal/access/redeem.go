package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"jitasa/internal/domain"
)

// Why a code is not taken, beside domain.ErrNotFound for one that is wrong, used up or somebody else's.
var (
	ErrExpired = errors.New("the code has run out")
	ErrTooMany = errors.New("too many wrong codes of one person")
	ErrClosed  = errors.New("too many wrong codes of all people")
)

// Outcomes of attempts, as they are counted.
const (
	Redeemed = "redeemed"
	Wrong    = "wrong"
	Limited  = "limited" // of one person
	Closed   = "closed"  // of all
)

// Attempt is a code that somebody typed.
type Attempt struct {
	Code string // as ReadCode gives it
	Lang string // that the person reads
}

// Grant is what a code made somebody.
type Grant struct {
	Actor
	Key     string   // the same whenever the same code makes the same person the same
	Notices []Notice // to the admins
}

// Notice tells an admin that a code was used: by a new member of staff, or by a new manager of an organisation.
type Notice struct {
	domain.Envelope
	Staff        *domain.Staff        // nil: a manager
	Organisation *domain.Organisation // nil: a member of staff
}

// Redeem makes somebody what a code stands for. key is the attempt's: done again, it counts once.
// Errors: domain.ErrForbidden for whoever is no person, domain.ErrNotFound, ErrExpired, ErrTooMany, ErrClosed.
func (s *Service) Redeem(ctx context.Context, by Actor, key string, a Attempt) (Grant, error) {
	g := Grant{Actor: Actor{Person: by.Person, From: by.From}}
	if by.Person == "" {
		return g, domain.ErrForbidden
	}
	if err := s.limited(ctx, by.Person, key); err != nil {
		s.observe(map[error]string{ErrTooMany: Limited, ErrClosed: Closed}[err])
		return g, err
	}
	staff, organisations, err := s.of(ctx, a.Code)
	if err != nil {
		return g, err
	}
	refused := domain.ErrNotFound
	for _, m := range staff {
		err := s.link(ctx, by, m.ID, a, &g)
		if refused, err = refusal(refused, err); err != nil {
			return g, fmt.Errorf("linking staff: %w", err)
		}
	}
	for _, o := range organisations {
		err := s.appoint(ctx, by, o.ID, a, &g)
		if refused, err = refusal(refused, err); err != nil {
			return g, fmt.Errorf("linking a manager: %w", err)
		}
	}
	if g.Staff == nil && len(g.Organisations) == 0 {
		if err := s.wrong(ctx, by.Person, key); err != nil {
			return g, err
		}
		return g, refused
	}
	s.observe(Redeemed)
	err = s.announce(ctx, &g)
	return g, err
}

// announce tells the admins, but nobody about themselves.
func (s *Service) announce(ctx context.Context, g *Grant) error {
	admins, err := s.WhoMay(ctx, Administer)
	if err != nil {
		return err
	}
	for _, m := range admins {
		if m.Person == g.Person {
			continue
		}
		n := Notice{Envelope: domain.Envelope{Key: g.Key + "-" + m.ID, To: m.Person, Lang: m.Lang}, Staff: g.Staff}
		if n.Staff == nil {
			n.Organisation = g.Organisations[0]
		}
		g.Notices = append(g.Notices, n)
	}
	return nil
}

// refusal tells what a code is refused for from what went wrong.
func refusal(before, err error) (refused, failed error) {
	switch {
	case errors.Is(err, ErrExpired):
		return ErrExpired, nil
	case err == nil, errors.Is(err, domain.ErrNotFound):
		return before, nil
	}
	return before, err
}

func (s *Service) link(ctx context.Context, by Actor, id string, a Attempt, g *Grant) error {
	m, err := s.Staff.Update(ctx, id, func(m *domain.Staff) error { return linkStaff(m, by.Person, a, s.now()) })
	if err != nil {
		return err
	}
	g.Staff = m
	return s.granted(ctx, by, g, Change{Did: StaffLinked, Subject: m.ID, Before: string(Waits), After: string(Linked)}, m.CodeUntil)
}

// linkStaff is the rule: a code is good for one person, until it runs out, and
// never for somebody who was disabled.
func linkStaff(m *domain.Staff, person string, a Attempt, now time.Time) error {
	switch {
	case m.Code != a.Code, !m.DisabledAt.IsZero(), m.Person != "" && m.Person != person:
		return domain.ErrNotFound
	case m.Person == person: // typed again
		return nil
	case !m.CodeGood(now):
		return ErrExpired
	}
	m.Person, m.Lang, m.LinkedAt = person, a.Lang, domain.Instant(now)
	return nil
}

func (s *Service) appoint(ctx context.Context, by Actor, id string, a Attempt, g *Grant) error {
	before := 0
	o, err := s.Organisations.Update(ctx, id, func(o *domain.Organisation) error {
		before = len(o.Managers)
		return appointManager(o, by.Person, a, s.now())
	})
	if err != nil {
		return err
	}
	g.Organisations = append(g.Organisations, o)
	return s.granted(ctx, by, g, Change{Did: ManagerLinked, Subject: o.ID, Before: strconv.Itoa(before), After: strconv.Itoa(len(o.Managers))}, o.CodeUntil)
}

// appointManager is the rule: a code is good for a number of managers, until it runs out.
func appointManager(o *domain.Organisation, person string, a Attempt, now time.Time) error {
	switch {
	case o.Code != a.Code:
		return domain.ErrNotFound
	case slices.Contains(o.Managers, person): // typed again
		return nil
	case !o.CodeGood(now):
		return ErrExpired
	}
	o.Managers, o.CodeUses = append(o.Managers, person), o.CodeUses-1
	return nil
}

// granted records what a code did, once for each code.
func (s *Service) granted(ctx context.Context, by Actor, g *Grant, c Change, until time.Time) error {
	g.Key = hash(s.Audit.Key, "grant", string(c.Did), c.Subject, by.Person, strconv.FormatInt(until.UnixMilli(), 10))
	return s.Audit.add(ctx, g.Key, by, c)
}

func (s *Service) observe(outcome string) {
	if s.Observe != nil && outcome != "" {
		s.Observe(outcome)
	}
}
