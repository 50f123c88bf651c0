package cards

import (
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/place"
)

// PlaceName names a place of the gazetteer for the reader: see [PlaceName].
func (c Cards) PlaceName(code string, atLength bool) string {
	return PlaceName(c.Places, code, c.Lang(), atLength)
}

// PlaceName names a place of the gazetteer as people write it; "" for a code that is none. In Thai the words for its
// levels are shortened, but not for those who have texts read out.
func PlaceName(g *place.Gazetteer, code, lang string, atLength bool) string {
	p, ok := g.Place(code)
	if !ok {
		return ""
	}
	name := g.FullName(p, lang)
	if lang != domain.Thai || atLength {
		return name
	}
	words := strings.Fields(name)
	for i, w := range words {
		for _, short := range [...]struct{ long, short string }{{"ตำบล", "ต."}, {"อำเภอ", "อ."}, {"จังหวัด", "จ."}, {"กรุงเทพมหานคร", "กรุงเทพฯ"}} {
			if rest, ok := strings.CutPrefix(w, short.long); ok {
				words[i] = short.short + rest
				break
			}
		}
	}
	return strings.Join(words, " ")
}

// PlaceOf names the place of a home, shortened; "" if it is unknown.
func (c Cards) PlaceOf(h domain.Home) string { return c.PlaceName(HomeCode(h), false) }

// HomeCode is the narrowest code of a home.
func HomeCode(h domain.Home) string {
	if h.District != "" {
		return h.District
	}
	return h.Province
}
