package app

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/calls"
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/measure"
	"jitasa/internal/place"
	"jitasa/internal/timer"
)

// calls is what can be done with calls for help here.
func (a *App) calls() *calls.Service {
	staff := a.access()
	s := &calls.Service{Store: a.Store.Calls, Lists: a.Store.Calls, Answers: answers{a.Store.Responses}, Staff: staff, Audit: staff.Audit, Now: a.local, Log: a.log}
	if a.Deliver != nil { // else nothing is sent, to nobody
		s.Sending = sending{a.Deliver}
		s.Teller = teller{a}
	}
	return s
}

// repairCalls does what is still to follow from decisions about calls.
func (a *App) repairCalls(ctx context.Context, _ *timer.Timer) error {
	if err := a.calls().Repair(ctx); err != nil && ctx.Err() == nil {
		a.log.WarnContext(ctx, "calls not repaired yet", "error", err) // not the timer's failure, which would make it look more rarely
	}
	return nil
}

// answers are those to calls.
type answers struct{ *collections.Responses }

// Answer implements calls.Answers.
func (a answers) Answer(ctx context.Context, call, person string) (string, error) {
	r, err := a.Get(ctx, measure.VoteID(call, person, domain.CallPoll))
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return "", nil
	case err != nil:
		return "", err
	}
	return r.Value, nil
}

// sending is the deliverer as calls see it.
type sending struct{ *dispatch.Desk }

// Progress implements calls.Sending.
func (s sending) Progress(ctx context.Context, call string) (*dispatch.Status, error) {
	k, err := s.Campaigns.Get(ctx, call)
	if err != nil {
		return nil, fmt.Errorf("reading a campaign: %w", err)
	}
	return s.Status(ctx, k)
}

// callComposer says a call for help.
type callComposer struct {
	texts  *i18n.Catalog
	places *place.Gazetteer
	call   *domain.Call
}

// Variant implements deliver.Composer: a call says the same to everybody of a language.
func (s callComposer) Variant(p *audience.Person) deliver.Variant { return sameForAll(nil).Variant(p) }

// Compose implements deliver.Composer.
func (s callComposer) Compose(_ context.Context, v deliver.Variant) ([]chat.Message, error) {
	return cards.In(s.texts.For(v.Lang), s.places).Call(s.call), nil
}

func (a *App) callComposer(ctx context.Context, id string) (deliver.Composer, error) {
	c, err := a.Store.Calls.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("reading a call: %w", err)
	}
	return callComposer{texts: a.texts, places: a.Places, call: c}, nil
}
