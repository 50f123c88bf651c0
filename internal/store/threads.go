package store

import (
	"context"
	"errors"

	"jitasa/internal/bot"
	"jitasa/internal/domain"
)

type thread = bot.Thread

// Threads keeps one document for each person's conversation, by the person's id.
type Threads struct{ *Collection[thread] }

// Remembered is what the bot remembers of a person's conversation; nil if it knows nobody of that id.
func (t *Threads) Remembered(ctx context.Context, person string) (any, error) {
	doc, err := t.Get(ctx, person)
	if errors.Is(err, domain.ErrNotFound) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return doc.Memory, nil
}

// Volunteers keeps profiles, by the person's id.
type Volunteers struct{ *Collection[domain.Volunteer] }
