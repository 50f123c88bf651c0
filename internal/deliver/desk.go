package deliver

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/domain"
)

// Estimate is what a campaign would be: how many people get it, why others do
// not, and what that means for the quota.
type Estimate struct {
	People  int
	Skipped map[string]int // by reason, of those in the segment
	Limit   int64          // of the month; below 0: none
	Used    int64
	Planned int // by other campaigns, and not sent yet
	Reserve int // kept for what is more urgent
}

// Left is how many messages this campaign may use; ok is false where there is no limit.
func (e Estimate) Left() (left int, ok bool) {
	if e.Limit < 0 {
		return 0, false
	}
	return max(0, int(e.Limit-e.Used)-e.Planned-e.Reserve), true
}

// Fits reports whether the campaign fits into the quota.
func (e Estimate) Fits() bool {
	left, limited := e.Left()
	return !limited || e.People <= left
}

// Estimate counts a campaign as it would be planned now. reserve is what to leave of the quota.
func (d *Deliverer) Estimate(ctx context.Context, c *Campaign, reserve int) (e Estimate, err error) {
	if e.People, e.Skipped, err = d.Count(ctx, c); err != nil {
		return e, err
	}
	e.Reserve = reserve
	if e.Limit, e.Used, err = d.Courier.Quota(ctx); err != nil {
		return e, fmt.Errorf("asking for the quota: %w", err)
	}
	e.Planned, err = d.unsent(ctx, c.ID)
	return e, err
}

// Count tells how many people a campaign is for, and how many of its segment it leaves out, by reason.
func (d *Deliverer) Count(ctx context.Context, c *Campaign) (people int, skipped map[string]int, err error) {
	skipped = map[string]int{}
	without, err := d.withoutReasons(ctx, c)
	if err != nil {
		return 0, nil, err
	}
	now := d.Now()
	for p, err := range d.Audience.Of(ctx, c.Segment, "") {
		if err != nil {
			return 0, nil, fmt.Errorf("reading the audience: %w", err)
		}
		if !c.Segment.Has(p, now) {
			continue
		}
		reason := c.refuses(p, now)
		if reason == "" {
			reason = without[p.ID]
		}
		if reason == "" {
			people++
		} else {
			skipped[reason]++
		}
	}
	return people, skipped, nil
}

// unsent counts what other campaigns are still going to send.
func (d *Deliverer) unsent(ctx context.Context, but string) (n int, err error) {
	for c, err := range d.Campaigns.Active(ctx) {
		if err != nil {
			return 0, fmt.Errorf("looking at other campaigns: %w", err)
		}
		if c.ID == but || c.State == Cancelled {
			continue
		}
		s, err := d.Status(ctx, c)
		if err != nil {
			return 0, err
		}
		n += max(0, s.Total()-s.Accepted-s.Failed-s.Uncertain)
	}
	return n, nil
}

// Start makes a campaign active: from here on it is sent, at its time. It is
// refused, with nothing sent, if it was started before (ErrStarted), is for
// nobody (ErrNobody), does not fit into the quota (ErrOverCost) or its time is past (ErrPast).
func (d *Deliverer) Start(ctx context.Context, c *Campaign, reserve int) (Estimate, error) {
	now := domain.Instant(d.Now())
	if _, err := d.Campaigns.Get(ctx, c.ID); err == nil {
		return Estimate{}, ErrStarted
	} else if !isNotFound(err) {
		return Estimate{}, fmt.Errorf("looking for the campaign: %w", err)
	}
	e, err := d.check(ctx, c, reserve)
	if err != nil {
		return e, err
	}
	c.State, c.Active, c.CreatedAt, c.Cost = Scheduled, true, now, e.People
	if err := d.Campaigns.Insert(ctx, c); errors.Is(err, domain.ErrExists) {
		return e, ErrStarted
	} else if err != nil {
		return e, fmt.Errorf("starting: %w", err)
	}
	d.Nudge()
	return e, nil
}

// check tells whether a campaign can be sent.
func (d *Deliverer) check(ctx context.Context, c *Campaign, reserve int) (Estimate, error) {
	if !c.NotBefore.IsZero() && c.NotBefore.Before(d.Now()) {
		return Estimate{}, ErrPast
	}
	e, err := d.Estimate(ctx, c, reserve)
	switch {
	case err != nil:
		return e, err
	case e.People == 0:
		return e, ErrNobody
	case !e.Fits():
		return e, ErrOverCost
	}
	return e, nil
}

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
		b.settle(Accepted, "", d.Now())
		return nil
	})
	if err != nil {
		return fmt.Errorf("deciding: %w", err)
	}
	return nil
}
