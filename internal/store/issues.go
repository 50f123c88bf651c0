package store

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// Issues keeps the newsletter.
type Issues struct{ *Collection[domain.Issue] }

func issuesSpec() Spec {
	return Spec{Name: "issues", Indexes: []Index{{Name: "published", Fields: []string{"publishedAt"}, Sparse: true}}}
}

// Published streams the issues that are out, the newest first.
func (i *Issues) Published(ctx context.Context, now time.Time, limit int) iter.Seq2[*domain.Issue, error] {
	return i.Find(ctx, Query{Index: "published", To: now.Add(time.Millisecond), Reverse: true, Limit: limit})
}
