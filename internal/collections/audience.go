package collections

import (
	"context"
	"iter"
	"slices"
	"time"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
	"jitasa/internal/members"
	"jitasa/internal/newsroom"
	"jitasa/internal/store"
)

// Audience knows the people whom campaigns are for.
type Audience struct {
	// Around tells in which districts (and provinces, where no more is known) somebody near a place may be kept; ok is false where that may be anywhere. nil: everywhere.
	Around func(p domain.Point, km float64) (codes []string, ok bool)

	volunteers *Volunteers
	erasures   *Erasures
	people     *store.View[audience.Person]
	newcomers  *store.View[newsroom.Newcomer]
	outlines   *store.View[members.Outline]
	located    *store.View[located]
}

func openAudience(ctx context.Context, e store.Engine, c *Collections) (*Audience, error) {
	people, err := store.ViewOf[audience.Person](ctx, e, store.Spec{Name: volunteersSpec().Name, Indexes: []store.Index{changedIndex()}})
	if err != nil {
		return nil, err
	}
	located, err := store.ViewOf[located](ctx, e, store.Spec{Name: volunteersSpec().Name, Indexes: []store.Index{homeIndex()}})
	if err != nil {
		return nil, err
	}
	newcomers, err := store.ViewOf[newsroom.Newcomer](ctx, e, store.Spec{Name: volunteersSpec().Name, Indexes: []store.Index{changedIndex()}})
	if err != nil {
		return nil, err
	}
	outlines, err := store.ViewOf[members.Outline](ctx, e, store.Spec{Name: volunteersSpec().Name, Indexes: []store.Index{changedIndex()}})
	if err != nil {
		return nil, err
	}
	return &Audience{volunteers: c.Volunteers, erasures: c.Erasures, people: people, located: located, newcomers: newcomers, outlines: outlines}, nil
}

// Of streams everybody behind a person, in the order of ids, or those whom the segment
// names. Who may be near comes in no order: points are sealed, and only those in the districts around are opened.
func (a *Audience) Of(ctx context.Context, s audience.Segment, after string) iter.Seq2[*audience.Person, error] {
	switch {
	case len(s.People) > 0:
		return a.named(ctx, s.People, after)
	case s.Near != nil:
		return a.near(ctx, *s.Near, after)
	}
	return a.people.Find(ctx, behind(after))
}

// Newcomers streams whoever changed since a time.
func (a *Audience) Newcomers(ctx context.Context, since time.Time) iter.Seq2[*newsroom.Newcomer, error] {
	return a.newcomers.Find(ctx, store.Query{Index: "changed", From: since})
}

// Outlines streams whoever changed since a time, or everybody (the zero time), with what tells whether their profile lacks something.
func (a *Audience) Outlines(ctx context.Context, since time.Time) iter.Seq2[*members.Outline, error] {
	if since.IsZero() {
		return a.outlines.Find(ctx, store.Query{})
	}
	return a.outlines.Find(ctx, store.Query{Index: "changed", From: since})
}

// behind continues after an id.
func behind(id string) store.Query {
	if id == "" {
		return store.Query{}
	}
	return store.Query{After: store.Behind(id)}
}

func sorted(ids []string) []string {
	ids = slices.Clone(ids)
	slices.Sort(ids)
	return slices.Compact(ids)
}

func (a *Audience) named(ctx context.Context, ids []string, after string) iter.Seq2[*audience.Person, error] {
	return func(yield func(*audience.Person, error) bool) {
		found, err := a.people.GetMany(ctx, ids)
		if err != nil {
			yield(nil, err)
			return
		}
		for _, id := range sorted(ids) {
			p := found[id]
			if p == nil { // staff and managers need no profile
				p = &audience.Person{ID: id}
			}
			if id > after && !yield(p, nil) {
				return
			}
		}
	}
}

// A change is looked for among all that changed lately where that is less than asking for each
// person; clocks of machines may differ by the margin.
const (
	lately      = time.Minute
	clockMargin = 10 * time.Second
	fewChanges  = 200
)

// Changed gives those of some people who may have changed since a time; nil for who is gone.
func (a *Audience) Changed(ctx context.Context, ids []string, since, now time.Time) (map[string]*audience.Person, error) {
	since = since.Add(-clockMargin)
	if now.Sub(since) > lately+clockMargin {
		return a.each(ctx, ids)
	}
	erased, err := a.erasures.Count(ctx, store.Query{Index: "at", From: since, Limit: 1})
	if err != nil {
		return nil, err
	}
	if erased > 0 { // who is gone has left nothing to be found by
		return a.each(ctx, ids)
	}
	asked := make(map[string]bool, len(ids))
	for _, id := range ids {
		asked[id] = true
	}
	changed := map[string]*audience.Person{}
	seen := 0
	for p, err := range a.people.Find(ctx, store.Query{Index: "changed", From: since, Limit: fewChanges}) {
		if err != nil {
			return nil, err
		}
		if seen++; seen == fewChanges { // after an import, say
			return a.each(ctx, ids)
		}
		if asked[p.ID] {
			changed[p.ID] = p
		}
	}
	return changed, nil
}

func (a *Audience) each(ctx context.Context, ids []string) (map[string]*audience.Person, error) {
	found, err := a.people.GetMany(ctx, ids)
	if err != nil {
		return nil, err
	}
	for _, id := range ids {
		if found[id] == nil {
			found[id] = nil
		}
	}
	return found, nil
}
