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

// Staff keeps the people who work for the network.
type Staff interface {
	ByCode(ctx context.Context, code string) ([]*domain.Staff, error)
	// Admins are the active ones.
	Admins(ctx context.Context) ([]*domain.Staff, error)
	Update(ctx context.Context, id string, change func(*domain.Staff) error) (*domain.Staff, error)
}

// Organisations keeps who posts opportunities.
type Organisations interface {
	ByCode(ctx context.Context, code string) ([]*domain.Organisation, error)
	Update(ctx context.Context, id string, change func(*domain.Organisation) error) (*domain.Organisation, error)
}

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

// Desk takes codes.
type Desk struct {
	Codes
	Tries   Counters
	Log     Log
	Key     []byte // names persons where they are not to be named; must stay secret
	Now     func() time.Time
	Observe func(outcome string) // nil: nobody counts
}

// Attempt is a code that somebody typed.
type Attempt struct {
	Key    string // the event's: done again, it changes nothing
	Person string
	Code   string // as ReadCode gives it
	Lang   string // that the person reads
}

// Grant is what a code made somebody.
type Grant struct {
	domain.Roles
	Key    string          // the same whenever the same code makes the same person the same
	Admins []*domain.Staff // whoever is to know of it
}

// Redeem makes somebody what a code stands for.
func (d *Desk) Redeem(ctx context.Context, a Attempt) (g Grant, err error) {
	if err := d.limited(ctx, a); err != nil {
		d.observe(map[error]string{ErrTooMany: Limited, ErrClosed: Closed}[err])
		return g, err
	}
	staff, organisations, err := d.of(ctx, a.Code)
	if err != nil {
		return g, err
	}
	refused := domain.ErrNotFound
	for _, s := range staff {
		err := d.link(ctx, s.ID, a, &g)
		if refused, err = refusal(refused, err); err != nil {
			return g, fmt.Errorf("linking staff: %w", err)
		}
	}
	for _, o := range organisations {
		err := d.appoint(ctx, o.ID, a, &g)
		if refused, err = refusal(refused, err); err != nil {
			return g, fmt.Errorf("linking a manager: %w", err)
		}
	}
	if g.Staff == nil && len(g.Organisations) == 0 {
		if err := d.wrong(ctx, a); err != nil {
			return g, err
		}
		return g, refused
	}
	if g.Admins, err = d.Staff.Admins(ctx); err != nil {
		return g, fmt.Errorf("looking for admins: %w", err)
	}
	d.observe(Redeemed)
	return g, nil
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

func (d *Desk) link(ctx context.Context, id string, a Attempt, g *Grant) error {
	s, err := d.Staff.Update(ctx, id, func(s *domain.Staff) error { return linkStaff(s, a, d.Now()) })
	if err != nil {
		return err
	}
	g.Staff = s
	return d.granted(ctx, a, g, StaffLinked, s.ID, s.CodeUntil)
}

// linkStaff is the rule: a code is good for one person, until it runs out, and
// never for somebody who was disabled.
func linkStaff(s *domain.Staff, a Attempt, now time.Time) error {
	switch {
	case s.Code != a.Code, !s.DisabledAt.IsZero(), s.Person != "" && s.Person != a.Person:
		return domain.ErrNotFound
	case s.Person == a.Person: // typed again
		return nil
	case !s.CodeGood(now):
		return ErrExpired
	}
	s.Person, s.Lang, s.LinkedAt = a.Person, a.Lang, domain.Instant(now)
	return nil
}

func (d *Desk) appoint(ctx context.Context, id string, a Attempt, g *Grant) error {
	o, err := d.Organisations.Update(ctx, id, func(o *domain.Organisation) error { return appointManager(o, a, d.Now()) })
	if err != nil {
		return err
	}
	g.Organisations = append(g.Organisations, o)
	return d.granted(ctx, a, g, ManagerLinked, o.ID, o.CodeUntil)
}

// appointManager is the rule: a code is good for a number of managers, until it runs out.
func appointManager(o *domain.Organisation, a Attempt, now time.Time) error {
	switch {
	case o.Code != a.Code:
		return domain.ErrNotFound
	case slices.Contains(o.Managers, a.Person): // typed again
		return nil
	case !o.CodeGood(now):
		return ErrExpired
	}
	o.Managers, o.CodeUses = append(o.Managers, a.Person), o.CodeUses-1
	return nil
}

// granted records what a code did.
func (d *Desk) granted(ctx context.Context, a Attempt, g *Grant, did Deed, subject string, until time.Time) error {
	g.Key = hash(d.Key, "grant", string(did), subject, a.Person, strconv.FormatInt(until.UnixMilli(), 10))
	return Record(ctx, d.Log, g.Key, d.Now(), Ref(d.Key, a.Person), did, subject)
}

func (d *Desk) observe(outcome string) {
	if d.Observe != nil && outcome != "" {
		d.Observe(outcome)
	}
}
