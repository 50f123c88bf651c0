package app

import (
	"context"
	"fmt"

	"jitasa/internal/chat"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

// teller sends what a turn says to others, once: the key is the turn's.
type teller struct{ deliver *deliver.Deliverer }

// noticeID is the id of the campaign that carries a notice. What is about a call has a key that begins with the call's id.
func noticeID(key string) string { return "tell-" + key }

// Tell implements bot.Teller.
func (t teller) Tell(ctx context.Context, key, person string, m []chat.Message) error {
	now := domain.Instant(t.deliver.Now())
	err := t.deliver.Campaigns.Insert(ctx, &deliver.Campaign{
		Meta: domain.Meta{ID: noticeID(key)}, Kind: deliver.Notice, Subject: key, Segment: audience.Segment{People: []string{person}}, Messages: m,
		State: deliver.Scheduled, Active: true, CreatedAt: now, Cost: 1,
	})
	if err != nil && !isExists(err) {
		return fmt.Errorf("telling somebody: %w", err)
	}
	t.deliver.Nudge()
	return nil
}
