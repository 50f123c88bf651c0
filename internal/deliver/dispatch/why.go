package dispatch

import (
	"context"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
)

// Explanation says why somebody gets something, or why not.
type Explanation struct {
	Checks  []audience.Check // conditions of the segment
	Refused string           // a reason, "" for none
	Entry   *deliver.Entry   // what the ledger says; nil: nothing
}

// Why explains a campaign to one person. p is nil for somebody who is not known.
func (d *Desk) Why(ctx context.Context, c *deliver.Campaign, person string, p *audience.Person) (x Explanation, err error) {
	if p != nil {
		x.Checks = c.Segment.Checks(p, d.Now())
	}
	x.Refused = c.Refuses(p, d.Now())
	x.Entry, err = d.Entry(ctx, c, person)
	return x, err
}
