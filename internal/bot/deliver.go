package bot

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/google/uuid"
	"golang.org/x/sync/errgroup"

	"jitasa/internal/chat"
)

// tokenLife is how long a reply token works (LINE: one minute from receipt),
// less what is lost on the way to us and back.
const tokenLife = 55 * time.Second

// menuWithin bounds the linking of a rich menu, which nobody waits for.
const menuWithin = 5 * time.Second

// finish logs the exchange and delivers the answer, side by side. again: the
// event was consumed before, so its answer may have been delivered: by a process
// that was killed, by another one that works on it now, or by this one, before
// something else failed.
func (b *Bot) finish(ctx context.Context, thread *Thread, e chat.Event, again bool) error {
	out, waits := thread.outgoing(e.ID)
	if !waits { // somebody else has settled it since
		return nil
	}
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
	if !b.said.has(e.ID) {
		if err = b.deliver(ctx, thread, out, again); err == nil {
			b.said.add(e.ID)
		}
	}
	if err := errors.Join(err, g.Wait()); err != nil {
		return err
	}
	b.done.add(e.ID)
	return nil
}

func (b *Bot) deliver(ctx context.Context, thread *Thread, out Outgoing, again bool) error {
	if len(out.Messages) == 0 && out.Menu == "" {
		return nil
	}
	if again {
		if err := b.takeOver(ctx, thread, &out); err != nil {
			return err
		}
	}
	if len(out.Messages) > 0 {
		if err := b.say(ctx, thread, out, again); err != nil {
			return err
		}
	}
	if out.Menu == "" {
		return nil
	}
	ctx, cancel := context.WithTimeout(ctx, menuWithin)
	defer cancel()
	if err := b.Platform.LinkMenu(ctx, thread.ID, out.Menu); err != nil {
		b.Logger.WarnContext(ctx, "rich menu not linked", "error", err)
	}
	return nil
}

// takeOver writes down that somebody who found the answer in the outbox is about
// to deliver it, so that the one who put it there does not take the loss of the
// reply token for its end.
func (b *Bot) takeOver(ctx context.Context, thread *Thread, out *Outgoing) error {
	out.Taken++
	thread.put(*out)
	if err := b.Threads.Save(ctx, thread); err != nil {
		return fmt.Errorf("taking an answer over: %w", err)
	}
	return nil
}

// say replies while the token is young, and pushes otherwise.
func (b *Bot) say(ctx context.Context, thread *Thread, out Outgoing, again bool) error {
	left := tokenLife - b.Now().Sub(out.Received)
	if out.Reply == "" || left <= 0 {
		return b.push(ctx, thread, out)
	}
	batches := b.Platform.Prepare(out.Messages, out.Style)
	if len(batches) == 0 {
		return nil
	}
	// Not beyond the token's life: only within it does "invalid" mean "used".
	young, cancel := context.WithTimeout(ctx, left)
	defer cancel()
	err := b.Platform.Reply(young, out.Reply, batches[0])
	if errors.Is(err, ErrUndeliverable) { // the token is unused: better a few plain words than silence
		b.Logger.ErrorContext(ctx, "reply refused", "error", err)
		batches = b.Platform.Prepare(b.sorry(out.Style.Lang), out.Style)
		err = b.Platform.Reply(young, out.Reply, batches[0])
	}
	if errors.Is(err, ErrReplyToken) {
		var used bool
		if used, err = b.used(ctx, thread.ID, out, again); err == nil && !used {
			return b.push(ctx, thread, out)
		}
	}
	if err != nil {
		return fmt.Errorf("replying: %w", err)
	}
	return b.pushRest(ctx, thread, out, batches)
}

// used reports whether a young token that does not work was used for this
// answer: by an attempt before this one, or by somebody who took it over meanwhile.
func (b *Bot) used(ctx context.Context, person string, out Outgoing, again bool) (bool, error) {
	if again {
		return true, nil
	}
	now, err := b.Threads.Get(ctx, person)
	if err != nil {
		return false, fmt.Errorf("looking who took an answer over: %w", err)
	}
	stored, waits := now.outgoing(out.Event)
	return !waits || stored.Taken != out.Taken, nil
}

// pushRest sends what one reply does not carry. Conversations say less; this is
// for when they do not.
func (b *Bot) pushRest(ctx context.Context, t *Thread, out Outgoing, batches []Batch) error {
	if len(batches) == 1 || !t.Following {
		return nil
	}
	b.Logger.WarnContext(ctx, "answer over one reply", "requests", len(batches))
	err := b.afford(ctx, t, &out, out.Messages, len(batches)-1)
	if err == nil {
		err = b.pushAll(ctx, t.ID, out.Event, batches, 1)
	}
	if errors.Is(err, ErrNoQuota) || errors.Is(err, ErrUndeliverable) {
		b.Logger.ErrorContext(ctx, "answer cut short", "error", err)
		return nil
	}
	return err
}

func (b *Bot) pushAll(ctx context.Context, person, event string, batches []Batch, from int) error {
	for i := from; i < len(batches); i++ {
		if err := b.Platform.Push(ctx, person, retryKey(event, i), batches[i]); err != nil {
			return fmt.Errorf("pushing: %w", err)
		}
	}
	return nil
}

// push sends what the person needs and keeps what can wait; where nothing but the reserve is left, all of it waits.
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
		batches := b.Platform.Prepare(needed, out.Style)
		err := b.afford(ctx, thread, &out, needed, len(batches))
		if err == nil {
			err = b.pushAll(ctx, thread.ID, out.Event, batches, 0)
		}
		switch {
		case errors.Is(err, ErrNoQuota):
			waits = out.Messages
		case errors.Is(err, ErrUndeliverable):
			b.Logger.ErrorContext(ctx, "push refused", "error", err)
		case err != nil:
			return err
		}
	}
	if len(waits) == 0 {
		return nil
	}
	thread.wait(waits)
	out.Messages = nil // settled, but still known
	thread.put(out)
	if err := b.Threads.Save(ctx, thread); err != nil {
		return fmt.Errorf("keeping messages for later: %w", err)
	}
	return nil
}

// afford takes what a push costs from the budget, once, and writes down that it is begun: from then on it may have
// arrived, and is only ever repeated.
func (b *Bot) afford(ctx context.Context, thread *Thread, out *Outgoing, m []chat.Message, requests int) error {
	if b.Budget == nil || out.Pushed {
		return nil
	}
	if err := b.Budget.Spend(ctx, requests, chat.Urgent(m)); err != nil {
		return fmt.Errorf("pushing: %w", err)
	}
	out.Pushed = true
	thread.put(*out)
	if err := b.Threads.Save(ctx, thread); err != nil {
		return fmt.Errorf("noting a push: %w", err)
	}
	return nil
}

// retryKey is the same for the same part of the same answer, in every process
// and after every crash.
func retryKey(event string, part int) string {
	name := "jitasa/answer/" + event
	if part > 0 {
		name += "/" + strconv.Itoa(part)
	}
	return uuid.NewSHA1(uuid.NameSpaceOID, []byte(name)).String()
}
