package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/privacy"
)

// Known says what is known of somebody who has no profile.
func (a *App) Known(ctx context.Context, person string) (string, error) {
	erased, err := a.erased(ctx, person)
	if err != nil {
		return "", err
	}
	_, err = a.Store.Threads.Get(ctx, person)
	switch {
	case err != nil && !errors.Is(err, domain.ErrNotFound):
		return "", fmt.Errorf("looking for a person: %w", err)
	case !erased.IsZero():
		return "erased on " + erased.In(a.config.Zone).Format("2006-01-02 15:04") + ", by their own wish: what there was is gone", nil
	case err == nil:
		return "has followed or written, and has no profile: nothing was agreed to", nil
	}
	days := int(privacy.BackupLife / (24 * time.Hour))
	return fmt.Sprintf("nobody with this id is known: it is wrong, or they were erased more than %d days ago, after which nothing tells", days), nil
}

// erased is when somebody was erased last, as far as receipts still tell; zero: never. There are as many as people erased
// themselves in the last [privacy.BackupLife].
func (a *App) erased(ctx context.Context, person string) (at time.Time, err error) {
	key, err := a.masterKey()
	if err != nil {
		return at, err
	}
	marks, err := privacy.NewMarks(key)
	if err != nil {
		return at, err
	}
	mark := marks.Of(person)
	for r, err := range a.Store.Erasures.Marked(ctx) {
		if err != nil {
			return at, fmt.Errorf("looking for a receipt: %w", err)
		}
		if marks.Mine(r) && r.Mark == mark && r.At.After(at) {
			at = r.At
		}
	}
	return at, nil
}
