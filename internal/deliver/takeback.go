package deliver

import (
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

// ReceivedBy streams what was sent to somebody, the newest of each kind first. It goes through every ledger that
// there is: it is not for a moment in which somebody waits for an answer.
func (d *Deliverer) ReceivedBy(ctx context.Context, person string) iter.Seq2[Received, error] {
	return func(yield func(Received, error) bool) {
		for _, kind := range []Kind{Newsletter, Call, Notice} {
			for c, err := range d.Campaigns.Of(ctx, kind) {
				if err != nil {
					yield(Received{}, fmt.Errorf("looking at campaigns: %w", err))
					return
				}
				entry, err := d.entry(ctx, c, person)
				if err != nil {
					yield(Received{}, err)
					return
				}
				if entry == nil {
					continue
				}
				if !yield(Received{Kind: c.Kind, ID: c.ID, Title: c.Title, State: entry.State, Reason: entry.Reason, At: entry.At}, nil) {
					return
				}
			}
		}
	}
}

// entry is somebody's line in a campaign's ledger; nil if they are not in it.
func (d *Deliverer) entry(ctx context.Context, c *Campaign, person string) (found *Entry, err error) {
	if len(c.Segment.People) > 0 && !slices.Contains(c.Segment.People, person) {
		return nil, nil
	}
	err = d.Ledger(ctx, c, func(who string, e Entry) bool {
		if who == person {
			found = &e
		}
		return found == nil
	})
	return found, err
}
