package access

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// CodeState is what the code of an organisation is worth.
func CodeState(o *domain.Organisation, now time.Time) State {
	switch {
	case o.CodeGood(now):
		return Waits
	case o.Code != "":
		return RanOut
	}
	return None
}

// MakeCode gives an organisation a code, in place of the one that it had: one that is made, if code is "".
// Errors: ErrForm, ErrTaken, domain.ErrNotFound.
func (s *Service) MakeCode(ctx context.Context, by Actor, key, organisation, code string) (*domain.Organisation, error) {
	err := s.once(ctx, by, key, CodeMade, organisation, func() (before, after string, err error) {
		code, err := s.fresh(ctx, code, organisation)
		if err != nil {
			return "", "", err
		}
		return s.changeCode(ctx, organisation, func(o *domain.Organisation) { ForManagers(o, code, s.now()) })
	})
	if err != nil {
		return nil, err
	}
	return s.organisation(ctx, organisation)
}

// CodeImported records that an organisation got its code from a file.
func (s *Service) CodeImported(ctx context.Context, by Actor, key, organisation string) error {
	return s.once(ctx, by, key, CodeMade, organisation, func() (string, string, error) { return "", string(Waits), nil })
}

// RevokeCode takes an organisation's code back; who manages it already still does. domain.ErrNotFound.
func (s *Service) RevokeCode(ctx context.Context, by Actor, key, organisation string) error {
	return s.once(ctx, by, key, CodeRevoked, organisation, func() (string, string, error) { return s.changeCode(ctx, organisation, Revoke) })
}

// changeCode changes an organisation, and tells from what to what.
func (s *Service) changeCode(ctx context.Context, id string, change func(*domain.Organisation)) (before, after string, err error) {
	o, err := s.Organisations.Update(ctx, id, func(o *domain.Organisation) error {
		before = string(CodeState(o, s.now()))
		change(o)
		return nil
	})
	if err != nil {
		return "", "", fmt.Errorf("changing an organisation: %w", err)
	}
	return before, string(CodeState(o, s.now())), nil
}

// Managed are the organisations that have a code or managers.
func (s *Service) Managed(ctx context.Context, by Actor) (list []*domain.Organisation, err error) {
	if !by.May(Administer) {
		return nil, domain.ErrForbidden
	}
	for o, err := range s.Organisations.All(ctx) {
		if err != nil {
			return nil, fmt.Errorf("listing organisations: %w", err)
		}
		if o.Code != "" || len(o.Managers) > 0 {
			list = append(list, o)
		}
	}
	return list, nil
}

// ManagerOf is somebody who manages an organisation.
type ManagerOf struct {
	Person string
	Ref    string // by which the log knows them
	Name   string
	Since  time.Time // zero: nobody knows
}

// Managers are those of an organisation. domain.ErrNotFound.
func (s *Service) Managers(ctx context.Context, by Actor, organisation string) ([]ManagerOf, error) {
	if !by.May(Administer) {
		return nil, domain.ErrForbidden
	}
	o, err := s.organisation(ctx, organisation)
	if err != nil {
		return nil, err
	}
	since, err := s.since(ctx, organisation)
	if err != nil {
		return nil, err
	}
	list := make([]ManagerOf, 0, len(o.Managers))
	for _, person := range o.Managers {
		m := ManagerOf{Person: person, Ref: Ref(s.Audit.Key, person)}
		m.Since = since[m.Ref]
		v, err := s.People.Get(ctx, person)
		switch {
		case err == nil:
			m.Name = v.Name
		case !errors.Is(err, domain.ErrNotFound):
			return nil, fmt.Errorf("reading what a manager is called: %w", err)
		}
		list = append(list, m)
	}
	return list, nil
}

// since is when each became a manager, as far as it was recorded, by reference.
func (s *Service) since(ctx context.Context, organisation string) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	for e, err := range s.Audit.Log.Latest(ctx, 0) {
		if err != nil {
			return nil, fmt.Errorf("reading the log: %w", err)
		}
		if _, later := since[e.By]; !later && e.Did == ManagerLinked && e.Subject == organisation {
			since[e.By] = e.At
		}
	}
	return since, nil
}

// leastRef is how much of a reference names a manager.
const leastRef = 8

// NotOne says that a reference does not name one manager.
type NotOne struct{ Found int }

// Error implements error.
func (e *NotOne) Error() string { return fmt.Sprintf("%d managers have that reference", e.Found) }

// RemoveManager ends that somebody manages an organisation, and its code, which they know. ref is the beginning of
// their reference. Errors: [*NotOne], domain.ErrNotFound.
func (s *Service) RemoveManager(ctx context.Context, by Actor, key, organisation, ref string) error {
	return s.once(ctx, by, key, ManagerRemoved, organisation, func() (before, after string, err error) {
		o, err := s.Organisations.Update(ctx, organisation, func(o *domain.Organisation) error {
			before = strconv.Itoa(len(o.Managers))
			return removeManager(o, func(person string) bool {
				return len(ref) >= leastRef && strings.HasPrefix(Ref(s.Audit.Key, person), strings.ToLower(ref))
			})
		})
		if err != nil {
			return "", "", fmt.Errorf("removing a manager: %w", err)
		}
		return before, strconv.Itoa(len(o.Managers)), nil
	})
}

// removeManager is the rule: it must be clear who is meant, and whoever is removed knows the code.
func removeManager(o *domain.Organisation, is func(person string) bool) error {
	left := slices.DeleteFunc(slices.Clone(o.Managers), is)
	if found := len(o.Managers) - len(left); found != 1 {
		return &NotOne{Found: found}
	}
	o.Managers = left
	Revoke(o)
	return nil
}

func (s *Service) organisation(ctx context.Context, id string) (*domain.Organisation, error) {
	o, err := s.Organisations.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("reading an organisation: %w", err)
	}
	return o, nil
}
