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
	o.Weekdays = rapid.SliceOfN(rapid.SampledFrom(domain.WeekdayCodes()), 0, 2).Draw(t, "weekdays")
	o.Languages = rapid.SliceOfN(rapid.SampledFrom(domain.SpokenLanguages()[:3]), 0, 2).Draw(t, "languages")
	said := func(name string) *bool {
		v := rapid.IntRange(0, 2).Draw(t, name)
		return []*bool{nil, new(bool), &[]bool{true}[0]}[v]
	}
	o.Sitting, o.Certificate = said("sitting"), said("certificate")
	o.Title = domain.Text{"th": rapid.SampledFrom(titles).Draw(t, "title")}
	o.Summary = domain.Text{"en": rapid.SampledFrom(titles).Draw(t, "summary")}
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
		Enough:     rapid.IntRange(0, 5).Draw(t, "enough"),
		MaxKM:      rapid.SampledFrom([]float64{0, 1, 30, 150}).Draw(t, "max"),
		Exclude:    rapid.SliceOfN(rapid.SampledFrom([]string{"aa", "ba", "ca", "da", "zz"}), 0, 3).Draw(t, "exclude"),
		LikesFirst: rapid.Bool().Draw(t, "likes first"), LikesKM: rapid.SampledFrom([]float64{0, 20, 120}).Draw(t, "likes km"),
		Words:     rapid.SliceOfN(rapid.SampledFrom(append(titles[1:], "zebra")), 0, 1).Draw(t, "words"),
		WordsOnly: rapid.Bool().Draw(t, "words only"),
		Languages: rapid.SliceOfN(rapid.SampledFrom(domain.SpokenLanguages()[:4]), 0, 1).Draw(t, "languages"),
		Sitting:   rapid.IntRange(0, 4).Draw(t, "sitting") == 0, Certificate: rapid.IntRange(0, 4).Draw(t, "certificate") == 0,
		Nearest: rapid.IntRange(0, 3).Draw(t, "nearest") == 0,
		Part:    rapid.SampledFrom([]match.Part{"", "", "", match.Mornings, match.Afternoons, match.Evenings}).Draw(t, "part"),
		Weekend: rapid.IntRange(0, 4).Draw(t, "weekend") == 0, Weekday: rapid.IntRange(0, 4).Draw(t, "weekday") == 0,
		Count: true,
		Now:   now,
		Limit: rapid.IntRange(1, 20).Draw(t, "limit"),
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

// titles are what titles and summaries hold: nothing, or one of three words.
var titles = []string{"", "ช้าง", "หมาแมว", "Dogs on beaches"}

// holds reports whether work holds a word of titles, and whether in its title.
func holds(o *domain.Opportunity, words []string) (anywhere, title bool) {
	if len(words) == 0 {
		return false, false
	}
	return o.Title["th"] == words[0] || o.Summary["en"] == words[0], o.Title["th"] == words[0]
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
	if q.Sitting && !domain.Yes(o.Sitting) || q.Certificate && !domain.Yes(o.Certificate) {
		return false
	}
	if len(q.Languages) > 0 && !slices.Contains(o.Languages, q.Languages[0]) {
		return false
	}
	if !timely(q, o) {
		return false
	}
	return q.From.IsZero() || o.StartsAt.Before(q.To) && end.After(q.From) && onADay(q, o, end)
}

// onADay reports whether one of the weekdays of the work is among the days asked for.
func onADay(q *match.Query, o *domain.Opportunity, end time.Time) bool {
	days, _ := o.WorksOn(now.Location())
	from, to := q.From, q.To
	if o.StartsAt.After(from) {
		from = o.StartsAt
	}
	if end.Before(to) {
		to = end
	}
	for at := from; at.Before(to); at = at.Add(time.Hour) {
		if days.Has(at.In(now.Location()).Weekday()) {
			return true
		}
	}
	return q.To.Sub(q.From) >= 7*24*time.Hour
}

// points is the score, told anew with the exact distance.
func points(q *match.Query, o *domain.Opportunity, km float64) float64 {
	if q.Nearest && q.Point != nil && km >= 0 {
		return -km
	}
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
	days := domain.Weekdays(1 << o.StartsAt.Weekday())
	if o.Kind == domain.Continuing {
		days, _ = o.WorksOn(now.Location())
	}
	hour, weekend, working := o.StartsAt.Hour(), days&domain.Weekend != 0, days&domain.WorkingDays != 0
	has := func(code string) bool { return slices.Contains(q.Availability, code) }
	left, limited := o.SeatsLeft()
	_, title := holds(o, q.Words)
	give(500, title)
	give(220, slices.Contains(q.Likes, o.Cause))
	give(150, o.Kind == domain.Emergency)
	give(120, slices.ContainsFunc(o.Skills, func(s string) bool { return slices.Contains(q.Skills, s) }))
	give(80*(1-until/week), until >= 0 && until < week)
	give(40*(1-age/week), age < week)
	give(40, limited && left <= 5)
	give(60, weekend && (has("weekends") || has("holidays")) || working && has("weekdays") || hour >= 17 && has("evenings"))
	give(60, o.Kind == domain.Emergency && has("emergencies") || o.Kind == domain.Remote && has("online"))
	return p
}

type expected struct {
	id     string
	km     float64
	placed bool
	points float64
	of     *domain.Opportunity
}

// reference answers a query by looking at everything.
func reference(q match.Query, all []domain.Opportunity) (ordered []expected, ahead int, widened float64, country bool) {
	byWords := len(q.Words) > 0 && !q.WordsOnly && slices.ContainsFunc(all, func(o domain.Opportunity) bool {
		has, _ := holds(&o, q.Words)
		left, limited := o.SeatsLeft()
		return has && o.State == domain.Open && !o.Over(q.Now) && (!limited || left > 0)
	})
	byLikes := !byWords && q.LikesFirst && len(q.Likes) > 0
	leads := func(o *domain.Opportunity) bool {
		has, _ := holds(o, q.Words)
		return byWords && has || byLikes && slices.Contains(q.Likes, o.Cause)
	}
	onlyRemote := len(q.Kinds) > 0 && !slices.ContainsFunc(q.Kinds, func(k domain.Kind) bool { return k != domain.Remote })
	var fitting []expected
	for i := range all {
		o := &all[i]
		if has, _ := holds(o, q.Words); !fits(&q, o) || q.WordsOnly && len(q.Words) > 0 && !has {
			continue
		}
		e := expected{id: o.ID, km: -1, placed: o.Point != nil && o.Kind != domain.Remote, of: o}
		if e.placed && q.Point != nil {
			e.km = q.Point.KM(*o.Point)
		}
		e.points = points(&q, o, e.km)
		if !e.placed || !onlyRemote {
			fitting = append(fitting, e)
		}
	}
	some := func(placed bool, also func(expected) bool) []expected {
		return slices.DeleteFunc(slices.Clone(fitting), func(e expected) bool { return e.placed != placed || !also(e) })
	}
	lead, far := leading(q, byWords, some(true, func(e expected) bool { return leads(e.of) }))
	if !byWords && !byLikes {
		lead, far = nil, false
	}
	isLed := func(e expected) bool { return slices.ContainsFunc(lead, func(l expected) bool { return l.id == e.id }) }
	rest := some(true, func(e expected) bool { return !isLed(e) })
	enough := max(1, q.Enough)
	if byWords || byLikes {
		enough -= min(enough, len(lead))
	}
	rest, widened, country = circle(q, rest, enough)
	if onlyRemote {
		widened, country = 0, false
	}
	atHome := func(e expected, everywhere bool) bool {
		return e.of.Kind == domain.Remote || q.Province == "" || everywhere || e.of.Province == q.Province
	}
	remoteLead := some(false, func(e expected) bool { return leads(e.of) && atHome(e, far) })
	others := some(false, func(e expected) bool { return !leads(e.of) && atHome(e, widened > 0 || country) })
	byPoints := func(a, b expected) int { return cmp.Compare(b.points, a.points) }
	for _, part := range [][]expected{lead, remoteLead, rest, others} {
		slices.SortFunc(part, byPoints)
		ordered = append(ordered, part...)
	}
	return ordered, len(lead) + len(remoteLead), widened, country
}

// leading is what of the leading work lies within its circle or province, and whether the search had to go farther for it.
func leading(q match.Query, byWords bool, all []expected) (lead []expected, widened bool) {
	km := 0.0
	if q.Province == "" {
		km = cmp.Or(q.MaxKM, match.DefaultKM)
	}
	if q.LikesFirst {
		km = max(km, q.LikesKM)
	}
	within := func(km float64) []expected {
		return slices.DeleteFunc(slices.Clone(all), func(e expected) bool { return e.km > km })
	}
	switch {
	case q.Province == "" && q.Point == nil:
		return all, false
	case q.Province == "":
		lead = within(km)
	default:
		lead = slices.DeleteFunc(slices.Clone(all), func(e expected) bool {
			return e.of.Province != q.Province && !(q.Point != nil && km > 0 && e.km <= km)
		})
	}
	if len(lead) > 0 || len(all) == 0 || !byWords || q.MaxKM > 0 {
		return lead, q.Point == nil && byWords && len(lead) == 0 && q.MaxKM == 0
	}
	for _, step := range []float64{10, 25, 50, 100, 200} {
		if q.Point != nil && (q.Province != "" || step > km) && len(within(step)) > 0 {
			return within(step), true
		}
	}
	return all, true
}

// circle applies province, radius and widening.
func circle(q match.Query, placed []expected, enough int) ([]expected, float64, bool) {
	within := func(km float64) []expected {
		return slices.DeleteFunc(slices.Clone(placed), func(e expected) bool { return e.km > km })
	}
	asked := cmp.Or(q.MaxKM, match.DefaultKM)
	var first []expected
	switch {
	case q.Province != "":
		asked = 0
		first = slices.DeleteFunc(slices.Clone(placed), func(e expected) bool { return e.of.Province != q.Province })
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
		if settled := !q.LikesFirst && len(q.Words) == 0; r.Asked != first.Asked || settled && (r.WidenedKM != first.WidenedKM || r.Country != first.Country) {
			t.Fatalf("the circle changed between pages: %+v, then %+v", first, r)
		}
	}
	t.Fatal("pages without end")
	return nil, first
}

func check(t *rapid.T, near func(match.Query) match.Result, q match.Query, all []domain.Opportunity) {
	got, first := pages(t, near, q)
	want, ahead, widened, country := reference(q, all)
	if reached := first.Next == "" || !q.LikesFirst && len(q.Words) == 0; reached && (first.WidenedKM != widened || first.Country != country) {
		t.Fatalf("widened to %v km, country %v; want %v, %v", first.WidenedKM, first.Country, widened, country)
	}
	counted := 0
	for _, c := range first.Counts {
		counted += c.Placed + c.Remote
	}
	if first.Lead != min(ahead, q.Limit) || counted != cmp.Or(ahead, counted) {
		t.Fatalf("%d of the page lead, %d of all; want %d", first.Lead, counted, ahead)
	}
	if leads := q.LikesFirst && len(q.Likes) > 0 || len(q.Words) > 0; !leads && counted != len(want) {
		t.Fatalf("%d counted, want %d", counted, len(want))
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
