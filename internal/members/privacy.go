package members

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"jitasa/internal/domain"
)

// Records are profiles as they concern the people whose they are.
type Records interface {
	Get(ctx context.Context, person string) (*domain.Volunteer, error)
	Delete(ctx context.Context, people ...string) error
}

// Data answers people's demands on their profiles.
type Data struct{ Profiles Records }

// Known gives a person's profile as their copy has it; of who has none, their id.
func (d Data) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		v, err := d.Profiles.Get(ctx, person)
		if errors.Is(err, domain.ErrNotFound) {
			v, err = &domain.Volunteer{Meta: domain.Meta{ID: person}}, nil
		}
		if err != nil {
			yield(nil, fmt.Errorf("loading a profile: %w", err))
			return
		}
		v.PhoneBlind, v.EmailBlind = "", "" // of no meaning to anybody but the store
		yield(v, nil)
	}
}

// Forget deletes a person's profile.
func (d Data) Forget(ctx context.Context, person string) error {
	return d.Profiles.Delete(ctx, person)
}
