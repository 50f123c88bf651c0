package place

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/place/index"
	"jitasa/internal/place/sound"
	"jitasa/internal/thai"
)

// Result is what a name may mean: no place, one, or several to choose from
// (the likelier first, else by code).
type Result struct {
	Places []Place

	// Landmark is what was named, if the one place is the district of a landmark.
	Landmark *Landmark
}

// One returns the place if there is exactly one.
func (r Result) One() (Place, bool) {
	if len(r.Places) != 1 {
		return Place{}, false
	}
	return r.Places[0], true
}

// None reports whether nothing was found.
func (r Result) None() bool { return len(r.Places) == 0 }

// anyLevel is the hint of a name without จังหวัด, อำเภอ, …
const anyLevel Level = -1

// maxQuery bounds how much of a text is looked at, in bytes: no place name
// with its parents is longer than half of it.
const maxQuery = 600

// Find answers "where?": the text is a place and nothing else but politeness
// ("อ.เมือง จ.สุรินทร์", "บางนา กทม", "korat", "32000"), or contains one. It
// tries the exact name, then aliases, then the parts of an address, then
// beginnings and endings of names, and one slip of the finger at last, where
// that leaves a single place.
func (g *Gazetteer) Find(text string) Result { return g.find(text, "") }

// FindIn is Find among the places within the province (or district) of code.
func (g *Gazetteer) FindIn(text, code string) Result { return g.find(text, code) }

// Exactly is Find without its guesses: names, aliases, postcodes and addresses
// that make up the whole text.
func (g *Gazetteer) Exactly(text string) Result {
	norm := thai.Lower(thai.Head(text, maxQuery))
	if !g.beginsAddress(norm) {
		return Result{}
	}
	if ids := g.whole(norm, ""); len(ids) > 0 { // แจ้งวัฒนะ ends like a particle
		if g.shy[thai.Key(norm)] {
			return Result{}
		}
		return g.result(ids)
	}
	trimmed := thai.TrimParticles(norm)
	if trimmed == norm || g.shy[thai.Key(trimmed)] {
		return Result{}
	}
	return g.result(g.whole(trimmed, ""))
}

func (g *Gazetteer) find(text, within string) Result {
	norm := thai.Lower(thai.Head(text, maxQuery))
	if ids := g.whole(norm, within); len(ids) > 0 {
		return g.result(ids)
	}
	norm = thai.TrimParticles(norm)
	if ids := g.whole(norm, within); len(ids) > 0 {
		return g.result(ids)
	}
	if within == "" {
		if hit, ok := g.FindWithin(norm); ok {
			return hit.Result
		}
	}
	return g.result(g.guess(norm, within))
}

// beginsAddress reports whether a text begins with a name, a marker or a postcode. Most do not, and are no address.
func (g *Gazetteer) beginsAddress(norm string) bool {
	key := thai.Key(norm)
	if key == "" {
		return false
	}
	if at := strings.IndexFunc(norm, isLetter); at >= 0 {
		word := latinWord(norm[at:])
		_, before := englishBefore[word]
		_, after := englishAfter[word]
		if _, marked := markerAt(norm, at, true); marked || before || after {
			return true
		}
	}
	return g.mayBegin(key) || isPostcode(cutPostcodeWord(key))
}

// whole finds a text that is an address, a name or a postcode altogether.
func (g *Gazetteer) whole(norm, within string) []int32 {
	key := cutPostcodeWord(thai.Key(norm))
	if key == "" {
		return nil
	}
	if isPostcode(key) {
		return g.byPostcode(key, within)
	}
	if ids := g.lookup(key, anyLevel, within); len(ids) > 0 {
		return ids
	}
	return g.address(segments(norm), within)
}

// guess completes a beginning or an ending, or mends one slip.
func (g *Gazetteer) guess(norm, within string) []int32 {
	segs := segments(norm)
	if len(segs) != 1 {
		return nil
	}
	s := segs[0]
	if ids := g.complete(s, within); len(ids) > 0 {
		return ids
	}
	if ids := g.alike(s.key, s.hint, within); len(ids) > 0 {
		return ids
	}
	if ids := g.mend(s, Subdistrict, within); len(ids) > 0 || within != "" {
		return ids
	}
	if ids := g.slip(s.key); len(ids) > 0 {
		return ids
	}
	var buf [sound.Longest * 2]byte
	return g.soundingSubs(sound.Append(buf[:0], s.key), within)
}

// completion: how many letters a beginning or ending needs on each level. An
// ordinary word that happens to begin a village's name is no place.
var completion = [3]int{3, 4, 5}

func (g *Gazetteer) complete(s segment, within string) []int32 {
	n := utf8.RuneCountInString(s.key)
	for l := Province; l <= Subdistrict; l++ {
		if s.hint != anyLevel && s.hint != l || n < completion[l] {
			continue
		}
		x := g.names
		if l == Subdistrict {
			x = g.subs
		}
		var ids []int32
		for _, e := range x.Beginning(s.key) {
			ids = g.keep(ids, e.ID, l, within)
		}
		if len(ids) == 0 && n > completion[l] {
			x.Ending(s.key, func(e index.Entry) { ids = g.keep(ids, e.ID, l, within) })
		}
		if len(ids) > 0 {
			slices.Sort(ids)
			return ids
		}
	}
	return nil
}

// mend returns the one place of the highest level, down to lowest, whose name is one edit away.
// Short names have too many neighbours.
func (g *Gazetteer) mend(s segment, lowest Level, within string) []int32 {
	n := utf8.RuneCountInString(s.key)
	var near []index.Entry
	collect := func(e index.Entry) {
		if n > 4 || utf8.RuneCountInString(e.Key) > 4 {
			near = append(near, e)
		}
	}
	for l := Province; l <= lowest; l++ {
		if n < completion[l]+1 {
			break
		}
		switch l {
		case Province:
			g.names.Near(s.key, collect)
			g.aliases.Near(s.key, collect)
		case Subdistrict:
			near = near[:0]
			g.subs.Near(s.key, collect)
		}
		switch ids := g.filter(near, l, s.hint, within); len(ids) {
		case 0:
		case 1:
			return ids
		default:
			return nil
		}
	}
	return nil
}

// keep appends id if it is of the level, lies within the place of the code
// (and is not that place), and is new.
func (g *Gazetteer) keep(ids []int32, id int32, l Level, within string) []int32 {
	p := &g.places[id]
	if p.Level != l || !strings.HasPrefix(p.Code, within) || p.Code == within && l != spot || slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

func (g *Gazetteer) result(ids []int32) Result {
	var r Result
	for _, id := range ids {
		p := g.places[id]
		if p.Level == spot {
			if r.Landmark == nil {
				r.Landmark = &Landmark{p.NameTH, p.NameEN, p.Point}
			}
			p, _ = g.Place(p.Code)
		}
		if !slices.ContainsFunc(r.Places, func(q Place) bool { return q.Code == p.Code }) {
			r.Places = append(r.Places, p)
		}
	}
	if len(r.Places) > 1 {
		r.Landmark = nil
	}
	return r
}
