package deliver

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/domain"
)

// Entry is the ledger's line of one person in one campaign.
type Entry struct {
	State  BatchState
	Reason string
	At     time.Time
	Batch  string
}

// Ledger streams who is in the campaign's ledger, with what became of them, until yield answers false.
func (d *Deliverer) Ledger(ctx context.Context, c *Campaign, yield func(person string, e Entry) bool) error {
	for b, err := range d.Batches.Of(ctx, c.ID) {
		if err != nil {
			return fmt.Errorf("reading batches: %w", err)
		}
		if !c.Counts(b) {
			continue
		}
		roll, err := d.roll(ctx, b.ID)
		if err != nil {
			return err
		}
		left := b.left()
		for _, p := range roll.People {
			if !yield(p, b.entry(p, left)) {
				return nil
			}
		}
	}
	return nil
}

// left tells who was left out of the batch when it was sent, and why.
func (b *Batch) left() map[string]string {
	left := make(map[string]string, len(b.Skips))
	for _, s := range b.Skips {
		left[s.Person] = s.Reason
	}
	return left
}

// entry is the line of somebody who is on the batch's roll.
func (b *Batch) entry(person string, left map[string]string) Entry {
	e := Entry{State: b.State, Reason: b.Reason, At: b.Settled, Batch: b.ID}
	if reason, ok := left[person]; ok {
		e.State, e.Reason = Skipped, reason
	}
	return e
}

// Entry is somebody's line in a campaign's ledger; nil if they are not in it.
func (d *Deliverer) Entry(ctx context.Context, c *Campaign, person string) (*Entry, error) {
	for _, token := range c.blocksOf(person) {
		for id, err := range d.Rolls.With(ctx, c.ID, token, person) {
			if err != nil {
				return nil, fmt.Errorf("reading rolls: %w", err)
			}
			b, err := d.batch(ctx, id)
			if errors.Is(err, domain.ErrNotFound) { // the ledger is being deleted
				continue
			}
			if err != nil {
				return nil, err
			}
			e := b.entry(person, b.left())
			return &e, nil
		}
	}
	return nil, nil
}

// batch reads one batch.
func (d *Deliverer) batch(ctx context.Context, id string) (seen *Batch, err error) {
	_, err = d.Batches.Update(ctx, id, func(b *Batch) error {
		seen = b
		return errTaken // only looked at
	})
	if !errors.Is(err, errTaken) {
		return nil, fmt.Errorf("reading a batch: %w", err)
	}
	return seen, nil
}
