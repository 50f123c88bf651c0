package newsroom

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

// SegmentData answers people's demands on saved segments, which can name them.
type SegmentData struct{ Segments Segments }

// Forget takes somebody out of every saved segment that names them. There are few.
func (d SegmentData) Forget(ctx context.Context, person string) error {
	var naming []string
	for one, err := range d.Segments.All(ctx) {
		if err != nil {
			return fmt.Errorf("reading segments: %w", err)
		}
		if one.Segment.Forget(person) {
			naming = append(naming, one.ID)
		}
	}
	var errs []error
	for _, name := range naming {
		_, err := d.Segments.Update(ctx, name, func(one *audience.Saved) error { one.Segment.Forget(person); return nil })
		if err != nil && !errors.Is(err, domain.ErrNotFound) {
			errs = append(errs, fmt.Errorf("taking a person out of a segment: %w", err))
		}
	}
	return errors.Join(errs...)
}
