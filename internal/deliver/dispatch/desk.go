package dispatch

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// Why a campaign cannot be started, or revised.
var (
	ErrStarted  = errors.New("it has been started already")
	ErrNobody   = errors.New("nobody is in the audience")
	ErrPast     = errors.New("the time is in the past")
	ErrOverCost = errors.New("it does not fit into the quota")
)

// Desk is a Deliverer with those who tell it what to do.
type Desk struct{ *deliver.Deliverer }

// New makes a desk of the parts of its Deliverer.
func New(p deliver.Parts) *Desk { return &Desk{deliver.New(p)} }

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
func (d *Desk) Estimate(ctx context.Context, c *deliver.Campaign, reserve int) (e Estimate, err error) {
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

// unsent counts what other campaigns are still going to send.
func (d *Desk) unsent(ctx context.Context, but string) (n int, err error) {
	for c, err := range d.Campaigns.Active(ctx) {
		if err != nil {
			return 0, fmt.Errorf("looking at other campaigns: %w", err)
		}
		if c.ID == but || c.State == deliver.Cancelled {
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
func (d *Desk) Start(ctx context.Context, c *deliver.Campaign, reserve int) (Estimate, error) {
	now := domain.Instant(d.Now())
	if _, err := d.Campaigns.Get(ctx, c.ID); err == nil {
		return Estimate{}, ErrStarted
	} else if !errors.Is(err, domain.ErrNotFound) {
		return Estimate{}, fmt.Errorf("looking for the campaign: %w", err)
	}
	e, err := d.check(ctx, c, reserve)
	if err != nil {
		return e, err
	}
	c.State, c.Active, c.CreatedAt, c.Cost = deliver.Scheduled, true, now, e.People
	if err := d.Campaigns.Insert(ctx, c); errors.Is(err, domain.ErrExists) {
		return e, ErrStarted
	} else if err != nil {
		return e, fmt.Errorf("starting: %w", err)
	}
	d.Nudge()
	return e, nil
}

// check tells whether a campaign can be sent.
func (d *Desk) check(ctx context.Context, c *deliver.Campaign, reserve int) (Estimate, error) {
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
