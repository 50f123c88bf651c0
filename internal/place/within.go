package place

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/place/index"
	"jitasa/internal/thai"
)

// Hit is a place inside a longer text.
type Hit struct {
	Result
	// Spans are the bytes of thai.Lower(text) that name the place, in order.
	Spans [][2]int
}

// maxText bounds how much of a text FindWithin looks at, in bytes.
const maxText = 1800

// mention is one name found in a line: line.Text[from:to], of which the marker
// ("จ.") begins at from and the name at name.
type mention struct {
	from, name, to int
	ids            []int32
}

// FindWithin finds the places that a sentence speaks of, without spaces
// between its words if need be: "หางานเสาร์นี้ที่โคราชครับ". Several places that
// lie within each other are one (the narrowest); several that do not are a
// choice. It looks at the beginning of long texts only.
func (g *Gazetteer) FindWithin(text string) (Hit, bool) {
	return g.FindWithinLine(thai.NewLine(thai.Head(thai.Lower(text), maxText)))
}

// FindWithinLine is [Gazetteer.FindWithin] for a text that has been made a line of.
func (g *Gazetteer) FindWithinLine(line thai.Line) (Hit, bool) {
	var hit Hit
	var ids []int32
	for _, m := range g.mentions(line) {
		if len(ids) == 0 {
			ids = m.ids
		} else {
			ids = g.combine(ids, m.ids)
		}
		start, end := line.Span(m.from, m.to)
		hit.Spans = append(hit.Spans, [2]int{start, end})
	}
	hit.Result = g.result(ids)
	return hit, len(ids) > 0
}

// combine is the narrower of two mentions where one lies within the other, else both.
func (g *Gazetteer) combine(a, b []int32) []int32 {
	related := func(x, y []int32) (out []int32) {
		for _, i := range x {
			for _, j := range y {
				if g.places[i].Code == g.places[j].Code && g.places[j].Level == spot {
					i = j // the landmark rather than its district
				}
				if strings.HasPrefix(g.places[i].Code, g.places[j].Code) && !slices.Contains(out, i) {
					out = append(out, i)
				}
			}
		}
		return out
	}
	if r := related(a, b); len(r) > 0 {
		return r
	}
	if r := related(b, a); len(r) > 0 {
		return r
	}
	return append(slices.Clone(a), b...)
}

func (g *Gazetteer) mentions(line thai.Line) []mention {
	var out []mention
	done := 0 // line.Text[:done] is used up
	for i := 0; i < len(line.Text); {
		r, n := utf8.DecodeRuneInString(line.Text[i:])
		if !thai.WordStart(r) || r < 'ก' && !line.Bound(i) {
			i += n
			continue
		}
		m, ok := g.mentionAt(line, i, done)
		if !ok {
			i += n
			continue
		}
		if inner, ok := g.before(line, m, done); ok {
			m = inner
		}
		if inner, ok := g.after(line, m); ok {
			m = inner
		}
		out = append(out, m)
		i, done = m.to, m.to
	}
	return out
}

// mentionAt reads a marked or a believable name at line.Text[i:].
func (g *Gazetteer) mentionAt(line thai.Line, i, done int) (mention, bool) {
	pos, _ := line.Span(i, i+1)
	begins := line.Bound(i) || i == done && done > 0 || wordsBefore.Ends(line.Text[:i])
	if mk, ok := markerAt(line.Norm, pos, begins); ok {
		name := i + len(thai.Key(mk.word))
		if to, ids := g.markedName(line, name, mk.level); len(ids) > 0 {
			return mention{i, name, to, ids}, true
		}
	}
	to, ids := g.longest(line, i, anyLevel, "")
	p := Place{Level: Subdistrict}
	if len(ids) > 0 {
		p = g.places[ids[0]]
	}
	found := p.Level != Subdistrict && believe(line, i, to, g.trustIn(line.Text[i:to], p))
	if begins && person(line.Text[:i]) {
		begins = false
	}
	if begins {
		if end, like := g.alikeAt(line, i, anyLevel, led(line, i)); end > to && len(like) > 0 {
			return mention{i, i, end, like}, true // ปทุมทานี, สำโรงทราบ
		}
	}
	if !found {
		return mention{}, false
	}
	if end, subs := g.longestSub(line, i); end > to && p.Level == District { // สำโรงเหนือ is not สำโรง
		return mention{i, i, end, subs}, true
	}
	return mention{i, i, to, g.lookup(line.Text[i:to], anyLevel, "")}, true
}

// markedName reads the name behind a marker: the longest, unless more of the
// text sounds like a name (ต.วังนำ้เย็น is not ต.วัง).
func (g *Gazetteer) markedName(line thai.Line, name int, level Level) (to int, ids []int32) {
	if name >= len(line.Text) {
		return 0, nil
	}
	to, ids = g.longest(line, name, level, "")
	if len(ids) > 0 && g.ended(line, to) {
		return to, ids
	}
	if end, like := g.alikeAt(line, name, level, true); end > to {
		return end, like
	}
	if to > 0 && utf8.RuneCountInString(line.Text[name:to]) < shortestCut {
		return 0, nil
	}
	return to, ids
}

// shortestCut is how long a name has to be, in letters, to be believed where what follows it may belong to it.
const shortestCut = 6

// ended reports whether a name ends at line.Text[:to]: a word, a marker or another name follows.
func (g *Gazetteer) ended(line thai.Line, to int) bool {
	if endsAt(line, to) {
		return true
	}
	pos, _ := line.Span(to, to+1)
	if _, ok := markerAt(line.Norm, pos, true); ok {
		return true
	}
	_, ids := g.longest(line, to, anyLevel, "")
	return len(ids) > 0
}

// longest returns the longest name at line.Text[i:] of a level (any: provinces
// and districts) within a code, and where it ends.
func (g *Gazetteer) longest(line thai.Line, i int, hint Level, within string) (end int, ids []int32) {
	if i >= len(line.Text) {
		return 0, nil
	}
	look := func(es []index.Entry) {
		to := i + len(es[0].Key)
		if to < end || !line.CanEnd(i, to) {
			return
		}
		for l := Province; l <= spot; l++ {
			if found := g.filter(es, l, hint, within); len(found) > 0 {
				if to > end {
					end, ids = to, found
				}
				return
			}
		}
	}
	g.names.At(line.Text[i:], look)
	g.aliases.At(line.Text[i:], look)
	if hint == anyLevel {
		g.spots.At(line.Text[i:], look)
	}
	if hint == Subdistrict || within != "" {
		g.subs.At(line.Text[i:], look)
	}
	return end, ids
}

// longestSub returns the subdistricts of the longest name at line.Text[i:].
func (g *Gazetteer) longestSub(line thai.Line, i int) (end int, ids []int32) {
	g.subs.At(line.Text[i:], func(es []index.Entry) {
		if to := i + len(es[0].Key); to > end && line.CanEnd(i, to) {
			if found := g.filter(es, Subdistrict, anyLevel, ""); len(found) > 0 {
				end, ids = to, found
			}
		}
	})
	return end, ids
}

// farthestBack bounds how far before a province's name the name of a place
// inside it can begin, in bytes.
const farthestBack = 90

// before looks for a place inside m's that is named right before it: ปากน้ำ
// ชุมพร, อ.เมือง จ.สุรินทร์, Hat Yai, Songkhla. And again before that.
func (g *Gazetteer) before(line thai.Line, m mention, done int) (mention, bool) {
	if len(m.ids) != 1 || g.places[m.ids[0]].Level == Subdistrict {
		return mention{}, false
	}
	code := g.places[m.ids[0]].Code
	stop := m.from
	for w := range englishAfter {
		if s := thai.Key(w); strings.HasSuffix(line.Text[:stop], s) && line.Bound(stop-len(s)) {
			stop -= len(s)
			break
		}
	}
	for j := max(done, m.from-farthestBack); j < stop; j++ {
		if !utf8.RuneStart(line.Text[j]) || !canBegin(line, j, done) {
			continue
		}
		name, hint := j, anyLevel
		pos, _ := line.Span(j, j+1)
		if mk, ok := markerAt(line.Norm, pos, true); ok {
			name, hint = j+len(thai.Key(mk.word)), mk.level
		}
		if name >= stop {
			continue
		}
		if ids := g.lookup(line.Text[name:stop], hint, code); len(ids) > 0 && ids[0] != m.ids[0] {
			inner := mention{j, name, m.to, ids}
			if deeper, ok := g.before(line, inner, done); ok {
				return deeper, true
			}
			return inner, true
		}
	}
	return mention{}, false
}

// canBegin reports whether a name may begin at j: after a space, a mention, or
// a word after which places are named.
func canBegin(line thai.Line, j, done int) bool {
	return j == done || line.Bound(j) || wordsBefore.Ends(line.Text[:j])
}

// after looks for a place inside m's that is named right after it: กทม บางนา,
// โคราช อ.ปากช่อง.
func (g *Gazetteer) after(line thai.Line, m mention) (mention, bool) {
	if m.to >= len(line.Text) || len(m.ids) != 1 || g.places[m.ids[0]].Level == Subdistrict {
		return mention{}, false
	}
	name, hint := m.to, District
	pos, _ := line.Span(m.to, m.to+1)
	if mk, ok := markerAt(line.Norm, pos, true); ok {
		name, hint = m.to+len(thai.Key(mk.word)), mk.level
	} else if !line.Bound(m.to) {
		return mention{}, false
	}
	code := g.places[m.ids[0]].Code
	to, ids := g.longest(line, name, hint, code)
	if id, ok := g.capital(line.Text[name:], code); ok && len(ids) == 0 {
		to, ids = len(line.Text), []int32{id}
	}
	if len(ids) == 0 || ids[0] == m.ids[0] || !endsAt(line, to) {
		return mention{}, false
	}
	inner := mention{m.from, name, to, ids}
	if deeper, ok := g.after(line, inner); ok {
		return deeper, true
	}
	return inner, true
}
