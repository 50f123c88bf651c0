package deliver

import (
	"context"
	"errors"
	"time"

	"jitasa/internal/deliver/limits"
)

// allowed takes what the rates give for a batch, or tells how long to wait.
func (d *Deliverer) allowed(ctx context.Context, c *Campaign, b *Batch) (time.Duration, error) {
	if wait, err := d.pacer.Request(ctx); err != nil || wait > 0 {
		return wait, err
	}
	if c.Limit.Messages == 0 {
		return 0, nil
	}
	return d.pacer.Take(ctx, c.ID, b.Sent(), c.Limit)
}

// affords takes what a batch costs from the budget, and pauses its campaign where it has none. One that may have
// been accepted already is repeated whatever it costs: there is no other way to know. Calls are what the reserve is for.
func (d *Deliverer) affords(ctx context.Context, c *Campaign, b *Batch, content *Content) (bool, error) {
	if d.Budget == nil || b.State != Open || c.Kind == Call {
		return true, nil
	}
	err := d.Budget.Spend(ctx, b.Sent(), content.urgent())
	if errors.Is(err, limits.ErrSpent) {
		d.Log.WarnContext(ctx, "campaign paused", "campaign", c.ID, "why", NoQuota, "error", err)
		return false, d.pauseFor(ctx, c, NoQuota)
	}
	return err == nil, err
}

// reserved is what a campaign must leave of the month's messages.
func (d *Deliverer) reserved(c *Campaign) int64 {
	if d.Budget == nil || c.Kind == Call {
		return 0
	}
	return int64(d.Budget.Reserve)
}

// attempt is an attempt to send the campaign, as rests remember it.
func (c *Campaign) attempt(key string) limits.Attempt {
	return limits.Attempt{Kind: string(c.Kind), Campaign: c.ID, RetryKey: key, OncePer: c.OncePer}
}
