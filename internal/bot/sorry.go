package bot

import (
	"context"
	"errors"
	"fmt"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// Apologise answers an event that cannot be answered, with a few kind words. It
// is an answer like any other: given once, however often it is called, and not
// at all where there is one already.
func (b *Bot) Apologise(ctx context.Context, e chat.Event) error {
	for range attempts {
		err := b.apologise(ctx, e)
		if !errors.Is(err, domain.ErrConflict) {
			return err
		}
	}
	return fmt.Errorf("apologising: %w", domain.ErrConflict)
}

func (b *Bot) apologise(ctx context.Context, e chat.Event) error {
	thread, err := b.thread(ctx, e)
	if err != nil {
		return err
	}
	again := thread.consumed(e.ID)
	out, waits := thread.outgoing(e.ID)
	if again && !waits || b.said.has(e.ID) {
		return nil
	}
	lang := language(thread)
	if !waits {
		out = Outgoing{Event: e.ID, Reply: e.Reply, Received: domain.Instant(e.Received), Style: Style{Lang: lang, Plain: thread.Memory.Plain}}
	}
	out.Messages = b.sorry(lang)
	thread.put(out)
	if err := b.save(ctx, thread, e, b.Now()); err != nil {
		return err
	}
	return b.finish(ctx, thread, e, again)
}

func (b *Bot) sorry(lang string) []chat.Message {
	words := b.Speak(lang)
	command := func(id string) chat.Choice {
		return chat.Choice{Label: words.T("command." + id + ".label"), Tap: chat.Tap{Flow: "!" + id}}
	}
	return []chat.Message{{Text: words.T("sorry.reply"), Nav: []chat.Choice{command("menu"), command("human")}}}
}

// language is the one to speak with a person, also before they chose.
func language(thread *Thread) string { return domain.Speaks(thread.Memory.Lang) }
