package deliver

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// Purge deletes who was in campaigns that ended before a time, and what they were
// sent. That something was sent stays known, so that it is not sent again.
func (d *Deliverer) Purge(ctx context.Context, before time.Time) error {
	for _, kind := range []Kind{Call, Notice, Newsletter} {
		for c, err := range d.Campaigns.Ended(ctx, kind, time.Time{}, before) {
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
	}
	return nil
}

func (d *Deliverer) purge(ctx context.Context, c *Campaign) error {
	if err := d.dispose(ctx, c.ID, func(*Batch) bool { return true }); err != nil {
		return err
	}
	if len(c.Messages) == 0 {
		return nil
	}
	_, err := d.Campaigns.Update(ctx, c.ID, func(c *Campaign) error { c.Messages, c.Segment.People = nil, nil; return nil })
	return err
}

// dispose deletes some batches of a campaign, who is in them, and what they were to say.
func (d *Deliverer) dispose(ctx context.Context, campaign string, which func(*Batch) bool) error {
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
	for part := range slices.Chunk(batches, writeAtOnce) { // rolls first: a batch leads to its roll
		if err := errors.Join(d.Rolls.Delete(ctx, part...), d.Batches.Delete(ctx, part...)); err != nil {
			return fmt.Errorf("deleting batches: %w", err)
		}
	}
	if err := d.Contents.Delete(ctx, contents...); err != nil {
		return fmt.Errorf("deleting contents: %w", err)
	}
	return nil
}
