package collections

import (
	"context"
	"errors"
	"iter"

	"jitasa/internal/domain"
	"jitasa/internal/measure"
	"jitasa/internal/store"
)

// StaffMembers keeps the people who work for the network.
type StaffMembers struct {
	*store.Collection[domain.Staff]
}

func staffSpec() store.Spec {
	return store.Spec{Name: "staff", Indexes: []store.Index{{Name: "person", Fields: []string{"person"}, Sparse: true}, {Name: "code", Fields: []string{"codeBlind"}, Sparse: true}}}
}

// Organisations keeps who posts opportunities and calls for help.
type Organisations struct {
	*store.Collection[domain.Organisation]
}

func organisationsSpec() store.Spec {
	return store.Spec{Name: "organisations", Indexes: []store.Index{{Name: "managers", Fields: []string{"managers"}}, {Name: "code", Fields: []string{"codeBlind"}, Sparse: true}}}
}

// Calls keeps calls for help.
type Calls struct{ *store.Collection[domain.Call] }

func callsSpec() store.Spec {
	return store.Spec{Name: "calls", Indexes: []store.Index{
		{Name: "organisation", Fields: []string{"organisation", "createdAt"}}, {Name: "by", Fields: []string{"by", "createdAt"}},
		{Name: "state", Fields: []string{"state", "createdAt"}}, {Name: "pending", Fields: []string{"pending"}, Sparse: true},
	}}
}

// By streams the calls that somebody made, newest first.
func (c *Calls) By(ctx context.Context, person string) iter.Seq2[*domain.Call, error] {
	return c.Find(ctx, store.Query{Index: "by", Prefix: []any{person}, Reverse: true})
}

// Of streams an organisation's calls, newest first.
func (c *Calls) Of(ctx context.Context, organisation string, limit int) iter.Seq2[*domain.Call, error] {
	return c.Find(ctx, store.Query{Index: "organisation", Prefix: []any{organisation}, Reverse: true, Limit: limit})
}

// In streams the calls of a state, newest first.
func (c *Calls) In(ctx context.Context, state domain.CallState, limit int) iter.Seq2[*domain.Call, error] {
	return c.Find(ctx, store.Query{Index: "state", Prefix: []any{string(state)}, Reverse: true, Limit: limit})
}

// Pending streams the calls of which something is still to follow.
func (c *Calls) Pending(ctx context.Context) iter.Seq2[*domain.Call, error] {
	return c.Find(ctx, store.Query{Index: "pending", Prefix: []any{true}})
}

// ByPerson streams the members of staff that somebody is; there should be one.
func (s *StaffMembers) ByPerson(ctx context.Context, person string) iter.Seq2[*domain.Staff, error] {
	return s.Find(ctx, store.Query{Index: "person", Prefix: []any{person}})
}

// Linked streams those who have used their code, disabled or not.
func (s *StaffMembers) Linked(ctx context.Context) iter.Seq2[*domain.Staff, error] {
	return s.Find(ctx, store.Query{Index: "person"})
}

// ByCode finds those who were given a code.
func (s *StaffMembers) ByCode(ctx context.Context, code string) ([]*domain.Staff, error) {
	return byCode(ctx, s.Collection, code)
}

// ManagedBy streams the organisations that somebody manages.
func (o *Organisations) ManagedBy(ctx context.Context, person string) iter.Seq2[*domain.Organisation, error] {
	return o.Find(ctx, store.Query{Index: "managers", Prefix: []any{person}})
}

// ByCode finds those whose managers were given a code.
func (o *Organisations) ByCode(ctx context.Context, code string) ([]*domain.Organisation, error) {
	return byCode(ctx, o.Collection, code)
}

// byCode lists whom a code was given to.
func byCode[T any](ctx context.Context, c *store.Collection[T], code string) (found []*T, err error) {
	for one, err := range c.ByBlind(ctx, "code", code) {
		if err != nil {
			return nil, err
		}
		found = append(found, one)
	}
	return found, nil
}

// Answers counts the answers to a call.
func (r *Responses) Answers(ctx context.Context, call string) (t domain.CallTally, err error) {
	for value, into := range map[string]*int{domain.WillCome: &t.Come, domain.MaybeLater: &t.Later, domain.CannotCome: &t.Cannot} {
		if *into, err = r.Count(ctx, store.Query{Index: "campaign", Prefix: []any{call, string(domain.HasVoted), value}}); err != nil {
			return t, err
		}
	}
	return t, nil
}

// Answer is what one person said to a call; "" for nothing.
func (r *Responses) Answer(ctx context.Context, call, person string) (string, error) {
	said, err := r.Get(ctx, measure.VoteID(call, person, domain.CallPoll))
	if errors.Is(err, domain.ErrNotFound) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	return said.Value, nil
}

// Promised streams the calls to which somebody said last that they come.
func (r *Responses) Promised(ctx context.Context, person string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for said, err := range r.By(ctx, person) {
			if err != nil {
				yield("", err)
				return
			}
			if said.Kind == domain.HasVoted && said.Value == domain.WillCome && !yield(said.Campaign, nil) {
				return
			}
		}
	}
}
