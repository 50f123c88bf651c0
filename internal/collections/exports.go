package collections

import (
	"context"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Exports keeps the tickets under which people fetch their data.
type Exports struct {
	*store.Collection[domain.ExportTicket]
}

func exportsSpec() store.Spec {
	return store.Spec{Name: "exports", Indexes: []store.Index{{Name: "until", Fields: []string{"until"}}, {Name: "person", Fields: []string{"person"}}}}
}

// Purge deletes the tickets that ran out before a time.
func (e *Exports) Purge(ctx context.Context, before time.Time) (int, error) {
	return e.DeleteFound(ctx, store.Query{Index: "until", To: before})
}

// Forget deletes a person's tickets.
func (e *Exports) Forget(ctx context.Context, person string) error {
	_, err := e.DeleteFound(ctx, store.Query{Index: "person", Prefix: []any{person}})
	return err
}
