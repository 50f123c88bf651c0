package access

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// StaffData answers people's demands on what is kept of them as members of staff.
type StaffData struct {
	Staff interface {
		ByPerson(ctx context.Context, person string) iter.Seq2[*domain.Staff, error]
		Delete(ctx context.Context, ids ...string) error
	}
}

// staffCopy is a member of staff as they see themselves in a copy of their data.
type staffCopy struct {
	Name       string      `json:"name,omitempty"`
	Role       domain.Role `json:"role"`
	CreatedAt  time.Time   `json:"createdAt"`
	LinkedAt   time.Time   `json:"linkedAt,omitzero"`
	DisabledAt time.Time   `json:"disabledAt,omitzero"`
}

// Known gives who somebody is among staff, disabled or not.
func (d StaffData) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return copies(d.Staff.ByPerson(ctx, person), func(s *domain.Staff) any { return staffCopy{s.Name, s.Role, s.CreatedAt, s.LinkedAt, s.DisabledAt} })
}

// copies shows documents as they stand in a copy of somebody's data.
func copies[D any](found iter.Seq2[D, error], show func(D) any) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for one, err := range found {
			if err != nil {
				yield(nil, fmt.Errorf("looking for what is kept: %w", err))
				return
			}
			if !yield(show(one), nil) {
				return
			}
		}
	}
}

// Forget deletes who somebody is among staff, disabled or not.
func (d StaffData) Forget(ctx context.Context, person string) error {
	var ids []string
	for s, err := range d.Staff.ByPerson(ctx, person) {
		if err != nil {
			return fmt.Errorf("looking for staff: %w", err)
		}
		ids = append(ids, s.ID)
	}
	if err := d.Staff.Delete(ctx, ids...); err != nil {
		return fmt.Errorf("deleting staff: %w", err)
	}
	return nil
}

// ManagerData answers people's demands on what is kept of them as managers of organisations.
type ManagerData struct {
	Organisations interface {
		ManagedBy(ctx context.Context, person string) iter.Seq2[*domain.Organisation, error]
		Update(ctx context.Context, id string, change func(*domain.Organisation) error) (*domain.Organisation, error)
	}
}

// managedCopy is an organisation as its manager sees it in a copy of their data.
type managedCopy struct {
	ID   string      `json:"id"`
	Name domain.Text `json:"name"`
}

// Known gives the organisations that somebody manages.
func (d ManagerData) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return copies(d.Organisations.ManagedBy(ctx, person), func(o *domain.Organisation) any { return managedCopy{o.ID, o.Name} })
}

// Forget takes somebody out of the managers of every organisation; the other managers stay.
func (d ManagerData) Forget(ctx context.Context, person string) error {
	var ids []string
	for o, err := range d.Organisations.ManagedBy(ctx, person) {
		if err != nil {
			return fmt.Errorf("looking for organisations: %w", err)
		}
		ids = append(ids, o.ID)
	}
	for _, id := range ids {
		_, err := d.Organisations.Update(ctx, id, func(o *domain.Organisation) error {
			o.Managers = slices.DeleteFunc(o.Managers, func(p string) bool { return p == person })
			return nil
		})
		if err != nil && !errors.Is(err, domain.ErrNotFound) {
			return fmt.Errorf("taking a manager out of an organisation: %w", err)
		}
	}
	return nil
}
