package flowtest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"slices"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/support"
)

// room is the person behind the bot: who of those in one transcript waits, kept as JSON as a store would, and who is on duty.
type room struct {
	threads map[string][]byte
	newest  map[string]string // by person
	now     time.Time
	empty   bool // nobody is on duty
	alone   bool // only the first member of staff is
}

func newRoom() *room { return &room{threads: map[string][]byte{}, newest: map[string]string{}} }

func (r *room) service() *support.Service {
	return &support.Service{Store: r, Duty: r, Now: func() time.Time { return r.now }}
}

func (r *room) OnDuty(context.Context) ([]*domain.Staff, error) {
	if r.empty {
		return nil, nil
	}
	if r.alone {
		return []*domain.Staff{member()}, nil
	}
	return []*domain.Staff{member(), colleague()}, nil
}

func (r *room) Get(_ context.Context, id string) (*support.Thread, error) {
	raw, ok := r.threads[id]
	if !ok {
		return nil, domain.ErrNotFound
	}
	t := &support.Thread{}
	return t, json.NewDecoder(bytes.NewReader(raw)).Decode(t)
}

func (r *room) put(t *support.Thread) error {
	raw, err := json.Marshal(t)
	r.threads[t.ID] = raw
	return err
}

func (r *room) InsertNew(_ context.Context, all []*support.Thread) ([]bool, error) {
	fresh := make([]bool, len(all))
	for i, t := range all {
		if _, known := r.threads[t.ID]; known {
			continue
		}
		fresh[i], r.newest[t.Person] = true, t.ID
		if err := r.put(t); err != nil {
			return nil, err
		}
	}
	return fresh, nil
}

func (r *room) Update(ctx context.Context, id string, change func(*support.Thread) error) (*support.Thread, error) {
	t, err := r.Get(ctx, id)
	if err != nil {
		return nil, err
	}
	if err := change(t); err != nil {
		return nil, err
	}
	return t, r.put(t)
}

func (r *room) sorted(ctx context.Context) []*support.Thread {
	var all []*support.Thread
	for id := range r.threads {
		if t, err := r.Get(ctx, id); err == nil {
			all = append(all, t)
		}
	}
	slices.SortFunc(all, func(a, b *support.Thread) int {
		return cmp.Or(a.Since.Compare(b.Since), cmp.Compare(a.ID, b.ID))
	})
	return all
}

func (r *room) Last(ctx context.Context, person string) (*support.Thread, error) {
	return r.Get(ctx, r.newest[person])
}

func (r *room) In(ctx context.Context, s support.State, limit int) iter.Seq2[*support.Thread, error] {
	return func(yield func(*support.Thread, error) bool) {
		n := 0
		for _, t := range r.sorted(ctx) {
			if t.State != s || limit > 0 && n == limit {
				continue
			}
			if n++; !yield(t, nil) {
				return
			}
		}
	}
}
