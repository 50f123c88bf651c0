package flowtest

import (
	"context"
	"slices"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// AdminID is who is told of codes that are used.
const AdminID = "U000000000000000000000000000000ee"

// desk takes codes by the product's rules, from lists in memory: one of a manager, one of
// staff, one that has run out, and one of somebody who was disabled.
type desk struct {
	roles
	*access.Desk
}

// Redeem implements flows.Roles.
func (d desk) Redeem(ctx context.Context, a access.Attempt) (access.Grant, error) {
	return d.Desk.Redeem(ctx, a)
}

func newDesk(now func() time.Time) desk {
	o := organisation()
	access.ForManagers(o, "SURIN4821FLOOD77", Start())
	s := member()
	s.Person = ""
	access.ForStaff(s, "KANYA7341STAFF99", Start())
	late := &domain.Staff{Meta: domain.Meta{ID: "late"}, Role: domain.Editor}
	access.ForStaff(late, "LATER2569CODE001", Start().Add(-access.StaffCodeLasts))
	gone := &domain.Staff{Meta: domain.Meta{ID: "gone"}, Role: domain.Admin, DisabledAt: Start()}
	access.ForStaff(gone, "GONE2569STAFF001", Start())
	admin := &domain.Staff{Meta: domain.Meta{ID: "admin"}, Name: "วิชัย", Role: domain.Admin, Lang: "th", Person: AdminID}
	return desk{Desk: &access.Desk{
		Codes: access.Codes{Staff: staffList{list[domain.Staff]{s, late, gone, admin}}, Organisations: organisationList{list[domain.Organisation]{o}}},
		Tries: &counters{}, Log: nobodyReads{}, Key: []byte("transcripts"), Now: now,
	}}
}

// list is a collection in memory.
type list[T any] []*T

func (l list[T]) update(is func(*T) bool, change func(*T) error) (*T, error) {
	i := slices.IndexFunc(l, is)
	if i < 0 {
		return nil, domain.ErrNotFound
	}
	changed := *l[i]
	if err := change(&changed); err != nil {
		return nil, err
	}
	*l[i] = changed
	return &changed, nil
}

func (l list[T]) find(is func(*T) bool) (found []*T) {
	for _, doc := range l {
		if is(doc) {
			found = append(found, doc)
		}
	}
	return found
}

type staffList struct{ list[domain.Staff] }

func (l staffList) ByCode(_ context.Context, code string) ([]*domain.Staff, error) {
	return l.find(func(s *domain.Staff) bool { return s.Code == code }), nil
}

func (l staffList) Admins(context.Context) ([]*domain.Staff, error) {
	return l.find(func(s *domain.Staff) bool { return s.Active() && s.Role == domain.Admin }), nil
}

func (l staffList) Update(_ context.Context, id string, change func(*domain.Staff) error) (*domain.Staff, error) {
	return l.update(func(s *domain.Staff) bool { return s.ID == id }, change)
}

type organisationList struct{ list[domain.Organisation] }

func (l organisationList) ByCode(_ context.Context, code string) ([]*domain.Organisation, error) {
	return l.find(func(o *domain.Organisation) bool { return o.Code == code }), nil
}

func (l organisationList) Update(_ context.Context, id string, change func(*domain.Organisation) error) (*domain.Organisation, error) {
	return l.update(func(o *domain.Organisation) bool { return o.ID == id }, change)
}

// counters count wrong codes.
type counters struct{ list[access.Tries] }

func (c *counters) Get(_ context.Context, id string) (*access.Tries, error) {
	found := c.find(func(t *access.Tries) bool { return t.ID == id })
	if len(found) == 0 {
		return nil, domain.ErrNotFound
	}
	return found[0], nil
}

func (c *counters) Insert(_ context.Context, t *access.Tries) error {
	c.list = append(c.list, t)
	return nil
}

func (c *counters) Update(_ context.Context, id string, change func(*access.Tries) error) (*access.Tries, error) {
	return c.update(func(t *access.Tries) bool { return t.ID == id }, change)
}

// nobodyReads is a log.
type nobodyReads struct{}

func (nobodyReads) InsertNew(_ context.Context, entries []*access.Entry) ([]bool, error) {
	return make([]bool, len(entries)), nil
}
