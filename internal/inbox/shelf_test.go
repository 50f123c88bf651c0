package inbox_test

import (
	"cmp"
	"context"
	"iter"
	"slices"
	"strings"
	"sync"

	"jitasa/internal/domain"
	"jitasa/internal/inbox"
)

// shelf keeps events in memory, under the same contract as the store.
type shelf struct {
	mu     sync.Mutex
	events map[string]inbox.Event
	down   bool
}

func newShelf() *shelf { return &shelf{events: map[string]inbox.Event{}} }

func (s *shelf) setDown(down bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.down = down
}

func (s *shelf) InsertNew(_ context.Context, events []*inbox.Event) ([]bool, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return nil, domain.ErrUnavailable
	}
	fresh := make([]bool, len(events))
	for i, e := range events {
		if _, known := s.events[e.ID]; !known {
			fresh[i], e.Version = true, 1
			s.events[e.ID] = *e
		}
	}
	return fresh, nil
}

func (s *shelf) Get(_ context.Context, id string) (*inbox.Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	e, ok := s.events[id]
	switch {
	case s.down:
		return nil, domain.ErrUnavailable
	case !ok:
		return nil, domain.ErrNotFound
	}
	return &e, nil
}

func (s *shelf) Replace(_ context.Context, e *inbox.Event) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.down:
		return domain.ErrUnavailable
	case s.events[e.ID].Version != e.Version:
		return domain.ErrConflict
	}
	e.Version++
	s.events[e.ID] = *e
	return nil
}

func (s *shelf) Open(_ context.Context, from string, limit int) iter.Seq2[*inbox.Event, error] {
	open, err := s.open(from)
	return func(yield func(*inbox.Event, error) bool) {
		if err != nil {
			yield(nil, err)
			return
		}
		for i, e := range open {
			if limit > 0 && i == limit || !yield(&e, nil) {
				return
			}
		}
	}
}

func (s *shelf) First(_ context.Context, person string) (*inbox.Event, error) {
	open, err := s.open(person)
	if err == nil && (len(open) == 0 || open[0].Person != person) {
		err = domain.ErrNotFound
	}
	if err != nil {
		return nil, err
	}
	return &open[0], nil
}

func (s *shelf) open(from string) ([]inbox.Event, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.down {
		return nil, domain.ErrUnavailable
	}
	var open []inbox.Event
	for _, e := range s.events {
		if e.Open && e.Person >= from {
			open = append(open, e)
		}
	}
	slices.SortFunc(open, func(a, b inbox.Event) int {
		return cmp.Or(strings.Compare(a.Person, b.Person), a.At.Compare(b.At), strings.Compare(a.ID, b.ID))
	})
	return open, nil
}
