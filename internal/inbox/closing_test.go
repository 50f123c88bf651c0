package inbox_test

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/inbox"
)

// slow is a shelf that takes its time to close what was answered, and counts how often it is asked about what it has not.
type slow struct {
	*shelf
	takes         time.Duration
	calls, groups int
	asked         []string
}

func (s *slow) Settle(ctx context.Context, ids []string) ([]bool, error) {
	s.calls, s.groups = s.calls+1, max(s.groups, len(ids))
	time.Sleep(s.takes)
	return s.shelf.Settle(ctx, ids)
}

func (s *slow) Settled(ctx context.Context, ids []string) ([]bool, error) {
	s.asked = append(s.asked, ids...)
	return s.shelf.Settled(ctx, ids)
}

// Nobody waits until an answered event is closed but the person's own next one, and what gathers meanwhile is closed together.
func TestClosedTogether(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &slow{shelf: newShelf(), takes: time.Second}
		at := map[string]time.Duration{}
		began := time.Now()
		box := inbox.New(s, inbox.Lease{})
		d := inbox.NewDispatcher(box, func(_ context.Context, e *inbox.Event) error {
			at[e.ID] = time.Since(began)
			return nil
		}, slog.New(slog.DiscardHandler), inbox.Options{Workers: 1})
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- d.Run(ctx) }()
		synctest.Wait()
		began = time.Now()
		for _, person := range []string{"U1", "U2", "U3", "U1"} {
			offer(t, box, d, event(person, len(s.events), time.Now()))
		}
		time.Sleep(10 * time.Second)
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
		for id, want := range map[string]time.Duration{"U1-0000": 0, "U2-0001": 0, "U3-0002": 0, "U1-0003": time.Second} {
			if at[id] != want {
				t.Errorf("%s was handled after %v, want %v", id, at[id], want)
			}
		}
		if s.calls > 3 || s.groups < 2 || d.Stats().Answered != 4 {
			t.Errorf("%d groups, of up to %d; %+v", s.calls, s.groups, d.Stats())
		}
	})
}

// What was answered and deleted is known when it comes again: asked about is what is delivered again, or late.
func TestSettledIsKnown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := &slow{shelf: newShelf()}
		box := inbox.New(s, inbox.Lease{})
		s.settled["U1-0001"], s.settled["U1-0002"] = true, true
		again, late, now, other := event("U1", 1, time.Now()), event("U1", 2, time.Now().Add(-time.Minute)), event("U1", 3, time.Now()), event("U1", 4, time.Now())
		again.Again, other.Again = true, true
		fresh, err := box.Accept(t.Context(), []*inbox.Event{again, late, now, other})
		if err != nil || !slices.Equal(fresh, []*inbox.Event{now, other}) {
			t.Errorf("taken for new: %v, %v", fresh, err)
		}
		if !slices.Equal(s.asked, []string{again.ID, late.ID, other.ID}) {
			t.Errorf("asked about %v", s.asked)
		}
		if open, err := s.open(""); err != nil || len(open) != 2 {
			t.Errorf("open: %v, %v", open, err)
		}
		s.down = true
		if _, err := box.Accept(t.Context(), []*inbox.Event{event("U1", 5, time.Now())}); !errors.Is(err, domain.ErrUnavailable) {
			t.Errorf("a store that is down: %v", err)
		}
	})
}
