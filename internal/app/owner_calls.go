package app

import (
	"context"
	"iter"
	"time"

	"jitasa/internal/collections"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// callsOwner owns calls for help, and what was said because of them.
type callsOwner struct {
	kept      *collections.Calls
	campaigns *collections.Campaigns
	sent      *deliver.Deliverer
	now       func() time.Time
}

func (o callsOwner) Known(ctx context.Context, person string) iter.Seq2[any, error] {
	return each(o.kept.By)(ctx, person)
}

// Forget ends what is open of somebody's calls, as nobody stands for them any more, and deletes what they said in
// them: in the call, in what carries it to people, and in what staff were sent to decide about it.
func (o callsOwner) Forget(ctx context.Context, person string) error {
	var ids []string
	for c, err := range o.kept.By(ctx, person) {
		if err != nil {
			return err
		}
		ids = append(ids, c.ID)
	}
	now := domain.Instant(o.now())
	for _, id := range ids {
		if err := o.change(ctx, id, func(c *domain.Call) { c.End(now) }); err != nil {
			return err
		}
		if err := o.takeBack(ctx, id); err != nil {
			return err
		}
		if err := o.change(ctx, id, (*domain.Call).Disown); err != nil { // the last: without their name it is not found again
			return err
		}
	}
	return nil
}

func (o callsOwner) change(ctx context.Context, id string, change func(*domain.Call)) error {
	_, err := o.kept.Update(ctx, id, func(c *domain.Call) error {
		change(c)
		return nil
	})
	if isNotFound(err) {
		return nil
	}
	return err
}

func (o callsOwner) takeBack(ctx context.Context, call string) error {
	all := []string{call}
	for k, err := range o.campaigns.Beginning(ctx, noticeID(call)+"-") {
		if err != nil {
			return err
		}
		all = append(all, k.ID)
	}
	for _, id := range all {
		if err := o.sent.TakeBack(ctx, id); err != nil {
			return err
		}
	}
	return nil
}
