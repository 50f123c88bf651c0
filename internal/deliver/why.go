package deliver

import (
	"context"
	"errors"
	"fmt"
	"slices"
)

// Explanation says why somebody gets something, or why not.
type Explanation struct {
	Checks  []Check // conditions of the segment
	Refused string  // a reason, "" for none
	Entry   *Entry  // what the ledger says; nil: nothing
}

// Why explains a campaign to one person. p is nil for somebody who is not known.
func (d *Deliverer) Why(ctx context.Context, c *Campaign, person string, p *Person) (x Explanation, err error) {
	if p != nil {
		x.Checks = c.Segment.Checks(p, d.Now())
	}
	x.Refused = c.refuses(p, d.Now())
	x.Entry, err = d.entry(ctx, c, person)
	return x, err
}

// Forget takes an erased person off every roll, and out of what was for them alone. Batches that are not sent yet are not sent to them.
func (d *Deliverer) Forget(ctx context.Context, person string) error {
	for _, kind := range []Kind{Call, Notice, Newsletter} {
		for c, err := range d.Campaigns.Of(ctx, kind) {
			if err != nil {
				return fmt.Errorf("looking at campaigns: %w", err)
			}
			if err := d.forgetIn(ctx, c, person); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Deliverer) forgetIn(ctx context.Context, c *Campaign, person string) error {
	var on []string
	err := d.Ledger(ctx, c, func(who string, e Entry) bool {
		if who == person {
			on = append(on, e.Batch)
		}
		return true
	})
	for _, id := range on {
		if err == nil {
			err = d.strike(ctx, id, person)
		}
	}
	if err != nil || !c.names(person) {
		return err
	}
	if _, err := d.Campaigns.Update(ctx, c.ID, func(c *Campaign) error {
		c.forget(person)
		return nil
	}); err != nil {
		return fmt.Errorf("leaving a campaign: %w", err)
	}
	return nil
}

// names reports whether the campaign's own document names somebody, beside the rolls.
func (c *Campaign) names(person string) bool {
	return slices.Contains(c.Segment.People, person) || slices.ContainsFunc(c.Blocks, func(b Block) bool { return b.Through == person })
}

// forget takes somebody out of the document. How far a planner came is of no use once it is through.
func (c *Campaign) forget(person string) {
	c.Segment.Forget(person)
	for i := range c.Blocks {
		if (c.Planned || i < len(c.Blocks)-1) && c.Blocks[i].Through == person {
			c.Blocks[i].Through = ""
		}
	}
}

// strike takes somebody off a roll, and off the batch's list of those who were left out.
func (d *Deliverer) strike(ctx context.Context, batch, person string) error {
	_, err := d.Rolls.Update(ctx, batch, func(r *Roll) error {
		for i, p := range r.People {
			if p == person {
				r.People[i] = erased
			}
		}
		return nil
	})
	if err != nil {
		return fmt.Errorf("striking a roll: %w", err)
	}
	_, err = d.Batches.Update(ctx, batch, func(b *Batch) error {
		at := slices.IndexFunc(b.Skips, func(s Skip) bool { return s.Person == person })
		if at < 0 {
			return errTaken
		}
		b.Skips[at].Person = erased
		return nil
	})
	if err != nil && !errors.Is(err, errTaken) {
		return fmt.Errorf("striking a batch: %w", err)
	}
	return nil
}
