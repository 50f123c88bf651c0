package dispatch

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// revisingFor is how long nobody else takes up a revision: after that its process was killed.
const revisingFor = 2 * time.Minute

// ErrChanged says that somebody else has changed a campaign since it was looked at.
var ErrChanged = errors.New("somebody else has changed it meanwhile")

// Got is why a campaign cannot be changed any more: somebody has got it, or may have. It is an ErrStarted.
type Got struct{ Accepted, Doubtful, People int }

// Error is for logs.
func (g *Got) Error() string {
	return fmt.Sprintf("%d of %d people have got it, %d more may have", g.Accepted, g.People, g.Doubtful)
}

// Is makes it an ErrStarted.
func (g *Got) Is(target error) bool { return target == ErrStarted }

// Untouched tells whether nobody has got a campaign, or may have: then it can be changed, and its id is free for
// another. The error is a *Got otherwise. A ledger that was deleted for its age is no proof that nobody did.
func (d *Desk) Untouched(ctx context.Context, c *deliver.Campaign) error {
	g := &Got{}
	planned, found := 0, 0
	for _, k := range c.Blocks {
		planned += k.Batches
		g.People += k.People
	}
	for b, err := range d.Batches.Of(ctx, c.ID) {
		if err != nil {
			return fmt.Errorf("reading batches: %w", err)
		}
		if !c.Counts(b) || b.Content == "" {
			continue
		}
		found++
		switch b.State {
		case deliver.Accepted:
			g.Accepted += b.Sent()
		case deliver.Attempted, deliver.Uncertain:
			g.Doubtful += b.Sent()
		}
	}
	if found < planned {
		g.Doubtful = max(g.Doubtful, g.People-g.Accepted)
	}
	if g.Accepted+g.Doubtful > 0 {
		return g
	}
	return nil
}

// Revise makes a campaign that nobody has got another edition of itself, with what is new in to: what it says, whom
// to and when. seen is what the change was decided on: ErrChanged if it has been changed since. Otherwise it is
// refused as Start refuses, or because somebody has got it (*Got), and nothing is changed then.
//
// While it is revised nothing is sent. A batch that is being attempted at that moment either is seen, and the change
// is refused, or finds itself settled, and is not sent.
func (d *Desk) Revise(ctx context.Context, seen, to *deliver.Campaign, reserve int) (Estimate, error) {
	if err := d.Untouched(ctx, seen); err != nil {
		return Estimate{}, err
	}
	e, err := d.check(ctx, to, reserve)
	if err != nil {
		return e, err
	}
	held, err := d.arrest(ctx, seen)
	if err != nil {
		return e, err
	}
	if err := d.void(ctx, held); err != nil {
		return e, errors.Join(err, d.release(ctx, held, seen.State))
	}
	to.Cost = e.People
	if err := d.renew(ctx, held, to); err != nil {
		return e, err
	}
	d.Nudge()
	return e, d.dispose(ctx, held.ID, held.Counts)
}

// arrest stops whoever sends or plans the campaign, until it is renewed or released.
func (d *Desk) arrest(ctx context.Context, seen *deliver.Campaign) (*deliver.Campaign, error) {
	token := d.NewID()
	now := d.Now()
	held, err := d.Campaigns.Update(ctx, seen.ID, func(c *deliver.Campaign) error {
		if c.Edition != seen.Edition || c.Revising != "" && now.Before(c.Planner.Until) {
			return ErrChanged
		}
		c.State, c.Why, c.Active, c.Revising = deliver.Paused, "", true, token
		c.PausedAt, c.Again = domain.Instant(now), time.Time{}
		c.Planner = deliver.Lease{Owner: token, Until: domain.Instant(now.Add(revisingFor)), Lost: c.Planner.Lost}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("stopping a campaign: %w", err)
	}
	return held, nil
}

// void settles the open batches of an edition, unless one is found that somebody has got or may have.
func (d *Desk) void(ctx context.Context, held *deliver.Campaign) error {
	now := d.Now()
	for b, err := range d.Batches.Of(ctx, held.ID) {
		if err != nil {
			return fmt.Errorf("reading batches: %w", err)
		}
		if !held.Counts(b) || b.State != deliver.Open {
			continue
		}
		if _, err := d.Batches.Update(ctx, b.ID, func(b *deliver.Batch) error {
			if b.State == deliver.Open {
				b.Settle(deliver.Skipped, deliver.Replaced, now)
			}
			return nil
		}); err != nil {
			return fmt.Errorf("settling a batch: %w", err)
		}
	}
	return d.Untouched(ctx, held)
}

// release undoes arrest and void: the campaign goes on as before.
func (d *Desk) release(ctx context.Context, held *deliver.Campaign, state deliver.State) error {
	for b, err := range d.Batches.Of(ctx, held.ID) {
		if err != nil {
			return fmt.Errorf("reading batches: %w", err)
		}
		if b.State != deliver.Skipped || b.Reason != deliver.Replaced {
			continue
		}
		if _, err := d.Batches.Update(ctx, b.ID, func(b *deliver.Batch) error {
			b.Reopen()
			return nil
		}); err != nil {
			return fmt.Errorf("opening a batch again: %w", err)
		}
	}
	_, err := d.Campaigns.Update(ctx, held.ID, func(c *deliver.Campaign) error {
		if c.Revising != held.Revising {
			return ErrChanged
		}
		c.Revising, c.State, c.Planner, c.PausedAt = "", state, deliver.Lease{Lost: c.Planner.Lost}, time.Time{}
		return nil
	})
	if err != nil && !errors.Is(err, ErrChanged) {
		return fmt.Errorf("going on: %w", err)
	}
	d.Nudge()
	return nil
}

// renew begins the new edition.
func (d *Desk) renew(ctx context.Context, held, to *deliver.Campaign) error {
	_, err := d.Campaigns.Update(ctx, held.ID, func(c *deliver.Campaign) error {
		if c.Revising != held.Revising {
			return ErrChanged
		}
		c.Title, c.Source, c.Publish, c.Segment, c.SkipRead, c.By = to.Title, to.Source, to.Publish, to.Segment, to.SkipRead, to.By
		c.NotBefore, c.Hours, c.Limit, c.Cost = to.NotBefore, to.Hours, to.Limit, to.Cost
		c.State, c.Why, c.Active, c.Revising = deliver.Scheduled, "", true, ""
		c.StartedAt, c.EndedAt, c.PausedAt, c.Again, c.Probes = time.Time{}, time.Time{}, time.Time{}, time.Time{}, 0
		c.Blocks, c.Planned, c.Planner = nil, false, deliver.Lease{}
		c.Edition++
		c.Resumed++ // what an attempt of the edition before says later is no reason to pause this one
		return nil
	})
	if err != nil {
		return fmt.Errorf("renewing a campaign: %w", err)
	}
	return nil
}
