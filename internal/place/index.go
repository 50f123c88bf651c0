package place

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"jitasa/internal/place/held"
	"jitasa/internal/thai"
)

// entry is one name of one place. A place has several entries, and a key may
// have several places.
type entry struct {
	key string // in the form of thai.Key
	id  int32  // index into Gazetteer.places
}

// index finds entries by the whole key, a beginning, an ending, one edit, and
// as the names that begin at a position of a text. Sorted slices: a map would
// cost more memory and could do only the first of these.
type index struct {
	entries  []entry         // by key, then id
	held     held.Set        // which keys there may be
	longest  int             // of the keys, in bytes
	byEnding func() []uint16 // positions in entries, by the reversed key; made when it is first asked for
	first    map[rune][2]int32
}

func newIndex(es []entry) index {
	slices.SortFunc(es, func(a, b entry) int {
		return cmp.Or(strings.Compare(a.key, b.key), cmp.Compare(a.id, b.id))
	})
	es = slices.Compact(es)
	x := index{entries: slices.Clip(es), held: held.New(len(es)), first: map[rune][2]int32{}}
	for i, e := range x.entries {
		x.longest = max(x.longest, len(e.key))
		x.held.Add(e.key)
		r, _ := utf8.DecodeRuneInString(e.key)
		span, seen := x.first[r]
		if !seen {
			span[0] = int32(i)
		}
		span[1] = int32(i + 1)
		x.first[r] = span
	}
	x.byEnding = sync.OnceValue(func() []uint16 { return orderByEnding(x.entries) })
	return x
}

func orderByEnding(es []entry) []uint16 {
	out := make([]uint16, len(es))
	for i := range es {
		out[i] = uint16(i)
	}
	slices.SortFunc(out, func(a, b uint16) int { return compareEndings(es[a].key, es[b].key) })
	return out
}

// compareEndings orders keys by their bytes from the last to the first.
func compareEndings(a, b string) int {
	for i := 1; i <= len(a) && i <= len(b); i++ {
		if c := cmp.Compare(a[len(a)-i], b[len(b)-i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(a), len(b))
}

// exact returns the entries with this key.
func (x index) exact(key string) []entry {
	if len(key) > x.longest || !x.held.May(key) {
		return nil
	}
	from := sort.Search(len(x.entries), func(i int) bool { return x.entries[i].key >= key })
	to := from
	for to < len(x.entries) && x.entries[to].key == key {
		to++
	}
	return x.entries[from:to]
}

// beginning returns the entries whose key begins with p.
func (x index) beginning(p string) []entry {
	from := sort.Search(len(x.entries), func(i int) bool { return x.entries[i].key >= p })
	n := sort.Search(len(x.entries)-from, func(i int) bool { return !strings.HasPrefix(x.entries[from+i].key, p) })
	return x.entries[from : from+n]
}

// ending calls visit for every entry whose key ends with s.
func (x index) ending(s string, visit func(entry)) {
	all := x.byEnding()
	from := sort.Search(len(all), func(i int) bool { return compareEndings(x.entries[all[i]].key, s) >= 0 })
	for _, i := range all[from:] {
		if !strings.HasSuffix(x.entries[i].key, s) {
			return
		}
		visit(x.entries[i])
	}
}

// near calls visit for every entry that is one edit (a letter more, less,
// other, or two swapped) from q. One edit leaves the first or the second half
// of q as it is, which is all that has to be looked at.
func (x index) near(q string, visit func(entry)) {
	if len(q) > x.longest+utf8.UTFMax {
		return
	}
	try := func(e entry) {
		if longer := len(e.key) - len(q); longer <= utf8.UTFMax && longer >= -utf8.UTFMax && thai.WithinOneEdit(q, e.key) {
			visit(e)
		}
	}
	half := len(q) / 2
	for half > 0 && !utf8.RuneStart(q[half]) {
		half--
	}
	for _, e := range x.beginning(q[:half]) {
		try(e)
	}
	x.ending(q[half:], try)
}

// at calls visit for every key that text has at its beginning, short ones first.
func (x index) at(text string, visit func([]entry)) {
	r, depth := utf8.DecodeRuneInString(text) // all have the first letter, and none is shorter
	span, ok := x.first[r]
	if !ok || r == utf8.RuneError {
		return
	}
	es := x.entries[span[0]:span[1]]
	for len(es) > 0 {
		// The entries share text[:depth]; a key of just that length comes first.
		n := 0
		for n < len(es) && len(es[n].key) == depth {
			n++
		}
		if n > 0 {
			visit(es[:n])
		}
		if depth == len(text) {
			return
		}
		es = having(es[n:], depth, text[depth])
		depth++
	}
}

// begins reports whether text has a key at its beginning.
func (x index) begins(text string) bool {
	found := false
	x.at(text, func([]entry) { found = true })
	return found
}

// having returns the entries whose key has the byte b at depth, of those that share what stands before it.
func having(es []entry, depth int, b byte) []entry {
	if len(es) == 0 || es[0].key[depth] == b && es[len(es)-1].key[depth] == b {
		return es
	}
	es = es[reaching(es, depth, b):]
	return es[:reaching(es, depth, b+1)]
}

// reaching returns how many of the entries have a byte below b at depth.
func reaching(es []entry, depth int, b byte) int {
	from, to := 0, len(es)
	for from < to {
		if half := (from + to) / 2; es[half].key[depth] < b {
			from = half + 1
		} else {
			to = half
		}
	}
	return from
}
