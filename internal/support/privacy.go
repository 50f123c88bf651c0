package support

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"jitasa/internal/domain"
)

// Records are the threads as they concern the person whose they are.
type Records interface {
	// Of streams a person's threads, oldest first.
	Of(ctx context.Context, person string) iter.Seq2[*Thread, error]
	Delete(ctx context.Context, ids ...string) error
	Update(ctx context.Context, id string, change func(*Thread) error) (*Thread, error)
}

// Desk answers people's demands on what is kept here.
type Desk struct {
	Records Records
	// TakeBack deletes what staff were sent under a key, and stops what is still to be sent; nil: nothing is sent.
	TakeBack func(ctx context.Context, key string) error
}

// Known gives a person's threads as their copy has them: without what only serves sending.
func (d *Desk) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for t, err := range d.Records.Of(ctx, person) {
			if err == nil {
				t.Reply, t.Notices = "", nil
			}
			if !yield(t, err) {
				return
			}
		}
	}
}

// Forget deletes a person's threads, and what staff were sent about them.
func (d *Desk) Forget(ctx context.Context, person string) error {
	var ids []string
	for t, err := range d.Records.Of(ctx, person) {
		if err != nil {
			return fmt.Errorf("reading threads: %w", err)
		}
		for _, key := range t.Notices {
			if err := d.takeBack(ctx, key); err != nil {
				return err
			}
		}
		ids = append(ids, t.ID)
	}
	if err := d.Records.Delete(ctx, ids...); err != nil {
		return fmt.Errorf("deleting threads: %w", err)
	}
	return nil
}

// Unsend takes the content of a message that a person took back out of their threads, and out of what staff were sent.
func (d *Desk) Unsend(ctx context.Context, person, message string) error {
	for t, err := range d.Records.Of(ctx, person) {
		if err != nil {
			return fmt.Errorf("reading threads: %w", err)
		}
		if message == "" || !t.unsay(message) {
			continue
		}
		for _, key := range t.Notices {
			if err := d.takeBack(ctx, key); err != nil {
				return err
			}
		}
		if _, err := d.Records.Update(ctx, t.ID, func(t *Thread) error { t.unsay(message); return nil }); err != nil && !errors.Is(err, domain.ErrNotFound) {
			return fmt.Errorf("taking back what was said: %w", err)
		}
	}
	return nil
}

func (d *Desk) takeBack(ctx context.Context, key string) error {
	if d.TakeBack == nil {
		return nil
	}
	if err := d.TakeBack(ctx, key); err != nil {
		return fmt.Errorf("taking a notice back: %w", err)
	}
	return nil
}
