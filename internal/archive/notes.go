package archive

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// transfer is the note of a copy under way.
type transfer struct {
	domain.Meta
	Source    string    `json:"source"`
	StartedAt time.Time `json:"startedAt"`
	Copied    bool      `json:"copied,omitempty"` // all of it: only what is to follow is left
}

// underWay is the id of the one note that there can be.
const underWay = "copy"

// Notes keeps the target's note.
type Notes struct{ notes *store.Collection[transfer] }

// OpenNotes opens the notes of a target.
func OpenNotes(ctx context.Context, e store.Engine) (*Notes, error) {
	c, err := store.In[transfer](ctx, e, store.Spec{Name: "transfers"})
	if err != nil {
		return nil, fmt.Errorf("opening the notes of copies: %w", err)
	}
	return &Notes{c}, nil
}

// ErrUnfinished: a copy or a restore into the store was cut off, so that something is missing in it.
var ErrUnfinished = errors.New("a restore into this store was cut off: do it again, it goes on where it was; or take an empty store")

// Finished is ErrUnfinished where a copy into the store was begun and not ended.
func Finished(ctx context.Context, e store.Engine) error {
	n, err := OpenNotes(ctx, e)
	if err != nil {
		return err
	}
	switch _, err := n.notes.Get(ctx, underWay); {
	case err == nil:
		return ErrUnfinished
	case !errors.Is(err, domain.ErrNotFound):
		return fmt.Errorf("looking for a copy under way: %w", err)
	}
	return nil
}

// progress is how far a copy came before.
type progress int

const (
	fresh  progress = iota // there was none
	cutOff                 // it was cut off
	copied                 // all is there, and what is to follow was cut off
)

// begin notes whose copy the target is to be, and tells how far one came before: ErrNotEmpty.
func (n *Notes) begin(ctx context.Context, to []store.Stored, o Options) (far progress, err error) {
	was, err := n.notes.Get(ctx, underWay)
	switch {
	case err == nil && was.Source == o.Source && was.Copied:
		return copied, nil
	case err == nil && was.Source == o.Source:
		return cutOff, nil
	case err == nil:
		return fresh, fmt.Errorf("%w: a copy of another source was cut off in it", ErrNotEmpty)
	case !errors.Is(err, domain.ErrNotFound):
		return fresh, fmt.Errorf("looking at the target: %w", err)
	}
	if !o.IntoNonempty {
		if err := empty(ctx, to); err != nil {
			return fresh, err
		}
	}
	note := &transfer{Meta: domain.Meta{ID: underWay}, Source: o.Source, StartedAt: domain.Instant(o.Now())}
	if err := n.notes.Insert(ctx, note); err != nil {
		return fresh, fmt.Errorf("noting the copy: %w", err)
	}
	return fresh, nil
}

func empty(ctx context.Context, to []store.Stored) error {
	for _, c := range to {
		byID, _ := c.Schema().Key("")
		docs, _, err := c.Table().Find(ctx, store.Range{Index: byID, Limit: 1})
		if err != nil {
			return fmt.Errorf("looking at the target: %w", err)
		}
		if len(docs) > 0 {
			return fmt.Errorf("%w: there are %s in it (--into-nonempty adds to them)", ErrNotEmpty, c.Name())
		}
	}
	return nil
}

// then has done what is to follow a copy, and forgets it.
func (n *Notes) then(ctx context.Context, o Options) error {
	if o.Then != nil {
		if _, err := n.notes.Update(ctx, underWay, func(t *transfer) error { t.Copied = true; return nil }); err != nil {
			return fmt.Errorf("noting that the copy is whole: %w", err)
		}
		if err := o.Then(ctx); err != nil {
			return err
		}
	}
	if err := n.notes.Delete(ctx, underWay); err != nil {
		return fmt.Errorf("ending the copy: %w", err)
	}
	return nil
}
