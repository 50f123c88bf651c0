package app

import (
	"context"
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
	"jitasa/internal/place"
	"jitasa/internal/timer"
)

// calls is what can be done with calls for help here.
func (a *App) calls() *calls.Service {
	staff := a.access()
	s := &calls.Service{Store: a.Store.Calls, Lists: a.Store.Calls, Answers: a.Store.Responses, Staff: staff, Audit: staff.Audit, Now: a.local, Log: a.log}
	if a.Deliver != nil { // else nothing is sent, to nobody
		s.Sending, s.Ledger = a.Deliver, callLedger{a.Deliver, a.Store.Responses}
		s.Teller = teller{a}
	}
	return s
}

// callLedger is what was sent, and what was answered.
type callLedger struct {
	*dispatch.Desk
	*collections.Responses
}

// repairCalls does what is still to follow from decisions about calls.
func (a *App) repairCalls(ctx context.Context, _ *timer.Timer) error {
	if err := a.calls().Repair(ctx); err != nil && ctx.Err() == nil {
		a.log.WarnContext(ctx, "calls not repaired yet", "error", err) // not the timer's failure, which would make it look more rarely
	}
	return nil
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
