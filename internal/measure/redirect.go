package measure

import (
	"context"
	"fmt"
	"io"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/domain"
)

// Clicks keeps clicks.
type Clicks interface {
	InsertNew(ctx context.Context, clicks []*domain.Click) ([]bool, error)
}

// Redirects leads those who click on, and counts them.
type Redirects struct {
	Links  Links
	Clicks Clicks
	Now    func() time.Time
	Random io.Reader // safe for concurrent use
}

// Target is where a token leads: domain.ErrNotFound for one that is none of ours.
func (r *Redirects) Target(token string) (string, error) {
	ref, err := r.Links.Read(token)
	return ref.Target, err
}

// Count counts one click on the link of a token.
func (r *Redirects) Count(ctx context.Context, token string) error {
	ref, err := r.Links.Read(token)
	if err != nil {
		return err
	}
	hour := domain.Instant(r.Now()).Truncate(time.Hour)
	id, err := ulid.New(ulid.Timestamp(hour), r.Random)
	if err != nil {
		return fmt.Errorf("naming a click: %w", err)
	}
	click := &domain.Click{Meta: domain.Meta{ID: id.String()}, Campaign: ref.Campaign, Link: ref.Name, Variant: ref.Variant, At: hour}
	if _, err := r.Clicks.InsertNew(ctx, []*domain.Click{click}); err != nil {
		return fmt.Errorf("keeping a click: %w", err)
	}
	return nil
}
