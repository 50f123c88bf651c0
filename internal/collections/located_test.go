package collections_test

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/collections"
	"jitasa/internal/deliver/audience"
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
func crowd(t testing.TB, c *collections.Collections, g *place.Gazetteer, people int) {
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
func within(t testing.TB, a *collections.Audience, c audience.Circle) map[string]string {
	found := map[string]string{}
	s := audience.Segment{Near: &c}
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
		circle := audience.Circle{
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
	if near := within(t, c.Audience, audience.Circle{Point: old.Home.Point, KM: 1}); near["old"] == "" {
		t.Errorf("who was kept in plain is not found: %v", near)
	}
}

// Whoever is looked for around a place is known as well as whoever is looked for by name: consent of a minor, and the word of
// somebody who has turned 20, count there too.
func TestNearKnowsEverything(t *testing.T) {
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	v := somchai("U1")
	at := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	v.Home.District = "3201"
	v.BirthYear, v.Adult, v.GuardianOK, v.Skills, v.Affiliation, v.Network, v.Unmeasured, v.UpdatedAt = 2006, true, true, []string{"drive"}, "student", "n", true, at
	v.Consents = domain.Consents{{Purpose: domain.ForEmergency, Given: true}}
	v.Reach = domain.Reach{Lang: "th", Plain: true, Left: true, Seen: at, Danger: at}
	if err := c.Volunteers.Insert(t.Context(), v); err != nil {
		t.Fatal(err)
	}
	want := audience.PersonOf(v)
	for i := range reflect.ValueOf(want).Elem().NumField() {
		if f := reflect.TypeOf(want).Elem().Field(i); reflect.ValueOf(want).Elem().Field(i).IsZero() {
			t.Errorf("the test knows no %s", f.Name)
		}
	}
	near := audience.Segment{Near: &audience.Circle{Point: v.Home.Point, KM: 1}}
	for _, s := range []audience.Segment{near, {People: []string{"U1"}}, {}} {
		for p, err := range c.Audience.Of(t.Context(), s, "") {
			if err != nil {
				t.Fatal(err)
			}
			if s.Near == nil {
				p.Point = want.Point // not asked for
			}
			if !reflect.DeepEqual(p, want) {
				t.Errorf("%s: %+v, want %+v", s, p, want)
			}
		}
	}
}

// Who has seen enough, or may not wait any longer, is not kept waiting by those who still search.
func TestNearEnds(t *testing.T) {
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	g, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	crowd(t, c, g, 3000)
	c.Audience.Around = g.Around
	s := audience.Segment{Near: &audience.Circle{Point: domain.Point{Lat: 14.88, Lng: 103.49}, KM: 400}}
	for range c.Audience.Of(t.Context(), s, "") {
		break
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	n := 0
	for _, err := range c.Audience.Of(ctx, s, "") {
		cancel()
		n++
		last = err
	}
	if !errors.Is(last, context.Canceled) || n > 2500 {
		t.Errorf("it ends with %v after %d", last, n)
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
	for name, at := range map[string]domain.Point{"surin": {Lat: 14.88, Lng: 103.49}, "bangkok": {Lat: 13.75, Lng: 100.5}} {
		for _, km := range []float64{10, 30} {
			b.Run(fmt.Sprint(name, km), func(b *testing.B) {
				people, read := 0, 0
				for b.Loop() {
					people, read = 0, 0
					s := audience.Segment{Near: &audience.Circle{Point: at, KM: km}}
					for p, err := range c.Audience.Of(b.Context(), s, "") {
						if err != nil {
							b.Fatal(err)
						}
						if read++; s.Has(p, time.Time{}) {
							people++
						}
					}
				}
				b.ReportMetric(float64(people), "people")
				b.ReportMetric(float64(read), "read")
			})
		}
	}
}
