package place

import (
	"cmp"
	"slices"
	"strings"
)

// postcodeWords may stand before a postcode.
var postcodeWords = []string{"รหัสไปรษณีย์", "ไปรษณีย์", "รหัสปณ", "ปณ", "postcode", "zipcode", "postalcode", "zip"}

func cutPostcodeWord(key string) string {
	for _, w := range postcodeWords {
		if rest, ok := strings.CutPrefix(key, w); ok && isPostcode(rest) {
			return rest
		}
	}
	return key
}

func isPostcode(key string) bool {
	if len(key) != 5 || key < "10000" || key > "96999" {
		return false
	}
	return strings.Trim(key, "0123456789") == ""
}

func (g *Gazetteer) orderByPostcode() []int32 {
	ids := make([]int32, 0, g.starts[3]-g.starts[Subdistrict])
	for i := g.starts[Subdistrict]; i < g.starts[3]; i++ {
		ids = append(ids, int32(i))
	}
	slices.SortFunc(ids, func(a, b int32) int {
		return cmp.Or(strings.Compare(g.places[a].Postcode, g.places[b].Postcode), cmp.Compare(a, b))
	})
	return ids
}

// byPostcode returns the districts in which the postcode is used, the one
// with most of its subdistricts first. Most codes serve one district.
func (g *Gazetteer) byPostcode(code, within string) []int32 {
	from, _ := slices.BinarySearchFunc(g.postcodes, code, func(id int32, c string) int {
		return strings.Compare(g.places[id].Postcode, c)
	})
	var ids []int32
	used := map[int32]int{}
	for _, id := range g.postcodes[from:] {
		p := g.places[id]
		if p.Postcode != code {
			break
		}
		district, ok := g.byCode(p.DistrictCode())
		if !ok || !strings.HasPrefix(p.Code, within) {
			continue
		}
		if used[district]++; used[district] == 1 {
			ids = append(ids, district)
		}
	}
	slices.SortStableFunc(ids, func(a, b int32) int { return used[b] - used[a] })
	return ids
}
