package bot

import (
	"context"
	"fmt"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// respond keeps what the turn says that the person did. It comes before the
// thread is saved: what is answered has been counted.
func (b *Bot) respond(ctx context.Context, thread *Thread, me *domain.Volunteer, done []dialog.Response, e chat.Event) error {
	if len(done) == 0 || b.Responses == nil {
		return nil
	}
	if err := b.current(ctx, thread); err != nil {
		return err
	}
	province := ""
	if me.Home != nil {
		province = me.Home.Province
	}
	kept := make([]*domain.Response, len(done))
	for i, r := range done {
		kept[i] = &domain.Response{
			Campaign: r.Campaign, Kind: r.Kind, Value: r.Value, Person: e.Person, Variant: domain.Variant(province, language(thread)), At: domain.Instant(e.At),
		}
	}
	if err := b.Responses.Record(ctx, kept...); err != nil {
		return fmt.Errorf("recording responses: %w", err)
	}
	return nil
}
