package match

import (
	"slices"
)

// found is an item on the list of the best.
type found struct {
	key   uint64
	c2    float64
	score int32
	item  uint32
	scope uint16 // position in search.scopes
}

// worse is the order of answers: score, then key.
func worse(score int32, key uint64, than int32, thanKey uint64) bool {
	return score < than || score == than && key > thanKey
}

// open is a node that may be opened.
type open struct {
	key   uint64
	bound int32
	node  uint32
	scope uint16
}

// rooted is what the search knows about one tree.
type rooted struct {
	*layer
	group
	number   int // of the layer
	base     int32
	province uint8 // only this one; 0: any
}

// search is one walk through the trees, best first. It is reused from query to query.
type search struct {
	*want
	scopes []rooted
	heap   []open
	best   []found // sorted, best first
	k      int
}

// run finds the k best, in order.
func (s *search) run(ix *Index, w *want, k int) []found {
	s.want, s.k = w, k
	s.scopes, s.heap, s.best = s.scopes[:0], s.heap[:0], s.best[:0]
	direct := s.fewHits()
	for l := range ix.layers {
		for _, r := range ix.layers[l].groups {
			if !w.admits(r.group) {
				continue
			}
			at := s.enter(&ix.layers[l], l, r)
			if !direct {
				s.consider(at, r.node)
				continue
			}
			for _, i := range w.hits[l].between(r.from, r.to) {
				s.weigh(at, i)
			}
		}
	}
	for len(s.heap) > 0 {
		top := s.pop()
		if s.full() && !s.improves(top.bound, top.key) {
			break
		}
		s.expand(top)
	}
	return s.best
}

// enter adds a tree to those that are searched.
func (s *search) enter(l *layer, number int, r root) (scope uint16) {
	in := rooted{layer: l, group: r.group, number: number, base: s.base(r.group), province: s.within.province}
	if r.kind == s.remote {
		in.province = 0 // remote work is at home everywhere
	}
	s.scopes = append(s.scopes, in)
	return uint16(len(s.scopes) - 1)
}

// directly is up to how many hits are weighed one by one: of more, the best are found sooner in the trees.
const directly = 4000

func (s *search) fewHits() bool {
	if !s.onlyHits {
		return false
	}
	n := 0
	for i := range s.hits {
		n += len(s.hits[i].list)
	}
	return n <= directly
}

func (s *search) full() bool { return len(s.best) == s.k }

// improves reports whether a score and key would push the last one off the list.
func (s *search) improves(score int32, key uint64) bool {
	last := &s.best[len(s.best)-1]
	return worse(last.score, last.key, score, key)
}

func (s *search) expand(o open) {
	in := &s.scopes[o.scope]
	n := &in.nodes[o.node]
	for i := n.first; i < n.first+uint32(n.n); i++ {
		if n.leaf {
			s.weigh(o.scope, i)
		} else {
			s.consider(o.scope, i)
		}
	}
}

// consider puts a node on the heap, unless nothing below it can be an answer.
func (s *search) consider(scope uint16, at uint32) {
	in := &s.scopes[scope]
	n := &in.nodes[at]
	c2 := 0.0
	if s.located && s.placed {
		c2 = s.awayBox(n)
	}
	if !s.mayHold(n, in.province, c2) {
		return
	}
	bound := s.bound(n, in.base, c2)
	if s.hits != nil && !s.alone() {
		bound += pointsTitle
	}
	if !s.full() || s.improves(bound, n.key) {
		s.push(open{n.key, bound, at, scope})
	}
}

// weigh puts an item on the list, if it belongs there.
func (s *search) weigh(scope uint16, at uint32) {
	in := &s.scopes[scope]
	it := &in.items[at]
	c2 := 0.0
	if s.located && s.placed {
		c2 = s.away(it)
	}
	if s.onlyHits && !s.hits[in.number].any.has(at) || !s.accepts(it, in.province, c2) || s.led(in, it, at, c2) {
		return
	}
	score := s.score(it, in.base, c2)
	if s.hits != nil && !s.alone() && s.hits[in.number].title.has(at) {
		score += pointsTitle
	}
	if s.full() && !s.improves(score, it.key) || !s.nearest && s.after.passed(score, it.key) || in.dead.has(at) || s.hides(in, it.key, at) {
		return
	}
	if s.full() {
		s.best = s.best[:s.k-1]
	}
	i, _ := slices.BinarySearchFunc(s.best, it.key, func(f found, key uint64) int {
		if worse(f.score, f.key, score, key) {
			return 1
		}
		return -1
	})
	s.best = slices.Insert(s.best, i, found{it.key, c2, score, at, scope})
}

func (s *search) hides(in *rooted, key uint64, at uint32) bool {
	if _, hit := slices.BinarySearch(s.excluded, key); !hit {
		return false
	}
	return slices.Contains(s.exclude, in.id(at))
}

// count tells how many answers there are, by cause, a group at a time and none beyond MaxCount.
func (s *search) count(ix *Index, w *want, tell func(cause uint8, n int)) {
	s.want, s.scopes = w, s.scopes[:0]
	for l := range ix.layers {
		for _, r := range ix.layers[l].groups {
			if w.admits(r.group) {
				tell(r.cause, s.countBelow(&s.scopes[s.enter(&ix.layers[l], l, r)], r))
			}
		}
	}
}

func (s *search) countBelow(in *rooted, r root) (n int) {
	if s.fewHits() {
		for _, at := range s.hits[in.number].between(r.from, r.to) {
			n += s.counts(in, at)
		}
		return n
	}
	below := []uint32{r.node}
	for len(below) > 0 && n < MaxCount {
		node := &in.nodes[below[len(below)-1]]
		below = below[:len(below)-1]
		c2 := 0.0
		if s.located && s.placed {
			c2 = s.awayBox(node)
		}
		if !s.mayHold(node, in.province, c2) {
			continue
		}
		for i := node.first; i < node.first+uint32(node.n); i++ {
			if !node.leaf {
				below = append(below, i)
			} else {
				n += s.counts(in, i)
			}
		}
	}
	return n
}

// counts is 1 for an item that is an answer, else 0.
func (s *search) counts(in *rooted, at uint32) int {
	it := &in.items[at]
	c2 := 0.0
	if s.located && s.placed {
		c2 = s.away(it)
	}
	if s.onlyHits && !s.hits[in.number].any.has(at) || !s.accepts(it, in.province, c2) || s.led(in, it, at, c2) || in.dead.has(at) || s.hides(in, it.key, at) {
		return 0
	}
	return 1
}

// push and pop keep a binary heap with the most promising node on top.
func (s *search) push(o open) {
	s.heap = append(s.heap, o)
	for i := len(s.heap) - 1; i > 0; {
		up := (i - 1) / 2
		if !worse(s.heap[up].bound, s.heap[up].key, o.bound, o.key) {
			break
		}
		s.heap[i], s.heap[up] = s.heap[up], s.heap[i]
		i = up
	}
}

func (s *search) pop() open {
	top, last := s.heap[0], len(s.heap)-1
	s.heap[0] = s.heap[last]
	s.heap = s.heap[:last]
	for i := 0; ; {
		c := 2*i + 1
		if c >= last {
			return top
		}
		if r := c + 1; r < last && worse(s.heap[c].bound, s.heap[c].key, s.heap[r].bound, s.heap[r].key) {
			c = r
		}
		if !worse(s.heap[i].bound, s.heap[i].key, s.heap[c].bound, s.heap[c].key) {
			return top
		}
		s.heap[i], s.heap[c] = s.heap[c], s.heap[i]
		i = c
	}
}
