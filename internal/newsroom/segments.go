package newsroom

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"regexp"

	"jitasa/internal/access"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
)

// segmentName is what a saved segment can be called.
var segmentName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

// ErrName is a name that a segment cannot have.
var ErrName = errors.New("a name is made of a-z, 0-9 and hyphens")

// SaveSegment keeps an audience under a name, instead of what was kept under it: ErrName; domain.ErrInvalid for an
// audience that cannot be read. What was started for it before stays for whom it was.
func (s *Service) SaveSegment(ctx context.Context, by access.Actor, key, name, text string) error {
	return s.once(ctx, by, key, access.SegmentSaved, name, func() (before, after string, err error) {
		if !segmentName.MatchString(name) {
			return "", "", ErrName
		}
		of, err := s.audience(ctx, text)
		if err != nil {
			return "", "", err
		}
		_, err = s.Segments.Update(ctx, name, func(was *audience.Saved) error { was.Segment = of; return nil })
		if errors.Is(err, domain.ErrNotFound) {
			err = s.Segments.Insert(ctx, &audience.Saved{Meta: domain.Meta{ID: name}, Segment: of})
		}
		if err != nil {
			return "", "", fmt.Errorf("saving a segment: %w", err)
		}
		return "", "", nil // an audience can name people
	})
}

// DeleteSegment forgets a saved segment; that there is none is no error.
func (s *Service) DeleteSegment(ctx context.Context, by access.Actor, key, name string) error {
	return s.once(ctx, by, key, access.SegmentDeleted, name, func() (before, after string, err error) {
		if err := s.Segments.Delete(ctx, name); err != nil {
			return "", "", fmt.Errorf("deleting a segment: %w", err)
		}
		return "", "", nil
	})
}

// Counted is a saved segment, and how many of it get the newsletter now.
type Counted struct {
	audience.Saved
	People int
}

// SavedSegments streams the saved segments, counted.
func (s *Service) SavedSegments(ctx context.Context, by access.Actor) iter.Seq2[Counted, error] {
	return func(yield func(Counted, error) bool) {
		if !by.May(access.WriteNewsletters) {
			yield(Counted{}, domain.ErrForbidden)
			return
		}
		for kept, err := range s.Segments.All(ctx) {
			var c Counted
			if err == nil {
				c.Saved = *kept
				c.People, _, err = s.Deliver.Count(ctx, asNewsletter(kept.Segment))
			}
			if !yield(c, err) || err != nil {
				return
			}
		}
	}
}

// CountSegment tells how many of an audience get the newsletter, and how many do not, by reason.
func (s *Service) CountSegment(ctx context.Context, by access.Actor, text string) (people int, skipped map[string]int, err error) {
	if !by.May(access.WriteNewsletters) {
		return 0, nil, domain.ErrForbidden
	}
	of, err := s.audience(ctx, text)
	if err != nil {
		return 0, nil, err
	}
	return s.Deliver.Count(ctx, asNewsletter(of))
}

// ExplainSegment tells which conditions of an audience somebody meets: domain.ErrNotFound for who has no profile.
func (s *Service) ExplainSegment(ctx context.Context, by access.Actor, text, person string) (x dispatch.Explanation, err error) {
	if !by.May(access.WriteNewsletters) {
		return x, domain.ErrForbidden
	}
	of, err := s.audience(ctx, text)
	if err != nil {
		return x, err
	}
	v, err := s.Volunteers.Get(ctx, person)
	if err != nil {
		return x, fmt.Errorf("looking for a person: %w", err)
	}
	return s.Deliver.Why(ctx, asNewsletter(of), v.ID, audience.PersonOf(v))
}

// asNewsletter is a segment as a newsletter would meet it.
func asNewsletter(s audience.Segment) *deliver.Campaign {
	return &deliver.Campaign{Kind: deliver.Newsletter, Segment: s, Purpose: domain.ForNewsletter}
}
