package collections

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/store"
)

type (
	tries = access.Tries
	entry = access.Entry
)

// Tries counts wrong codes.
type Tries struct{ *store.Collection[tries] }

func triesSpec() store.Spec {
	return store.Spec{Name: "tries", Indexes: []store.Index{{Name: "until", Fields: []string{"until"}}}}
}

// Purge deletes the counters that are over.
func (t *Tries) Purge(ctx context.Context, now time.Time) (int, error) {
	return t.DeleteFound(ctx, store.Query{Index: "until", To: now})
}

// Audit keeps what staff, managers and operators did. Entries can be added and, once they are old, purged: whoever has
// it cannot change one.
type Audit struct{ kept *store.Collection[entry] }

func auditSpec() store.Spec {
	return store.Spec{Name: "audit", Indexes: []store.Index{{Name: "at", Fields: []string{"at"}}}}
}

// InsertNew adds those entries that are not there yet, and leaves the others alone.
func (a *Audit) InsertNew(ctx context.Context, entries []*entry) ([]bool, error) {
	return a.kept.InsertNew(ctx, entries)
}

// Get reads an entry: domain.ErrNotFound.
func (a *Audit) Get(ctx context.Context, id string) (*entry, error) { return a.kept.Get(ctx, id) }

// Latest streams entries, newest first.
func (a *Audit) Latest(ctx context.Context, limit int) iter.Seq2[*entry, error] {
	return a.kept.Find(ctx, store.Query{Index: "at", Reverse: true, Limit: limit})
}

// Purge deletes the entries of before a time.
func (a *Audit) Purge(ctx context.Context, before time.Time) (int, error) {
	return a.kept.DeleteFound(ctx, store.Query{Index: "at", To: before})
}
