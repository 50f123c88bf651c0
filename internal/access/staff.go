package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// Why staff are not added or changed, beside domain.ErrForbidden and domain.ErrNotFound.
var (
	ErrRole   = errors.New("no such role")
	ErrLinked = errors.New("linked or disabled already")
)

// State says whether a member of staff, or a code, is of use.
type State string

// The states.
const (
	Disabled State = "disabled"
	Linked   State = "linked"
	Waits    State = "code" // for whoever has the code
	RanOut   State = "ran out"
	None     State = "none"
)

// StaffState is how far a member of staff is.
func StaffState(m *domain.Staff, now time.Time) State {
	switch {
	case !m.DisabledAt.IsZero():
		return Disabled
	case m.Person != "":
		return Linked
	case m.CodeGood(now):
		return Waits
	}
	return RanOut
}

// NewStaff is somebody to be added.
type NewStaff struct {
	Name string
	Role domain.Role
	Code string // as somebody chose it; "" makes one
}

// AddStaff adds a member of staff, who is linked by the code. key, which becomes their id, adds them once.
// Errors: ErrRole, ErrForm and ErrTaken for the code.
func (s *Service) AddStaff(ctx context.Context, by Actor, key string, n NewStaff) (*domain.Staff, error) {
	err := s.once(ctx, by, key, StaffAdded, key, func() (string, string, error) {
		if !slices.Contains(domain.RoleNames(), n.Role) {
			return "", "", ErrRole
		}
		code, err := s.fresh(ctx, n.Code, "")
		if err != nil {
			return "", "", err
		}
		m := &domain.Staff{Meta: domain.Meta{ID: key}, Name: n.Name, Role: n.Role, CreatedAt: domain.Instant(s.now())}
		ForStaff(m, code, s.now())
		if err := s.Staff.Insert(ctx, m); err != nil && !errors.Is(err, domain.ErrExists) {
			return "", "", fmt.Errorf("adding staff: %w", err)
		}
		return "", string(n.Role), nil
	})
	if err != nil {
		return nil, err
	}
	return s.member(ctx, key)
}

// RenewCode gives somebody who is not linked another code. Errors: ErrLinked, ErrForm, ErrTaken, domain.ErrNotFound.
func (s *Service) RenewCode(ctx context.Context, by Actor, key, id, code string) (*domain.Staff, error) {
	err := s.once(ctx, by, key, CodeMade, id, func() (before, after string, err error) {
		code, err := s.fresh(ctx, code, "")
		if err != nil {
			return "", "", err
		}
		return s.changeStaff(ctx, id, func(m *domain.Staff) error {
			if m.Person != "" || !m.DisabledAt.IsZero() {
				return ErrLinked
			}
			ForStaff(m, code, s.now())
			return nil
		})
	})
	if err != nil {
		return nil, err
	}
	return s.member(ctx, id)
}

// ErrNeeded: nobody ends what they may do themselves, so that an admin is left.
var ErrNeeded = errors.New("somebody has to look after staff")

// DisableStaff ends what a member of staff may do, for good. Errors: ErrNeeded, domain.ErrNotFound. Two admins who disable each
// other in the same moment leave none: then whoever has the command line makes another.
func (s *Service) DisableStaff(ctx context.Context, by Actor, key, id string) error {
	if by.May(Administer) && by.StaffID() == id {
		return ErrNeeded
	}
	return s.once(ctx, by, key, StaffDisabled, id, func() (string, string, error) {
		return s.changeStaff(ctx, id, func(m *domain.Staff) error {
			if m.DisabledAt.IsZero() {
				m.DisabledAt = domain.Instant(s.now())
			}
			return nil
		})
	})
}

// StaffActor is a member of staff as they act from a face that knows them by their id. domain.ErrForbidden: they do not work
// for the network any more.
func (s *Service) StaffActor(ctx context.Context, id string, from Face) (Actor, error) {
	m, err := s.Staff.Get(ctx, id)
	switch {
	case errors.Is(err, domain.ErrNotFound), err == nil && !m.DisabledAt.IsZero():
		return Actor{}, domain.ErrForbidden
	case err != nil:
		return Actor{}, fmt.Errorf("reading staff: %w", err)
	case m.Person == "":
		return Actor{Staff: m, From: from}, nil
	}
	a, err := s.Actor(ctx, m.Person, from)
	a.Staff = m
	return a, err
}

// StaffMember is somebody who works for the network: oneself, or anybody for whoever looks after staff.
func (s *Service) StaffMember(ctx context.Context, by Actor, id string) (*domain.Staff, error) {
	if !by.May(Administer) && (by.StaffID() != id || !by.Works()) {
		return nil, domain.ErrForbidden
	}
	return s.member(ctx, id)
}

// StaffList is everybody who works for the network, or did.
func (s *Service) StaffList(ctx context.Context, by Actor) (list []*domain.Staff, err error) {
	if !by.May(Administer) {
		return nil, domain.ErrForbidden
	}
	for m, err := range s.Roster.All(ctx) {
		if err != nil {
			return nil, fmt.Errorf("listing staff: %w", err)
		}
		list = append(list, m)
	}
	return list, nil
}

// changeStaff changes a member of staff, and tells from what to what.
func (s *Service) changeStaff(ctx context.Context, id string, change func(*domain.Staff) error) (before, after string, err error) {
	m, err := s.Staff.Update(ctx, id, func(m *domain.Staff) error {
		before = string(StaffState(m, s.now()))
		return change(m)
	})
	if err != nil {
		return "", "", fmt.Errorf("changing staff: %w", err)
	}
	return before, string(StaffState(m, s.now())), nil
}

func (s *Service) member(ctx context.Context, id string) (*domain.Staff, error) {
	m, err := s.Staff.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("reading staff: %w", err)
	}
	return m, nil
}
