package store

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/access"
)

type (
	tries = access.Tries
	entry = access.Entry
)

// Tries counts wrong codes.
type Tries struct{ *Collection[tries] }

func triesSpec() Spec {
	return Spec{Name: "tries", Indexes: []Index{{Name: "until", Fields: []string{"until"}}}}
}

// Purge deletes the counters that are over.
func (t *Tries) Purge(ctx context.Context, now time.Time) (int, error) {
	return purge(ctx, t.Collection, Query{Index: "until", To: now})
}

// Audit keeps what was changed about staff and managers.
type Audit struct{ *Collection[entry] }

func auditSpec() Spec {
	return Spec{Name: "audit", Indexes: []Index{{Name: "at", Fields: []string{"at"}}}}
}

// Latest streams entries, newest first.
func (a *Audit) Latest(ctx context.Context, limit int) iter.Seq2[*entry, error] {
	return a.Find(ctx, Query{Index: "at", Reverse: true, Limit: limit})
}

// Purge deletes the entries of before a time.
func (a *Audit) Purge(ctx context.Context, before time.Time) (int, error) {
	return purge(ctx, a.Collection, Query{Index: "at", To: before})
}
