package access

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// Staff keeps the people who work for the network.
type Staff interface {
	Get(ctx context.Context, id string) (*domain.Staff, error)
	Insert(ctx context.Context, s *domain.Staff) error
	Update(ctx context.Context, id string, change func(*domain.Staff) error) (*domain.Staff, error)
}

// Roster finds staff. There are few.
type Roster interface {
	ByCode(ctx context.Context, code string) ([]*domain.Staff, error)
	ByPerson(ctx context.Context, person string) iter.Seq2[*domain.Staff, error]
	// Linked are those who have used their code, disabled or not.
	Linked(ctx context.Context) iter.Seq2[*domain.Staff, error]
	All(ctx context.Context) iter.Seq2[*domain.Staff, error]
}

// Organisations keeps who posts opportunities.
type Organisations interface {
	Get(ctx context.Context, id string) (*domain.Organisation, error)
	Update(ctx context.Context, id string, change func(*domain.Organisation) error) (*domain.Organisation, error)
	ByCode(ctx context.Context, code string) ([]*domain.Organisation, error)
	ManagedBy(ctx context.Context, person string) iter.Seq2[*domain.Organisation, error]
	All(ctx context.Context) iter.Seq2[*domain.Organisation, error]
}

// People knows what managers are called.
type People interface {
	Get(ctx context.Context, id string) (*domain.Volunteer, error)
}

// Service knows staff and managers, and takes codes. It is safe for concurrent use.
type Service struct {
	Staff         Staff
	Roster        Roster
	Organisations Organisations
	People        People
	Tries         Counters
	Audit         *Audit
	Random        io.Reader
	Observe       func(outcome string) // of codes; nil: nobody counts
}

func (s *Service) now() time.Time { return s.Audit.Now() }

// Actor is what a person is besides a volunteer, as they act from a face.
func (s *Service) Actor(ctx context.Context, person string, from Face) (Actor, error) {
	a := Actor{Person: person, From: from}
	for m, err := range s.Roster.ByPerson(ctx, person) {
		if err != nil {
			return Actor{}, fmt.Errorf("looking for staff: %w", err)
		}
		if m.Active() {
			a.Staff = m
		}
	}
	for o, err := range s.Organisations.ManagedBy(ctx, person) {
		if err != nil {
			return Actor{}, fmt.Errorf("looking for organisations: %w", err)
		}
		a.Organisations = append(a.Organisations, o)
	}
	return a, nil
}

// WhoMay are the members of staff who may do something, and have used their code.
func (s *Service) WhoMay(ctx context.Context, act Act) (list []*domain.Staff, err error) {
	for m, err := range s.Roster.Linked(ctx) {
		if err != nil {
			return nil, fmt.Errorf("looking for staff: %w", err)
		}
		if (Actor{Staff: m}).May(act) {
			list = append(list, m)
		}
	}
	return list, nil
}

// Member is a member of staff by their id, for what is to be told to them; domain.ErrNotFound.
func (s *Service) Member(ctx context.Context, id string) (*domain.Staff, error) {
	m, err := s.Staff.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("looking for staff: %w", err)
	}
	return m, nil
}

// Name is what a member of staff is called; "" if nobody knows.
func (s *Service) Name(ctx context.Context, staff string) (string, error) {
	m, err := s.Member(ctx, staff)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return "", nil
	case err != nil:
		return "", err
	}
	return m.Name, nil
}

// Entries streams what was recorded, newest first; limit 0: all. domain.ErrForbidden.
func (s *Service) Entries(ctx context.Context, by Actor, limit int) iter.Seq2[*Entry, error] {
	if !by.May(Administer) {
		return func(yield func(*Entry, error) bool) { yield(nil, domain.ErrForbidden) }
	}
	return s.Audit.Log.Latest(ctx, limit)
}

// once is [Audit.Once] for whoever administers.
func (s *Service) once(ctx context.Context, by Actor, key string, did Deed, subject string, change func() (before, after string, err error)) error {
	if !by.May(Administer) {
		return domain.ErrForbidden
	}
	return s.Audit.Once(ctx, by, key, did, subject, change)
}
