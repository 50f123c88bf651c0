package place

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

// Result is what a name may mean: no place, one, or several to choose from
// (the likelier first, else by code).
type Result struct {
	Places []Place
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
	norm := thai.TrimParticles(thai.Lower(shorten(text)))
	return g.result(g.whole(norm, ""))
}

func (g *Gazetteer) find(text, within string) Result {
	norm := thai.TrimParticles(thai.Lower(shorten(text)))
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
	return g.mend(s, within)
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
		for _, e := range x.beginning(s.key) {
			ids = g.keep(ids, e.id, l, within)
		}
		if len(ids) == 0 && n > completion[l] {
			x.ending(s.key, func(e entry) { ids = g.keep(ids, e.id, l, within) })
		}
		if len(ids) > 0 {
			slices.Sort(ids)
			return ids
		}
	}
	return nil
}

// mend returns the one place of the highest level whose name is one edit away.
// Short names have too many neighbours.
func (g *Gazetteer) mend(s segment, within string) []int32 {
	n := utf8.RuneCountInString(s.key)
	for l := Province; l <= Subdistrict; l++ {
		if s.hint != anyLevel && s.hint != l || n < completion[l]+1 {
			continue
		}
		indexes := []index{g.names, g.aliases}
		if l == Subdistrict {
			indexes = []index{g.subs}
		}
		var ids []int32
		for _, x := range indexes {
			x.near(s.key, func(e entry) {
				if n > 4 || utf8.RuneCountInString(e.key) > 4 {
					ids = g.keep(ids, e.id, l, within)
				}
			})
		}
		if len(ids) == 1 {
			return ids
		}
		if len(ids) > 1 {
			return nil
		}
	}
	return nil
}

// keep appends id if it is of the level, lies within the place of the code
// (and is not that place), and is new.
func (g *Gazetteer) keep(ids []int32, id int32, l Level, within string) []int32 {
	p := &g.places[id]
	if p.Level != l || !strings.HasPrefix(p.Code, within) || p.Code == within || slices.Contains(ids, id) {
		return ids
	}
	return append(ids, id)
}

func (g *Gazetteer) result(ids []int32) Result {
	var r Result
	for _, id := range ids {
		r.Places = append(r.Places, g.places[id])
	}
	return r
}

// shorten cuts a text at a letter; what comes after maxQuery bytes is not a place's name.
func shorten(text string) string {
	if len(text) <= maxQuery {
		return text
	}
	cut := maxQuery
	for cut > 0 && !utf8.RuneStart(text[cut]) {
		cut--
	}
	return text[:cut]
}

// Mend returns the one province or district (or alias of one) whose name is one
// edit from the whole text, but not the text itself. Districts have to be
// longer, and in Thai: somchai is one edit from Sam Chai.
func (g *Gazetteer) Mend(text string) (Place, bool) {
	key := thai.Key(shorten(text))
	ids := g.mend(segment{anyLevel, key}, "")
	if len(ids) != 1 {
		return Place{}, false
	}
	p := g.places[ids[0]]
	long := key[0] >= 0x80 && utf8.RuneCountInString(key) >= 7
	if p.Level == Subdistrict || p.Level == District && !long || key == thai.Key(p.NameTH) || key == thai.Key(p.NameEN) {
		return Place{}, false
	}
	return p, true
}
