package index

import (
	"cmp"
	"math"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"jitasa/internal/place/held"
	"jitasa/internal/thai"
)

// Entry is one name of something. Things have several names, and a name may be that of several things.
type Entry struct {
	Key string // in the form of thai.Key
	ID  int32
}

// Names finds entries by the whole key, a beginning, an ending, one edit, and
// as the names that begin at a position of a text. Sorted slices: a map would
// cost more memory and could do only the first of these.
type Names struct {
	entries  []Entry         // by key, then id
	held     held.Set        // which keys there may be
	longest  int             // of the keys, in bytes
	byEnding func() []uint16 // positions in entries, by the reversed key; made when it is first asked for
	begun    map[start]span  // by the first two letters
	single   map[start]span  // those of one letter
}

// span is where entries lie.
type span struct{ from, to int32 }

// start is the first two letters of a text, one above the other; or the only one.
type start uint64

// New makes an index.
func New(es []Entry) Names {
	slices.SortFunc(es, func(a, b Entry) int {
		return cmp.Or(strings.Compare(a.Key, b.Key), cmp.Compare(a.ID, b.ID))
	})
	es = slices.Compact(es)
	x := Names{entries: slices.Clip(es), held: held.New(len(es)), begun: map[start]span{}, single: map[start]span{}}
	for i, e := range x.entries {
		x.longest = max(x.longest, len(e.Key))
		x.held.Add(e.Key)
		two, _ := startOf(e.Key)
		spans := x.begun
		if two <= math.MaxUint32 {
			spans = x.single
		}
		at, seen := spans[two]
		if !seen {
			at.from = int32(i)
		}
		at.to = int32(i + 1)
		spans[two] = at
	}
	x.byEnding = sync.OnceValue(func() []uint16 { return orderByEnding(x.entries) })
	return x
}

// startOf is the start of a text, and how many bytes it has.
func startOf(text string) (two start, n int) {
	r, n := utf8.DecodeRuneInString(text)
	if n == len(text) {
		return start(r), n
	}
	next, more := utf8.DecodeRuneInString(text[n:])
	return start(next)<<32 | start(r), n + more
}

func orderByEnding(es []Entry) []uint16 {
	out := make([]uint16, len(es))
	for i := range es {
		out[i] = uint16(i)
	}
	slices.SortFunc(out, func(a, b uint16) int { return compareEndings(es[a].Key, es[b].Key) })
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

// All are the entries, by their key.
func (x Names) All() []Entry { return x.entries }

// Exact returns the entries with this key.
func (x Names) Exact(key string) []Entry {
	if len(key) > x.longest || !x.held.May(key) {
		return nil
	}
	from := sort.Search(len(x.entries), func(i int) bool { return x.entries[i].Key >= key })
	to := from
	for to < len(x.entries) && x.entries[to].Key == key {
		to++
	}
	return x.entries[from:to]
}

// Beginning returns the entries whose key begins with p.
func (x Names) Beginning(p string) []Entry {
	from := sort.Search(len(x.entries), func(i int) bool { return x.entries[i].Key >= p })
	n := sort.Search(len(x.entries)-from, func(i int) bool { return !strings.HasPrefix(x.entries[from+i].Key, p) })
	return x.entries[from : from+n]
}

// Ending calls visit for every Entry whose key ends with s.
func (x Names) Ending(s string, visit func(Entry)) {
	all := x.byEnding()
	from := sort.Search(len(all), func(i int) bool { return compareEndings(x.entries[all[i]].Key, s) >= 0 })
	for _, i := range all[from:] {
		if !strings.HasSuffix(x.entries[i].Key, s) {
			return
		}
		visit(x.entries[i])
	}
}

// Near calls visit for every Entry that is one edit (a letter more, less,
// other, or two swapped) from q. One edit leaves the first or the second half
// of q as it is, which is all that has to be looked at.
func (x Names) Near(q string, visit func(Entry)) {
	if len(q) > x.longest+utf8.UTFMax {
		return
	}
	try := func(e Entry) {
		if longer := len(e.Key) - len(q); longer <= utf8.UTFMax && longer >= -utf8.UTFMax && thai.WithinOneEdit(q, e.Key) {
			visit(e)
		}
	}
	half := len(q) / 2
	for half > 0 && !utf8.RuneStart(q[half]) {
		half--
	}
	for _, e := range x.Beginning(q[:half]) {
		try(e)
	}
	x.Ending(q[half:], try)
}

// At calls visit for every key that text has at its beginning, short ones first.
func (x Names) At(text string, visit func([]Entry)) {
	two, depth := startOf(text)
	if at, ok := x.single[two&math.MaxUint32]; ok {
		visit(x.entries[at.from:at.to])
	}
	at := x.begun[two]
	es := x.entries[at.from:at.to]
	for len(es) > 0 {
		// The entries share text[:depth]; a key of just that length comes first.
		n := 0
		for n < len(es) && len(es[n].Key) == depth {
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

// Begins reports whether text has a key at its beginning.
func (x Names) Begins(text string) bool {
	found := false
	x.At(text, func([]Entry) { found = true })
	return found
}

// having returns the entries whose key has the byte b at depth, of those that share what stands before it.
func having(es []Entry, depth int, b byte) []Entry {
	if len(es) == 0 || es[0].Key[depth] == b && es[len(es)-1].Key[depth] == b {
		return es
	}
	es = es[reaching(es, depth, b):]
	return es[:reaching(es, depth, b+1)]
}

// reaching returns how many of the entries have a byte below b at depth.
func reaching(es []Entry, depth int, b byte) int {
	from, to := 0, len(es)
	for from < to {
		if half := (from + to) / 2; es[half].Key[depth] < b {
			from = half + 1
		} else {
			to = half
		}
	}
	return from
}
