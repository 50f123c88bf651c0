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

// begin notes whose copy the target is to be, and tells whether one was cut off: ErrNotEmpty.
func (n *Notes) begin(ctx context.Context, to []store.Stored, o Options) (resumed bool, err error) {
	was, err := n.notes.Get(ctx, underWay)
	switch {
	case err == nil && was.Source == o.Source:
		return true, nil
	case err == nil:
		return false, fmt.Errorf("%w: a copy of another source was cut off in it", ErrNotEmpty)
	case !errors.Is(err, domain.ErrNotFound):
		return false, fmt.Errorf("looking at the target: %w", err)
	}
	if !o.IntoNonempty {
		if err := empty(ctx, to); err != nil {
			return false, err
		}
	}
	note := &transfer{Meta: domain.Meta{ID: underWay}, Source: o.Source, StartedAt: domain.Instant(o.Now())}
	if err := n.notes.Insert(ctx, note); err != nil {
		return false, fmt.Errorf("noting the copy: %w", err)
	}
	return false, nil
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

// end forgets the copy: it is done.
func (n *Notes) end(ctx context.Context) error {
	if err := n.notes.Delete(ctx, underWay); err != nil {
		return fmt.Errorf("ending the copy: %w", err)
	}
	return nil
}
