package dispatch

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// TakeBack ends a campaign because of somebody who is erased: what it says and where it is around are deleted, and
// nothing more of it is sent, not even by a later decision. Who got it stays known. A campaign that is not there is no error.
func (d *Desk) TakeBack(ctx context.Context, id string) error {
	now := domain.Instant(d.Now())
	_, err := d.Campaigns.Update(ctx, id, func(c *deliver.Campaign) error {
		if c.EndedAt.IsZero() {
			c.EndedAt = now
		}
		c.State, c.Why, c.Messages, c.Segment.Near = deliver.Cancelled, deliver.TakenBack, nil, nil
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
