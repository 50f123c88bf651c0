package flows

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/place"
)

// placeName names a place as people write it. In Thai the words for its levels
// are shortened, but not for those who have texts read out.
func placeName(g *place.Gazetteer, p place.Place, lang string, atLength bool) string {
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

// nameOf names a place of the gazetteer for the person; "" for a code that is none.
func (t *Turn) nameOf(code string) string {
	p, ok := t.Places.Place(code)
	if !ok {
		return ""
	}
	return placeName(t.Places, p, t.Words.Lang(), t.Memory.Plain)
}

// homeCode is the narrowest code of a home.
func homeCode(h domain.Home) string {
	if h.District != "" {
		return h.District
	}
	return h.Province
}

// labelAtMost is how many letters of a button can be relied on to be seen.
const labelAtMost = 20

// shortName is a name that fits a button, clear among the places of one
// province or region: Ayutthaya, and Mueang for the district of a capital.
func shortName(name string) string {
	if uniseg.GraphemeClusterCount(name) <= labelAtMost {
		return name
	}
	words := strings.Fields(name)
	if words[0] == "Mueang" {
		return words[0]
	}
	return words[len(words)-1]
}

// tellApart makes buttons of places that one name means: each says what sets
// it apart from the others, within what a button shows.
func tellApart(g *place.Gazetteer, list []place.Place, lang string) []flow.Option {
	options := make([]flow.Option, 0, len(list))
	var used []string
	for _, p := range list {
		label := ""
		for _, form := range forms(g, p, list, lang) {
			if label = form; uniseg.GraphemeClusterCount(form) <= labelAtMost && !slices.Contains(used, form) {
				break
			}
		}
		used = append(used, label)
		options = append(options, flow.Option{Value: "c:" + p.Code, Label: label, Full: g.FullName(p, lang)})
	}
	return options
}

// forms are ways to name a place among others, the clearest first.
func forms(g *place.Gazetteer, p place.Place, list []place.Place, lang string) []string {
	name := p.Name(lang)
	if p.Level == place.Province {
		return []string{name}
	}
	province, district := "", ""
	if q, ok := g.Place(p.ProvinceCode()); ok {
		province = q.Name(lang)
	}
	if q, ok := g.Place(p.DistrictCode()); ok && p.Level == place.Subdistrict {
		district = q.Name(lang)
	}
	twin := slices.ContainsFunc(list, func(q place.Place) bool {
		return q.Code != p.Code && q.ProvinceCode() == p.ProvinceCode() && q.Name(lang) == name
	})
	if twin && district != "" {
		return []string{name + " · " + district, district, district + " · " + province, p.Title(lang)}
	}
	return []string{name + " · " + province, province, district, name + " · " + district, p.Title(lang)}
}
