package deliver

import (
	"context"
	"fmt"
	"strings"
	"time"
)

// Status is how far a campaign is: the ledger, counted.
type Status struct {
	*Campaign
	Waiting   int // people of batches that are not settled
	Accepted  int
	Failed    int
	Uncertain int
	Skipped   map[string]int // by reason
	Segments  map[SegmentKey]*Counts
	Doubtful  []string // ids of uncertain and failed batches
}

// SegmentKey is a part of the audience that is counted by itself.
type SegmentKey struct{ Province, Lang string }

// Counts are people by what became of them.
type Counts struct {
	Waiting, Accepted, Failed, Uncertain int
	Skipped                              map[string]int // by reason
}

// Total is how many people are or were to get it: as planned, or as estimated before that.
func (s *Status) Total() int {
	if !s.Planned {
		return max(s.Cost, s.Waiting+s.Accepted+s.Failed+s.Uncertain)
	}
	return s.Waiting + s.Accepted + s.Failed + s.Uncertain
}

// Done is how many people it is settled for.
func (s *Status) Done() int { return s.Accepted + s.Failed + s.Uncertain }

// Remaining estimates how long the rest takes at the pace so far; 0 if nothing can be said.
func (s *Status) Remaining(now time.Time) time.Duration {
	took := now.Sub(s.StartedAt)
	if s.StartedAt.IsZero() || s.Done() == 0 || s.State != Running || took <= 0 {
		return 0
	}
	return time.Duration(float64(took) / float64(s.Done()) * float64(s.Total()-s.Done()))
}

// Status counts the campaign's ledger.
func (d *Deliverer) Status(ctx context.Context, c *Campaign) (*Status, error) {
	s := &Status{Campaign: c, Skipped: map[string]int{}, Segments: map[SegmentKey]*Counts{}}
	for b, err := range d.Batches.Of(ctx, c.ID) {
		if err != nil {
			return nil, fmt.Errorf("reading batches: %w", err)
		}
		if c.counts(b) {
			s.add(b)
		}
	}
	return s, nil
}

func (s *Status) add(b *Batch) {
	k := SegmentKey{Province: b.Province, Lang: b.Lang}
	n := s.Segments[k]
	if n == nil {
		n = &Counts{Skipped: map[string]int{}}
		s.Segments[k] = n
	}
	for _, skip := range b.Skips {
		s.Skipped[skip.Reason]++
		n.Skipped[skip.Reason]++
	}
	switch b.State {
	case Open, Attempted:
		s.Waiting += b.Sent()
		n.Waiting += b.Sent()
	case Accepted:
		s.Accepted += b.Sent()
		n.Accepted += b.Sent()
	case Failed:
		s.Failed += b.Sent()
		n.Failed += b.Sent()
	case Uncertain:
		s.Uncertain += b.Sent()
		n.Uncertain += b.Sent()
	case Skipped:
		if b.Sent() > 0 {
			s.Skipped[b.Reason] += b.Sent()
			n.Skipped[b.Reason] += b.Sent()
		}
	}
	if b.State == Uncertain || b.State == Failed {
		s.Doubtful = append(s.Doubtful, b.ID)
	}
}

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
		if !c.counts(b) {
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

// block is the token of the block that a batch belongs to.
func (b *Batch) block() string {
	parts := strings.Split(strings.TrimPrefix(b.ID, b.Campaign+"."), ".")
	return parts[0]
}
