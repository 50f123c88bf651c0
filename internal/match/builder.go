package match

import (
	"cmp"
	"slices"

	"jitasa/internal/domain"
)

// builder collects opportunities, as they come: of several with one id the last counts.
type builder struct {
	words   *words
	library *library
	entries []entry
}

func newBuilder(l *library) *builder { return &builder{words: newWords(), library: l} }

func (b *builder) add(o *domain.Opportunity) {
	if !wanted(o) {
		b.entries = append(b.entries, entry{item: item{key: keyOf(o.ID)}, id: o.ID, gone: true})
		return
	}
	it, g := b.words.pack(o)
	it.text = b.library.add(o)
	b.entries = append(b.entries, newEntry(it, g, o.ID))
}

// changes are what a builder collected, one for each id.
type changes struct {
	put  []entry
	gone []string // ids of what is not to be found any more
}

// settle leaves the last of each id, and empties the builder.
func (b *builder) settle() changes {
	order := make([]sortable, len(b.entries))
	for i := range b.entries {
		order[i] = sortable{b.entries[i].key, uint32(i)}
	}
	slices.SortFunc(order, func(x, y sortable) int { return cmp.Or(cmp.Compare(x.key, y.key), cmp.Compare(x.at, y.at)) })
	for i, x := range order {
		for _, y := range order[i+1:] {
			if y.key != x.key {
				break
			}
			if b.entries[x.at].id == b.entries[y.at].id {
				b.entries[x.at].stale = true
			}
		}
	}
	c := changes{put: b.entries[:0]}
	for _, e := range b.entries {
		switch {
		case e.stale:
		case e.gone:
			c.gone = append(c.gone, e.id)
		default:
			c.put = append(c.put, e)
		}
	}
	b.entries = nil
	return c
}

func (b *builder) index() *Index {
	put := b.settle().put
	return newIndex(b.words, b.library.snapshot(), layer{segment: newSegment(put)})
}

// sortable is what sorting moves around instead of entries.
type sortable struct {
	key uint64
	at  uint32
}
