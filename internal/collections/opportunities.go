package collections

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Opportunities keeps volunteer work.
type Opportunities struct {
	*store.Collection[domain.Opportunity]
}

func opportunitiesSpec() store.Spec {
	return store.Spec{Name: "opportunities", Indexes: []store.Index{{Name: "updated", Fields: []string{"updatedAt"}}}}
}

// Changed streams what was written since a time, oldest change first.
func (o *Opportunities) Changed(ctx context.Context, since time.Time) iter.Seq2[*domain.Opportunity, error] {
	return o.Find(ctx, store.Query{Index: "updated", From: since})
}
