package deliver

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"jitasa/internal/domain"
)

// Run plans and sends until the context ends; what is in flight then is
// finished. Trouble with the store is logged and waited out.
func (d *Deliverer) Run(ctx context.Context) error {
	for ctx.Err() == nil {
		wait, err := d.Round(ctx)
		if err != nil && ctx.Err() == nil {
			d.Log.WarnContext(ctx, "delivery interrupted", "error", err)
		}
		if wait <= 0 {
			continue
		}
		timer := time.NewTimer(min(wait, d.Poll))
		select {
		case <-ctx.Done():
		case <-d.nudged:
		case <-timer.C:
		}
		timer.Stop()
	}
	return nil
}

// Round works on what is most urgent, for a while. It tells how long nothing can be done.
func (d *Deliverer) Round(ctx context.Context) (wait time.Duration, err error) {
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
		did, pause, err := d.step(ctx, c)
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

// step does what can be done for a campaign now.
func (d *Deliverer) step(ctx context.Context, c *Campaign) (did bool, wait time.Duration, err error) {
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
		return d.advance(ctx, c)
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

// advance plans the next block and sends what is planned, side by side.
func (d *Deliverer) advance(ctx context.Context, c *Campaign) (did bool, wait time.Duration, err error) {
	if stop, err := d.enough(ctx, c); err != nil || stop {
		return stop, 0, err
	}
	var g errgroup.Group
	planning := !c.Planned && (c.Planner.Owner == "" || c.Planner.Owner == d.Owner || !d.Now().Before(c.Planner.Until))
	if planning {
		g.Go(func() error { return d.plan(ctx, c) })
	}
	did, left, wait, sent := d.sendSome(ctx, c)
	if err := errors.Join(g.Wait(), sent); err != nil {
		return false, 0, err
	}
	if c.Planned && !left {
		return true, 0, d.finish(ctx, c)
	}
	return did || planning, wait, nil
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

// roundAtMost is how many batches are sent before something more urgent is looked for.
const roundAtMost = 256

// sendSome sends batches that are due, some at a time. left: there are batches that are not settled.
func (d *Deliverer) sendSome(ctx context.Context, c *Campaign) (did, left bool, wait time.Duration, err error) {
	var g errgroup.Group
	g.SetLimit(d.Senders)
	var count, waited atomic.Int64
	n := 0
	now := d.Now()
	for _, k := range c.Blocks {
		for b, err := range d.Batches.Open(ctx, k.Token) {
			if err != nil {
				return false, true, 0, errors.Join(fmt.Errorf("looking for batches: %w", err), g.Wait())
			}
			left = true
			if now.Before(b.Due) {
				if due := b.Due.Sub(now); wait == 0 || due < wait {
					wait = due
				}
				continue
			}
			if n == roundAtMost || ctx.Err() != nil || waited.Load() > 0 {
				break
			}
			n++
			g.Go(func() error {
				pause, err := d.send(ctx, c, b)
				if pause > 0 {
					waited.Store(int64(pause))
				} else {
					count.Add(1)
				}
				return err
			})
		}
		if n == roundAtMost || waited.Load() > 0 {
			break
		}
	}
	err = g.Wait()
	if pause := time.Duration(waited.Load()); pause > 0 {
		return count.Load() > 0, left, pause, err
	}
	return n > 0, left, wait, err
}
