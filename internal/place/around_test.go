package place_test

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/place"
)

// Whoever is within a circle is kept in one of the districts around it: by the point they shared, or by that of the place they named.
func TestAroundMissesNobody(t *testing.T) {
	g := newGazetteer(t)
	var all []place.Place
	for _, r := range place.Regions() {
		for _, p := range g.Provinces(r.Code, "en") {
			all = append(all, p)
			for _, d := range g.Districts(p.Code, "en") {
				all = append(append(all, d), g.Subdistricts(d.Code, "en")...)
			}
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		centre := domain.Point{Lat: rapid.Float64Range(5, 21).Draw(t, "lat"), Lng: rapid.Float64Range(97, 106).Draw(t, "lng")}
		km := rapid.SampledFrom([]float64{1, 5, 10, 30, 50, 120, 300}).Draw(t, "km")
		codes, ok := g.Around(centre, km)
		if !ok {
			t.Fatal("anywhere")
		}
		rng := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		for range 300 { // near the edge: who is farther inside is in a district with a point inside
			far := km - min(km, 10)*rng.Float64()
			way := 2 * math.Pi * rng.Float64()
			p := domain.Point{Lat: centre.Lat + far/111.2*math.Cos(way), Lng: centre.Lng + far/111.2*math.Sin(way)/math.Cos(centre.Lat*math.Pi/180)}
			if near, _, ok := g.Nearest(p); ok && p.KM(centre) <= km && !slices.Contains(codes, near.DistrictCode()) {
				t.Fatalf("%v is within %v km of %v, and kept in %s", p, km, centre, near.DistrictCode())
			}
		}
		for _, p := range all {
			if p.Point.KM(centre) <= km && !slices.Contains(codes, p.Code[:min(4, len(p.Code))]) {
				t.Fatalf("%s is within %v km of %v", p.Code, km, centre)
			}
		}
	})
}

// What is around is not much more than what is within: else looking there saves nothing.
func TestAroundIsNear(t *testing.T) {
	g := newGazetteer(t)
	surin := domain.Point{Lat: 14.88, Lng: 103.49}
	for km, most := range map[float64]int{5: 1, 10: 3, 30: 13, 50: 28} {
		codes, ok := g.Around(surin, km)
		if !ok || len(codes) > most || !slices.Contains(codes, "3201") || slices.Contains(codes, "1001") {
			t.Errorf("%v km: %d codes, %v", km, len(codes), codes)
		}
	}
	if _, ok := g.Around(surin, 501); ok {
		t.Error("most of the country is not anywhere")
	}
	if codes, ok := g.Around(domain.Point{Lat: 40, Lng: 0}, 300); !ok || len(codes) > 0 {
		t.Errorf("%v are around Spain", codes)
	}
}

func BenchmarkAround(b *testing.B) {
	g := newGazetteer(b)
	for b.Loop() {
		g.Around(domain.Point{Lat: 13.75, Lng: 100.5}, 30)
	}
}
