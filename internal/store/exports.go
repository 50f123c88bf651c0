package store

import (
	"context"
	"time"

	"jitasa/internal/domain"
)

// Exports keeps the tickets under which people fetch their data.
type Exports struct {
	*Collection[domain.ExportTicket]
}

func exportsSpec() Spec {
	return Spec{Name: "exports", Indexes: []Index{{Name: "until", Fields: []string{"until"}}, {Name: "person", Fields: []string{"person"}}}}
}

// Purge deletes the tickets that ran out before a time.
func (e *Exports) Purge(ctx context.Context, before time.Time) (int, error) {
	return purge(ctx, e.Collection, Query{Index: "until", To: before})
}

// Forget deletes a person's tickets.
func (e *Exports) Forget(ctx context.Context, person string) error {
	_, err := purge(ctx, e.Collection, Query{Index: "person", Prefix: []any{person}})
	return err
}
