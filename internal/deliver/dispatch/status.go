package dispatch

import (
	"context"
	"fmt"
	"time"

	"jitasa/internal/deliver"
)

// Status is how far a campaign is: the ledger, counted.
type Status struct {
	*deliver.Campaign
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
	if s.StartedAt.IsZero() || s.Done() == 0 || s.State != deliver.Running || took <= 0 {
		return 0
	}
	return time.Duration(float64(took) / float64(s.Done()) * float64(s.Total()-s.Done()))
}

// Progress is how far a campaign is: domain.ErrNotFound if it has not begun.
func (d *Desk) Progress(ctx context.Context, campaign string) (*Status, error) {
	c, err := d.Campaigns.Get(ctx, campaign)
	if err != nil {
		return nil, fmt.Errorf("reading a campaign: %w", err)
	}
	return d.Status(ctx, c)
}

// Status counts the campaign's ledger.
func (d *Desk) Status(ctx context.Context, c *deliver.Campaign) (*Status, error) {
	s := &Status{Campaign: c, Skipped: map[string]int{}, Segments: map[SegmentKey]*Counts{}}
	for b, err := range d.Batches.Of(ctx, c.ID) {
		if err != nil {
			return nil, fmt.Errorf("reading batches: %w", err)
		}
		if c.Counts(b) {
			s.add(b)
		}
	}
	return s, nil
}

func (s *Status) add(b *deliver.Batch) {
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
	case deliver.Open, deliver.Attempted:
		s.Waiting += b.Sent()
		n.Waiting += b.Sent()
	case deliver.Accepted:
		s.Accepted += b.Sent()
		n.Accepted += b.Sent()
	case deliver.Failed:
		s.Failed += b.Sent()
		n.Failed += b.Sent()
	case deliver.Uncertain:
		s.Uncertain += b.Sent()
		n.Uncertain += b.Sent()
	case deliver.Skipped:
		if b.Sent() > 0 {
			s.Skipped[b.Reason] += b.Sent()
			n.Skipped[b.Reason] += b.Sent()
		}
	}
	if b.State == deliver.Uncertain || b.State == deliver.Failed {
		s.Doubtful = append(s.Doubtful, b.ID)
	}
}
