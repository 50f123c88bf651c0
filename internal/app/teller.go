package app

import (
	"context"
	"fmt"

	"jitasa/internal/bot"
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

// teller delivers notices, each once for its key, whatever caused them: a turn of somebody else's, a timer, a page.
type teller struct{ app *App }

// Tell implements calls.Teller and is a support.Tell: it says notices in the words of their readers.
func (t teller) Tell(ctx context.Context, notices ...domain.Notice) error {
	for _, n := range notices {
		to := n.Address()
		if to.To == "" { // they have had themselves erased
			continue
		}
		deliver := t.Push
		if to.CanWait {
			deliver = t.app.Bot.Leave
		}
		if err := deliver(ctx, to.Key, to.To, cards.In(t.app.speak(to.Lang), t.app.Places).Notice(n)); err != nil {
			return err
		}
	}
	return nil
}

// noticeID is the id of the campaign that carries a notice. What is about a call has a key that begins with the call's id.
func noticeID(key string) string { return "tell-" + key }

// Push implements bot.Pusher.
func (t teller) Push(ctx context.Context, key, person string, m []chat.Message) error {
	d := t.app.Deliver
	if d == nil { // nothing is sent here
		return nil
	}
	err := d.Campaigns.Insert(ctx, &deliver.Campaign{
		Meta: domain.Meta{ID: noticeID(key)}, Kind: deliver.Notice, Subject: key, Segment: audience.Segment{People: []string{person}}, Messages: m,
		State: deliver.Scheduled, Active: true, CreatedAt: domain.Instant(d.Now()), Cost: 1,
	})
	if err != nil && !isExists(err) {
		return fmt.Errorf("telling somebody: %w", err)
	}
	d.Nudge()
	return nil
}

// pusher is nil where nothing is sent.
func (a *App) pusher() bot.Pusher {
	if a.Deliver == nil {
		return nil
	}
	return teller{a}
}
