package deliver

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

// errTaken says that a batch is somebody else's, or settled.
var errTaken = errors.New("the batch is taken")

// send takes one batch the whole way.
func (d *Deliverer) send(ctx context.Context, c *Campaign, b *Batch) error {
	roll, err := d.roll(ctx, b.ID)
	if err != nil {
		return err
	}
	if c, err = d.stillRunning(ctx, c.ID); err != nil || c == nil {
		return err
	}
	content, err := d.content(ctx, b)
	if err != nil {
		return err
	}
	if ok, err := d.affords(ctx, c, b, content); err != nil || !ok {
		return err
	}
	b, err = d.attempt(ctx, c, b, roll)
	if errors.Is(err, errTaken) {
		return nil
	}
	if err != nil {
		return err
	}
	if b.Open == "" { // settled at once: nobody is left, or its key is too old
		d.settled(c, b)
		return nil
	}
	p := Parcel{Content: content, People: b.recipients(roll), RetryKey: b.RetryKey, Unit: c.Unit}
	sent := d.Courier.Send(ctx, p)
	// Whatever came of it is written down, even if we are to stop.
	return d.note(context.WithoutCancel(ctx), c, b, p.People, sent)
}

// roll is who is in a batch. Where it is gone, nobody is: whoever deletes rolls deletes their batches next.
func (d *Deliverer) roll(ctx context.Context, batch string) (*Roll, error) {
	r, err := d.Rolls.Get(ctx, batch)
	if isNotFound(err) {
		return &Roll{Meta: domain.Meta{ID: batch}}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("reading a roll: %w", err)
	}
	return r, nil
}

// stillRunning reads the campaign again; nil if nothing may be sent of it now.
func (d *Deliverer) stillRunning(ctx context.Context, id string) (*Campaign, error) {
	c, err := d.Campaigns.Get(ctx, id)
	if err != nil {
		return nil, fmt.Errorf("reading a campaign: %w", err)
	}
	if c.State != Running || !c.Hours.Allow(d.Now()) {
		return nil, nil
	}
	return c, nil
}

// attempt claims a batch and writes down what is about to be sent: from here on
// its recipients and its retry key are fixed.
func (d *Deliverer) attempt(ctx context.Context, c *Campaign, seen *Batch, roll *Roll) (*Batch, error) {
	var skips []Skip
	key := d.NewKey()
	if seen.State == Open {
		var err error
		if skips, err = d.leftOut(ctx, c, seen, roll, key); err != nil {
			return nil, err
		}
	}
	now := domain.Instant(d.Now())
	claimed, err := d.Batches.Update(ctx, seen.ID, func(b *Batch) error {
		switch {
		case b.Open == "" || now.Before(b.Due):
			return errTaken
		case b.State == Open && b.Version != seen.Version: // put back since we looked who has changed their mind, or somebody was struck
			return errTaken
		case b.State == Attempted && len(b.recipients(roll)) == 0: // whoever was asked once is erased since
			b.Settle(Skipped, Gone, now)
			return nil
		case b.State == Attempted && now.Sub(b.FirstTry) > d.KeyLife:
			b.Settle(Uncertain, "", now)
			return nil
		case b.State == Open:
			b.State, b.Skips, b.RetryKey, b.FirstTry, b.Doubt, b.Tries = Attempted, skips, key, now, false, 0
		default: // who attempted it was killed, or does not know how it ended
			b.Doubt = true
		}
		b.Tries++
		b.Owner, b.Due = d.Owner, now.Add(d.Lease)
		switch {
		case b.Sent() == 0:
			b.Settle(Skipped, "", now)
		case len(b.recipients(roll)) == 0:
			b.Settle(Skipped, Gone, now)
		}
		return nil
	})
	if err != nil && !errors.Is(err, errTaken) {
		return nil, fmt.Errorf("claiming a batch: %w", err)
	}
	return claimed, err
}

// leftOut tells who of the roll must not get it now. The others' rests are taken for the attempt with this key.
func (d *Deliverer) leftOut(ctx context.Context, c *Campaign, b *Batch, roll *Roll, key string) ([]Skip, error) {
	skips, err := d.changed(ctx, c, b, roll)
	if err != nil {
		return nil, err
	}
	rest := (&Batch{Skips: skips}).recipients(roll)
	if !c.Kind.rested() || len(rest) == 0 {
		return skips, nil
	}
	resting, err := d.peace.Take(ctx, c.attempt(key), rest)
	if err != nil {
		return nil, err
	}
	for _, p := range rest {
		if resting[p] {
			skips = append(skips, Skip{Person: p, Reason: TooOften})
		}
	}
	return skips, nil
}

// changed tells who of the roll must not get it any more.
func (d *Deliverer) changed(ctx context.Context, c *Campaign, b *Batch, roll *Roll) (skips []Skip, err error) {
	since := c.CreatedAt
	for _, k := range c.Blocks {
		if k.Token == b.Open {
			since = k.At
		}
	}
	now := d.Now()
	changed, err := d.Audience.Changed(ctx, roll.People, since, now)
	if err != nil {
		return nil, fmt.Errorf("looking who changed their mind: %w", err)
	}
	for _, id := range roll.People {
		p, ok := changed[id]
		reason := Gone
		if id != audience.Erased {
			reason = c.Refuses(p, now)
		}
		if reason != "" && (ok || id == audience.Erased) {
			skips = append(skips, Skip{Person: id, Reason: reason})
		}
	}
	return skips, nil
}

// note writes down how an attempt to send to some people ended.
func (d *Deliverer) note(ctx context.Context, c *Campaign, b *Batch, people []string, sent error) error {
	now, key := d.Now(), b.RetryKey
	why := ""
	b, err := d.Batches.Update(ctx, b.ID, func(b *Batch) error {
		why = ""
		if b.Open == "" {
			return errTaken
		}
		why = b.end(sent, now, d.Retry)
		return nil
	})
	if errors.Is(err, errTaken) {
		return nil // who took it over after our lease knew as well
	}
	if err != nil {
		return fmt.Errorf("settling a batch: %w", err)
	}
	d.settled(c, b)
	if c.Kind.rested() && (b.State == Open || b.State == Failed) { // nobody got it
		if err := d.peace.GiveBack(ctx, c.attempt(key), people); err != nil {
			return err
		}
	}
	if sent == nil {
		d.recall.of(c.ID, func(m *recalled) { m.failures = 0 })
		return d.recovered(ctx, c)
	}
	if why == "" && !errors.Is(sent, ErrRate) && d.tooMany(c) {
		why = Failing
	}
	if why == Refused && c.Kind.urgent() { // it never works: the others must not wait for it
		d.Log.WarnContext(ctx, "batch refused", "campaign", c.ID, "batch", b.ID, "error", sent)
		return nil
	}
	if why == "" {
		return nil
	}
	d.Log.WarnContext(ctx, "campaign paused", "campaign", c.ID, "why", why, "error", sent)
	return d.pauseFor(ctx, c, why)
}

// settled tells of a batch, if it is settled.
func (d *Deliverer) settled(c *Campaign, b *Batch) {
	if b.Open == "" && d.Settled != nil {
		d.Settled(c.Kind, b.State, b.Sent())
	}
}

// end writes down what became of the batch: why the campaign has to pause, or "".
func (b *Batch) end(sent error, now time.Time, retry time.Duration) (why string) {
	b.Doubt = b.Doubt || errors.Is(sent, ErrDoubt)
	switch {
	case sent == nil:
		b.Settle(Accepted, "", now)
	case errors.Is(sent, ErrRejected):
		b.fail(Refused, now)
		return Refused
	case errors.Is(sent, ErrQuota):
		b.putBack(now)
		return NoQuota
	case errors.Is(sent, ErrUnauthorized):
		b.putBack(now)
		return Unauthorized
	case errors.Is(sent, ErrRate):
		b.putBack(now.Add(retry))
	default:
		b.Doubt = true
		b.Owner, b.Due = "", domain.Instant(now.Add(retry<<min(b.Tries, 6)))
	}
	return ""
}

// fail settles a batch that was refused. If an earlier attempt may have been
// accepted, the refusal of this one does not say so.
func (b *Batch) fail(reason string, now time.Time) {
	if b.Doubt {
		b.Settle(Uncertain, reason, now)
		return
	}
	b.Settle(Failed, reason, now)
}

// putBack returns a batch that was certainly not accepted this time. Only if no attempt before left that open, it
// may change again.
func (b *Batch) putBack(due time.Time) {
	b.Owner, b.Due = "", domain.Instant(due)
	if !b.Doubt {
		b.State, b.Skips, b.RetryKey, b.FirstTry = Open, nil, "", time.Time{}
	}
}
