package dispatch

import (
	"cmp"
	"context"
	"fmt"

	"jitasa/internal/deliver"
)

// Pause is of which kind campaigns are that are paused, and why.
type Pause struct {
	Kind deliver.Kind
	Why  string // one of the causes, or ByPerson
}

// ByPerson is why a campaign is paused that somebody paused.
const ByPerson = "person"

// Paused counts the campaigns that are paused. Every pair that there can be is among them, so that what has passed is seen.
func (d *Desk) Paused(ctx context.Context) (map[Pause]int, error) {
	n := map[Pause]int{}
	for _, k := range deliver.Kinds() {
		for _, why := range []string{deliver.NoQuota, deliver.Refused, deliver.Unauthorized, deliver.Failing, ByPerson} {
			n[Pause{k, why}] = 0
		}
	}
	for c, err := range d.Campaigns.Active(ctx) {
		if err != nil {
			return nil, fmt.Errorf("looking for campaigns: %w", err)
		}
		if c.State == deliver.Paused {
			n[Pause{c.Kind, cmp.Or(c.Why, ByPerson)}]++
		}
	}
	return n, nil
}
