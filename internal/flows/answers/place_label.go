package answers

import (
	"slices"
	"strings"

	"github.com/rivo/uniseg"

	"jitasa/internal/flow"
	"jitasa/internal/place"
)

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
