package members

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// Profiles keeps profiles.
type Profiles interface {
	Get(ctx context.Context, person string) (*domain.Volunteer, error)
	Update(ctx context.Context, person string, change func(*domain.Volunteer) error) (*domain.Volunteer, error)
}

// Outlines streams those whose profiles changed at a time or later, at least; the zero time: everybody.
type Outlines interface {
	Outlines(ctx context.Context, since time.Time) iter.Seq2[*Outline, error]
}

// Outline is what tells whether a profile lacks something; nothing of it is sealed.
type Outline struct {
	ID        string       `json:"_id"`
	BirthYear int          `json:"birthYear,omitempty"`
	Adult     bool         `json:"adult,omitempty"`
	Reach     domain.Reach `json:"reach,omitzero"`
	UpdatedAt time.Time    `json:"updatedAt"`
}

// Conversations know how their people are reached.
type Conversations interface {
	// Reach is what a conversation says of it; was is what the profile does. domain.ErrNotFound: there is none.
	Reach(ctx context.Context, person string, was domain.Reach) (domain.Reach, error)
}

// Service is what is done with profiles outside of a turn. It is safe for concurrent use.
type Service struct {
	Profiles      Profiles
	Outlines      Outlines
	Conversations Conversations
	Now           func() time.Time // in the zone in which people mean years
}

// The pass over everybody is never to be felt: it rests after so many.
const (
	lookAtOnce = 1000
	rest       = 100 * time.Millisecond
)

// late is how far Complete looks back behind the end of the time that was looked at before: clocks differ, and writes take their time.
const late = time.Hour

// Complete adds to profiles of older releases what they lack. It looks at whoever changed since it was called last, as older
// processes may still be writing, or at everybody (the zero time), and opens only whoever may lack something. Nobody
// comes to lack something by the mere passing of time: who is 20 this year and said so when signing up did that this year.
func (s *Service) Complete(ctx context.Context, since time.Time) error {
	if !since.IsZero() {
		since = since.Add(-late)
	}
	n := 0
	for o, err := range s.Outlines.Outlines(ctx, since) {
		if err != nil {
			return fmt.Errorf("looking at profiles: %w", err)
		}
		if n++; n%lookAtOnce == 0 {
			select {
			case <-time.After(rest):
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		if o.Reach.Lang == "" || !o.Adult && o.BirthYear == s.Now().Year()-domain.AdultAge {
			if err := s.complete(ctx, o.ID); err != nil && !errors.Is(err, domain.ErrNotFound) { // gone since
				return fmt.Errorf("completing a profile: %w", err)
			}
		}
	}
	return nil
}

// complete adds how to write to somebody, from their conversation, and whether they said to be of age.
func (s *Service) complete(ctx context.Context, person string) error {
	v, err := s.Profiles.Get(ctx, person)
	if err != nil {
		return err
	}
	reach := v.Reach
	if reach.Lang == "" {
		if reach, err = s.Conversations.Reach(ctx, person, v.Reach); err != nil && !errors.Is(err, domain.ErrNotFound) {
			return err
		}
	}
	if reach == v.Reach && v.Adult == (v.Adult || said20(v)) {
		return nil
	}
	_, err = s.Profiles.Update(ctx, person, func(v *domain.Volunteer) error {
		if v.Reach.Lang == "" {
			v.Reach = reach
		}
		v.Adult = v.Adult || said20(v)
		return nil
	})
	return err
}

// said20 reports whether a profile of an older release says so of who was to turn 20 in the year of signing up: the answer
// was not kept, but who said no had to name a guardian.
func said20(v *domain.Volunteer) bool {
	return v.SignedUp() && v.Guardian == "" && v.SignedUpAt.Year()-v.BirthYear == domain.AdultAge
}
