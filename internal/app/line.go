package app

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/bot"
	"jitasa/internal/chat"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/line"
	"jitasa/internal/metrics"
)

// webhookReader reads LINE's webhooks for the web server.
type webhookReader struct {
	secret string
	count  func(kind, outcome string)
}

func (r webhookReader) Verify(body []byte, signature string) bool {
	return line.Verify(r.secret, body, signature)
}

// Parse leaves out what the bot stays silent on: groups, chats that another module
// has the word in, and what is so old that a body may have been kept and sent again.
func (r webhookReader) Parse(body []byte, received time.Time) ([]*inbox.Event, int, error) {
	delivered, malformed, err := line.Parse(body)
	if err != nil {
		return nil, 0, fmt.Errorf("reading webhook: %w", err)
	}
	events := make([]*inbox.Event, 0, len(delivered))
	for i, d := range delivered {
		if d.Group || d.Standby || d.Person == "" {
			r.count(d.Type, metrics.Ignored)
			continue
		}
		switch inbox.AgeOf(d.At, received) {
		case inbox.Stale:
			r.count(d.Type, metrics.Stale)
			continue
		case inbox.Early:
			r.count(d.Type, metrics.Early)
			continue
		}
		events = append(events, &inbox.Event{
			Meta: domain.Meta{ID: d.ID}, Person: d.Person, At: d.At, Type: d.Type, Received: domain.Instant(received), Again: d.Again, Raw: d.Raw,
			Seq: received.UnixNano() + int64(i),
		})
	}
	for range malformed {
		r.count("", metrics.Malformed)
	}
	return events, malformed, nil
}

// linePlatform is LINE as the bot sees it.
type linePlatform struct{ sender *line.Sender }

// Prepare renders messages; a batch is the objects of one request.
func (p *linePlatform) Prepare(m []chat.Message, s bot.Style) []bot.Batch {
	rendered := line.Batches(line.Render(m, line.Options{Plain: s.Plain, Lang: s.Lang}))
	batches := make([]bot.Batch, len(rendered))
	for i, objects := range rendered {
		batches[i] = objects
	}
	return batches
}

func (p *linePlatform) Reply(ctx context.Context, token string, b bot.Batch) error {
	objects, _ := b.([]line.Object)
	return asBotError(p.sender.Reply(ctx, token, objects))
}

func (p *linePlatform) Push(ctx context.Context, person, retryKey string, b bot.Batch) error {
	objects, _ := b.([]line.Object)
	return asBotError(p.sender.Push(ctx, person, objects, retryKey))
}

// loadingSeconds is how long the animation runs at most; the answer ends it.
const loadingSeconds = 20

func (p *linePlatform) Loading(ctx context.Context, person string) error {
	return asBotError(p.sender.Loading(ctx, person, loadingSeconds))
}

func (p *linePlatform) Name(ctx context.Context, person string) (string, error) {
	profile, err := p.sender.Profile(ctx, person)
	return profile.Name, asBotError(err)
}

func (p *linePlatform) LinkMenu(ctx context.Context, person, lang string) error {
	return asBotError(p.sender.LinkMenu(ctx, person, lang))
}

// budget is what may be spent, as the bot sees it.
type budget struct{ *limits.Budget }

func (b budget) Spend(ctx context.Context, messages int, urgent bool) error {
	err := b.Budget.Spend(ctx, messages, urgent)
	if errors.Is(err, limits.ErrSpent) {
		return fmt.Errorf("%w: %w", bot.ErrNoQuota, err)
	}
	return err
}

// asBotError says LINE's errors in the bot's words.
func asBotError(err error) error {
	switch {
	case err == nil:
		return nil
	case line.IsKind(err, line.InvalidReplyToken):
		return fmt.Errorf("%w: %w", bot.ErrReplyToken, err)
	case line.IsKind(err, line.QuotaExhausted):
		return fmt.Errorf("%w: %w", bot.ErrNoQuota, err)
	case line.IsKind(err, line.Rejected), line.IsKind(err, line.NotFound):
		return fmt.Errorf("%w: %w", bot.ErrUndeliverable, err)
	case line.IsKind(err, line.Unavailable), line.IsKind(err, line.RateLimited), line.IsKind(err, line.Unauthorized):
		return fmt.Errorf("%w: %w", domain.ErrUnavailable, err) // LINE's or the operator's to mend, not the event's fault
	}
	return err
}
