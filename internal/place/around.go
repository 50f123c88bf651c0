package place

import (
	"math"
	"slices"

	"jitasa/internal/domain"
)

const (
	// movedKM is how far a point of the tables may have moved since somebody's place was kept.
	movedKM = 2
	// aroundAtMost bounds a circle that is worth looking for districts: beyond it is most of the country.
	aroundAtMost = 500
	// squares is how many squares cover the radius of a circle.
	squares = 12
)

// Around returns the codes of the districts, and of the provinces as far as they are a place by themselves, in which
// somebody who is within km kilometres of p may be kept: whose home is the point of such a place (or of a subdistrict
// in it), or a point that [Gazetteer.Nearest] took to be there. ok is false if that may be anywhere.
//
// A district is an area, of which only points are known. But who is kept by a point of their own is kept in the district
// of the nearest of them. So the circle is covered by squares: who is in a square is at most a diagonal farther from
// anything than its middle is, and so from the subdistrict they are kept in. By the straight line through the earth
// (chord), which is never longer than the way over it, and keeps the triangle inequality.
func (g *Gazetteer) Around(p domain.Point, km float64) (codes []string, ok bool) {
	if !p.Valid() || math.Abs(p.Lat) > 60 || !(km <= aroundAtMost) {
		return nil, false
	}
	centre := spaceOf(p)
	in := map[string]bool{}
	for _, l := range []Level{Province, District, Subdistrict} {
		for _, q := range g.level(l) {
			if spaceOf(q.Point).chord(centre) <= km+movedKM {
				in[q.Code[:min(len(q.Code), 4)]] = true
			}
		}
	}
	g.keptAround(p, km, in)
	for code := range in {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	return codes, true
}

// keptAround adds the districts of those who are kept by a point of their own.
func (g *Gazetteer) keptAround(p domain.Point, km float64, in map[string]bool) {
	const degree = domain.EarthRadiusKM * math.Pi / 180 // of latitude, in km
	flat := math.Cos(p.Lat * math.Pi / 180)
	step := max(0.5, km/squares)
	half := 0.71 * step / flat // of a square's diagonal, wherever it is wider than at p
	centre := spaceOf(p)
	type candidate struct {
		at   space
		code string
	}
	var near []candidate
	for _, q := range g.level(Subdistrict) {
		if at := spaceOf(q.Point); at.chord(centre) <= km+2*half+FarKM {
			near = append(near, candidate{at, q.DistrictCode()})
		}
	}
	rows := int(math.Ceil(km/step)) + 1
	columns := int(math.Ceil(km/step*flat/math.Cos((math.Abs(p.Lat)+km/degree)*math.Pi/180))) + 1
	for row := -rows; row <= rows; row++ {
		for column := -columns; column <= columns; column++ {
			square := spaceOf(domain.Point{Lat: p.Lat + float64(row)*step/degree, Lng: p.Lng + float64(column)*step/degree/flat})
			if square.chord(centre) > km+half {
				continue
			}
			nearest := math.Inf(1)
			for i := range near {
				nearest = min(nearest, near[i].at.chord(square))
			}
			for i := range near {
				if near[i].at.chord(square) <= min(nearest+2*half+movedKM, FarKM+half+movedKM) {
					in[near[i].code] = true
				}
			}
		}
	}
}

// space is a point in kilometres from the middle of the earth.
type space [3]float64

func spaceOf(p domain.Point) space {
	const rad = math.Pi / 180
	sinLat, cosLat := math.Sincos(p.Lat * rad)
	sinLng, cosLng := math.Sincos(p.Lng * rad)
	return space{domain.EarthRadiusKM * cosLat * cosLng, domain.EarthRadiusKM * cosLat * sinLng, domain.EarthRadiusKM * sinLat}
}

func (s space) chord(t space) float64 {
	x, y, z := s[0]-t[0], s[1]-t[1], s[2]-t[2]
	return math.Sqrt(x*x + y*y + z*z)
}
