package deliver

import (
	"context"
	"fmt"
	"maps"
	"sync"
)

// recall is what a process remembers of campaigns while they are active, and no longer.
type recall struct {
	mu   sync.Mutex
	seen map[string]*recalled // by campaign
}

type recalled struct {
	failures int                 // attempts in a row that failed
	contents map[string]*Content // what its batches say: it never changes
}

// of gives what is remembered of a campaign to use.
func (r *recall) of(campaign string, use func(*recalled)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	m := r.seen[campaign]
	if m == nil {
		m = &recalled{contents: map[string]*Content{}}
		if r.seen == nil {
			r.seen = map[string]*recalled{}
		}
		r.seen[campaign] = m
	}
	use(m)
}

// only forgets all campaigns but those.
func (r *recall) only(active []*Campaign) {
	keep := make(map[string]bool, len(active))
	for _, c := range active {
		keep[c.ID] = true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	maps.DeleteFunc(r.seen, func(id string, _ *recalled) bool { return !keep[id] })
}

// tooMany counts a failure, and reports whether the campaign has to pause: one is enough for one that tries whether it can go on.
func (d *Deliverer) tooMany(c *Campaign) (many bool) {
	d.recall.of(c.ID, func(m *recalled) {
		m.failures++
		if many = m.failures >= d.InARow || c.Probes > 0; many {
			m.failures = 0
		}
	})
	return many
}

// content reads what a batch says.
func (d *Deliverer) content(ctx context.Context, b *Batch) (c *Content, err error) {
	d.recall.of(b.Campaign, func(m *recalled) { c = m.contents[b.Content] })
	if c != nil {
		return c, nil
	}
	if c, err = d.Contents.Get(ctx, b.Content); err != nil {
		return nil, fmt.Errorf("reading content: %w", err)
	}
	d.recall.of(b.Campaign, func(m *recalled) { m.contents[b.Content] = c })
	return c, nil
}
