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
	// squares is how many of the smallest squares cover the radius of a circle.
	squares = 40
)

// Around returns the codes of the districts, and of the provinces as far as they are a place by themselves, in which
// somebody who is within km kilometres of p may be kept: whose home is the point of such a place (or of a subdistrict
// in it), or a point that [Gazetteer.Nearest] took to be there. ok is false if that may be anywhere.
//
// A district is an area, of which only points are known. But who is kept by a point of their own is kept in the district
// of the nearest of them. So the circle is covered by squares: who is in a square is at most a diagonal farther from
// anything than its middle is, and so from the subdistrict they are kept in. One that leaves more districts than are
// known already is divided. By the straight line through the earth
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
	flat := math.Cos(p.Lat * math.Pi / 180)
	c := cover{centre: spaceOf(p), km: km, flat: flat, in: in}
	var near []settled
	for _, q := range g.level(Subdistrict) {
		if at := spaceOf(q.Point); at.chord(c.centre) <= km+FarKM+movedKM {
			near = append(near, settled{at, q.DistrictCode()})
		}
	}
	wider := flat / math.Cos((math.Abs(p.Lat)+km/degree)*math.Pi/180) // towards the pole a kilometre is more of a degree
	c.square(p, 2*km*wider, near)
}

// degree is a degree of latitude in kilometres.
const degree = domain.EarthRadiusKM * math.Pi / 180

// settled is a subdistrict, and the district that it is in.
type settled struct {
	at   space
	code string
}

// cover covers a circle with squares, smaller ones where those at hand do not tell in which districts people are.
type cover struct {
	centre space
	km     float64
	flat   float64 // how much shorter a degree of longitude is than one of latitude
	in     map[string]bool
}

// square adds the districts of whoever is in a square; near are the subdistricts in which they may be.
func (c *cover) square(middle domain.Point, side float64, near []settled) {
	half := 0.71 * side / c.flat // of its diagonal, wherever it is wider than at the centre
	at := spaceOf(middle)
	if at.chord(c.centre) > c.km+half {
		return
	}
	nearest := math.Inf(1)
	for i := range near {
		nearest = min(nearest, near[i].at.chord(at))
	}
	var left []settled
	news := false
	for _, q := range near {
		if q.at.chord(at) <= min(nearest+2*half+movedKM, FarKM+half+movedKM) {
			left = append(left, q)
			news = news || !c.in[q.code]
		}
	}
	if !news {
		return
	}
	if side <= max(0.5, c.km/squares) {
		for _, q := range left {
			c.in[q.code] = true
		}
		return
	}
	lat, lng := side/4/degree, side/4/degree/c.flat
	for _, to := range []domain.Point{{Lat: lat, Lng: lng}, {Lat: lat, Lng: -lng}, {Lat: -lat, Lng: lng}, {Lat: -lat, Lng: -lng}} {
		c.square(domain.Point{Lat: middle.Lat + to.Lat, Lng: middle.Lng + to.Lng}, side/2, left)
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
