package deliver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// TakeBack ends a campaign because of somebody who is erased: what it says and where it is around are deleted, and
// nothing more of it is sent, not even by a later decision. Who got it stays known. A campaign that is not there is no error.
func (d *Deliverer) TakeBack(ctx context.Context, id string) error {
	now := domain.Instant(d.Now())
	_, err := d.Campaigns.Update(ctx, id, func(c *Campaign) error {
		if c.EndedAt.IsZero() {
			c.EndedAt = now
		}
		c.State, c.Why, c.Messages, c.Segment.Near = Cancelled, TakenBack, nil, nil
		return nil
	})
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return nil
	case err != nil:
		return fmt.Errorf("taking a campaign back: %w", err)
	}
	var contents []string
	for b, err := range d.Batches.Of(ctx, id) {
		if err != nil {
			return fmt.Errorf("reading batches: %w", err)
		}
		if b.Content != "" && !slices.Contains(contents, b.Content) {
			contents = append(contents, b.Content)
		}
	}
	if err := d.Contents.Delete(ctx, contents...); err != nil {
		return fmt.Errorf("deleting what it says: %w", err)
	}
	return nil
}

// Received is one thing that somebody got, or was to get.
type Received struct {
	Kind   Kind       `json:"kind"`
	ID     string     `json:"id"` // of the campaign
	Title  string     `json:"title,omitempty"`
	State  BatchState `json:"state"`
	Reason string     `json:"reason,omitempty"` // why not
	At     time.Time  `json:"at,omitzero"`      // zero: not yet
}

// ReceivedBy streams what was sent to somebody, the newest of each kind first. Like an erasure it reads of each
// campaign only the block in which they can be.
func (d *Deliverer) ReceivedBy(ctx context.Context, person string) iter.Seq2[Received, error] {
	return func(yield func(Received, error) bool) {
		var all []*Campaign
		for c, err := range d.reaching(ctx, person) {
			if err != nil {
				yield(Received{}, fmt.Errorf("looking at campaigns: %w", err))
				return
			}
			all = append(all, c)
		}
		kinds := []Kind{Newsletter, Call, Notice}
		slices.SortStableFunc(all, func(a, b *Campaign) int {
			return cmp.Or(slices.Index(kinds, a.Kind)-slices.Index(kinds, b.Kind), b.CreatedAt.Compare(a.CreatedAt))
		})
		for _, c := range all {
			entry, err := d.entry(ctx, c, person)
			if entry == nil && err == nil {
				continue
			}
			if err != nil {
				yield(Received{}, err)
				return
			}
			if !yield(Received{Kind: c.Kind, ID: c.ID, Title: c.Title, State: entry.State, Reason: entry.Reason, At: entry.At}, nil) {
				return
			}
		}
	}
}

// entry is somebody's line in a campaign's ledger; nil if they are not in it.
func (d *Deliverer) entry(ctx context.Context, c *Campaign, person string) (*Entry, error) {
	for _, token := range c.blocksOf(person) {
		for id, err := range d.Rolls.With(ctx, c.ID, token, person) {
			if err != nil {
				return nil, fmt.Errorf("reading rolls: %w", err)
			}
			b, err := d.batch(ctx, id)
			if errors.Is(err, domain.ErrNotFound) { // the ledger is being deleted
				continue
			}
			if err != nil {
				return nil, err
			}
			e := b.entry(person, b.left())
			return &e, nil
		}
	}
	return nil, nil
}

// batch reads one batch.
func (d *Deliverer) batch(ctx context.Context, id string) (seen *Batch, err error) {
	_, err = d.Batches.Update(ctx, id, func(b *Batch) error {
		seen = b
		return errTaken // only looked at
	})
	if !errors.Is(err, errTaken) {
		return nil, fmt.Errorf("reading a batch: %w", err)
	}
	return seen, nil
}
