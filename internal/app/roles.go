package app

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// roles knows staff and managers.
type roles struct {
	staff         *store.StaffMembers
	organisations *store.Organisations
	calls         *store.Calls
}

// Of implements flows.Roles.
func (r roles) Of(ctx context.Context, person string) (of domain.Roles, err error) {
	for s, err := range r.staff.ByPerson(ctx, person) {
		if err != nil {
			return of, fmt.Errorf("looking for staff: %w", err)
		}
		if s.Active() {
			of.Staff = s
		}
	}
	for o, err := range r.organisations.ManagedBy(ctx, person) {
		if err != nil {
			return of, fmt.Errorf("looking for organisations: %w", err)
		}
		of.Organisations = append(of.Organisations, o)
	}
	return of, nil
}

// Redeem implements flows.Roles. A member of staff's code is good for one person,
// an organisation's for each of its managers. Both are looked for whatever is found.
func (r roles) Redeem(ctx context.Context, person, code, lang string) (of domain.Roles, err error) {
	members, err := r.staff.ByCode(ctx, code)
	if err != nil {
		return of, fmt.Errorf("looking for a code: %w", err)
	}
	managed, err := r.organisations.ByCode(ctx, code)
	if err != nil {
		return of, fmt.Errorf("looking for a code: %w", err)
	}
	for _, s := range members {
		s, err := r.staff.Update(ctx, s.ID, func(s *domain.Staff) error {
			if s.Person != "" && s.Person != person || !s.DisabledAt.IsZero() || s.Code != code && s.Person == "" {
				return domain.ErrNotFound
			}
			s.Person, s.Lang = person, lang
			return nil
		})
		if err != nil {
			return of, fmt.Errorf("linking staff: %w", err)
		}
		of.Staff = s
	}
	for _, o := range managed {
		o, err := r.organisations.Update(ctx, o.ID, func(o *domain.Organisation) error {
			if !slices.Contains(o.Managers, person) {
				o.Managers = append(o.Managers, person)
			}
			return nil
		})
		if err != nil {
			return of, fmt.Errorf("linking a manager: %w", err)
		}
		of.Organisations = append(of.Organisations, o)
	}
	if of.Staff == nil && len(of.Organisations) == 0 {
		return of, domain.ErrNotFound
	}
	return of, nil
}

// Deciders implements flows.Roles. There are few members of staff.
func (r roles) Deciders(ctx context.Context) (list []*domain.Staff, err error) {
	for s, err := range r.staff.Find(ctx, store.Query{Index: "person"}) {
		if err != nil {
			return nil, fmt.Errorf("looking for staff: %w", err)
		}
		if (domain.Roles{Staff: s}).Decides() {
			list = append(list, s)
		}
	}
	return list, nil
}

// Name implements flows.Roles.
func (r roles) Name(ctx context.Context, staff string) (string, error) {
	s, err := r.staff.Get(ctx, staff)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return "", nil
	case err != nil:
		return "", fmt.Errorf("looking for staff: %w", err)
	}
	return s.Name, nil
}

// Forget takes an erased person out of what they were, disabled or not. Calls that they made stay, as nobody's.
func (r roles) Forget(ctx context.Context, person string) error {
	var staff []string
	for s, err := range r.staff.ByPerson(ctx, person) {
		if err != nil {
			return fmt.Errorf("looking for staff: %w", err)
		}
		staff = append(staff, s.ID)
	}
	if err := r.staff.Delete(ctx, staff...); err != nil {
		return fmt.Errorf("deleting staff: %w", err)
	}
	of, err := r.Of(ctx, person)
	if err != nil {
		return err
	}
	for _, o := range of.Organisations { // the calls first: without the organisation they are not found again
		if err := r.disown(ctx, o.ID, person); err != nil {
			return err
		}
		if _, err := r.organisations.Update(ctx, o.ID, func(o *domain.Organisation) error {
			o.Managers = slices.DeleteFunc(o.Managers, func(p string) bool { return p == person })
			return nil
		}); err != nil {
			return fmt.Errorf("unlinking a manager: %w", err)
		}
	}
	return nil
}

// disown takes a person off the calls of an organisation.
func (r roles) disown(ctx context.Context, organisation, person string) error {
	var theirs []string
	for c, err := range r.calls.Of(ctx, organisation, 0) {
		if err != nil {
			return fmt.Errorf("looking for calls: %w", err)
		}
		if c.By == person {
			theirs = append(theirs, c.ID)
		}
	}
	for _, id := range theirs {
		if _, err := r.calls.Update(ctx, id, func(c *domain.Call) error {
			c.By, c.Contact = "", ""
			return nil
		}); err != nil {
			return fmt.Errorf("taking a name off a call: %w", err)
		}
	}
	return nil
}

// known is what somebody's copy of their data says of it.
type known struct {
	Staff   []member `json:"staff,omitempty"`
	Manages []string `json:"manages,omitempty"` // ids of organisations
}

// member is a member of staff as they see themselves.
type member struct {
	Name       string      `json:"name,omitempty"`
	Role       domain.Role `json:"role"`
	CreatedAt  time.Time   `json:"createdAt"`
	DisabledAt time.Time   `json:"disabledAt,omitzero"`
}

// Known implements privacy.Others.
func (r roles) Known(ctx context.Context, person string) (any, error) {
	var k known
	for s, err := range r.staff.ByPerson(ctx, person) {
		if err != nil {
			return nil, fmt.Errorf("looking for staff: %w", err)
		}
		k.Staff = append(k.Staff, member{s.Name, s.Role, s.CreatedAt, s.DisabledAt})
	}
	for o, err := range r.organisations.ManagedBy(ctx, person) {
		if err != nil {
			return nil, fmt.Errorf("looking for organisations: %w", err)
		}
		k.Manages = append(k.Manages, o.ID)
	}
	return k, nil
}

// teller sends what a turn says to others, once: the key is the turn's.
type teller struct{ deliver *deliver.Deliverer }

// Tell implements bot.Teller.
func (t teller) Tell(ctx context.Context, key, person string, m []chat.Message) error {
	now := domain.Instant(t.deliver.Now())
	err := t.deliver.Campaigns.Insert(ctx, &deliver.Campaign{
		Meta: domain.Meta{ID: "tell-" + key}, Kind: deliver.Notice, Subject: key, Segment: deliver.Segment{People: []string{person}}, Messages: m,
		State: deliver.Scheduled, Active: true, CreatedAt: now, Cost: 1,
	})
	if err != nil && !isExists(err) {
		return fmt.Errorf("telling somebody: %w", err)
	}
	t.deliver.Nudge()
	return nil
}

// erasing is everything beside the desk's own that knows a person.
type erasing struct {
	roles
	deliver *deliver.Deliverer
}

// Forget implements privacy.Others.
func (e erasing) Forget(ctx context.Context, person string) error {
	if err := e.roles.Forget(ctx, person); err != nil {
		return err
	}
	if e.deliver == nil {
		return nil
	}
	if err := e.deliver.Forget(ctx, person); err != nil {
		return fmt.Errorf("leaving rolls: %w", err)
	}
	return nil
}
