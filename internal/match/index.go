package match

import (
	"sync"
	"time"

	"jitasa/internal/domain"
)

// Index is an immutable set of open opportunities; any number of goroutines may read it.
type Index struct {
	words  *words
	texts  texts
	layers []layer // the large segment, and the small one that overrides it
	size   int
	pool   *sync.Pool // of *search
}

// layer is a segment without the items that a later layer replaced or removed.
type layer struct {
	*segment
	dead positions
}

// Build indexes the opportunities that are open and have seats. Of several with
// the same id the last one counts. It keeps no reference to them.
func Build(opportunities []domain.Opportunity) *Index {
	b := newBuilder(newLibrary())
	b.entries = make([]entry, 0, len(opportunities))
	for i := range opportunities {
		b.add(&opportunities[i])
	}
	return b.index()
}

func newIndex(w *words, t texts, layers ...layer) *Index {
	ix := &Index{words: w, texts: t, layers: layers, pool: &sync.Pool{New: func() any { return new(search) }}}
	for _, l := range layers {
		ix.size += len(l.items) - l.dead.count()
	}
	return ix
}

// Len is the number of opportunities in the index, ended ones included.
func (ix *Index) Len() int { return ix.size }

const (
	defaultLimit = 10
	maxLimit     = 100
)

// Near answers a query: one page, best first; work without a place (remote) comes
// last. When nothing is found within the circle or the province, the circle
// widens by 10, 25, 50, 100, 200 km to the whole country, and Result says so.
func (ix *Index) Near(q Query) Result {
	s := ix.pool.Get().(*search)
	defer ix.pool.Put(s)
	after := parseCursor(q.After)
	if after.set {
		q.Now = time.Unix(int64(after.now), 0)
	}
	n := &near{ix: ix, q: &q, s: s, limit: min(q.Limit, maxLimit), want: ix.words.want(&q)}
	if n.limit <= 0 {
		n.limit = defaultLimit
	}
	if words := q.Words; len(words) > 0 {
		n.hits, n.result.Words = ix.look(words[:min(len(words), mostWords)], n.now)
	}
	n.after = after
	return n.answer()
}
