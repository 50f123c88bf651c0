package deliver

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

// Forget takes an erased person off every roll, and out of what was for them alone. Batches that are not sent yet are
// not sent to them. The person's profile must be gone already: nobody may begin to plan with it. Somebody waits for it,
// so of each campaign only the block in which they can be is read.
func (d *Deliverer) Forget(ctx context.Context, person string) error {
	if err := d.forgetPlanned(ctx, person); err != nil {
		return err
	}
	if err := d.peace.Forget(ctx, string(Call), person); err != nil {
		return err
	}
	for c, err := range d.reaching(ctx, person) {
		if err == nil {
			err = d.forgetIn(ctx, c, person)
		}
		if err != nil {
			return fmt.Errorf("forgetting in a campaign: %w", err)
		}
	}
	return nil
}

// reaching streams the campaigns that somebody can be in: those that name them, then those that name nobody.
func (d *Deliverer) reaching(ctx context.Context, person string) iter.Seq2[*Campaign, error] {
	return func(yield func(*Campaign, error) bool) {
		for c, err := range d.Campaigns.Naming(ctx, person) {
			if !yield(c, err) || err != nil {
				return
			}
		}
		for _, kind := range []Kind{Newsletter, Call} { // a notice names its people
			for c, err := range d.Campaigns.Of(ctx, kind) {
				if err == nil && len(c.Segment.People) > 0 {
					continue
				}
				if !yield(c, err) || err != nil {
					return
				}
			}
		}
	}
}

// forgetPlanned tells those who write a plan at this moment: whoever has read the person already strikes them before
// what was written counts, as the plan and this note are in one document. What planners that were killed wrote is struck here.
func (d *Deliverer) forgetPlanned(ctx context.Context, person string) error {
	for c, err := range d.Campaigns.Active(ctx) {
		if err != nil {
			return fmt.Errorf("looking at campaigns: %w", err)
		}
		if c.Planned || len(c.Segment.People) > 0 && !slices.Contains(c.Segment.People, person) {
			continue
		}
		if _, err = d.Campaigns.Update(ctx, c.ID, func(c *Campaign) error {
			if !c.Planned && !slices.Contains(c.Erased, person) {
				c.Erased = append(c.Erased, person)
			}
			return nil
		}); err != nil {
			return fmt.Errorf("telling a planner: %w", err)
		}
		if err := d.strikeIn(ctx, c.ID, "", person); err != nil {
			return err
		}
	}
	return nil
}

func (d *Deliverer) forgetIn(ctx context.Context, c *Campaign, person string) error {
	for _, token := range c.blocksOf(person) {
		if err := d.strikeIn(ctx, c.ID, token, person); err != nil {
			return err
		}
	}
	if !c.names(person) {
		return nil
	}
	if _, err := d.Campaigns.Update(ctx, c.ID, func(c *Campaign) error {
		c.forget(person)
		return nil
	}); err != nil {
		return fmt.Errorf("leaving a campaign: %w", err)
	}
	return nil
}

// blocksOf are the blocks in which somebody can be: each goes on behind where the one before ended. Where that was
// somebody who was erased, it is not known any more.
func (c *Campaign) blocksOf(person string) (tokens []string) {
	from := ""
	for _, b := range c.Blocks {
		if person > from && (b.Through == "" || person <= b.Through) {
			tokens = append(tokens, b.Token)
		}
		from = max(from, b.Through)
	}
	return tokens
}

// names reports whether the campaign's own document names somebody, beside the rolls.
func (c *Campaign) names(person string) bool {
	return slices.Contains(c.Segment.People, person) || slices.ContainsFunc(c.Blocks, func(b Block) bool { return b.Through == person })
}

// forget takes somebody out of the document. How far a planner came is of no use once it is through.
func (c *Campaign) forget(person string) {
	c.Segment.Forget(person)
	for i := range c.Blocks {
		if (c.Planned || c.Over() || i < len(c.Blocks)-1) && c.Blocks[i].Through == person {
			c.Blocks[i].Through = ""
		}
	}
}

// forgetErased takes those who were erased during the planning out of the document, but for the one who is the place where it goes on.
func (c *Campaign) forgetErased() {
	for _, p := range c.Erased {
		c.forget(p)
	}
	c.Erased = slices.DeleteFunc(c.Erased, func(p string) bool { return !c.names(p) })
}

// strikeIn takes somebody off those rolls of a block (of a whole campaign: "") that they are on.
func (d *Deliverer) strikeIn(ctx context.Context, campaign, token, person string) error {
	for id, err := range d.Rolls.With(ctx, campaign, token, person) {
		if err != nil {
			return fmt.Errorf("reading rolls: %w", err)
		}
		if err := d.strike(ctx, id, person); err != nil {
			return err
		}
	}
	return nil
}

// strike takes somebody off a roll, then off the batch's list of those who were left out. A batch that waits is written in
// any case, so that who has read its roll before does not claim it.
func (d *Deliverer) strike(ctx context.Context, batch, person string) error {
	_, err := d.Rolls.Update(ctx, batch, func(r *Roll) error {
		for i, p := range r.People {
			if p == person {
				r.People[i] = audience.Erased
			}
		}
		return nil
	})
	if err != nil && !errors.Is(err, domain.ErrNotFound) { // a plan that was dropped, or a ledger that was purged
		return fmt.Errorf("striking a roll: %w", err)
	}
	_, err = d.Batches.Update(ctx, batch, func(b *Batch) error {
		at := slices.IndexFunc(b.Skips, func(s Skip) bool { return s.Person == person })
		if at < 0 && b.State != Open {
			return errTaken
		}
		if at >= 0 {
			b.Skips[at].Person = audience.Erased
		}
		return nil
	})
	if err != nil && !errors.Is(err, errTaken) && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("striking a batch: %w", err)
	}
	return nil
}
