package app

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/domain"
)

// Known says what is known of somebody who has no profile.
func (a *App) Known(ctx context.Context, person string) (string, error) {
	_, err := a.Store.Threads.Get(ctx, person)
	switch {
	case err == nil:
		return "has followed or written, and has no profile: nothing was agreed to", nil
	case !errors.Is(err, domain.ErrNotFound):
		return "", fmt.Errorf("looking for a person: %w", err)
	}
	return "nobody with this id is known: it is wrong, or they were erased, of whom nothing is kept", nil
}
