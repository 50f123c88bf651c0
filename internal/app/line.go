package app

import (
	"context"
	"fmt"
	"time"

	"jitasa/internal/bot"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/inbox"
	"jitasa/internal/line"
)

// webhookReader reads LINE's webhooks for the web server.
type webhookReader struct{ secret string }

func (r webhookReader) Verify(body []byte, signature string) bool {
	return line.Verify(r.secret, body, signature)
}

// Parse leaves out what the bot stays silent on: groups, and chats that another
// module has the word in.
func (r webhookReader) Parse(body []byte, received time.Time) ([]*inbox.Event, int, error) {
	delivered, malformed, err := line.Parse(body)
	if err != nil {
		return nil, 0, fmt.Errorf("reading webhook: %w", err)
	}
	events := make([]*inbox.Event, 0, len(delivered))
	for _, d := range delivered {
		if d.Group || d.Standby || d.Person == "" {
			continue
		}
		events = append(events, &inbox.Event{
			Meta: domain.Meta{ID: d.ID}, Person: d.Person, At: d.At, Received: domain.Instant(received), Again: d.Again, Raw: d.Raw,
		})
	}
	return events, malformed, nil
}

// linePlatform is LINE as the bot sees it.
type linePlatform struct{ sender *line.Sender }

func render(m []chat.Message, s bot.Style) [][]line.Object {
	return line.Batches(line.Render(m, line.Options{Plain: s.Plain, Lang: s.Lang}))
}

// Reply sends one request: a reply token works once. What is over the five
// messages of a request is not lost: conversations say less, and Batches joins texts.
func (p *linePlatform) Reply(ctx context.Context, token string, m []chat.Message, s bot.Style) error {
	batches := render(m, s)
	if len(batches) == 0 {
		return nil
	}
	return asBotError(p.sender.Reply(ctx, token, batches[0]))
}

func (p *linePlatform) Push(ctx context.Context, person, retryKey string, m []chat.Message, s bot.Style) error {
	batches := render(m, s)
	if len(batches) == 0 {
		return nil
	}
	return asBotError(p.sender.Push(ctx, person, batches[0], retryKey))
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
	}
	return err
}
