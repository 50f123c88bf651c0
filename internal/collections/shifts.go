package collections

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/shifts"
	"jitasa/internal/store"
)

// Shifts keeps the shifts of work.
type Shifts struct {
	*store.Collection[shifts.Shift]
}

func shiftsSpec() store.Spec {
	return store.Spec{Name: "shifts", Indexes: []store.Index{
		{Name: "work", Fields: []string{"work", "from"}}, {Name: "due", Fields: []string{"dueAt"}, Sparse: true},
		{Name: "organisation", Fields: []string{"organisation", "from"}, Sparse: true}, {Name: "leaders", Fields: []string{"leaders"}},
		{Name: "untold", Fields: []string{"untold"}, Sparse: true}, {Name: "from", Fields: []string{"from"}},
	}}
}

// OfWork streams the shifts of some work, the first one first.
func (s *Shifts) OfWork(ctx context.Context, work string) iter.Seq2[*shifts.Shift, error] {
	return s.Find(ctx, store.Query{Index: "work", Prefix: []any{work}})
}

// Due streams those that have something to do by a time, the longest due first.
func (s *Shifts) Due(ctx context.Context, by time.Time) iter.Seq2[*shifts.Shift, error] {
	return s.Find(ctx, store.Query{Index: "due", To: by.Add(time.Millisecond)})
}

// LedBy streams those that a person leads.
func (s *Shifts) LedBy(ctx context.Context, person string) iter.Seq2[*shifts.Shift, error] {
	return s.Find(ctx, store.Query{Index: "leaders", Prefix: []any{person}})
}

// OfOrganisation streams those of an organisation that begin at a time or later, the first one first.
func (s *Shifts) OfOrganisation(ctx context.Context, organisation string, from time.Time, limit int) iter.Seq2[*shifts.Shift, error] {
	return s.Find(ctx, store.Query{Index: "organisation", Prefix: []any{organisation}, From: domain.Instant(from), Limit: limit})
}

// Begin streams those that begin from one time up to another.
func (s *Shifts) Begin(ctx context.Context, from, to time.Time) iter.Seq2[*shifts.Shift, error] {
	return s.Find(ctx, store.Query{Index: "from", From: domain.Instant(from), To: domain.Instant(to).Add(time.Millisecond)})
}

// Untold streams those whose work does not say yet how many seats are taken.
func (s *Shifts) Untold(ctx context.Context) iter.Seq2[*shifts.Shift, error] {
	return s.Find(ctx, store.Query{Index: "untold", Prefix: []any{true}})
}

// SignUps keeps who takes part in shifts.
type SignUps struct {
	*store.Collection[shifts.SignUp]
}

func signUpsSpec() store.Spec {
	return store.Spec{Name: "signUps", Indexes: []store.Index{
		{Name: "shift", Fields: []string{"shift", "state", "ticket"}}, {Name: "person", Fields: []string{"person", "from"}},
	}}
}

// In streams the sign-ups of a shift in a state, in the order of their tickets.
func (u *SignUps) In(ctx context.Context, shift string, state shifts.State) iter.Seq2[*shifts.SignUp, error] {
	return u.Find(ctx, store.Query{Index: "shift", Prefix: []any{shift, string(state)}})
}

// Of streams those of a person for shifts that begin at a time or later, the first one first.
func (u *SignUps) Of(ctx context.Context, person string, from time.Time) iter.Seq2[*shifts.SignUp, error] {
	return u.Find(ctx, store.Query{Index: "person", Prefix: []any{person}, From: domain.Instant(from)})
}

// By streams every sign-up of a person.
func (u *SignUps) By(ctx context.Context, person string) iter.Seq2[*shifts.SignUp, error] {
	return u.Find(ctx, store.Query{Index: "person", Prefix: []any{person}})
}
