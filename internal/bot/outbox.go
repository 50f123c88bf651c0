package bot

import (
	"context"
	"fmt"
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// enqueue puts the answer into the outbox, with what waited for a reply. An
// event that is not answered has its place there too: it must be logged.
func (b *Bot) enqueue(thread *Thread, turn *dialog.Turn, e chat.Event) {
	out := Outgoing{
		Event: e.ID, Reply: e.Reply, Received: domain.Instant(e.Received), Messages: turn.Answer(),
		Style: Style{Lang: turn.Words.Lang(), Plain: thread.Memory.Plain}, Menu: turn.Effects.Menu,
		Erased: turn.Effects.Erase != "",
	}
	if out.Erased {
		thread.Waiting = nil
	}
	if (len(out.Messages) > 0 || turn.Effects.PassedOn) && out.Reply != "" {
		b.join(thread, &out)
	}
	thread.Outbox = append(thread.Outbox, out)
}

// join puts what waited before the answer, as far as one reply carries both:
// it waited because nobody should pay for it.
func (b *Bot) join(thread *Thread, out *Outgoing) {
	for n := len(thread.Waiting); n > 0; n-- {
		all := slices.Concat(thread.Waiting[:n], out.Messages)
		if len(all) > 0 && len(b.Platform.Prepare(all, out.Style)) == 1 {
			out.Messages = all
			thread.Waiting = slices.Clone(thread.Waiting[n:])
			return
		}
	}
}

// clear drops the answers that are known to have gone out. What is left belongs
// to an event that another process has not finished.
func (b *Bot) clear(ctx context.Context, thread *Thread) error {
	kept := thread.Outbox[:0:0]
	for _, o := range thread.Outbox {
		if b.done.has(o.Event) {
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
