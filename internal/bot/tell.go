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
			err = b.Leave(ctx, key, told.Person, told.Messages)
		case b.free(ctx, told):
		case b.Teller != nil:
			err = b.Teller.Tell(ctx, key, told.Person, told.Messages)
		}
		if err != nil {
			return fmt.Errorf("telling others: %w", err)
		}
	}
	return nil
}

// free says something on a reply token that was left unused for it, and reports whether that went well. If not, a push
// does it: one that is read twice, after a crash just then, is better than one that is lost.
func (b *Bot) free(ctx context.Context, told flows.Told) bool {
	left := tokenLife - b.Now().Sub(told.Received)
	if told.Reply == "" || left <= 0 {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, left)
	defer cancel()
	batches := b.Platform.Prepare(told.Messages, Style{})
	return len(batches) == 1 && b.Platform.Reply(ctx, told.Reply, batches[0]) == nil
}

// Leave puts something on a person's next answer, which is free, once for each key.
func (b *Bot) Leave(ctx context.Context, key, person string, m []chat.Message) error {
	for range attempts {
		thread, err := b.Threads.Get(ctx, person)
		if errors.Is(err, domain.ErrNotFound) || err == nil && thread.consumed(key) {
			return nil
		}
		if err != nil {
			return err
		}
		thread.consume(key)
		thread.wait(m)
		err = b.Threads.Save(ctx, thread)
		if !errors.Is(err, domain.ErrConflict) {
			return err
		}
	}
	return domain.ErrConflict
}
