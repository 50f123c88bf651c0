package collections

import (
	"context"
	"errors"
	"iter"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Clicks keeps the clicks on links of campaigns.
type Clicks struct {
	*store.Collection[domain.Click]
}

func clicksSpec() store.Spec {
	return store.Spec{Name: "clicks", Indexes: []store.Index{{Name: "campaign", Fields: []string{"campaign", "link"}}}}
}

// Add adds so many clicks to those of a link, a variant and an hour.
func (c *Clicks) Add(ctx context.Context, click *domain.Click, n int) error {
	for {
		_, err := c.Update(ctx, click.ID, func(kept *domain.Click) error { kept.Count += n; return nil })
		if !errors.Is(err, domain.ErrNotFound) {
			return err
		}
		first := *click
		first.Count = n
		if err := c.Insert(ctx, &first); !errors.Is(err, domain.ErrExists) { // of another process
			return err
		}
	}
}

// Of streams a campaign's clicks, link by link.
func (c *Clicks) Of(ctx context.Context, campaign string) iter.Seq2[*domain.Click, error] {
	return c.Find(ctx, store.Query{Index: "campaign", Prefix: []any{campaign}})
}

// Purge deletes the clicks of before a time: their ids are ULIDs.
func (c *Clicks) Purge(ctx context.Context, before time.Time) (int, error) {
	return c.DeleteFound(ctx, store.Query{To: ulidAt(before)})
}

// Responses keeps what people did because of campaigns.
type Responses struct {
	*store.Collection[domain.Response]
}

func responsesSpec() store.Spec {
	return store.Spec{Name: "responses", Indexes: []store.Index{
		{Name: "campaign", Fields: []string{"campaign", "kind", "value"}}, {Name: "person", Fields: []string{"person"}}, {Name: "at", Fields: []string{"at"}},
	}}
}

// In streams what was done because of a campaign, a kind and value at a time.
func (r *Responses) In(ctx context.Context, campaign string) iter.Seq2[*domain.Response, error] {
	return r.Find(ctx, store.Query{Index: "campaign", Prefix: []any{campaign}})
}

// Readers streams the people who have read something as a free reply.
func (r *Responses) Readers(ctx context.Context, campaign string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for doc, err := range r.Find(ctx, store.Query{Index: "campaign", Prefix: []any{campaign, string(domain.HasRead)}}) {
			if err != nil {
				yield("", err)
				return
			}
			if !yield(doc.Person, nil) {
				return
			}
		}
	}
}

// By streams what a person did.
func (r *Responses) By(ctx context.Context, person string) iter.Seq2[*domain.Response, error] {
	return r.Find(ctx, store.Query{Index: "person", Prefix: []any{person}})
}

// Forget deletes what a person did.
func (r *Responses) Forget(ctx context.Context, person string) error {
	_, err := r.DeleteFound(ctx, store.Query{Index: "person", Prefix: []any{person}})
	return err
}

// Purge deletes what was done before a time.
func (r *Responses) Purge(ctx context.Context, before time.Time) (int, error) {
	return r.DeleteFound(ctx, store.Query{Index: "at", To: before})
}
