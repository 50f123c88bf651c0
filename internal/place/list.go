package place

import (
	"slices"
	"strings"

	"golang.org/x/text/collate"
	"golang.org/x/text/language"

	"jitasa/internal/domain"
)

// Provinces returns the provinces of a region ("" for all), in the order of
// the dictionary of lang.
func (g *Gazetteer) Provinces(region, lang string) []Place {
	var out []Place
	for _, p := range g.level(Province) {
		if region == "" || g.region[p.Code] == region {
			out = append(out, p)
		}
	}
	return sortByName(out, lang)
}

// Districts returns the districts of a province, in the order of the
// dictionary of lang, the district of the capital (เมือง…) first.
func (g *Gazetteer) Districts(province, lang string) []Place {
	if len(province) != 2 {
		return nil
	}
	out := sortByName(slices.Clone(g.inside(District, province)), lang)
	for i, d := range out {
		if isCapital(d) {
			return append([]Place{d}, slices.Delete(out, i, i+1)...)
		}
	}
	return out
}

// Subdistricts returns the subdistricts of a district, in the order of the
// dictionary of lang.
func (g *Gazetteer) Subdistricts(district, lang string) []Place {
	if len(district) != 4 {
		return nil
	}
	return sortByName(slices.Clone(g.inside(Subdistrict, district)), lang)
}

// sortByName sorts in place. Thai needs collation: a leading vowel counts after
// its consonant, tones count last. A Collator is not safe for concurrent use.
func sortByName(ps []Place, lang string) []Place {
	if lang != domain.Thai {
		slices.SortFunc(ps, func(a, b Place) int { return strings.Compare(a.NameEN, b.NameEN) })
		return ps
	}
	c := collate.New(language.Thai)
	slices.SortFunc(ps, func(a, b Place) int { return c.CompareString(a.NameTH, b.NameTH) })
	return ps
}

// isCapital reports whether a district is its province's capital district:
// number 01 everywhere; Bangkok has none.
func isCapital(d Place) bool {
	return d.Level == District && strings.HasSuffix(d.Code, "01") && !strings.HasPrefix(d.Code, bangkok)
}

const bangkok = "10"
