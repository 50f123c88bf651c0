package deliver

import (
	"cmp"
	"context"
	"fmt"
	"iter"
	"slices"
	"time"
)

// Received is one thing that somebody got, or was to get.
type Received struct {
	Kind   Kind       `json:"kind"`
	ID     string     `json:"id"` // of the campaign
	Title  string     `json:"title,omitempty"`
	State  BatchState `json:"state"`
	Reason string     `json:"reason,omitempty"` // why not
	At     time.Time  `json:"at,omitzero"`      // zero: not yet
}

// ReceivedBy streams what was sent to somebody, the newest of each kind first. Like an erasure it reads of each
// campaign only the block in which they can be.
func (d *Deliverer) ReceivedBy(ctx context.Context, person string) iter.Seq2[Received, error] {
	return func(yield func(Received, error) bool) {
		var all []*Campaign
		for c, err := range d.reaching(ctx, person) {
			if err != nil {
				yield(Received{}, fmt.Errorf("looking at campaigns: %w", err))
				return
			}
			all = append(all, c)
		}
		kinds := []Kind{Newsletter, Call, Notice}
		slices.SortStableFunc(all, func(a, b *Campaign) int {
			return cmp.Or(slices.Index(kinds, a.Kind)-slices.Index(kinds, b.Kind), b.CreatedAt.Compare(a.CreatedAt))
		})
		for _, c := range all {
			entry, err := d.Entry(ctx, c, person)
			if entry == nil && err == nil {
				continue
			}
			if err != nil {
				yield(Received{}, err)
				return
			}
			if !yield(Received{Kind: c.Kind, ID: c.ID, Title: c.Title, State: entry.State, Reason: entry.Reason, At: entry.At}, nil) {
				return
			}
		}
	}
}
