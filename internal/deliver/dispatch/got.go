package dispatch

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// Got is when a campaign was sent to somebody, or may have been; ok is false if it was not. It reads the campaign and the one
// block of its plan in which they can be.
func (d *Desk) Got(ctx context.Context, campaign, person string) (at time.Time, ok bool, err error) {
	c, err := d.Campaigns.Get(ctx, campaign)
	if errors.Is(err, domain.ErrNotFound) {
		return time.Time{}, false, nil
	}
	if err != nil {
		return time.Time{}, false, fmt.Errorf("reading a campaign: %w", err)
	}
	e, err := d.Entry(ctx, c, person)
	if err != nil || e == nil {
		return time.Time{}, false, err
	}
	switch e.State {
	case deliver.Accepted, deliver.Uncertain:
		return e.At, true, nil
	case deliver.Attempted: // it may have arrived a moment ago
		return domain.Instant(d.Now()), true, nil
	}
	return time.Time{}, false, nil
}
