package importer

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// Collection is where documents are kept. Its errors are those of package domain.
type Collection[T any] interface {
	// GetMany reads the documents that are there, by id.
	GetMany(ctx context.Context, ids []string) (map[string]*T, error)
	// InsertNew writes those that are not there yet, and tells which it wrote.
	InsertNew(ctx context.Context, docs []*T) ([]bool, error)
	// Save writes over the version that was read: domain.ErrConflict if somebody else was faster.
	Save(ctx context.Context, doc *T) error
}

// Summary is what saving did, or (dry run) would do.
type Summary struct{ Added, Changed, Unchanged int }

// Saving says how to save.
type Saving struct {
	Now      time.Time
	DryRun   bool
	Progress func(done int) // called after each batch, if set
	// CodeFree is access.ErrTaken for a code that cannot be the organisation's; nil: nobody asks.
	CodeFree func(ctx context.Context, code, organisation string) error
	// CodeMade is told of each organisation that was given a code which it did not have, for the record; nil: nobody is.
	CodeMade func(ctx context.Context, organisation string) error
}

// batch is how many documents are read and inserted at once.
const batch = 500

// rivals is how often a document that others write at the same time is tried.
const rivals = 10

// SaveOpportunities adds and changes by id. Seats taken, the state and the date of
// creation of what is there stay; what is the same is not written.
func SaveOpportunities(ctx context.Context, to Collection[domain.Opportunity], docs []*domain.Opportunity, s Saving) (Summary, error) {
	now := domain.Instant(s.Now)
	return save(ctx, to, docs, s, merging[domain.Opportunity]{
		created: func(o *domain.Opportunity) {
			if o.UpdatedAt = now; o.CreatedAt.IsZero() {
				o.CreatedAt = now
			}
		},
		keep: func(o, old *domain.Opportunity) {
			o.Meta, o.Owner, o.Taken, o.State, o.CreatedAt, o.UpdatedAt = old.Meta, old.Owner, old.Taken, old.State, old.CreatedAt, old.UpdatedAt
		},
		changed: func(o *domain.Opportunity) { o.UpdatedAt = now },
	})
}

// SaveOrganisations adds and changes by id; nothing, if a code is somebody else's: that gives [*Problems].
// The same code again is not a new one: it neither lasts longer nor is good for more managers.
func SaveOrganisations(ctx context.Context, to Collection[domain.Organisation], docs []*domain.Organisation, s Saving) (Summary, error) {
	if err := s.free(ctx, docs); err != nil {
		return Summary{}, err
	}
	made := map[string]string{} // organisations, and the codes that are new to them
	for _, o := range docs {
		if o.Code != "" {
			access.ForManagers(o, o.Code, s.Now)
			made[o.ID] = o.Code
		}
	}
	return save(ctx, to, docs, s, merging[domain.Organisation]{
		keep: func(o, old *domain.Organisation) {
			if made[o.ID] == old.Code && !old.CodeUntil.IsZero() {
				delete(made, o.ID)
			}
			o.Meta, o.Managers, o.CodeBlind = old.Meta, old.Managers, old.CodeBlind
			if made[o.ID] == "" {
				o.Code, o.CodeUntil, o.CodeUses = old.Code, old.CodeUntil, old.CodeUses
			}
		},
		saved: func(o *domain.Organisation) error {
			if made[o.ID] == "" || s.CodeMade == nil {
				return nil
			}
			return s.CodeMade(ctx, o.ID)
		},
	})
}

// free lists the codes that somebody else has.
func (s Saving) free(ctx context.Context, docs []*domain.Organisation) error {
	problems := &Problems{}
	for _, o := range docs {
		if o.Code == "" || s.CodeFree == nil {
			continue
		}
		err := s.CodeFree(ctx, o.Code, o.ID)
		if errors.Is(err, access.ErrTaken) {
			problems.add(0, "", "code_taken", "ID", o.ID)
		} else if err != nil {
			return fmt.Errorf("asking whether the code of %s is free: %w", o.ID, err)
		}
	}
	return problems.err()
}

// SaveNetworks adds and changes by id.
func SaveNetworks(ctx context.Context, to Collection[domain.Network], docs []*domain.Network, s Saving) (Summary, error) {
	return save(ctx, to, docs, s, merging[domain.Network]{
		keep: func(n, old *domain.Network) { n.Meta = old.Meta },
	})
}

// merging is what differs between the kinds of documents.
type merging[T any] struct {
	created, changed func(*T)
	keep             func(doc, old *T)  // takes over what a file does not say
	saved            func(doc *T) error // follows each that was written
}

// written is called once a document is in the store.
func (m merging[T]) written(doc *T) error {
	if m.saved == nil {
		return nil
	}
	return m.saved(doc)
}

func save[T any, P interface {
	*T
	Key() *domain.Meta
}](ctx context.Context, to Collection[T], docs []P, s Saving, m merging[T]) (sum Summary, err error) {
	for part := range slices.Chunk(docs, batch) {
		ids := make([]string, len(part))
		for i, doc := range part {
			ids[i] = doc.Key().ID
		}
		there, err := to.GetMany(ctx, ids)
		if err != nil {
			return sum, fmt.Errorf("reading what is there: %w", err)
		}
		var fresh []*T
		for _, doc := range part {
			if old, ok := there[doc.Key().ID]; ok {
				err = change(ctx, to, doc, old, s, m, &sum)
			} else {
				fresh = append(fresh, doc)
			}
			if err != nil {
				return sum, err
			}
		}
		if err := insert[T, P](ctx, to, fresh, s, m, &sum); err != nil {
			return sum, err
		}
		if s.Progress != nil {
			s.Progress(sum.Added + sum.Changed + sum.Unchanged)
		}
	}
	return sum, nil
}

func insert[T any, P interface {
	*T
	Key() *domain.Meta
}](ctx context.Context, to Collection[T], fresh []*T, s Saving, m merging[T], sum *Summary) error {
	if s.DryRun || len(fresh) == 0 {
		sum.Added += len(fresh)
		return nil
	}
	for _, doc := range fresh {
		if m.created != nil {
			m.created(doc)
		}
	}
	added, err := to.InsertNew(ctx, fresh)
	if err != nil {
		return fmt.Errorf("adding: %w", err)
	}
	for i, ok := range added {
		if ok {
			sum.Added++
			if err := m.written(fresh[i]); err != nil {
				return err
			}
			continue
		}
		if err := rival[T, P](ctx, to, fresh[i], s, m, sum); err != nil {
			return err
		}
	}
	return nil
}

// rival changes a document that somebody else has just written.
func rival[T any, P interface {
	*T
	Key() *domain.Meta
}](ctx context.Context, to Collection[T], doc P, s Saving, m merging[T], sum *Summary) error {
	id := doc.Key().ID
	there, err := to.GetMany(ctx, []string{id})
	if err != nil {
		return fmt.Errorf("reading what is there: %w", err)
	}
	old, ok := there[id]
	if !ok {
		return fmt.Errorf("adding %s: %w", id, domain.ErrConflict)
	}
	return change(ctx, to, doc, old, s, m, sum)
}

// change writes the document over the old one, unless they say the same.
func change[T any, P interface {
	*T
	Key() *domain.Meta
}](ctx context.Context, to Collection[T], doc P, old *T, s Saving, m merging[T], sum *Summary) error {
	id := doc.Key().ID
	for range rivals {
		m.keep(doc, old)
		if same(doc, old) {
			sum.Unchanged++
			return nil
		}
		if s.DryRun {
			sum.Changed++
			return nil
		}
		if m.changed != nil {
			m.changed(doc)
		}
		err := to.Save(ctx, doc)
		if err == nil {
			sum.Changed++
			return m.written(doc)
		}
		if !errors.Is(err, domain.ErrConflict) {
			return fmt.Errorf("changing %s: %w", id, err)
		}
		there, err := to.GetMany(ctx, []string{id})
		if err != nil {
			return fmt.Errorf("reading what is there: %w", err)
		}
		if old = there[id]; old == nil {
			return fmt.Errorf("changing %s: %w", id, domain.ErrNotFound)
		}
	}
	return fmt.Errorf("changing %s: %w", id, domain.ErrConflict)
}

// same compares as a store would keep them: by their JSON.
func same(a, b any) bool {
	x, errX := json.Marshal(a)
	y, errY := json.Marshal(b)
	return errX == nil && errY == nil && bytes.Equal(x, y)
}
