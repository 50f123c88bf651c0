package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flows"
)

// Teller sends something to somebody who has not asked for it, once for each key.
type Teller interface {
	Tell(ctx context.Context, key, person string, m []chat.Message) error
}

// tell says to others what the turn has for them, before the turn is known to
// be over: done again, it is done once.
func (b *Bot) tell(ctx context.Context, thread *Thread, all []flows.Told, event string) error {
	if len(all) == 0 {
		return nil
	}
	if err := b.current(ctx, thread); err != nil {
		return err
	}
	for n, told := range all {
		key := told.Key
		if key == "" {
			key = event + "-" + strconv.Itoa(n)
		}
		var err error
		switch {
		case told.CanWait:
			err = b.leave(ctx, key, told)
		case b.Teller != nil:
			err = b.Teller.Tell(ctx, key, told.Person, told.Messages)
		}
		if err != nil {
			return fmt.Errorf("telling others: %w", err)
		}
	}
	return nil
}

// leave puts something on a person's next answer, which is free.
func (b *Bot) leave(ctx context.Context, key string, told flows.Told) error {
	for range attempts {
		thread, err := b.Threads.Get(ctx, told.Person)
		if errors.Is(err, domain.ErrNotFound) || err == nil && thread.consumed(key) {
			return nil
		}
		if err != nil {
			return err
		}
		thread.consume(key)
		thread.wait(told.Messages)
		err = b.Threads.Save(ctx, thread)
		if !errors.Is(err, domain.ErrConflict) {
			return err
		}
	}
	return domain.ErrConflict
}
