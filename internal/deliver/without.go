package deliver

import (
	"context"
	"fmt"
	"time"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

// Refuses tells why the person must not get the campaign; "" if they may.
func (c *Campaign) Refuses(p *audience.Person, now time.Time) string {
	switch {
	case p == nil && c.Purpose == "": // staff need no profile
		return ""
	case p == nil:
		return Gone
	case p.Reach.Left:
		return Left
	case c.Purpose != "" && !p.Gave(c.Purpose):
		return NoConsent
	case c.Purpose != "" && !domain.ConsentCounts(p.BirthYear, p.Adult, p.GuardianOK, now.Year()):
		return Guardian
	case c.AdultsOnly && domain.Minor(p.BirthYear, p.Adult, now.Year()):
		return Minor
	case c.Kind == Call && p.Reach.InDanger(now):
		return InDanger
	}
	return ""
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
		reason := c.Refuses(p, now)
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

// withoutReasons are people who are left out for what they got before.
func (d *Deliverer) withoutReasons(ctx context.Context, c *Campaign) (map[string]string, error) {
	without := map[string]string{}
	if err := d.tooOften(ctx, c, without); err != nil {
		return nil, err
	}
	for other, err := range d.Campaigns.About(ctx, c.Kind, c.Subject) {
		if err != nil {
			return nil, fmt.Errorf("looking at other campaigns: %w", err)
		}
		if other.ID == c.ID {
			continue
		}
		if err := d.sentTo(ctx, other, time.Time{}, func(person string) { without[person] = GotIt }); err != nil {
			return nil, err
		}
	}
	if c.SkipRead {
		for person, err := range d.Readers.Readers(ctx, c.Subject) {
			if err != nil {
				return nil, fmt.Errorf("looking who has read it: %w", err)
			}
			without[person] = ReadIt
		}
	}
	return without, nil
}

// endsLate is how long after the end of a campaign its last batches may be settled.
const endsLate = time.Hour

// tooOften notes who got something of the kind within OncePer, or is about to. It is the time at which each person
// was sent to that counts, not the campaign's own: one may go out for days.
func (d *Deliverer) tooOften(ctx context.Context, c *Campaign, without map[string]string) error {
	if c.OncePer <= 0 {
		return nil
	}
	since := d.Now().Add(-c.OncePer)
	lately := map[string]*Campaign{}
	for other, err := range d.Campaigns.Active(ctx) {
		if err != nil {
			return fmt.Errorf("looking at other campaigns: %w", err)
		}
		if other.Kind == c.Kind && other.ID != c.ID {
			lately[other.ID] = other
		}
	}
	for other, err := range d.Campaigns.Ended(ctx, c.Kind, since.Add(-endsLate)) {
		if err != nil {
			return fmt.Errorf("looking at other campaigns: %w", err)
		}
		if other.ID != c.ID {
			lately[other.ID] = other
		}
	}
	for _, other := range lately {
		if err := d.sentTo(ctx, other, since, func(person string) { without[person] = TooOften }); err != nil {
			return err
		}
	}
	return nil
}

// sentTo tells everybody who got a campaign after a time, may have got it then or will get it.
func (d *Deliverer) sentTo(ctx context.Context, c *Campaign, since time.Time, tell func(person string)) error {
	for b, err := range d.Batches.Of(ctx, c.ID) {
		if err != nil {
			return fmt.Errorf("reading batches: %w", err)
		}
		never := b.State == Skipped || b.State == Failed || b.State == Open && c.State == Cancelled
		if never || b.Open == "" && !b.reached(d.KeyLife).After(since) || !c.Counts(b) {
			continue
		}
		roll, err := d.roll(ctx, b.ID)
		if err != nil {
			return err
		}
		for _, p := range b.recipients(roll) {
			tell(p)
		}
	}
	return nil
}
