package bot

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"jitasa/internal/chat"
)

// tokenLife is how long a reply token works (LINE: one minute from receipt),
// less what a request may take.
const tokenLife = 55 * time.Second

// finish logs the exchange and delivers the answer, side by side. again: it may
// have been delivered before, by a process that was killed.
func (b *Bot) finish(ctx context.Context, thread *Thread, e chat.Event, again bool) error {
	out, said := thread.outgoing(e.ID)
	var g errgroup.Group
	if !out.Erased {
		g.Go(func() error {
			if _, err := b.Log.InsertNew(ctx, []*chat.Exchange{chat.NewExchange(e, out.Messages)}); err != nil {
				return fmt.Errorf("logging exchange: %w", err)
			}
			return nil
		})
	}
	var err error
	if said {
		err = b.deliver(ctx, thread, out, again)
	}
	if err := errors.Join(err, g.Wait()); err != nil {
		return err
	}
	b.recent.add(e.ID)
	return nil
}

func (b *Bot) deliver(ctx context.Context, thread *Thread, out Outgoing, again bool) error {
	if out.Menu != "" {
		if err := b.Platform.LinkMenu(ctx, thread.ID, out.Menu); err != nil {
			b.Logger.WarnContext(ctx, "rich menu not linked", "error", err)
		}
	}
	if len(out.Messages) == 0 {
		return nil
	}
	if out.Reply == "" || b.Now().Sub(out.Received) > tokenLife {
		return b.push(ctx, thread, out)
	}
	err := b.Platform.Reply(ctx, out.Reply, out.Messages, out.Style)
	switch {
	case errors.Is(err, ErrReplyToken) && again:
		return nil // young, and used up: by the attempt before the kill
	case errors.Is(err, ErrReplyToken):
		return b.push(ctx, thread, out)
	case errors.Is(err, ErrUndeliverable):
		b.Logger.ErrorContext(ctx, "reply refused", "error", err)
		return nil
	case err != nil:
		return fmt.Errorf("replying: %w", err)
	}
	return nil
}

// push sends what the person needs and keeps what can wait; without quota all of it waits.
func (b *Bot) push(ctx context.Context, thread *Thread, out Outgoing) error {
	var needed, waits []chat.Message
	for _, m := range out.Messages {
		if m.CanWait {
			waits = append(waits, m)
		} else {
			needed = append(needed, m)
		}
	}
	if len(needed) > 0 && thread.Following {
		err := b.Platform.Push(ctx, thread.ID, retryKey(out.Event), needed, out.Style)
		switch {
		case errors.Is(err, ErrNoQuota):
			waits = out.Messages
		case errors.Is(err, ErrUndeliverable):
			b.Logger.ErrorContext(ctx, "push refused", "error", err)
		case err != nil:
			return fmt.Errorf("pushing: %w", err)
		}
	}
	if len(waits) == 0 {
		return nil
	}
	thread.wait(waits)
	thread.Outbox = slices.DeleteFunc(thread.Outbox, func(o Outgoing) bool { return o.Event == out.Event })
	if err := b.Threads.Save(ctx, thread); err != nil {
		return fmt.Errorf("keeping messages for later: %w", err)
	}
	return nil
}

// retryKey is the same for the same event, in every process and after every crash.
func retryKey(event string) string {
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte("jitasa/answer/"+event)).String()
}

// clear drops the answers that are known to have gone out. What is left belongs
// to an event that another process has not finished.
func (b *Bot) clear(ctx context.Context, thread *Thread) error {
	kept := thread.Outbox[:0:0]
	for _, o := range thread.Outbox {
		if b.recent.has(o.Event) {
			continue
		}
		done, err := b.Inbox.Done(ctx, o.Event)
		if err != nil {
			return fmt.Errorf("looking up an event: %w", err)
		}
		if !done {
			kept = append(kept, o)
		}
	}
	thread.Outbox = kept
	return nil
}
