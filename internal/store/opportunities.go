package store

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// Opportunities keeps volunteer work.
type Opportunities struct {
	*Collection[domain.Opportunity]
}

func opportunitiesSpec() Spec {
	return Spec{Name: "opportunities", Indexes: []Index{{Name: "updated", Fields: []string{"updatedAt"}}}}
}

// Changed streams what was written since a time, oldest change first.
func (o *Opportunities) Changed(ctx context.Context, since time.Time) iter.Seq2[*domain.Opportunity, error] {
	return o.Find(ctx, Query{Index: "updated", From: since})
}
