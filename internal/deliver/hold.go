package deliver

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/domain"
)

// probesGrow is how often the pause before another try is doubled.
const probesGrow = 4

// Standing is whether a campaign goes out, and if not, why and until when.
type Standing struct {
	State State
	Why   string    // it is paused or was ended by itself; "" where a person did it
	Since time.Time // when it was paused; zero if it is not, or if that is not known
	Waits bool      // it is paused, and goes on by itself once the cause has passed
	Again time.Time // when it tries that next
}

// Standing tells whether a campaign goes out: domain.ErrNotFound if there is none. One that is paused can be resumed.
func (d *Deliverer) Standing(ctx context.Context, id string) (Standing, error) {
	c, err := d.Campaigns.Get(ctx, id)
	if err != nil {
		return Standing{}, fmt.Errorf("reading a campaign: %w", err)
	}
	return c.Standing(), nil
}

// Standing is how the campaign stands.
func (c *Campaign) Standing() Standing {
	s := Standing{State: c.State, Why: c.Why, Waits: c.waits()}
	if c.State == Paused {
		s.Since, s.Again = c.PausedAt, c.Again
	}
	return s
}

// waits reports whether the campaign goes on by itself: it must not come late, and no person stopped it.
func (c *Campaign) waits() bool { return c.State == Paused && c.Why != "" && c.Kind.urgent() }

// holdOff puts the next try off, for longer each time.
func (c *Campaign) holdOff(now time.Time, probe time.Duration) {
	c.Again = domain.Instant(now.Add(probe << min(c.Probes, probesGrow)))
	c.Probes++
}

// probe lets a campaign that paused itself go on when its time has come, and the cause may have passed. What
// it sends then shows whether it has: the first failure pauses it again.
func (d *Deliverer) probe(ctx context.Context, c *Campaign) (did bool, wait time.Duration, err error) {
	now := d.Now()
	if !c.waits() {
		return false, 0, nil
	}
	if now.Before(c.Again) {
		return false, c.Again.Sub(now), nil
	}
	if stop, err := d.enough(ctx, c); err != nil || stop {
		return stop, 0, err
	}
	passed := true
	if c.Why == NoQuota {
		spent, err := d.spent(ctx, d.reserved(c))
		passed = err == nil && !spent // no answer is no reason to try, nor one to give up
	}
	_, err = d.Campaigns.Update(ctx, c.ID, func(c *Campaign) error {
		switch {
		case !c.waits() || now.Before(c.Again):
			return errLost
		case passed:
			return c.resume(now)
		}
		c.holdOff(now, d.Probe)
		return nil
	})
	if err != nil && !errors.Is(err, errLost) {
		return false, 0, fmt.Errorf("going on: %w", err)
	}
	return passed, 0, nil
}

// Spent reports whether the month's messages are used up, as the platform says.
func (d *Deliverer) Spent(ctx context.Context) (bool, error) { return d.spent(ctx, 0) }

// spent reports whether they are but for the reserve.
func (d *Deliverer) spent(ctx context.Context, reserve int64) (bool, error) {
	limit, used, err := d.Courier.Quota(ctx)
	if err != nil {
		return false, fmt.Errorf("asking for the quota: %w", err)
	}
	return limit >= 0 && used >= limit-reserve, nil
}

// recovered notes that something was accepted: whatever made the campaign pause has passed.
func (d *Deliverer) recovered(ctx context.Context, seen *Campaign) error {
	if seen.Probes == 0 {
		return nil
	}
	_, err := d.Campaigns.Update(ctx, seen.ID, func(c *Campaign) error {
		if c.State == Paused || c.Probes == 0 {
			return errLost
		}
		c.Probes = 0
		return nil
	})
	if err != nil && !errors.Is(err, errLost) {
		return fmt.Errorf("noting that a campaign goes on: %w", err)
	}
	return nil
}

// pauseFor pauses a campaign for what became of an attempt, unless it was resumed since.
func (d *Deliverer) pauseFor(ctx context.Context, seen *Campaign, why string) error {
	_, err := d.Campaigns.Update(ctx, seen.ID, func(c *Campaign) error {
		if c.Resumed != seen.Resumed {
			return ErrState
		}
		return c.pause(why, d.Now(), d.Probe)
	})
	if err != nil && !errors.Is(err, ErrState) {
		return fmt.Errorf("pausing a campaign: %w", err)
	}
	return nil
}
