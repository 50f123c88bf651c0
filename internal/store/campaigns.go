package store

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/deliver"
)

type (
	campaign = deliver.Campaign
	batch    = deliver.Batch
	roll     = deliver.Roll
	content  = deliver.Content
	pace     = deliver.Pace
	saved    = deliver.Saved
)

// Campaigns keeps what is sent to many.
type Campaigns struct{ *Collection[campaign] }

func campaignsSpec() Spec {
	return Spec{Name: "campaigns", Indexes: []Index{
		{Name: "active", Fields: []string{"active"}, Sparse: true}, {Name: "kind", Fields: []string{"kind", "createdAt"}},
		{Name: "subject", Fields: []string{"kind", "subject"}}, {Name: "ended", Fields: []string{"kind", "endedAt"}}, {Name: "people", Fields: []string{"segment.people"}},
	}}
}

// Active streams the campaigns in which something is left to do.
func (c *Campaigns) Active(ctx context.Context) iter.Seq2[*campaign, error] {
	return c.Find(ctx, Query{Index: "active", Prefix: []any{true}})
}

// Beginning streams the campaigns whose ids begin with something in ASCII.
func (c *Campaigns) Beginning(ctx context.Context, id string) iter.Seq2[*campaign, error] {
	return c.Find(ctx, Query{From: id, To: id + "\x7f"})
}

// Of streams the campaigns of a kind, newest first.
func (c *Campaigns) Of(ctx context.Context, k deliver.Kind) iter.Seq2[*campaign, error] {
	return c.Find(ctx, Query{Index: "kind", Prefix: []any{string(k)}, Reverse: true})
}

// About streams the campaigns of a kind that carry the same.
func (c *Campaigns) About(ctx context.Context, k deliver.Kind, subject string) iter.Seq2[*campaign, error] {
	return c.Find(ctx, Query{Index: "subject", Prefix: []any{string(k), subject}})
}

// Naming streams the campaigns whose segment names somebody.
func (c *Campaigns) Naming(ctx context.Context, person string) iter.Seq2[*campaign, error] {
	return c.Find(ctx, Query{Index: "people", Prefix: []any{person}})
}

// Ended streams the campaigns of a kind that ended at a time or later, and before another; the zero
// time is no bound, but one of the two there must be.
func (c *Campaigns) Ended(ctx context.Context, k deliver.Kind, from, before time.Time) iter.Seq2[*campaign, error] {
	q := Query{Index: "ended", Prefix: []any{string(k)}}
	if !from.IsZero() {
		q.From = from
	}
	if !before.IsZero() {
		q.To = before
	}
	return c.Find(ctx, q)
}

// Batches keeps the ledger of campaigns.
type Batches struct{ *Collection[batch] }

func batchesSpec() Spec {
	return Spec{Name: "batches", Indexes: []Index{
		{Name: "open", Fields: []string{"open", "seq"}, Sparse: true}, {Name: "campaign", Fields: []string{"campaign"}},
	}}
}

// Open streams the batches of a block that are not settled, in their order.
func (b *Batches) Open(ctx context.Context, token string) iter.Seq2[*batch, error] {
	return b.Find(ctx, Query{Index: "open", Prefix: []any{token}})
}

// Of streams every batch of a campaign.
func (b *Batches) Of(ctx context.Context, campaign string) iter.Seq2[*batch, error] {
	return b.Find(ctx, Query{Index: "campaign", Prefix: []any{campaign}})
}

// In streams every batch of a block of a campaign: their ids begin with it.
func (b *Batches) In(ctx context.Context, campaign, token string) iter.Seq2[*batch, error] {
	block := campaign + "." + token
	return b.Find(ctx, Query{From: block + ".", To: block + "/"}) // "/" comes right behind "."
}
