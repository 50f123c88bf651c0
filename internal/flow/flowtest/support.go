package flowtest

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"iter"
	"slices"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flows"
	"jitasa/internal/support"
)

// room is the person behind the bot: who of those in one transcript waits, kept as JSON as a store would, and who is on duty.
type room struct {
	threads map[string][]byte
	newest  map[string]string // by person
	now     time.Time
	empty   bool // nobody is on duty
	alone   bool // only the first member of staff is
	left    int  // of the month's messages
	warned  string
}

func newRoom() *room {
	return &room{threads: map[string][]byte{}, newest: map[string]string{}, left: plenty}
}

// plenty is more messages than a transcript uses.
const plenty = 1000

func (r *room) service() *support.Service {
	return &support.Service{Store: r, Duty: r, Means: r, Now: func() time.Time { return r.now }}
}

func (r *room) OnDuty(context.Context) ([]*domain.Staff, error) {
	if r.empty {
		return nil, nil
	}
	all := []*domain.Staff{member(), colleague()}
	for _, m := range all {
		m.Warned = r.warned
	}
	if r.alone {
		return all[:1], nil
	}
	return all, nil
}

func (r *room) Warned(_ context.Context, _, month string) error {
	r.warned = month
	return nil
}

// reserve is kept for what is urgent.
const reserve = 10

func (r *room) Has(_ context.Context, messages int, urgent bool) bool {
	if urgent {
		return messages <= r.left
	}
	return messages+reserve <= r.left
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

// tell does with something for somebody else what the bot does.
func (r *room) tell(told *flows.Told) flows.How {
	switch {
	case told.CanWait:
		return flows.Left
	case told.Reply != "" && r.now.Sub(told.Received) < support.TokenLife:
		return flows.Replied
	case told.OrWaits && !r.Has(context.Background(), 1, chat.Urgent(told.Messages)):
		told.CanWait = true
		return flows.Kept
	}
	return flows.Pushed
}
