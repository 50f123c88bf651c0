package dispatch

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"jitasa/internal/deliver"
)

// deleteAtOnce is how many batches one write takes.
const deleteAtOnce = 64

// Purge deletes who was in campaigns that ended before a time, and what they were
// sent. That something was sent stays known, so that it is not sent again; the campaign says that its ledger is gone, and
// is not looked at by the next purge.
func (d *Desk) Purge(ctx context.Context, before time.Time) error {
	for c, err := range d.Campaigns.Kept(ctx, before) {
		if err != nil {
			return fmt.Errorf("looking at campaigns: %w", err)
		}
		if c.Active || !c.Over() {
			continue
		}
		if err := d.purge(ctx, c); err != nil {
			return fmt.Errorf("deleting a ledger: %w", err)
		}
	}
	return nil
}

func (d *Desk) purge(ctx context.Context, c *deliver.Campaign) error {
	if err := d.dispose(ctx, c.ID, func(*deliver.Batch) bool { return true }); err != nil {
		return err
	}
	_, err := d.Campaigns.Update(ctx, c.ID, func(c *deliver.Campaign) error {
		if len(c.Messages) > 0 {
			c.Messages, c.Segment.People = nil, nil
		}
		c.Purged = c.Over() && !c.Active
		return nil
	})
	return err
}

// dispose deletes some batches of a campaign, who is in them, and what they were to say.
func (d *Desk) dispose(ctx context.Context, campaign string, which func(*deliver.Batch) bool) error {
	var batches, contents []string
	for b, err := range d.Batches.Of(ctx, campaign) {
		if err != nil {
			return fmt.Errorf("reading batches: %w", err)
		}
		if !which(b) {
			continue
		}
		batches = append(batches, b.ID)
		if b.Content != "" && !slices.Contains(contents, b.Content) {
			contents = append(contents, b.Content)
		}
	}
	for part := range slices.Chunk(batches, deleteAtOnce) { // rolls first: a batch leads to its roll
		if err := errors.Join(d.Rolls.Delete(ctx, part...), d.Batches.Delete(ctx, part...)); err != nil {
			return fmt.Errorf("deleting batches: %w", err)
		}
	}
	if err := d.Contents.Delete(ctx, contents...); err != nil {
		return fmt.Errorf("deleting contents: %w", err)
	}
	return nil
}
