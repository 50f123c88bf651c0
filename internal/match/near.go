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
	scope  scope
	last   cursor // of the last match taken
	result Result
}

func (n *near) answer() Result {
	n.scope = n.asked()
	if n.after.set {
		n.scope = n.after.scope
	}
	if onlyRemote := n.kinds == 1<<n.remote; !onlyRemote && (!n.after.set || n.after.placed) {
		n.collectPlaced()
	}
	n.collectRemote()
	n.report()
	return n.result
}

// asked is the scope of the question.
func (n *near) asked() scope {
	switch {
	case provinceOf(n.q.Province) != 0:
		return scope{province: true}
	case n.located && n.q.MaxKM > 0:
		return scope{km: n.q.MaxKM}
	case n.located:
		return scope{km: DefaultKM}
	}
	return scope{}
}

// within looks for the k best in the scope.
func (n *near) within(sc scope, k int) []found {
	n.circle = everywhere
	if sc.km > 0 && n.located {
		n.circle = chord2(sc.km)
	}
	keep := n.province
	if !sc.province {
		n.province = 0
	}
	found := n.s.run(n.ix, n.want, k)
	n.province = keep
	return found
}

func (n *near) collectPlaced() {
	enough := max(1, n.q.Enough)
	found := n.within(n.scope, max(n.limit+1, enough))
	if !n.after.set && len(found) < enough && n.scope != (scope{}) {
		n.scope = n.widen(len(found), enough)
		found = n.within(n.scope, n.limit+1) // again in any case: the list is the search's own
	}
	n.take(found)
}

// widen returns the smallest step that holds enough, or as much as there is.
func (n *near) widen(have, enough int) scope {
	if !n.located {
		return scope{widened: true}
	}
	n.nearest = true
	found := n.within(scope{}, enough)
	n.nearest = false
	if len(found) == 0 || len(found) <= have && !n.scope.province {
		return n.scope // more is not to be had
	}
	far := 0.0
	for _, f := range found {
		far = max(far, f.c2)
	}
	for _, km := range steps() {
		if (n.scope.province || km > n.scope.km) && far <= chord2(km) {
			return scope{km: km, widened: true}
		}
	}
	return scope{widened: true}
}

// collectRemote fills the page with work without a place.
func (n *near) collectRemote() {
	if n.result.Next != "" {
		return // placed work goes on
	}
	missing := n.limit - len(n.result.Matches)
	n.placed, n.circle = false, everywhere
	if n.after.placed {
		n.after = cursor{} // the page before ended among placed work
	}
	if n.scope.widened {
		n.province = 0
	}
	found := n.s.run(n.ix, n.want, missing+1)
	if missing == 0 {
		if len(found) > 0 {
			n.result.Next = n.last.String()
		}
		return
	}
	n.take(found)
}

// take turns what was found into matches, up to the limit.
func (n *near) take(found []found) {
	more := n.limit - len(n.result.Matches)
	for i := range found[:min(more, len(found))] {
		f := &found[i]
		in := &n.s.scopes[f.scope]
		m := Match{ID: in.id(f.item), KM: -1, Remote: in.kind == n.remote, Score: int(f.score)}
		if n.located && n.placed {
			m.KM = kmOf(f.c2)
		}
		m.Reasons = n.reasons(n.ix.words, &in.items[f.item], in.group, f.c2)
		n.result.Matches = append(n.result.Matches, m)
		n.last = cursor{placed: n.placed, now: n.now, score: f.score, key: f.key, scope: n.scope}
	}
	if len(found) > more {
		n.result.Next = n.last.String()
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
}
