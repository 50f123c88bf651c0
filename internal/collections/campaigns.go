package collections

import (
	"context"
	"iter"
	"slices"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/store"
)

type (
	campaign = deliver.Campaign
	batch    = deliver.Batch
	roll     = deliver.Roll
	content  = deliver.Content
	pace     = limits.Pace
	rest     = limits.Rest
	saved    = audience.Saved
)

// Campaigns keeps what is sent to many.
type Campaigns struct{ *store.Collection[campaign] }

func campaignsSpec() store.Spec {
	return store.Spec{Name: "campaigns", Indexes: []store.Index{
		{Name: "active", Fields: []string{"active"}, Sparse: true}, {Name: "kind", Fields: []string{"kind", "createdAt"}},
		{Name: "subject", Fields: []string{"kind", "subject"}}, {Name: "ended", Fields: []string{"kind", "endedAt"}}, {Name: "people", Fields: []string{"segment.people"}},
		{Name: "kept", Fields: []string{"purged", "endedAt"}},
	}}
}

// Active streams the campaigns in which something is left to do.
func (c *Campaigns) Active(ctx context.Context) iter.Seq2[*campaign, error] {
	return c.Find(ctx, store.Query{Index: "active", Prefix: []any{true}})
}

// Beginning streams the campaigns whose ids begin with something in ASCII.
func (c *Campaigns) Beginning(ctx context.Context, id string) iter.Seq2[*campaign, error] {
	return c.Find(ctx, store.Query{From: id, To: id + "\x7f"})
}

// Of streams the campaigns of a kind, newest first.
func (c *Campaigns) Of(ctx context.Context, k deliver.Kind) iter.Seq2[*campaign, error] {
	return c.Find(ctx, store.Query{Index: "kind", Prefix: []any{string(k)}, Reverse: true})
}

// About streams the campaigns of a kind that carry the same.
func (c *Campaigns) About(ctx context.Context, k deliver.Kind, subject string) iter.Seq2[*campaign, error] {
	return c.Find(ctx, store.Query{Index: "subject", Prefix: []any{string(k), subject}})
}

// Naming streams the campaigns whose segment names somebody.
func (c *Campaigns) Naming(ctx context.Context, person string) iter.Seq2[*campaign, error] {
	return c.Find(ctx, store.Query{Index: "people", Prefix: []any{person}})
}

// Ended streams the campaigns of a kind that ended at a time or later.
func (c *Campaigns) Ended(ctx context.Context, k deliver.Kind, from time.Time) iter.Seq2[*campaign, error] {
	return c.Find(ctx, store.Query{Index: "ended", Prefix: []any{string(k)}, From: from})
}

// Kept streams the campaigns that ended before a time and whose ledgers are not deleted yet.
func (c *Campaigns) Kept(ctx context.Context, before time.Time) iter.Seq2[*campaign, error] {
	return c.Find(ctx, store.Query{Index: "kept", Prefix: []any{false}, To: before})
}

// Batches keeps the ledger of campaigns.
type Batches struct{ *store.Collection[batch] }

func batchesSpec() store.Spec {
	return store.Spec{Name: "batches", Indexes: []store.Index{
		{Name: "open", Fields: []string{"open", "seq"}, Sparse: true}, {Name: "campaign", Fields: []string{"campaign"}},
	}}
}

// Open streams the batches of a block that are not settled, in their order.
func (b *Batches) Open(ctx context.Context, token string) iter.Seq2[*batch, error] {
	return b.Find(ctx, store.Query{Index: "open", Prefix: []any{token}})
}

// Of streams every batch of a campaign.
func (b *Batches) Of(ctx context.Context, campaign string) iter.Seq2[*batch, error] {
	return b.Find(ctx, store.Query{Index: "campaign", Prefix: []any{campaign}})
}

// Rolls keeps who is in which batch.
type Rolls struct {
	*store.Collection[roll]
	people *store.View[onRoll]
}

func rollsSpec() store.Spec { return store.Spec{Name: "rolls"} }

// onRoll is a roll for looking through many.
type onRoll struct {
	ID     string   `json:"_id"`
	People []string `json:"people"`
}

// With streams the ids of a campaign's rolls that somebody is on; the ids of a block begin with its token.
func (r *Rolls) With(ctx context.Context, campaign, token, person string) iter.Seq2[string, error] {
	q := store.Query{From: campaign + ".", To: campaign + "/"} // "/" comes right behind "."
	if token != "" {
		q = store.Query{From: campaign + "." + token + ".", To: campaign + "." + token + "/"}
	}
	return func(yield func(string, error) bool) {
		for on, err := range r.people.With(ctx, q, "people", person) {
			if err != nil {
				yield("", err)
				return
			}
			if slices.Contains(on.People, person) && !yield(on.ID, nil) {
				return
			}
		}
	}
}

// Rests keeps since when people are left in peace.
type Rests struct{ *store.Collection[rest] }

func restsSpec() store.Spec {
	return store.Spec{Name: "rests", Indexes: []store.Index{{Name: "at", Fields: []string{"at"}}}}
}

// Purge deletes the rests of before a time.
func (r *Rests) Purge(ctx context.Context, before time.Time) (int, error) {
	return r.DeleteFound(ctx, store.Query{Index: "at", To: before})
}
