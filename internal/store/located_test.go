package store_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/place"
	"jitasa/internal/store"
)

// homes makes where people are kept: by a point they shared, by a place that they named, or nowhere.
func homes(g *place.Gazetteer, rng *rand.Rand) func() *domain.Home {
	var all []place.Place
	for _, r := range place.Regions() {
		for _, p := range g.Provinces(r.Code, "en") {
			all = append(all, p)
			for _, d := range g.Districts(p.Code, "en") {
				all = append(append(all, d), g.Subdistricts(d.Code, "en")...)
			}
		}
	}
	return func() *domain.Home {
		p := all[rng.IntN(len(all))]
		switch n := rng.IntN(10); {
		case n == 0:
			return nil
		case n < 5:
			return &domain.Home{Province: p.ProvinceCode(), District: p.DistrictCode(), Point: p.Point}
		}
		at := domain.Point{Lat: p.Point.Lat + rng.NormFloat64()/10, Lng: p.Point.Lng + rng.NormFloat64()/10}
		near, _, ok := g.Nearest(at)
		if !ok {
			return nil
		}
		return &domain.Home{Province: near.ProvinceCode(), District: near.DistrictCode(), Point: at, Exact: true}
	}
}

// crowd keeps so many people.
func crowd(t testing.TB, c *store.Collections, g *place.Gazetteer, people int) {
	t.Helper()
	home := homes(g, rand.New(rand.NewPCG(1, 2)))
	for i := 0; i < people; {
		var some []*domain.Volunteer
		for ; len(some) < 1000 && i < people; i++ {
			v := somchai(fmt.Sprintf("U%07d", i))
			v.Home, v.BirthYear, v.Reach = home(), 1990, domain.Reach{Lang: "th"}
			v.Consents = domain.Consents{{Purpose: domain.ForEmergency, Given: i%7 > 0}}
			some = append(some, v)
		}
		if _, err := c.Volunteers.InsertNew(t.Context(), some); err != nil {
			t.Fatal(err)
		}
	}
}

// within are the people in a circle, with where they are and whether they agreed to be called.
func within(t testing.TB, a *store.Audience, c deliver.Circle) map[string]string {
	found := map[string]string{}
	s := deliver.Segment{Near: &c}
	for p, err := range a.Of(t.Context(), s, "") {
		if err != nil {
			t.Fatal(err)
		}
		if !s.Has(p, time.Time{}) {
			continue
		}
		if found[p.ID] != "" {
			t.Fatalf("%s twice", p.ID)
		}
		found[p.ID] = fmt.Sprint(*p.Point, *p.Home, p.Consents, p.BirthYear, p.Reach, p.Causes)
	}
	return found
}

// Looking only in the districts around finds exactly whom looking at everybody finds, also who was kept before there were keys.
func TestNearFindsEverybody(t *testing.T) {
	g, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	crowd(t, c, g, 1200)
	old := &domain.Volunteer{Meta: domain.Meta{ID: "old"}, Home: &domain.Home{Province: "32", District: "3201", Point: domain.Point{Lat: 14.88, Lng: 103.49}, Exact: true}}
	if _, err := c.Volunteers.Table().Insert(t.Context(), []store.Record{{ID: old.ID, Version: 1, Doc: old}}); err != nil {
		t.Fatal(err)
	}
	all := *c.Audience
	c.Audience.Around = func(p domain.Point, km float64) ([]string, bool) {
		codes, ok := g.Around(p, km)
		return append(codes, codes...), ok // as if everybody had moved meanwhile
	}
	people := 0
	rapid.Check(t, func(rt *rapid.T) {
		circle := deliver.Circle{
			Point: domain.Point{Lat: rapid.Float64Range(6, 20).Draw(rt, "lat"), Lng: rapid.Float64Range(98, 105).Draw(rt, "lng")},
			KM:    rapid.SampledFrom([]float64{5, 30, 50, 300, 600}).Draw(rt, "km"),
		}
		want, got := within(t, &all, circle), within(t, c.Audience, circle)
		people += len(want)
		if !maps.Equal(want, got) {
			rt.Fatalf("%v: %d people, not %d", circle, len(got), len(want))
		}
	})
	if people == 0 {
		t.Error("nobody was ever near")
	}
	if near := within(t, c.Audience, deliver.Circle{Point: old.Home.Point, KM: 1}); near["old"] == "" {
		t.Errorf("who was kept in plain is not found: %v", near)
	}
}

// BenchmarkNear counts a circle among as many people as there may be. It takes a minute to fill the file.
func BenchmarkNear(b *testing.B) {
	g, err := place.New()
	if err != nil {
		b.Fatal(err)
	}
	c, _ := opened(b, filepath.Join(b.TempDir(), "a.db"), master)
	crowd(b, c, g, 1_000_000)
	c.Audience.Around = g.Around
	for _, km := range []float64{5, 10, 30, 50} {
		b.Run(fmt.Sprint(km, "km"), func(b *testing.B) {
			n := 0
			for b.Loop() {
				n = len(within(b, c.Audience, deliver.Circle{Point: domain.Point{Lat: 14.88, Lng: 103.49}, KM: km}))
			}
			b.ReportMetric(float64(n), "people")
		})
	}
}
