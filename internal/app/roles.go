package app

import (
	"context"
	"errors"
	"fmt"
	"slices"

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

// teller sends what a turn says to others, once: the key is the turn's.
type teller struct{ deliver *deliver.Deliverer }

// noticeID is the id of the campaign that carries a notice. What is about a call has a key that begins with the call's id.
func noticeID(key string) string { return "tell-" + key }

// Tell implements bot.Teller.
func (t teller) Tell(ctx context.Context, key, person string, m []chat.Message) error {
	now := domain.Instant(t.deliver.Now())
	err := t.deliver.Campaigns.Insert(ctx, &deliver.Campaign{
		Meta: domain.Meta{ID: noticeID(key)}, Kind: deliver.Notice, Subject: key, Segment: deliver.Segment{People: []string{person}}, Messages: m,
		State: deliver.Scheduled, Active: true, CreatedAt: now, Cost: 1,
	})
	if err != nil && !isExists(err) {
		return fmt.Errorf("telling somebody: %w", err)
	}
	t.deliver.Nudge()
	return nil
}
