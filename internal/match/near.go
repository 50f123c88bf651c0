package match

// steps are the circles (km) that a search is widened to.
func steps() []float64 { return []float64{10, 25, 50, 100, 200} }

// near is the making of one answer.
type near struct {
	*want
	ix     *Index
	q      *Query
	limit  int
	s      *search
	asks   uint8  // the province asked for
	ahead  scope  // of what leads
	scope  scope  // of the rest
	last   cursor // of the last match taken
	result Result
}

func (n *near) answer() Result {
	n.asks = n.province
	n.byWords = len(n.result.Words) > 0 && !n.q.WordsOnly
	n.byLikes = !n.byWords && n.q.LikesFirst && n.likes != 0
	n.ahead, n.scope = n.wide(n.asked()), n.asked()
	begin := restPlaced
	if n.byWords || n.byLikes {
		begin = leadPlaced
	}
	if n.after.set {
		begin, n.ahead, n.scope = max(begin, n.after.part), n.after.lead, n.after.scope
	}
	onlyRemote := n.kinds == 1<<n.remote
	for p := begin; p <= restRemote && n.result.Next == ""; p++ {
		if !p.placed() || !onlyRemote {
			n.collect(p)
		}
	}
	n.count()
	n.report()
	return n.result
}

// asked is the scope of the question.
func (n *near) asked() scope {
	switch {
	case n.asks != 0:
		return scope{province: true}
	case n.located && n.q.MaxKM > 0:
		return scope{km: n.q.MaxKM}
	case n.located:
		return scope{km: DefaultKM}
	}
	return scope{}
}

// wide is the scope of what leads, before it is known what there is.
func (n *near) wide(s scope) scope {
	if n.located && s != (scope{}) && n.q.LikesFirst {
		s.km = max(s.km, n.q.LikesKM)
	}
	return s
}

// aim makes the search look at one part, within a scope.
func (n *near) aim(p part, s scope) {
	n.part, n.placed = p, p.placed()
	n.within = n.bounds(s)
	n.leading = n.bounds(n.ahead)
	if !n.placed {
		n.within = bounds{circle: everywhere, province: n.asks}
		if s.widened {
			n.within.province = 0
		}
	}
	n.onlyHits = n.q.WordsOnly && len(n.q.Words) > 0 || n.byWords && p.leads()
}

func (n *near) bounds(s scope) bounds {
	b := bounds{circle: everywhere}
	if s.km > 0 && n.located {
		b.circle = chord2(s.km)
	}
	if s.province {
		b.province = n.asks
		b.either = b.circle != everywhere
	}
	return b
}

// run looks for the k best of a part in a scope.
func (n *near) run(p part, s scope, k int) []found {
	n.aim(p, s)
	return n.s.run(n.ix, n.want, k)
}

// collect fills the page with what a part has; where the page is full already, it only looks whether there is more.
func (n *near) collect(p part) {
	resumed := n.after.set && n.after.part == p
	if !resumed {
		n.after = cursor{}
	}
	missing := n.limit - len(n.result.Matches)
	switch {
	case p == restPlaced && !resumed:
		n.take(p, n.reach(p, &n.scope, missing+1, n.wanted()))
	case p == leadPlaced && !resumed && n.byWords && n.q.MaxKM == 0:
		n.take(p, n.reach(p, &n.ahead, missing+1, 1))
	case p.leads():
		n.take(p, n.run(p, n.ahead, missing+1))
	default:
		n.take(p, n.run(p, n.scope, missing+1))
	}
}

// wanted is how much of the rest the circle has to hold: what leads is enough as well.
func (n *near) wanted() int {
	wanted := max(1, n.q.Enough)
	if n.byWords || n.byLikes {
		wanted -= len(n.run(leadPlaced, n.ahead, wanted))
	}
	return wanted
}

// reach looks for the k best; where the scope holds too little of the part, it is widened.
func (n *near) reach(p part, s *scope, k, enough int) []found {
	found := n.run(p, *s, max(k, enough))
	if len(found) >= enough || *s == (scope{}) {
		return found
	}
	*s = n.widen(p, *s, len(found), enough)
	return n.run(p, *s, k) // again in any case: the list is the search's own
}

// widen returns the smallest step that holds enough, or as much as there is.
func (n *near) widen(p part, s scope, have, enough int) scope {
	if !n.located {
		return scope{widened: true}
	}
	n.nearest = true
	found := n.run(p, scope{}, enough)
	n.nearest = false
	if len(found) == 0 || len(found) <= have && !s.province {
		return s // more is not to be had
	}
	far := 0.0
	for _, f := range found {
		far = max(far, f.c2)
	}
	for _, km := range steps() {
		if (s.province || km > s.km) && far <= chord2(km) {
			return scope{km: km, widened: true}
		}
	}
	return scope{widened: true}
}

// take turns what was found into matches, up to the limit.
func (n *near) take(p part, found []found) {
	more := n.limit - len(n.result.Matches)
	for i := range found[:min(more, len(found))] {
		f := &found[i]
		in := &n.s.scopes[f.scope]
		m := Match{ID: in.id(f.item), KM: -1, Remote: in.kind == n.remote, Score: int(f.score)}
		if n.located && n.placed {
			m.KM = kmOf(f.c2)
		}
		m.Reasons = n.reasons(n.ix.words, in, f)
		n.result.Matches = append(n.result.Matches, m)
		n.last = cursor{part: p, now: n.now, score: f.score, key: f.key, lead: n.ahead, scope: n.scope}
		if p.leads() {
			n.result.Lead++
		}
	}
	if len(found) > more {
		n.result.Next = n.last.String()
	}
}

// count says how much there is of what leads, or of everything where nothing does.
func (n *near) count() {
	if !n.q.Count {
		return
	}
	placed, remote, s := restPlaced, restRemote, n.scope
	if n.byWords || n.byLikes {
		placed, remote, s = leadPlaced, leadRemote, n.ahead
	}
	counts := make([]Count, len(n.ix.words.causes))
	n.after = cursor{}
	n.aim(placed, s)
	n.s.count(n.ix, n.want, func(cause uint8, many int) { counts[cause].Placed = min(MaxCount, counts[cause].Placed+many) })
	n.aim(remote, s)
	n.s.count(n.ix, n.want, func(cause uint8, many int) { counts[cause].Remote = min(MaxCount, counts[cause].Remote+many) })
	for i, c := range counts {
		if c.Placed+c.Remote > 0 {
			c.Cause = n.ix.words.causes[i]
			n.result.Counts = append(n.result.Counts, c)
		}
	}
}

// report says how far the search went.
func (n *near) report() {
	if asked := n.asked(); !asked.province {
		n.result.Asked = asked.km
	}
	if n.scope.widened {
		n.result.WidenedKM, n.result.Country = n.scope.km, n.scope.km == 0
	}
	if n.ahead.widened {
		n.result.LeadKM, n.result.LeadCountry = n.ahead.km, n.ahead.km == 0
	}
}
