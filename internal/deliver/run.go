package deliver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// Run plans and sends until the context ends; what is in flight then is
// finished. Trouble with the store is logged and waited out.
func (d *Deliverer) Run(ctx context.Context) error {
	defer d.flights.all.Wait()
	for ctx.Err() == nil {
		wait, err := d.look(ctx)
		if err != nil && ctx.Err() == nil {
			d.Log.WarnContext(ctx, "delivery interrupted", "error", err)
		}
		if wait <= 0 {
			continue
		}
		timer := time.NewTimer(min(wait, d.Poll))
		select {
		case <-ctx.Done():
		case <-d.flights.nudged:
		case <-d.flights.landed:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// Round works on what is most urgent, for a while, and waits until that is done. It tells how long nothing can be done.
func (d *Deliverer) Round(ctx context.Context) (wait time.Duration, err error) {
	before := d.flights.begun()
	wait, err = d.look(ctx)
	d.flights.all.Wait()
	if err = errors.Join(err, d.flights.failed()); err == nil && d.flights.begun() > before {
		wait = 0
	}
	return wait, err
}

// look begins what is to be done for the most urgent campaign for which something is, and tells how long nothing can be begun.
func (d *Deliverer) look(ctx context.Context) (wait time.Duration, err error) {
	if err := d.flights.failed(); err != nil {
		return d.Poll, err
	}
	turn, end := context.WithTimeout(ctx, d.Poll)
	defer end()
	var all []*Campaign
	for c, err := range d.Campaigns.Active(ctx) {
		if err != nil {
			return d.Poll, fmt.Errorf("looking for campaigns: %w", err)
		}
		all = append(all, c)
	}
	d.recall.only(all)
	slices.SortStableFunc(all, func(a, b *Campaign) int {
		return cmp.Or(cmp.Compare(a.Kind.urgency(), b.Kind.urgency()), a.CreatedAt.Compare(b.CreatedAt))
	})
	wait = d.Poll
	var errs []error
	for _, c := range all {
		did, pause, err := d.step(ctx, turn, c)
		if err != nil {
			errs = append(errs, fmt.Errorf("campaign %s: %w", c.ID, err))
			continue
		}
		if did {
			return 0, errors.Join(errs...) // look again who is most urgent
		}
		if pause > 0 {
			wait = min(wait, pause)
		}
	}
	return wait, errors.Join(errs...)
}

// step does what can be done for a campaign now, as long as its turn lasts.
func (d *Deliverer) step(ctx, turn context.Context, c *Campaign) (did bool, wait time.Duration, err error) {
	switch c.State {
	case Cancelled:
		return false, 0, d.sweep(ctx, c)
	case Scheduled:
		if d.Now().Before(c.NotBefore) {
			return false, c.NotBefore.Sub(d.Now()), nil
		}
		return true, 0, d.begin(ctx, c)
	case Running:
		if !c.Hours.Allow(d.Now()) {
			return false, 0, nil
		}
		return d.advance(ctx, turn, c)
	case Paused:
		return d.probe(ctx, c)
	}
	return false, 0, nil
}

func (d *Deliverer) begin(ctx context.Context, c *Campaign) error {
	_, err := d.Campaigns.Update(ctx, c.ID, func(c *Campaign) error {
		if c.State != Scheduled {
			return errLost
		}
		c.State, c.StartedAt = Running, domain.Instant(d.Now())
		return nil
	})
	if err != nil && !errors.Is(err, errLost) {
		return fmt.Errorf("starting: %w", err)
	}
	return nil
}

// advance begins to plan the next block, and to send what is planned.
func (d *Deliverer) advance(ctx, turn context.Context, c *Campaign) (did bool, wait time.Duration, err error) {
	if stop, err := d.enough(ctx, c); err != nil || stop {
		return stop, 0, err
	}
	if !c.Planned && (c.Planner.Owner == "" || c.Planner.Owner == d.Owner || !d.Now().Before(c.Planner.Until)) {
		d.planBeside(ctx, c)
	}
	did, left, wait, err := d.sendSome(ctx, turn, c)
	if err == nil && c.Planned && !left {
		return true, 0, d.finish(ctx, c)
	}
	return did, wait, err
}

// planBeside plans the next block beside everything else, unless a campaign of the kind is being planned.
func (d *Deliverer) planBeside(ctx context.Context, c *Campaign) {
	slots := d.flights.planners[c.Kind]
	select {
	case slots <- struct{}{}:
		d.flights.launch(c, slots, "", func() error { return d.plan(ctx, c) })
	default:
	}
}

// enough ends a campaign that need not go on.
func (d *Deliverer) enough(ctx context.Context, c *Campaign) (bool, error) {
	if d.Filled == nil {
		return false, nil
	}
	filled, err := d.Filled(ctx, c)
	if err != nil || !filled {
		return false, err
	}
	_, err = d.Campaigns.Update(ctx, c.ID, func(c *Campaign) error { return c.cancel(Enough, d.Now()) })
	if err != nil && !errors.Is(err, ErrState) {
		return false, fmt.Errorf("ending a campaign: %w", err)
	}
	return true, nil
}

// turnAtMost is how many batches are begun before something more urgent is looked for.
const turnAtMost = 256

// sendSome begins to send batches that are due. left: there are batches that are not settled.
func (d *Deliverer) sendSome(ctx, turn context.Context, c *Campaign) (did, left bool, wait time.Duration, err error) {
	slots := d.flights.senders[c.Kind]
	now := d.Now()
	n := 0
	for _, k := range c.Blocks {
		for b, err := range d.Batches.Open(ctx, k.Token) {
			if err != nil {
				return false, true, 0, fmt.Errorf("looking for batches: %w", err)
			}
			left = true
			if d.flights.has(b.ID) {
				continue
			}
			if due := b.Due.Sub(now); due > 0 {
				if wait == 0 || due < wait {
					wait = due
				}
				continue
			}
			if n == turnAtMost || !d.slot(turn, slots) {
				return true, true, 0, nil
			}
			if pause, err := d.allowed(ctx, c, b); err != nil || pause > 0 {
				<-slots
				return n > 0 && pause == 0, true, pause, err
			}
			n++
			d.flights.launch(c, slots, b.ID, func() error { return d.send(ctx, c, b) })
		}
	}
	return n > 0, left, wait, nil
}
