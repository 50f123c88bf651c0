package deliver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"
)

// again opens a settled batch. Its campaign is told before, and does not end until that is done: if we are killed in
// between, whoever would end it opens the batch. Done twice it is done once.
func (d *Deliverer) again(ctx context.Context, batch string) error {
	campaign := ""
	_, err := d.Batches.Update(ctx, batch, func(b *Batch) error {
		campaign = b.Campaign
		return cmp.Or(b.again(), errTaken) // only looked at
	})
	if !errors.Is(err, errTaken) {
		return fmt.Errorf("deciding: %w", err)
	}
	if err := d.change(ctx, campaign, func(c *Campaign) error { return c.reopen(batch) }); err != nil {
		return err
	}
	return d.open(ctx, campaign, batch)
}

// open opens a batch that its campaign waits for: ErrState if it was decided otherwise meanwhile.
func (d *Deliverer) open(ctx context.Context, campaign, batch string) error {
	_, undone := d.Batches.Update(ctx, batch, func(b *Batch) error {
		if err := b.again(); err != nil || b.State == Open {
			return err
		}
		b.Reopen()
		return nil
	})
	if undone != nil && !errors.Is(undone, ErrState) && !isNotFound(undone) {
		return fmt.Errorf("deciding: %w", undone)
	}
	waited := false
	if err := d.change(ctx, campaign, func(c *Campaign) error {
		n := len(c.Reopening)
		c.Reopening = slices.DeleteFunc(c.Reopening, func(id string) bool { return id == batch })
		waited = len(c.Reopening) < n
		return nil
	}); err != nil {
		return err
	}
	if undone != nil && waited { // else somebody else has opened it, and it may have been sent since
		return fmt.Errorf("deciding: %w", undone)
	}
	return nil
}

// openPending opens the batches that a campaign waits for.
func (d *Deliverer) openPending(ctx context.Context, c *Campaign) error {
	for _, batch := range c.Reopening {
		if err := d.open(ctx, c.ID, batch); err != nil && !errors.Is(err, ErrState) && !isNotFound(err) {
			return err
		}
	}
	return nil
}

// again reports whether the batch may be sent again, or is going to be: ErrState.
func (b *Batch) again() error {
	if b.State != Uncertain && b.State != Failed && b.State != Open {
		return ErrState
	}
	return nil
}

// reopen makes the campaign look for open batches again. Of a cancelled one they are swept: nothing is sent.
func (c *Campaign) reopen(batch string) error {
	if c.State == Done {
		c.State, c.Why, c.EndedAt = Running, "", time.Time{}
	}
	c.Active = true
	c.Reopened++
	if !slices.Contains(c.Reopening, batch) {
		c.Reopening = append(c.Reopening, batch)
	}
	return nil
}

// Reopen makes a settled batch as if it had never been tried.
func (b *Batch) Reopen() {
	b.State, b.Reason, b.Open, b.Settled = Open, "", b.block(), time.Time{}
	b.Skips, b.RetryKey, b.FirstTry, b.Doubt, b.Due, b.Tries = nil, "", time.Time{}, false, time.Time{}, 0
}
