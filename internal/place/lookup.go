package place

import (
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/place/index"
	"jitasa/internal/thai"
)

// lookup returns the places that are called key, on the highest level that has
// one: provinces, districts, aliases, subdistricts. hint restricts the level,
// within the code.
func (g *Gazetteer) lookup(key string, hint Level, within string) []int32 {
	if id, ok := g.capital(key, within); ok && (hint == anyLevel || hint == District) {
		return []int32{id}
	}
	exact, named := g.names.Exact(key), g.aliases.Exact(key)
	highest := func(es []index.Entry) []int32 {
		for l := Province; l <= District; l++ {
			if ids := g.filter(es, l, hint, within); len(ids) > 0 {
				return ids
			}
		}
		return nil
	}
	ids, ask := highest(exact), within == "" && askToo(key)
	if len(ids) == 0 || ask {
		ids = append(highest(named), ids...)
	}
	both := within == "" && g.both[key]
	if len(ids) > 0 && !ask && !both {
		return ids
	}
	if id, ok := g.capitalOf(key, within); ok && (hint == anyLevel || hint == District) {
		return []int32{id}
	}
	if there := g.filter(g.spots.Exact(key), spot, hint, within); len(there) > 0 {
		if ids = append(there, ids...); !both || len(ids) > len(there) {
			return ids
		}
	}
	return append(ids, g.filter(g.subs.Exact(key), Subdistrict, hint, within)...)
}

func (g *Gazetteer) filter(es []index.Entry, l, hint Level, within string) []int32 {
	if hint != anyLevel && hint != l {
		return nil
	}
	var ids []int32
	for _, e := range es {
		ids = g.keep(ids, e.ID, l, within)
	}
	return ids
}

// capitalWords are the names that every province's capital district answers to
// within its province.
var capitalWords = []string{"เมือง", "ในเมือง", "ตัวเมือง", "mueang", "muang", "meuang"}

// capital understands เมือง within a province.
func (g *Gazetteer) capital(key, within string) (int32, bool) {
	if len(within) != 2 || within == bangkok || key == "ในเมือง" || !slices.Contains(capitalWords, key) {
		return 0, false
	}
	return g.byCode(within + "01")
}

// capitalOf understands เมือง + any name of the province: เมืองโคราช, muang surin.
func (g *Gazetteer) capitalOf(key, within string) (int32, bool) {
	for _, w := range capitalWords {
		rest, ok := strings.CutPrefix(key, w)
		if !ok || rest == "" || w == "ในเมือง" {
			continue
		}
		ids := g.filter(g.names.Exact(rest), Province, Province, "")
		if len(ids) == 0 {
			ids = g.filter(g.aliases.Exact(rest), Province, Province, "")
		}
		if len(ids) != 1 || g.places[ids[0]].Code == bangkok || !strings.HasPrefix(g.places[ids[0]].Code, within) {
			continue
		}
		return g.byCode(g.places[ids[0]].Code + "01")
	}
	return 0, false
}

// maxKey bounds the keys that are tried in two parts, in bytes.
const maxKey = 180

// resolve is lookup, or failing that the name of a place and of one around it
// written together in either order: บางนากทม, ต.ปากน้ำชุมพร, bangnabangkok.
func (g *Gazetteer) resolve(s segment, within string, depth int) []int32 {
	if ids := g.lookup(s.key, s.hint, within); len(ids) > 0 || depth == 0 || len(s.key) > maxKey || !g.mayBegin(s.key) {
		return ids
	}
	for i, r := range s.key {
		if i < 3 || !thai.WordStart(r) {
			continue
		}
		if before, _ := utf8.DecodeLastRuneInString(s.key[:i]); !thai.WordEnd(before) {
			continue
		}
		left, right := s.key[:i], s.key[i:]
		if ids := g.under(g.around(right, within), segment{s.hint, left}, depth); len(ids) > 0 {
			return ids
		}
		if ids := g.under(g.around(left, within), segment{s.hint, right}, depth); len(ids) > 0 {
			return ids
		}
	}
	return nil
}

// mayBegin reports whether a key begins with some name, so that it can be more than one.
func (g *Gazetteer) mayBegin(key string) bool {
	return slices.ContainsFunc(capitalWords, func(w string) bool { return strings.HasPrefix(key, w) }) ||
		g.names.Begins(key) || g.aliases.Begins(key) || g.spots.Begins(key) || g.subs.Begins(key)
}

// around returns the provinces or districts that are called key.
func (g *Gazetteer) around(key, within string) []int32 {
	if len(within) >= 4 {
		return nil
	}
	exact := g.names.Exact(key)
	if ids := g.filter(exact, Province, anyLevel, within); len(ids) > 0 {
		return ids
	}
	if ids := g.filter(g.aliases.Exact(key), Province, anyLevel, within); len(ids) > 0 {
		return ids
	}
	if id, ok := g.capital(key, within); ok {
		return []int32{id}
	}
	return g.filter(exact, District, anyLevel, within)
}

// under resolves s within each of the places.
func (g *Gazetteer) under(ids []int32, s segment, depth int) []int32 {
	var out []int32
	for _, id := range ids {
		code := g.places[id].Code
		for _, found := range g.resolve(s, code, depth-1) {
			if found != id && !slices.Contains(out, found) {
				out = append(out, found)
			}
		}
	}
	return out
}

// address resolves the segments of an address, the widest first.
func (g *Gazetteer) address(segs []segment, within string) []int32 {
	if len(segs) == 0 {
		return nil
	}
	// Addresses go from the narrow to the wide; one in the other order has its
	// province marked, or is turned round below.
	rest := slices.Clone(segs)
	slices.Reverse(rest)
	slices.SortStableFunc(rest, func(a, b segment) int { return width(a) - width(b) })
	ids := g.resolve(rest[0], within, 2)
	for _, s := range rest[1:] {
		if len(ids) == 0 {
			return nil
		}
		if inner := g.under(ids, s, 2); len(inner) > 0 {
			ids = inner
			continue
		}
		other := g.resolve(s, within, 1)
		ids = g.narrower(ids, other)
	}
	return ids
}

// width sorts segments: a marked province first, marked districts and
// subdistricts last, what is not marked between.
func width(s segment) int {
	switch s.hint {
	case Province:
		return 0
	case anyLevel:
		return 1
	}
	return 1 + int(s.hint)
}

// narrower returns those of ids that lie within one of others; if none does,
// the two contradict each other and the person has to say which was meant.
func (g *Gazetteer) narrower(ids, others []int32) []int32 {
	var out []int32
	for _, id := range ids {
		for _, o := range others {
			if id == o || strings.HasPrefix(g.places[id].Code, g.places[o].Code) {
				out = append(out, id)
				break
			}
		}
	}
	if len(out) > 0 {
		return out
	}
	if len(others) == 0 {
		return nil
	}
	return append(slices.Clone(ids), others...)
}
