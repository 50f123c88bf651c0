package domain

import "math"

// Point is a place on the earth, in degrees (WGS 84).
type Point struct {
	Lat float64 `json:"lat"`
	Lng float64 `json:"lng"`
}

// EarthRadiusKM is the mean radius of the earth (IUGG), in kilometres.
const EarthRadiusKM = 6371.0088

// Valid reports whether the point lies on the earth.
func (p Point) Valid() bool {
	return p.Lat >= -90 && p.Lat <= 90 && p.Lng >= -180 && p.Lng <= 180
}

// KM is the great-circle distance to q in kilometres (haversine, on a sphere:
// at most 0.5 % off).
func (p Point) KM(q Point) float64 {
	const rad = math.Pi / 180
	sinLat := math.Sin((q.Lat - p.Lat) * rad / 2)
	sinLng := math.Sin((q.Lng - p.Lng) * rad / 2)
	h := sinLat*sinLat + math.Cos(p.Lat*rad)*math.Cos(q.Lat*rad)*sinLng*sinLng
	return 2 * EarthRadiusKM * math.Asin(math.Min(1, math.Sqrt(h)))
}

// InThailand reports whether the point lies in the box around Thailand
// (5.6–20.5° N, 97.3–105.7° E). The box holds parts of the neighbours: it
// tells "abroad" from "maybe here", no more.
func (p Point) InThailand() bool {
	return p.Lat >= 5.6 && p.Lat <= 20.5 && p.Lng >= 97.3 && p.Lng <= 105.7
}
