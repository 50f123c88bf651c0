package match

import (
	"cmp"
	"iter"
	"math"
	"math/bits"
	"slices"
	"strings"

	"jitasa/internal/domain"
)

// segment is a packed, immutable set of trees, one for each group.
type segment struct {
	items  []item
	nodes  []node
	groups []root
	ids    string   // all ids, one after the other
	idEnd  []uint32 // where the id of items[i] ends
	byKey  []uint32 // positions of items, in order of key
	byText []uint32 // positions of items that have a text, in its order
}

// root is the tree of one group; its items are contiguous.
type root struct {
	group
	node     uint32
	from, to uint32 // its items
}

// fan is how many items a leaf, and how many children a node holds.
const fan = 16

// node is the summary of what is below it.
type node struct {
	lo, hi             [3]float32
	key                uint64    // smallest
	days               uint64    // union
	provinces          [2]uint64 // union, by code
	minStart, maxStart uint32
	maxEnd, maxCreated uint32
	skills             uint32 // union
	first              uint32 // first item (of a leaf) or first child
	n                  uint8
	leaf               bool
	flags              uint16          // union
	few                bool            // something with few seats left
	weekdays           domain.Weekdays // union
	languages          uint16          // union
}

// entry is an item on its way into a segment.
type entry struct {
	item
	group
	curve       uint32
	gone, stale bool // of a builder: removed; overtaken by a later one
	id          string
}

func newEntry(it item, g group, id string) entry {
	e := entry{item: it, group: g, id: id}
	if g.placed {
		e.curve = hilbert(it.x, it.y, it.z)
	}
	return e
}

// place orders by group, place and (roughly) time: neighbours in this order share nodes.
func (e *entry) place() uint64 {
	rank := uint64(e.cause)<<3 | uint64(e.kind)
	if !e.placed {
		rank |= 1 << 8
	}
	return rank<<55 | uint64(e.curve)<<23 | uint64(e.start>>9)
}

// newSegment packs entries; all ids must differ.
func newSegment(entries []entry) *segment {
	order := make([]sortable, len(entries))
	for i := range entries {
		order[i] = sortable{entries[i].place(), uint32(i)}
	}
	slices.SortFunc(order, func(a, b sortable) int {
		if c := cmp.Compare(a.key, b.key); c != 0 {
			return c
		}
		x, y := &entries[a.at], &entries[b.at]
		return cmp.Or(cmp.Compare(x.start, y.start), cmp.Compare(x.key, y.key))
	})
	s := &segment{items: make([]item, len(entries)), idEnd: make([]uint32, len(entries)), byKey: make([]uint32, len(entries))}
	var ids strings.Builder
	for i, o := range order {
		s.items[i] = entries[o.at].item
		ids.WriteString(entries[o.at].id)
		s.idEnd[i] = uint32(ids.Len())
	}
	s.ids = strings.Clone(ids.String())
	s.plant(entries, order)
	for i := range order {
		order[i] = sortable{s.items[i].key, uint32(i)}
	}
	slices.SortFunc(order, func(a, b sortable) int { return cmp.Compare(a.key, b.key) })
	for i, o := range order {
		s.byKey[i] = o.at
	}
	s.sortTexts()
	return s
}

func (s *segment) sortTexts() {
	n := 0
	for i := range s.items {
		if s.items[i].text != 0 {
			n++
		}
	}
	if n == 0 {
		return
	}
	s.byText = make([]uint32, 0, n)
	for i := range s.items {
		if s.items[i].text != 0 {
			s.byText = append(s.byText, uint32(i))
		}
	}
	slices.SortFunc(s.byText, func(a, b uint32) int { return cmp.Or(cmp.Compare(s.items[a].text, s.items[b].text), cmp.Compare(a, b)) })
}

// withText calls back for each item that has a text.
func (s *segment) withText(text uint32, each func(at uint32)) {
	i, _ := slices.BinarySearchFunc(s.byText, text, func(at, text uint32) int { return cmp.Compare(s.items[at].text, text) })
	for ; i < len(s.byText) && s.items[s.byText[i]].text == text; i++ {
		each(s.byText[i])
	}
}

// plant grows the tree of each group.
func (s *segment) plant(entries []entry, order []sortable) {
	s.nodes = make([]node, 0, len(order)/fan+len(order)/(fan*fan)+256)
	for from := 0; from < len(order); {
		g, to := entries[order[from].at].group, from+1
		for to < len(order) && entries[order[to].at].group == g {
			to++
		}
		s.groups = append(s.groups, root{g, s.grow(from, to), uint32(from), uint32(to)})
		from = to
	}
}

// grow builds the tree over items[from:to] from the leaves up, and returns its root.
func (s *segment) grow(from, to int) uint32 {
	first := len(s.nodes)
	for i := from; i < to; i += fan {
		s.nodes = append(s.nodes, s.leaf(i, min(i+fan, to)))
	}
	for last := len(s.nodes); last-first > 1; first, last = last, len(s.nodes) {
		for i := first; i < last; i += fan {
			s.nodes = append(s.nodes, s.branch(i, min(i+fan, last)))
		}
	}
	return uint32(first)
}

func emptyNode(first, n int, leaf bool) node {
	const inf = math.MaxFloat32
	return node{
		lo: [3]float32{inf, inf, inf}, hi: [3]float32{-inf, -inf, -inf}, key: math.MaxUint64, minStart: never,
		first: uint32(first), n: uint8(n), leaf: leaf,
	}
}

func (s *segment) leaf(from, to int) node {
	n := emptyNode(from, to-from, true)
	for i := range s.items[from:to] {
		it := &s.items[from+i]
		for axis, v := range [3]float32{it.x, it.y, it.z} {
			n.lo[axis], n.hi[axis] = min(n.lo[axis], v), max(n.hi[axis], v)
		}
		n.key, n.days = min(n.key, it.key), n.days|days(it.start, it.until())
		n.provinces[it.province>>6] |= 1 << (it.province & 63)
		n.minStart, n.maxStart = min(n.minStart, it.start), max(n.maxStart, it.start)
		n.maxEnd, n.maxCreated = max(n.maxEnd, it.end), max(n.maxCreated, it.created)
		n.skills, n.flags, n.few = n.skills|it.skills, n.flags|it.flags, n.few || it.seats <= few
		n.weekdays, n.languages = n.weekdays|it.weekdays, n.languages|it.languages
	}
	return n
}

func (s *segment) branch(from, to int) node {
	n := emptyNode(from, to-from, false)
	for i := range s.nodes[from:to] {
		c := &s.nodes[from+i]
		for axis := range 3 {
			n.lo[axis], n.hi[axis] = min(n.lo[axis], c.lo[axis]), max(n.hi[axis], c.hi[axis])
		}
		n.key, n.days = min(n.key, c.key), n.days|c.days
		n.provinces[0], n.provinces[1] = n.provinces[0]|c.provinces[0], n.provinces[1]|c.provinces[1]
		n.minStart, n.maxStart = min(n.minStart, c.minStart), max(n.maxStart, c.maxStart)
		n.maxEnd, n.maxCreated = max(n.maxEnd, c.maxEnd), max(n.maxCreated, c.maxCreated)
		n.skills, n.flags, n.few = n.skills|c.skills, n.flags|c.flags, n.few || c.few
		n.weekdays, n.languages = n.weekdays|c.weekdays, n.languages|c.languages
	}
	return n
}

// id of items[i].
func (s *segment) id(i uint32) string {
	from := uint32(0)
	if i > 0 {
		from = s.idEnd[i-1]
	}
	return s.ids[from:s.idEnd[i]]
}

// find returns the position of the item with the id.
func (s *segment) find(id string) (uint32, bool) {
	key := keyOf(id)
	at, _ := slices.BinarySearchFunc(s.byKey, key, func(i uint32, k uint64) int { return cmp.Compare(s.items[i].key, k) })
	for ; at < len(s.byKey) && s.items[s.byKey[at]].key == key; at++ {
		if s.id(s.byKey[at]) == id {
			return s.byKey[at], true
		}
	}
	return 0, false
}

// entries unpacks what is alive and to be kept.
func (s *segment) entries(dead positions, keep func(*item) bool) []entry {
	all := make([]entry, 0, len(s.items))
	for _, r := range s.groups {
		for i := r.from; i < r.to; i++ {
			if it := s.items[i]; !dead.has(i) && keep(&it) {
				all = append(all, newEntry(it, r.group, s.id(i)))
			}
		}
	}
	return all
}

// positions is a set of positions; nil is empty.
type positions []uint64

func (b positions) has(i uint32) bool { return b != nil && b[i>>6]&(1<<(i&63)) != 0 }
func (b positions) set(i uint32)      { b[i>>6] |= 1 << (i & 63) }

// all are the positions, in order.
func (b positions) all() iter.Seq[uint32] {
	return func(yield func(uint32) bool) {
		for i, w := range b {
			for ; w != 0; w &= w - 1 {
				if !yield(uint32(i<<6 + bits.TrailingZeros64(w))) {
					return
				}
			}
		}
	}
}

func (b positions) count() (n int) {
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}
