package app

import (
	"context"
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
func (r roles) Redeem(ctx context.Context, person, code string, _ time.Time) (of domain.Roles, err error) {
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
			s.Person = person
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

// Forget takes an erased person out of what they were.
func (r roles) Forget(ctx context.Context, person string) error {
	of, err := r.Of(ctx, person)
	if err != nil {
		return err
	}
	if of.Staff != nil {
		if err := r.staff.Delete(ctx, of.Staff.ID); err != nil {
			return fmt.Errorf("deleting staff: %w", err)
		}
	}
	for _, o := range of.Organisations {
		if _, err := r.organisations.Update(ctx, o.ID, func(o *domain.Organisation) error {
			o.Managers = slices.DeleteFunc(o.Managers, func(p string) bool { return p == person })
			return nil
		}); err != nil {
			return fmt.Errorf("unlinking a manager: %w", err)
		}
	}
	return nil
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
