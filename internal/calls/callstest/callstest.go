package callstest

import (
	"context"
	"iter"
	"maps"
	"slices"
	"sync"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// Store keeps calls in memory.
type Store struct {
	mu   sync.Mutex
	kept map[string]domain.Call
}

// NewStore keeps some calls.
func NewStore(c ...*domain.Call) *Store {
	s := &Store{kept: map[string]domain.Call{}}
	for _, c := range c {
		s.kept[c.ID] = *c
	}
	return s
}

// InsertNew implements calls.Store.
func (s *Store) InsertNew(_ context.Context, all []*domain.Call) ([]bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	created := make([]bool, len(all))
	for i, c := range all {
		if _, there := s.kept[c.ID]; !there {
			s.kept[c.ID], created[i] = *c, true
		}
	}
	return created, nil
}

// Get implements calls.Store.
func (s *Store) Get(_ context.Context, id string) (*domain.Call, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.kept[id]
	if !ok {
		return nil, domain.ErrNotFound
	}
	return &c, nil
}

// Update implements calls.Store.
func (s *Store) Update(_ context.Context, id string, change func(*domain.Call) error) (*domain.Call, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	c, ok := s.kept[id]
	if !ok {
		return nil, domain.ErrNotFound
	}
	if err := change(&c); err != nil {
		return nil, err
	}
	s.kept[id] = c
	return &c, nil
}

// Of implements calls.Lists.
func (s *Store) Of(_ context.Context, organisation string, limit int) iter.Seq2[*domain.Call, error] {
	return s.list(limit, func(c *domain.Call) bool { return c.Organisation == organisation })
}

// In implements calls.Lists.
func (s *Store) In(_ context.Context, state domain.CallState, limit int) iter.Seq2[*domain.Call, error] {
	return s.list(limit, func(c *domain.Call) bool { return c.State == state })
}

// Pending implements calls.Lists.
func (s *Store) Pending(context.Context) iter.Seq2[*domain.Call, error] {
	return s.list(0, func(c *domain.Call) bool { return c.Pending })
}

// list streams calls, newest first.
func (s *Store) list(limit int, has func(*domain.Call) bool) iter.Seq2[*domain.Call, error] {
	s.mu.Lock()
	all := slices.SortedFunc(maps.Values(s.kept), func(a, b domain.Call) int { return b.CreatedAt.Compare(a.CreatedAt) })
	s.mu.Unlock()
	return func(yield func(*domain.Call, error) bool) {
		n := 0
		for _, c := range all {
			if !has(&c) {
				continue
			}
			if n++; limit > 0 && n > limit || !yield(&c, nil) {
				return
			}
		}
	}
}

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
func (s *Sending) Estimate(_ context.Context, k *deliver.Campaign, _ int) (e deliver.Estimate, err error) {
	if s.Down != nil {
		return e, s.Down
	}
	e.People, e.Skipped = s.Count(k)
	e.Limit = int64(s.Left)
	return e, nil
}

// Start implements calls.Sending.
func (s *Sending) Start(ctx context.Context, k *deliver.Campaign, reserve int) (deliver.Estimate, error) {
	if _, err := s.Progress(ctx, k.ID); err == nil {
		return deliver.Estimate{}, deliver.ErrStarted
	}
	e, err := s.Estimate(ctx, k, reserve)
	switch {
	case err != nil:
		return e, err
	case e.People == 0:
		return e, deliver.ErrNobody
	case !e.Fits():
		return e, deliver.ErrOverCost
	}
	begun := *k
	begun.State, begun.Active = deliver.Running, true
	s.Begin(begun)
	return e, nil
}

// Progress implements calls.Sending.
func (s *Sending) Progress(_ context.Context, call string) (*deliver.Status, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	k, ok := s.begun[call]
	if !ok {
		return nil, domain.ErrNotFound
	}
	return &deliver.Status{Campaign: &k, Accepted: s.Sent}, nil
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
