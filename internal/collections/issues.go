package collections

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Issues keeps the newsletter.
type Issues struct {
	*store.Collection[domain.Issue]
}

func issuesSpec() store.Spec {
	return store.Spec{Name: "issues", Indexes: []store.Index{{Name: "published", Fields: []string{"publishedAt"}, Sparse: true}}}
}

// Published streams the issues that are out, the newest first.
func (i *Issues) Published(ctx context.Context, now time.Time, limit int) iter.Seq2[*domain.Issue, error] {
	return i.Find(ctx, store.Query{Index: "published", To: now.Add(time.Millisecond), Reverse: true, Limit: limit})
}
