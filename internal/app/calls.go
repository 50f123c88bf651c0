package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/flows"
	"jitasa/internal/i18n"
	"jitasa/internal/measure"
	"jitasa/internal/place"
	"jitasa/internal/store"
)

// calls keeps calls for help and has them sent.
type calls struct {
	kept      *store.Calls
	responses *store.Responses
	deliver   *deliver.Deliverer // nil: nothing is sent here
	places    *place.Gazetteer
	texts     *i18n.Catalog
	now       func() time.Time
}

// How a call goes out. Each wave asks some times as many people as are needed:
// about one in five comes.
const (
	wavesOf     = 5
	leastWave   = 20
	waveEvery   = 10 * time.Minute
	urgentEvery = 3 * time.Minute
	oncePerDay  = 24 * time.Hour
	callsListed = 10
)

// campaignFor is what sends a call.
func campaignFor(c *domain.Call) *deliver.Campaign {
	k := &deliver.Campaign{
		Meta: domain.Meta{ID: c.ID}, Kind: deliver.Call, Subject: c.ID, Title: c.Name.In("th"), By: c.DecidedBy, Purpose: domain.ForEmergency,
		AdultsOnly: true, Unit: measure.Unit(c.ID), Wave: deliver.Wave{People: max(leastWave, c.Need*wavesOf), Every: waveEvery},
	}
	switch {
	case c.KM > 0:
		k.Segment.Near = &deliver.Circle{Point: c.Place.Point, KM: c.KM}
	case c.Place.District != "":
		k.Segment.Districts = []string{c.Place.District}
	default:
		k.Segment.Provinces = []string{c.Place.Province}
	}
	k.Segment.Skills = c.Skills
	if c.Urgent {
		k.Wave.Every = urgentEvery
	} else {
		k.OncePer = oncePerDay
		k.Hours = deliver.Hours{From: 6 * 60, To: 22 * 60}
	}
	return k
}

// Estimate implements flows.Calls. A call for help may use what is reserved.
func (s calls) Estimate(ctx context.Context, c *domain.Call) (domain.CallEstimate, error) {
	if s.deliver == nil {
		return domain.CallEstimate{}, nil
	}
	e, err := s.deliver.Estimate(ctx, campaignFor(c), 0)
	if err != nil {
		return domain.CallEstimate{}, fmt.Errorf("estimating a call: %w", err)
	}
	left, limited := e.Left()
	return domain.CallEstimate{People: e.People, LeftOut: e.Skipped, Left: left, Limited: limited, Fits: e.Fits()}, nil
}

// Propose implements flows.Calls.
func (s calls) Propose(ctx context.Context, c *domain.Call) error {
	if _, err := s.kept.InsertNew(ctx, []*domain.Call{c}); err != nil {
		return fmt.Errorf("keeping a call: %w", err)
	}
	return nil
}

// Decide implements flows.Calls.
func (s calls) Decide(ctx context.Context, id, by string, to domain.CallState, now time.Time) (*domain.Call, error) {
	var decided *domain.Call
	c, err := s.kept.Update(ctx, id, func(c *domain.Call) error {
		decided = c
		switch {
		case c.State == to && (to == domain.Ended || c.DecidedBy == by):
			return nil
		case to == domain.Ended && (c.State == domain.Approved || c.State == domain.Proposed):
			c.State, c.EndedAt = to, domain.Instant(now)
			return nil
		case c.State == domain.Proposed:
			c.State, c.DecidedBy, c.DecidedAt = to, by, domain.Instant(now)
			return nil
		}
		return domain.ErrConflict
	})
	if errors.Is(err, domain.ErrConflict) {
		return decided, err
	}
	if err != nil {
		return nil, fmt.Errorf("deciding about a call: %w", err)
	}
	if s.deliver == nil {
		return c, nil
	}
	if to == domain.Approved {
		if err := s.start(ctx, c); err != nil {
			return nil, err
		}
	}
	s.deliver.Nudge()
	return c, nil
}

// start has a call sent. One that is for nobody, or costs too much, waits for staff as before.
func (s calls) start(ctx context.Context, c *domain.Call) error {
	_, err := s.deliver.Start(ctx, campaignFor(c), 0)
	switch {
	case err == nil, errors.Is(err, deliver.ErrStarted):
		return nil
	case !errors.Is(err, deliver.ErrNobody) && !errors.Is(err, deliver.ErrOverCost):
		return fmt.Errorf("sending a call: %w", err)
	}
	if _, err := s.kept.Update(ctx, c.ID, func(c *domain.Call) error {
		c.State, c.DecidedBy, c.DecidedAt = domain.Proposed, "", time.Time{}
		return nil
	}); err != nil {
		return fmt.Errorf("taking a decision back: %w", err)
	}
	return fmt.Errorf("sending a call: %w", domain.ErrInvalid)
}

// Get implements flows.Calls.
func (s calls) Get(ctx context.Context, id, person string) (*domain.Call, domain.CallTally, error) {
	c, err := s.kept.Get(ctx, id)
	if err != nil {
		return nil, domain.CallTally{}, fmt.Errorf("reading a call: %w", err)
	}
	t, err := s.responses.Answers(ctx, id)
	if err != nil {
		return nil, t, fmt.Errorf("counting answers: %w", err)
	}
	mine, err := s.responses.Get(ctx, measure.VoteID(id, person, domain.CallPoll))
	switch {
	case err == nil:
		t.Mine = mine.Value
	case !errors.Is(err, domain.ErrNotFound):
		return nil, t, fmt.Errorf("looking for an answer: %w", err)
	}
	if s.deliver == nil {
		return c, t, nil
	}
	campaign, err := s.deliver.Campaigns.Get(ctx, id)
	if errors.Is(err, domain.ErrNotFound) {
		return c, t, nil
	}
	if err != nil {
		return nil, t, fmt.Errorf("reading a campaign: %w", err)
	}
	status, err := s.deliver.Status(ctx, campaign)
	if err != nil {
		return nil, t, fmt.Errorf("counting what was sent: %w", err)
	}
	t.Sent = status.Accepted
	return c, t, nil
}

// Of implements flows.Calls.
func (s calls) Of(ctx context.Context, organisation string) (list []*domain.Call, err error) {
	for c, err := range s.kept.Of(ctx, organisation, callsListed) {
		if err != nil {
			return nil, fmt.Errorf("reading calls: %w", err)
		}
		list = append(list, c)
	}
	return list, nil
}

// filled reports whether a campaign carries a call that needs nobody more.
func (s calls) filled(ctx context.Context, k *deliver.Campaign) (bool, error) {
	if k.Kind != deliver.Call {
		return false, nil
	}
	c, err := s.kept.Get(ctx, k.Subject)
	if err != nil {
		return false, fmt.Errorf("reading a call: %w", err)
	}
	t, err := s.responses.Answers(ctx, c.ID)
	if err != nil {
		return false, fmt.Errorf("counting answers: %w", err)
	}
	return !c.Open(s.now()) || t.Come >= c.Need, nil
}

// Variant implements deliver.Composer: a call says the same to everybody of a language.
func (s callComposer) Variant(p *deliver.Person) deliver.Variant { return told(nil).Variant(p) }

// callComposer says a call for help.
type callComposer struct {
	calls
	call *domain.Call
}

// Compose implements deliver.Composer.
func (s callComposer) Compose(_ context.Context, v deliver.Variant) ([]chat.Message, error) {
	return flows.CallCard(s.texts.For(v.Lang), s.places, s.call), nil
}

func (s calls) composer(ctx context.Context, id string) (deliver.Composer, error) {
	c, err := s.kept.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("reading a call: %w", err)
	}
	return callComposer{calls: s, call: c}, nil
}
