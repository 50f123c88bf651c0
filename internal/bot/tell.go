package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// Pusher sends something to somebody who has not asked for it, once for each key.
type Pusher interface {
	Push(ctx context.Context, key, person string, m []chat.Message) error
}

// tell says to others what the turn has for them, before the turn is known to
// be over: done again, it is done once. The turn's answer may depend on how it went.
func (b *Bot) tell(ctx context.Context, thread *Thread, turn *dialog.Turn, event string) error {
	if len(turn.Effects.Tell) == 0 {
		return nil
	}
	if err := b.current(ctx, thread); err != nil {
		return err
	}
	for n, d := range turn.Effects.Tell {
		if d.Key == "" {
			d.Key = event + "-" + strconv.Itoa(n)
		}
		how, err := b.tellOne(ctx, d)
		if err != nil {
			return fmt.Errorf("telling others: %w", err)
		}
		turn.Went(n, how)
	}
	return nil
}

func (b *Bot) tellOne(ctx context.Context, d dialog.Delivery) (dialog.How, error) {
	switch {
	case d.CanWait:
		return dialog.Left, b.Leave(ctx, d.Key, d.To, d.Messages)
	case b.free(ctx, d):
		return dialog.Replied, nil
	case d.OrWaits && b.Budget != nil && !b.Budget.Has(ctx, 1, chat.Urgent(d.Messages)):
		return dialog.Kept, b.Leave(ctx, d.Key, d.To, d.Messages)
	case b.Pusher != nil:
		return dialog.Pushed, b.Pusher.Push(ctx, d.Key, d.To, d.Messages)
	}
	return dialog.Pushed, nil
}

// free says something on a reply token that was left unused for it, and reports whether that went well. If not, a push
// does it: one that is read twice, after a crash just then, is better than one that is lost.
func (b *Bot) free(ctx context.Context, d dialog.Delivery) bool {
	left := tokenLife - b.Now().Sub(d.Received)
	if d.Reply == "" || left <= 0 {
		return false
	}
	ctx, cancel := context.WithTimeout(ctx, left)
	defer cancel()
	batches := b.Platform.Prepare(d.Messages, Style{})
	return len(batches) == 1 && b.Platform.Reply(ctx, d.Reply, batches[0]) == nil
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
