package calls

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"time"

	"jitasa/internal/domain"
)

// Data answers people's demands on the calls that they made.
type Data struct {
	Calls interface {
		// By streams the calls that somebody made.
		By(ctx context.Context, person string) iter.Seq2[*domain.Call, error]
		Update(ctx context.Context, id string, change func(*domain.Call) error) (*domain.Call, error)
	}
	// TakeBack deletes what carries a call to people and what staff were sent to decide about it, and stops what is
	// still to be sent of either.
	TakeBack func(ctx context.Context, call string) error
	Now      func() time.Time
}

// Known gives the calls that somebody made.
func (d Data) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for c, err := range d.Calls.By(ctx, person) {
			if !yield(c, err) {
				return
			}
		}
	}
}

// Forget ends what is open of somebody's calls, as nobody stands for them any more, and deletes what they said: in the
// call, in what carries it to people, and in what staff were sent to decide about it.
func (d Data) Forget(ctx context.Context, person string) error {
	var ids []string
	for c, err := range d.Calls.By(ctx, person) {
		if err != nil {
			return fmt.Errorf("looking for calls: %w", err)
		}
		ids = append(ids, c.ID)
	}
	now := domain.Instant(d.Now())
	for _, id := range ids {
		if err := d.change(ctx, id, func(c *domain.Call) { c.End(now) }); err != nil {
			return err
		}
		if err := d.TakeBack(ctx, id); err != nil {
			return fmt.Errorf("taking a call back: %w", err)
		}
		if err := d.change(ctx, id, (*domain.Call).Disown); err != nil { // the last: without their name it is not found again
			return err
		}
	}
	return nil
}

func (d Data) change(ctx context.Context, id string, change func(*domain.Call)) error {
	_, err := d.Calls.Update(ctx, id, func(c *domain.Call) error {
		change(c)
		return nil
	})
	if err != nil && !errors.Is(err, domain.ErrNotFound) {
		return fmt.Errorf("changing a call: %w", err)
	}
	return nil
}
