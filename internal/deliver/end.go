package deliver

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/domain"
)

// finish ends a campaign of which every batch was seen to be settled, and deletes what was written and never counted.
func (d *Deliverer) finish(ctx context.Context, seen *Campaign) error {
	now, err := d.Campaigns.Get(ctx, seen.ID)
	if err != nil {
		return fmt.Errorf("reading a campaign: %w", err)
	}
	if now.Edition != seen.Edition { // it was revised since, and what is planned of it counts
		return nil
	}
	if len(now.Reopening) > 0 { // whoever opens a batch may have been killed
		return d.openPending(ctx, now)
	}
	refused, err := d.clear(ctx, now)
	if err != nil {
		return err
	}
	over, err := d.Campaigns.Update(ctx, seen.ID, func(c *Campaign) error {
		running := c.State == Running && c.Planned
		if !running && c.State != Cancelled || c.Reopened != seen.Reopened || c.Edition != seen.Edition {
			return errLost
		}
		if running {
			c.State, c.EndedAt = Done, domain.Instant(d.Now())
			if refused {
				c.Why = Refused
			}
		}
		c.Active, c.Purged = false, false
		c.forgetErased()
		return nil
	})
	if errors.Is(err, errLost) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("ending a campaign: %w", err)
	}
	d.Log.InfoContext(ctx, "campaign over", "campaign", over.ID, "state", over.State, "why", over.Why)
	return nil
}

// clear deletes the batches of planners that were killed. refused: of those that count some failed, and none was accepted.
func (d *Deliverer) clear(ctx context.Context, c *Campaign) (refused bool, err error) {
	b := &block{}
	accepted := false
	for batch, err := range d.Batches.Of(ctx, c.ID) {
		switch {
		case err != nil:
			return false, fmt.Errorf("reading batches: %w", err)
		case !c.Counts(batch):
			b.written = append(b.written, batch.ID)
		case batch.State == Failed:
			refused = true
		case batch.State == Accepted:
			accepted = true
		}
	}
	return refused && !accepted, d.drop(ctx, b)
}

// sweep settles the batches of a cancelled campaign. One that was attempted may
// still be settled by whoever did; when their lease is over, nobody knows.
func (d *Deliverer) sweep(ctx context.Context, c *Campaign) error {
	now := d.Now()
	left := false
	reason := Stopped
	if c.Why == Enough {
		reason = Filled
	}
	for _, k := range c.Blocks {
		for b, err := range d.Batches.Open(ctx, k.Token) {
			if err != nil {
				return fmt.Errorf("looking for batches: %w", err)
			}
			settled, err := d.Batches.Update(ctx, b.ID, func(b *Batch) error {
				switch {
				case b.State == Open:
					b.Settle(Skipped, reason, now)
				case b.State == Attempted && !now.Before(b.Due):
					b.Settle(Uncertain, reason, now)
				}
				return nil
			})
			if err != nil {
				return fmt.Errorf("settling a batch: %w", err)
			}
			left = left || settled.Open != ""
		}
	}
	if left {
		return nil
	}
	return d.finish(ctx, c)
}
