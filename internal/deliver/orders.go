package deliver

import (
	"context"
	"fmt"
)

// Pause stops a campaign: of each process at most the batches in flight are still sent.
func (d *Deliverer) Pause(ctx context.Context, id string) error {
	return d.change(ctx, id, func(c *Campaign) error { return c.pause("", d.Now(), d.Probe) })
}

// Resume goes on with a paused campaign, whoever or whatever paused it; it is no error where it goes out already.
func (d *Deliverer) Resume(ctx context.Context, id string) error {
	d.Budget.Doubt()
	return d.change(ctx, id, func(c *Campaign) error {
		c.Probes = 0
		return c.resume(d.Now())
	})
}

// Cancel ends a campaign for good. Its ledger stays, and is true.
func (d *Deliverer) Cancel(ctx context.Context, id string) error {
	return d.change(ctx, id, func(c *Campaign) error { return c.cancel("", d.Now()) })
}

func (d *Deliverer) change(ctx context.Context, id string, change func(*Campaign) error) error {
	if _, err := d.Campaigns.Update(ctx, id, change); err != nil {
		return fmt.Errorf("changing a campaign: %w", err)
	}
	d.Nudge()
	return nil
}

// Decide settles an uncertain batch as a person says: it was sent, or it was not and is sent
// again, under a new retry key. Failed ones can be sent again too. ErrState otherwise.
func (d *Deliverer) Decide(ctx context.Context, batch string, wasSent bool) error {
	if !wasSent {
		return d.again(ctx, batch)
	}
	_, err := d.Batches.Update(ctx, batch, func(b *Batch) error {
		if b.State != Uncertain {
			return ErrState
		}
		b.Settle(Accepted, "", d.Now())
		return nil
	})
	if err != nil {
		return fmt.Errorf("deciding: %w", err)
	}
	return nil
}
