package importer

import (
	"slices"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/place"
	"jitasa/internal/thai"
)

// where reads places and point. Without a point, the district's or the province's is taken.
func (r *row) where(o *domain.Opportunity) {
	province, inProvince := r.place("province_code", place.Province, "")
	district, inDistrict := r.place("district_code", place.District, province)
	o.Province, o.District = province, district
	switch {
	case district != "" && province != "" && district[:2] != province:
		r.bad("district_code", "district_elsewhere", "District", district, "Province", province)
	case district != "" && province == "" && clean(r.cell("province_code")) == "":
		o.Province = district[:2]
	}
	o.Point = r.point(o.Kind == domain.Remote)
	r.near(o)
	if o.Point != nil || o.Kind == domain.Remote {
		return
	}
	if o.Point = inDistrict; o.Point == nil {
		o.Point = inProvince
	}
}

// near warns of a point that seems to lie in another province.
func (r *row) near(o *domain.Opportunity) {
	if o.Point == nil || o.Province == "" || r.options.Gazetteer == nil {
		return
	}
	at, _, ok := r.options.Gazetteer.Nearest(*o.Point)
	if !ok || at.ProvinceCode() == o.Province {
		return
	}
	there, _ := r.options.Gazetteer.Place(at.ProvinceCode())
	r.warn("lat", "point_elsewhere", "Lat", o.Point.Lat, "Lng", o.Point.Lng, "Place", r.placed(there), "Province", o.Province)
}

// place reads the code of a place, or its name as people write it, and its point.
func (r *row) place(name string, level place.Level, province string) (code string, at *domain.Point) {
	s := thai.Normalize(clean(r.cell(name)))
	if s == "" {
		return "", nil
	}
	length := 2 + 2*int(level)
	if r.options.Gazetteer != nil && strings.ContainsFunc(s, func(c rune) bool { return c < '0' || c > '9' }) {
		if s = r.named(name, s, level, province); s == "" {
			return "", nil
		}
	}
	if r.options.Places == nil {
		return "", nil
	}
	p, ok := r.options.Places.Locate(s)
	if len(s) != length || !ok {
		r.bad(name, "unknown_code", "Value", shown(s), "Digits", length)
		return "", nil
	}
	return s, &p
}

// named is the code of a place that is written by name. A name that fits two is not guessed.
func (r *row) named(column, name string, level place.Level, province string) string {
	g := r.options.Gazetteer
	all := g.Exactly(name).Places
	if in, ok := g.Place(province); ok && level == place.District {
		all = append(g.Exactly(name+" จังหวัด"+in.NameTH).Places, all...)
	}
	all = slices.DeleteFunc(all, func(p place.Place) bool { return p.Level != level || province != "" && p.ProvinceCode() != province })
	all = slices.CompactFunc(all, func(a, b place.Place) bool { return a.Code == b.Code })
	switch {
	case len(all) == 1:
		return all[0].Code
	case len(all) > 1:
		r.bad(column, "ambiguous_place", "Value", shown(name), "Places", r.choices(all))
	case g.Find(name).None():
		r.bad(column, "unknown_place", "Value", shown(name))
	default:
		r.bad(column, "place_elsewhere", "Value", shown(name), "Places", r.choices(g.Find(name).Places))
	}
	return ""
}

// mostChoices are shown of the places that a name fits.
const mostChoices = 5

func (r *row) choices(all []place.Place) oneOf {
	names := make(oneOf, min(len(all), mostChoices))
	for i := range names {
		names[i] = r.placed(all[i])
	}
	return names
}

// placed names a place with those around it, and its code.
func (r *row) placed(p place.Place) domain.Text {
	name := domain.Text{}
	for _, lang := range []string{domain.Thai, domain.English} {
		name[lang] = r.options.Gazetteer.FullName(p, lang) + " (" + p.Code + ")"
	}
	return name
}

func (r *row) point(anywhere bool) *domain.Point {
	lat, hasLat := r.degrees("lat")
	lng, hasLng := r.degrees("lng")
	given := func(name string) bool { return clean(r.cell(name)) != "" }
	switch {
	case given("lat") != given("lng"):
		r.bad("lat", "half_a_point")
		return nil
	case !hasLat || !hasLng:
		return nil
	}
	p := domain.Point{Lat: lat, Lng: lng}
	switch {
	case !anywhere && !p.InThailand() && (domain.Point{Lat: lng, Lng: lat}).InThailand():
		r.bad("lat", "point_swapped", "Lat", lat, "Lng", lng)
	case !p.Valid():
		r.bad("lat", "bad_point", "Lat", lat, "Lng", lng)
	case !anywhere && !p.InThailand():
		r.bad("lat", "point_abroad", "Lat", lat, "Lng", lng)
	default:
		return &p
	}
	return nil
}
