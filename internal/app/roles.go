package app

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// roles knows staff and managers, and takes codes.
type roles struct {
	*access.Desk
	staff         *collections.StaffMembers
	organisations *collections.Organisations
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
