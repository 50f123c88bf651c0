package match

import "slices"

// hits are the items of a layer that hold words.
type hits struct {
	any, title positions
	list       []uint32 // any, one after the other, in order
}

// between are those at positions from one to another.
func (h *hits) between(from, to uint32) []uint32 {
	i, _ := slices.BinarySearch(h.list, from)
	j, _ := slices.BinarySearch(h.list, to)
	return h.list[i:j]
}

// look finds words in what is not over, in all layers.
func (ix *Index) look(words []string, now uint32) ([]hits, []string) {
	found, said := ix.texts.search(words)
	all := make([]hits, len(ix.layers))
	if said == nil {
		return all, nil
	}
	n := 0
	for l := range ix.layers {
		all[l] = ix.layers[l].holding(found, now)
		n += len(all[l].list)
	}
	if n == 0 { // what held them is gone
		said = nil
	}
	return all, said
}

// holding are the items whose texts were found.
func (s *layer) holding(found foundTexts, now uint32) hits {
	h := hits{any: make(positions, (len(s.items)+63)/64), title: make(positions, (len(s.items)+63)/64)}
	take := func(at uint32) {
		if s.items[at].end <= now || s.dead.has(at) {
			return
		}
		text := s.items[at].text - 1
		h.any.set(at)
		if found.title.has(text) {
			h.title.set(at)
		}
		h.list = append(h.list, at)
	}
	if found.any.count() > len(s.byText)/fan {
		for i := range s.items {
			if text := s.items[i].text; text != 0 && found.any.has(text-1) {
				take(uint32(i))
			}
		}
		return h
	}
	for text := range found.any.all() {
		s.withText(text+1, take)
	}
	slices.Sort(h.list)
	return h
}
