package collections

import (
	"context"
	"iter"

	"jitasa/internal/hours"
	"jitasa/internal/store"
)

// Hours keeps the ledger of hours. The ids of a record's entries begin with those of its shift and its person, so that they
// are beside each other in the order of ids, and in that of every index.
type Hours struct{ *store.Collection[hours.Entry] }

func hoursSpec() store.Spec {
	return store.Spec{Name: "hours", Indexes: []store.Index{
		{Name: "person", Fields: []string{"person", "day"}, Sparse: true}, {Name: "organisation", Fields: []string{"organisation", "day"}},
		{Name: "by", Fields: []string{"by"}, Sparse: true}, {Name: "cases", Fields: []string{"case", "at"}, Sparse: true},
		{Name: "casesOf", Fields: []string{"case", "organisation", "at"}, Sparse: true},
	}}
}

// Record streams the entries of a person in a shift, in the order of their numbers.
func (h *Hours) Record(ctx context.Context, shift, person string) iter.Seq2[*hours.Entry, error] {
	return h.below(ctx, shift+"/"+person)
}

// Shift streams the entries of a shift, a record after the other.
func (h *Hours) Shift(ctx context.Context, shift string) iter.Seq2[*hours.Entry, error] {
	return h.below(ctx, shift)
}

// below streams the entries whose ids begin with some parts.
func (h *Hours) below(ctx context.Context, parts string) iter.Seq2[*hours.Entry, error] {
	return h.Find(ctx, store.Query{From: parts + "/", To: parts + "0"}) // "0" comes right behind "/"
}

// Of streams a person's entries from a day up to another, which is not included; "": without end.
func (h *Hours) Of(ctx context.Context, person, from, to string) iter.Seq2[*hours.Entry, error] {
	return h.Find(ctx, days(store.Query{Index: "person", Prefix: []any{person}}, from, to))
}

// In streams an organisation's entries from a day up to another, which is not included; "": without end.
func (h *Hours) In(ctx context.Context, organisation, from, to string) iter.Seq2[*hours.Entry, error] {
	return h.Find(ctx, days(store.Query{Index: "organisation", Prefix: []any{organisation}}, from, to))
}

// Latest streams an organisation's entries backwards.
func (h *Hours) Latest(ctx context.Context, organisation string) iter.Seq2[*hours.Entry, error] {
	return h.Find(ctx, store.Query{Index: "organisation", Prefix: []any{organisation}, Reverse: true})
}

// days bounds a query by days.
func days(q store.Query, from, to string) store.Query {
	if from != "" {
		q.From = from
	}
	if to != "" {
		q.To = to
	}
	return q
}

// Cases streams what somebody had or has to settle, newest first; of every organisation, if organisation is "".
func (h *Hours) Cases(ctx context.Context, organisation string, limit int) iter.Seq2[*hours.Entry, error] {
	q := store.Query{Index: "cases", Prefix: []any{true}, Reverse: true, Limit: limit}
	if organisation != "" {
		q.Index, q.Prefix = "casesOf", []any{true, organisation}
	}
	return h.Find(ctx, q)
}

// By streams what somebody said, of themselves and of others.
func (h *Hours) By(ctx context.Context, person string) iter.Seq2[*hours.Entry, error] {
	return h.Find(ctx, store.Query{Index: "by", Prefix: []any{person}})
}
