package match

import (
	"context"
	"fmt"
	"iter"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"jitasa/internal/domain"
)

// Source tells what changed: every opportunity, closed ones included, whose
// UpdatedAt is not before since, in any order. Opportunities are closed, never
// deleted; a deleted one stays until the next [Live.Reload].
type Source interface {
	Changed(ctx context.Context, since time.Time) iter.Seq2[*domain.Opportunity, error]
}

// Live holds the index that is in use and follows the changes of a source.
// Readers take [Live.Index] and are never blocked.
type Live struct {
	index atomic.Pointer[Index]
	from  Source
	now   func() time.Time

	refreshing sync.Mutex
	since      time.Time // when the last refresh began
	library    *library
}

// overlap is how far a refresh looks back behind the beginning of the last one,
// for writers whose clocks are late or whose writes took their time.
const overlap = 30 * time.Second

// NewLive starts with an empty index; call Refresh before the first question.
func NewLive(from Source, now func() time.Time) *Live {
	l := &Live{from: from, now: now, library: newLibrary()}
	l.index.Store(Build(nil))
	return l
}

// Index is the newest index.
func (l *Live) Index() *Index { return l.index.Load() }

// Near asks the newest index.
func (l *Live) Near(q Query) Result { return l.Index().Near(q) }

// Refresh applies what changed since the last refresh, and returns how many
// opportunities were added, replaced or removed. After an error the index is
// unchanged and the next refresh starts from the same moment.
func (l *Live) Refresh(ctx context.Context) (int, error) {
	l.refreshing.Lock()
	defer l.refreshing.Unlock()
	if l.library.wasteful(l.Index().Len()) {
		return l.Index().Len(), l.reload(ctx)
	}
	since := l.since
	if !since.IsZero() {
		since = since.Add(-overlap)
	}
	began := l.now()
	b, err := l.read(ctx, l.library, since)
	if err != nil {
		return 0, err
	}
	next, changed := l.Index().apply(b.settle(), l.library.snapshot(), seconds(began))
	l.index.Store(next)
	l.since = began
	return changed, nil
}

// Reload reads everything anew.
func (l *Live) Reload(ctx context.Context) error {
	l.refreshing.Lock()
	defer l.refreshing.Unlock()
	return l.reload(ctx)
}

func (l *Live) reload(ctx context.Context) error {
	began := l.now()
	b, err := l.read(ctx, newLibrary(), time.Time{})
	if err != nil {
		return err
	}
	l.index.Store(b.index())
	l.since, l.library = began, b.library
	return nil
}

func (l *Live) read(ctx context.Context, lib *library, since time.Time) (*builder, error) {
	b := newBuilder(lib)
	for o, err := range l.from.Changed(ctx, since) {
		if err != nil {
			return nil, fmt.Errorf("reading changed opportunities: %w", err)
		}
		b.add(o)
	}
	return b, nil
}

// packAt: the small segment is packed into the large one when it holds more than
// this many items, or more than a sixteenth of all.
const packAt = 1000

// apply returns an index with the changes, and how many of them were news.
func (ix *Index) apply(c changes, t texts, now uint32) (*Index, int) {
	changed := c.dropKnown(ix)
	if changed == 0 {
		return ix, 0
	}
	large := layer{ix.layers[0].segment, c.bury(&ix.layers[0])}
	all := c.put
	if len(ix.layers) > 1 {
		small := &ix.layers[1]
		all = append(small.entries(c.bury(small), alive(now)), all...)
	}
	if len(large.items) == 0 || len(all) > max(packAt, len(large.items)/fan) || 2*large.dead.count() > len(large.items) {
		all = append(large.entries(large.dead, alive(now)), all...)
		return newIndex(ix.words, t, layer{segment: newSegment(all)}), changed
	}
	return newIndex(ix.words, t, large, layer{segment: newSegment(all)}), changed
}

// alive keeps what has not ended.
func alive(now uint32) func(*item) bool { return func(it *item) bool { return it.end > now } }

// find returns the item with the id, if it is in use.
func (ix *Index) find(id string) (item, group, bool) {
	for i := range ix.layers {
		l := &ix.layers[i]
		if at, ok := l.segment.find(id); ok && !l.dead.has(at) {
			return l.items[at], l.groupOf(at), true
		}
	}
	return item{}, group{}, false
}

// groupOf the item at a position.
func (s *segment) groupOf(at uint32) group {
	for _, r := range s.groups {
		if r.from <= at && at < r.to {
			return r.group
		}
	}
	return group{}
}

// dropKnown forgets what the index holds just so, and counts the rest.
func (c *changes) dropKnown(ix *Index) int {
	c.put = slices.DeleteFunc(c.put, func(e entry) bool {
		it, g, ok := ix.find(e.id)
		return ok && it == e.item && g == e.group
	})
	c.gone = slices.DeleteFunc(c.gone, func(id string) bool {
		_, _, ok := ix.find(id)
		return !ok
	})
	return len(c.put) + len(c.gone)
}

// bury marks what the changes replace or remove in a layer.
func (c *changes) bury(l *layer) positions {
	dead := make(positions, (len(l.items)+63)/64)
	copy(dead, l.dead)
	kill := func(id string) {
		if at, ok := l.segment.find(id); ok {
			dead.set(at)
		}
	}
	for i := range c.put {
		kill(c.put[i].id)
	}
	for _, id := range c.gone {
		kill(id)
	}
	return dead
}
