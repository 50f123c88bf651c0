package match_test

import (
	"cmp"
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/match"
)

var now = time.Date(2026, 11, 20, 9, 0, 0, 0, time.FixedZone("ICT", 7*3600))

// job draws an opportunity; places and times are few, so that ties and crowds are common.
func job(t *rapid.T, id string) domain.Opportunity {
	hours := func(name string, from, to int) time.Time {
		return now.Add(time.Duration(rapid.IntRange(from, to).Draw(t, name)) * time.Hour)
	}
	o := domain.Opportunity{
		Meta:     domain.Meta{ID: id},
		Cause:    rapid.SampledFrom(domain.Causes()[:4]).Draw(t, "cause"),
		Kind:     rapid.SampledFrom(domain.Kinds()).Draw(t, "kind"),
		Province: rapid.SampledFrom([]string{"10", "32", "83"}).Draw(t, "province"),
		StartsAt: hours("start", -60, 400),
		Seats:    rapid.IntRange(0, 8).Draw(t, "seats"),
		Taken:    rapid.IntRange(0, 3).Draw(t, "taken"),
		Skills:   rapid.SliceOfN(rapid.SampledFrom(domain.Skills()[:3]), 0, 2).Draw(t, "skills"),
		MinorsOK: rapid.Bool().Draw(t, "minors"),
		State:    rapid.SampledFrom([]string{domain.Open, domain.Open, domain.Open, domain.Closed}).Draw(t, "state"),
	}
	o.CreatedAt = hours("created", -400, 0)
	if rapid.Bool().Draw(t, "ends") {
		o.EndsAt = o.StartsAt.Add(time.Duration(rapid.IntRange(1, 100).Draw(t, "lasts")) * time.Hour)
	}
	if o.Kind != domain.Remote || rapid.Bool().Draw(t, "placed") {
		o.Point = &domain.Point{
			Lat: 13.7 + float64(rapid.IntRange(-3, 3).Draw(t, "lat"))*rapid.SampledFrom([]float64{0.01, 0.1, 1}).Draw(t, "spread"),
			Lng: 100.5 + float64(rapid.IntRange(-3, 3).Draw(t, "lng"))*0.1,
		}
	}
	return o
}

func jobs(t *rapid.T, n int) []domain.Opportunity {
	all := make([]domain.Opportunity, rapid.IntRange(0, n).Draw(t, "n"))
	for i := range all {
		all[i] = job(t, string(rune('a'+i%26))+string(rune('a'+i/26)))
	}
	return all
}

func question(t *rapid.T) match.Query {
	q := match.Query{
		Causes: rapid.SliceOfN(rapid.SampledFrom(domain.Causes()[:5]), 0, 2).Draw(t, "causes"),
		Kinds:  rapid.SliceOfN(rapid.SampledFrom(domain.Kinds()), 0, 2).Draw(t, "kinds"),
		Minor:  rapid.Bool().Draw(t, "minor"),
		Likes:  rapid.SliceOfN(rapid.SampledFrom(domain.Causes()[:4]), 0, 2).Draw(t, "likes"),
		Skills: rapid.SliceOfN(rapid.SampledFrom(domain.Skills()[:3]), 0, 2).Draw(t, "has"),
		Availability: rapid.SliceOfN(rapid.SampledFrom(domain.Availabilities()), 0, 2).
			Draw(t, "available"),
		Enough:  rapid.IntRange(0, 5).Draw(t, "enough"),
		MaxKM:   rapid.SampledFrom([]float64{0, 1, 30, 150}).Draw(t, "max"),
		Exclude: rapid.SliceOfN(rapid.SampledFrom([]string{"aa", "ba", "ca", "da", "zz"}), 0, 3).Draw(t, "exclude"),
		Now:     now,
		Limit:   rapid.IntRange(1, 20).Draw(t, "limit"),
	}
	if rapid.IntRange(0, 4).Draw(t, "where") > 0 {
		q.Point = &domain.Point{Lat: 13.7 + float64(rapid.IntRange(-2, 2).Draw(t, "qlat"))*0.1, Lng: 100.5}
	}
	if rapid.IntRange(0, 3).Draw(t, "in province") == 0 {
		q.Province = rapid.SampledFrom([]string{"10", "32", "99"}).Draw(t, "qprovince")
	}
	if rapid.Bool().Draw(t, "dated") {
		q.From = now.Add(time.Duration(rapid.IntRange(-60, 200).Draw(t, "from")) * time.Hour)
		q.To = q.From.Add(time.Duration(rapid.IntRange(1, 100).Draw(t, "span")) * time.Hour)
	}
	return q
}

// fits is the filter of a query, told anew in the terms of the domain.
func fits(q *match.Query, o *domain.Opportunity) bool {
	left, limited := o.SeatsLeft()
	if o.State != domain.Open || limited && left == 0 || o.Over(q.Now) || q.Minor && !o.MinorsOK || slices.Contains(q.Exclude, o.ID) {
		return false
	}
	if len(q.Causes) > 0 && !slices.Contains(q.Causes, o.Cause) || len(q.Kinds) > 0 && !slices.Contains(q.Kinds, o.Kind) {
		return false
	}
	end := o.EndsAt
	if end.IsZero() {
		end = o.StartsAt.Add(time.Second)
		if o.Kind == domain.Continuing || o.Kind == domain.Remote {
			end = now.AddDate(100, 0, 0)
		}
	}
	return q.From.IsZero() || o.StartsAt.Before(q.To) && end.After(q.From)
}

// points is the score, told anew with the exact distance.
func points(q *match.Query, o *domain.Opportunity, km float64) float64 {
	p := 0.0
	if km >= 0 {
		p += 400 / (1 + km/8)
	}
	give := func(points float64, ok bool) {
		if ok {
			p += points
		}
	}
	week := 7 * 24.0
	until, age := o.StartsAt.Sub(q.Now).Hours(), q.Now.Sub(o.CreatedAt).Hours()
	hour, weekday := o.StartsAt.Hour(), o.StartsAt.Weekday()
	weekend := weekday == time.Saturday || weekday == time.Sunday
	has := func(code string) bool { return slices.Contains(q.Availability, code) }
	left, limited := o.SeatsLeft()
	give(220, slices.Contains(q.Likes, o.Cause))
	give(150, o.Kind == domain.Emergency)
	give(120, slices.ContainsFunc(o.Skills, func(s string) bool { return slices.Contains(q.Skills, s) }))
	give(80*(1-until/week), until >= 0 && until < week)
	give(40*(1-age/week), age < week)
	give(40, limited && left <= 5)
	give(60, weekend && (has("weekends") || has("holidays")) || !weekend && has("weekdays") || hour >= 17 && has("evenings"))
	give(60, o.Kind == domain.Emergency && has("emergencies") || o.Kind == domain.Remote && has("online"))
	return p
}

type expected struct {
	id     string
	km     float64
	placed bool
	points float64
}

// reference answers a query by looking at everything.
func reference(q match.Query, all []domain.Opportunity) (ordered []expected, widened float64, country bool) {
	var placed, others []expected
	for i := range all {
		o := &all[i]
		if !fits(&q, o) {
			continue
		}
		e := expected{id: o.ID, km: -1, placed: o.Point != nil && o.Kind != domain.Remote}
		if e.placed && q.Point != nil {
			e.km = q.Point.KM(*o.Point)
		}
		e.points = points(&q, o, e.km)
		if e.placed {
			placed = append(placed, e)
		} else {
			others = append(others, e)
		}
	}
	byID := map[string]*domain.Opportunity{}
	for i := range all {
		byID[all[i].ID] = &all[i]
	}
	placed, widened, country = circle(q, placed, byID)
	byPoints := func(a, b expected) int { return cmp.Compare(b.points, a.points) }
	slices.SortFunc(placed, byPoints)
	slices.SortFunc(others, byPoints)
	if q.Province != "" && widened == 0 && !country {
		others = slices.DeleteFunc(others, func(e expected) bool {
			o := byID[e.id]
			return o.Kind != domain.Remote && o.Province != q.Province
		})
	}
	return append(placed, others...), widened, country
}

// circle applies province, radius and widening.
func circle(q match.Query, placed []expected, byID map[string]*domain.Opportunity) ([]expected, float64, bool) {
	if len(q.Kinds) > 0 && !slices.ContainsFunc(q.Kinds, func(k domain.Kind) bool { return k != domain.Remote }) {
		return nil, 0, false
	}
	within := func(km float64) []expected {
		return slices.DeleteFunc(slices.Clone(placed), func(e expected) bool { return e.km > km })
	}
	enough, asked := max(1, q.Enough), cmp.Or(q.MaxKM, match.DefaultKM)
	var first []expected
	switch {
	case q.Province != "":
		asked = 0
		first = slices.DeleteFunc(slices.Clone(placed), func(e expected) bool { return byID[e.id].Province != q.Province })
	case q.Point != nil:
		first = within(asked)
	default:
		return placed, 0, false
	}
	if q.Point == nil && len(first) < enough {
		return placed, 0, true
	}
	target := min(enough, len(placed))
	if len(first) >= enough || len(placed) == 0 || q.Province == "" && len(first) == len(placed) {
		return first, 0, false
	}
	for _, km := range []float64{10, 25, 50, 100, 200} {
		if km > asked && len(within(km)) >= target {
			return within(km), km, false
		}
	}
	return placed, 0, true
}

// pages asks for all pages.
func pages(t *rapid.T, near func(match.Query) match.Result, q match.Query) (all []match.Match, first match.Result) {
	r := near(q)
	first = r
	for range 200 {
		all = append(all, r.Matches...)
		if r.Next == "" {
			return all, first
		}
		if len(r.Matches) != q.Limit {
			t.Fatalf("a page of %d of %d with a next one", len(r.Matches), q.Limit)
		}
		q.After = r.Next
		q.Now = q.Now.Add(time.Minute) // people take their time
		r = near(q)
		if r.WidenedKM != first.WidenedKM || r.Country != first.Country || r.Asked != first.Asked {
			t.Fatalf("the circle changed between pages: %+v, then %+v", first, r)
		}
	}
	t.Fatal("pages without end")
	return nil, first
}

func check(t *rapid.T, near func(match.Query) match.Result, q match.Query, all []domain.Opportunity) {
	got, first := pages(t, near, q)
	want, widened, country := reference(q, all)
	if first.WidenedKM != widened || first.Country != country {
		t.Fatalf("widened to %v km, country %v; want %v, %v", first.WidenedKM, first.Country, widened, country)
	}
	if len(got) != len(want) {
		t.Fatalf("%d matches, want %d\n got %v\nwant %v", len(got), len(want), got, want)
	}
	byID := map[string]expected{}
	for _, e := range want {
		byID[e.id] = e
	}
	for i, m := range got {
		e, ok := byID[m.ID]
		if !ok {
			t.Fatalf("%s is not an answer, or came twice", m.ID)
		}
		delete(byID, m.ID)
		if math.Abs(m.KM-e.km) > 0.002 || math.Abs(float64(m.Score)/1000-e.points) > 0.3 {
			t.Fatalf("%+v, want %+v", m, e)
		}
		if math.Abs(want[i].points-e.points) > 0.3 || want[i].placed != e.placed {
			t.Fatalf("position %d: %s with %.3f points, want %s with %.3f", i, m.ID, e.points, want[i].id, want[i].points)
		}
	}
}

func TestNearEqualsReference(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		all := jobs(t, 120)
		ix := match.Build(all)
		for range 4 {
			check(t, ix.Near, question(t), all)
		}
	})
}
