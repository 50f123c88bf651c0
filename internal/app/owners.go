package app

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"log/slog"
	"slices"
	"time"

	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
	"jitasa/internal/privacy"
	"jitasa/internal/store"
)

// Owners is everything that knows people, and who answers for it: what a copy of somebody's data says of
// each, and how they are taken out. A collection that is not here is in [KnowNobody].
func Owners(c *collections.Collections, now func() time.Time) []privacy.Part {
	sent := deliver.New(deliver.Parts{ // which sends nothing
		Campaigns: c.Campaigns, Batches: c.Batches, Rolls: c.Rolls, Contents: c.Contents, Paces: c.Paces, Rests: c.Rests, Audience: c.Audience, Readers: c.Responses,
		Now: now, Log: slog.New(slog.DiscardHandler),
	})
	return []privacy.Part{
		{Collections: []string{"volunteers"}, Name: "profile", One: true, Owner: profiles{c.Volunteers}},
		{Collections: []string{"threads"}, Name: "conversation", One: true, InTurn: true, Owner: conversations{c.Threads}},
		{Collections: []string{"inbox"}, InTurn: true, Owner: owner{forget: c.Inbox.Forget}}, // it knows what is not answered yet
		{Collections: []string{"log"}, Name: "messages", Owner: owner{each(c.Log.Of), c.Log.Forget}},
		{Collections: []string{"exports"}, Owner: owner{forget: c.Exports.Forget}}, // the links under which copies are fetched
		{Collections: []string{"responses"}, Name: "responses", Owner: owner{each(c.Responses.By), c.Responses.Forget}},
		{Collections: []string{"staff"}, Name: "staff", Owner: staffOwner{c.Staff}},
		{Collections: []string{"calls", "contents"}, Name: "calls", Owner: callsOwner{kept: c.Calls, campaigns: c.Campaigns, sent: sent, now: now}},
		{Collections: []string{"support"}, Name: "support", Owner: supportDesk(c.Support, sent)},
		{Collections: []string{"organisations"}, Name: "manages", Owner: managersOwner{c.Organisations}},
		{Collections: []string{"campaigns", "batches", "rolls", "rests"}, Name: "sent", Owner: owner{each(sent.ReceivedBy), sent.Forget}},
		{Collections: []string{"segments"}, Owner: owner{forget: savedSegments{c.Segments}.Forget}}, // what operators look for, by id
	}
}

// KnowNobody are the collections that know nobody, and why that is so.
func KnowNobody() map[string]string {
	return map[string]string{
		"opportunities": "published work; its contact is the organisation's",
		"networks":      "published",
		"issues":        "written to be read by everybody; by an operator's account",
		"clicks":        "counted without whose they are",
		"paces":         "how fast things go",
		"timers":        "what the program does by itself",
		"keys":          "what seals",
		"tries":         "wrong codes under a hash of the day and the person, for two days: an erasure must not forgive them",
		"signIns":       "links that let members of staff in, who are named by their ids",
		"sessions":      "browsers of members of staff, who are named by their ids",
		"audit":         "what was changed about staff and managers; persons by a keyed hash",
		"erasures":      "that there was an erasure, with a mark by which who has the master key knows a person again in an old backup; see privacy.Marks",
	}
}

// owner is an owner made of what a collection can do already.
type owner struct {
	known  func(ctx context.Context, person string) iter.Seq2[any, error] // nil: there is nothing to say
	forget func(ctx context.Context, person string) error
}

// Known implements privacy.Owner.
func (o owner) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	if o.known == nil {
		return func(func(any, error) bool) {}
	}
	return o.known(ctx, person)
}

// Forget implements privacy.Owner.
func (o owner) Forget(ctx context.Context, person string) error { return o.forget(ctx, person) }

// each gives what a collection finds of somebody.
func each[T any](find func(ctx context.Context, person string) iter.Seq2[T, error]) func(context.Context, string) iter.Seq2[any, error] {
	return func(ctx context.Context, person string) iter.Seq2[any, error] {
		return func(yield func(any, error) bool) {
			for x, err := range find(ctx, person) {
				if !yield(x, err) {
					return
				}
			}
		}
	}
}

// profiles owns volunteers.
type profiles struct{ *collections.Volunteers }

// Known gives somebody without a profile their id.
func (p profiles) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		me, err := p.Get(ctx, person)
		if isNotFound(err) {
			me, err = &domain.Volunteer{Meta: domain.Meta{ID: person}}, nil
		}
		if err != nil {
			yield(nil, fmt.Errorf("loading volunteer: %w", err))
			return
		}
		me.PhoneBlind, me.EmailBlind = "", "" // of no meaning to anybody but the store
		yield(me, nil)
	}
}

func (p profiles) Forget(ctx context.Context, person string) error { return p.Delete(ctx, person) }

// conversations owns threads.
type conversations struct{ *collections.Threads }

func (c conversations) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) { yield(c.Remembered(ctx, person)) }
}

func (c conversations) Forget(ctx context.Context, person string) error { return c.Delete(ctx, person) }

// staffOwner owns members of staff.
type staffOwner struct{ *collections.StaffMembers }

// member is a member of staff as they see themselves.
type member struct {
	Name       string      `json:"name,omitempty"`
	Role       domain.Role `json:"role"`
	CreatedAt  time.Time   `json:"createdAt"`
	LinkedAt   time.Time   `json:"linkedAt,omitzero"`
	DisabledAt time.Time   `json:"disabledAt,omitzero"`
}

func (o staffOwner) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for s, err := range o.ByPerson(ctx, person) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(member{s.Name, s.Role, s.CreatedAt, s.LinkedAt, s.DisabledAt}, nil) {
				return
			}
		}
	}
}

// Forget deletes who they are among staff, disabled or not.
func (o staffOwner) Forget(ctx context.Context, person string) error {
	var ids []string
	for s, err := range o.ByPerson(ctx, person) {
		if err != nil {
			return err
		}
		ids = append(ids, s.ID)
	}
	return o.Delete(ctx, ids...)
}

// managersOwner owns who manages organisations.
type managersOwner struct{ *collections.Organisations }

// managed is an organisation as its manager sees it.
type managed struct {
	ID   string      `json:"id"`
	Name domain.Text `json:"name"`
}

func (o managersOwner) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for one, err := range o.ManagedBy(ctx, person) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield(managed{one.ID, one.Name}, nil) {
				return
			}
		}
	}
}

func (o managersOwner) Forget(ctx context.Context, person string) error {
	var ids []string
	for one, err := range o.ManagedBy(ctx, person) {
		if err != nil {
			return err
		}
		ids = append(ids, one.ID)
	}
	for _, id := range ids {
		if _, err := o.Update(ctx, id, func(one *domain.Organisation) error {
			one.Managers = slices.DeleteFunc(one.Managers, func(p string) bool { return p == person })
			return nil
		}); err != nil && !isNotFound(err) {
			return err
		}
	}
	return nil
}

// savedSegments owns segments. There are few.
type savedSegments struct {
	*store.Collection[audience.Saved]
}

func (s savedSegments) Forget(ctx context.Context, person string) error {
	var ids []string
	for one, err := range s.Find(ctx, store.Query{}) {
		if err != nil {
			return err
		}
		if one.Segment.Forget(person) {
			ids = append(ids, one.ID)
		}
	}
	var errs []error
	for _, id := range ids {
		_, err := s.Update(ctx, id, func(one *audience.Saved) error { one.Segment.Forget(person); return nil })
		if !isNotFound(err) {
			errs = append(errs, err)
		}
	}
	return errors.Join(errs...)
}
