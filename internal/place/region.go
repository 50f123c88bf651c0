package place

import "jitasa/internal/domain"

// Region is one of the six regions in which people look for a province.
type Region struct {
	Code   string // N NE C E W S
	NameTH string
	NameEN string
}

// Name returns the name in lang: Thai for "th", else English.
func (r Region) Name(lang string) string {
	if lang == domain.Thai {
		return r.NameTH
	}
	return r.NameEN
}

// regionCodes maps the words of provinces.csv.
var regionCodes = map[string]string{"north": "N", "northeast": "NE", "central": "C", "east": "E", "west": "W", "south": "S"}

// Regions returns the six regions: N 9, NE 20, C 22, E 7, W 5, S 14 provinces.
func Regions() []Region {
	return []Region{
		{"N", "ภาคเหนือ", "North"},
		{"NE", "ภาคอีสาน", "Northeast"},
		{"C", "ภาคกลาง", "Central"},
		{"E", "ภาคตะวันออก", "East"},
		{"W", "ภาคตะวันตก", "West"},
		{"S", "ภาคใต้", "South"},
	}
}

// RegionOf returns the region's code of a place, by its code; "" if there is
// no such province.
func (g *Gazetteer) RegionOf(code string) string {
	if len(code) < 2 {
		return ""
	}
	return g.region[code[:2]]
}
