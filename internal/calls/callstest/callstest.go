package callstest

import (
	"context"
	"sync"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
)

// Sending has what is started begun, and nothing sent.
type Sending struct {
	// Count tells how many people a campaign is for, and how many of its area not, by reason.
	Count func(*deliver.Campaign) (people int, leftOut map[string]int)
	Left  int   // messages of the month; below 0: no limit
	Down  error // what the platform says to everything
	Sent  int   // to how many people whatever has begun was sent

	mu    sync.Mutex
	begun map[string]deliver.Campaign
}

// Begin has a campaign as if it had been started.
func (s *Sending) Begin(k deliver.Campaign) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.begun == nil {
		s.begun = map[string]deliver.Campaign{}
	}
	s.begun[k.ID] = k
}

// Estimate implements calls.Sending.
func (s *Sending) Estimate(_ context.Context, k *deliver.Campaign, _ int) (e dispatch.Estimate, err error) {
	if s.Down != nil {
		return e, s.Down
	}
	e.People, e.Skipped = s.Count(k)
	e.Limit = int64(s.Left)
	return e, nil
}

// Start implements calls.Sending.
func (s *Sending) Start(ctx context.Context, k *deliver.Campaign, reserve int) (dispatch.Estimate, error) {
	if _, err := s.Progress(ctx, k.ID); err == nil {
		return dispatch.Estimate{}, dispatch.ErrStarted
	}
	e, err := s.Estimate(ctx, k, reserve)
	switch {
	case err != nil:
		return e, err
	case e.People == 0:
		return e, dispatch.ErrNobody
	case !e.Fits():
		return e, dispatch.ErrOverCost
	}
	begun := *k
	begun.State, begun.Active = deliver.Running, true
	s.Begin(begun)
	return e, nil
}

// Progress implements calls.Sending.
func (s *Sending) Progress(_ context.Context, call string) (*dispatch.Status, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.begun[call]
	if !ok {
		return nil, domain.ErrNotFound
	}
	return &dispatch.Status{Campaign: &k, Accepted: s.Sent}, nil
}

// Resume implements calls.Sending.
func (s *Sending) Resume(_ context.Context, call string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.begun[call]
	if !ok || k.State != deliver.Paused {
		return deliver.ErrState
	}
	k.State, k.Why = deliver.Running, ""
	s.begun[call] = k
	return nil
}

// Nudge implements calls.Sending.
func (s *Sending) Nudge() {}
