package match_test

import (
	"cmp"
	"fmt"
	"math"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/match"
)

// surin is the centre of the town.
var surin = domain.Point{Lat: 14.8818, Lng: 103.4936}

// work is an opportunity so many km north of Surin, starting in so many days.
func work(id string, cause domain.Cause, km float64, days int, change ...func(*domain.Opportunity)) domain.Opportunity {
	p := domain.Point{Lat: surin.Lat + km/111.195, Lng: surin.Lng}
	o := domain.Opportunity{
		Meta: domain.Meta{ID: id}, Cause: cause, Kind: domain.OneDay, Province: "32", Point: &p,
		StartsAt: now.AddDate(0, 0, days), EndsAt: now.AddDate(0, 0, days).Add(4 * time.Hour), State: domain.Open, CreatedAt: now.AddDate(0, -2, 0),
	}
	for _, c := range change {
		c(&o)
	}
	return o
}

func remote(o *domain.Opportunity) { o.Kind, o.Point, o.Province = domain.Remote, nil, "" }

func ids(r match.Result) string {
	var all []string
	for _, m := range r.Matches {
		all = append(all, m.ID)
	}
	return strings.Join(all, " ")
}

func TestReasonsComeInOrderOfWeight(t *testing.T) {
	ix := match.Build([]domain.Opportunity{work("dogs", "animals", 2.3, 1, func(o *domain.Opportunity) {
		o.Seats, o.Taken, o.Skills, o.CreatedAt = 20, 16, []string{"driving"}, now.Add(-50*time.Hour)
	})})
	v := &domain.Volunteer{Home: &domain.Home{Point: surin}, Causes: []domain.Cause{"animals"}, Skills: []string{"cooking", "driving"}, Availability: []string{"weekends"}}
	got := ix.Near(match.For(v, now))
	if len(got.Matches) != 1 {
		t.Fatalf("%+v", got)
	}
	var said []string
	for _, r := range got.Matches[0].Reasons {
		said = append(said, fmt.Sprintf("%s %.1f %s", r.Code, r.Number, r.Word))
	}
	// now is a Friday: tomorrow is a weekend.
	want := []string{"near 2.3 ", "cause 0.0 animals", "skill 0.0 driving", "soon 1.0 ", "weekend 0.0 ", "seats_few 4.0 ", "new 2.0 "}
	if !slices.Equal(said, want) {
		t.Errorf("got %q\nwant %q", said, want)
	}
	if math.Abs(got.Matches[0].KM-2.3) > 0.01 {
		t.Errorf("%v km", got.Matches[0].KM)
	}
}

func TestRanking(t *testing.T) {
	likes := match.Query{Point: &surin, Now: now, Likes: []domain.Cause{"elderly"}}
	for _, c := range []struct {
		name string
		all  []domain.Opportunity
		q    match.Query
		want string
	}{
		{"nearer first", []domain.Opportunity{work("far", "food", 9, 20), work("near", "food", 1, 20)}, likes, "near far"},
		{"what is liked beats some kilometres", []domain.Opportunity{work("near", "food", 1, 20), work("liked", "elderly", 6, 20)}, likes, "liked near"},
		{"sooner first", []domain.Opportunity{work("later", "food", 1, 20), work("soon", "food", 1, 2)}, likes, "soon later"},
		{"emergencies first", []domain.Opportunity{
			work("calm", "food", 1, 2), work("urgent", "food", 1, 2, func(o *domain.Opportunity) { o.Kind = domain.Emergency }),
		}, likes, "urgent calm"},
		{"remote last", []domain.Opportunity{work("desk", "elderly", 0, 2, remote), work("here", "food", 9, 20)}, likes, "here desk"},
		{"the full, the closed and the past are out", []domain.Opportunity{
			work("full", "food", 1, 2, func(o *domain.Opportunity) { o.Seats, o.Taken = 5, 5 }),
			work("closed", "food", 1, 2, func(o *domain.Opportunity) { o.State = domain.Closed }),
			work("past", "food", 1, -2), work("open", "food", 1, 2),
		}, likes, "open"},
		{"minors", []domain.Opportunity{work("adults", "food", 1, 2), work("all", "food", 2, 2, func(o *domain.Opportunity) { o.MinorsOK = true })},
			match.For(&domain.Volunteer{BirthYear: 2010, Home: &domain.Home{Point: surin}}, now), "all"},
		{"hidden", []domain.Opportunity{work("a", "food", 1, 2), work("b", "food", 2, 2)},
			match.Query{Point: &surin, Now: now, Exclude: []string{"a", "c"}}, "b"},
		{"a day", []domain.Opportunity{work("on", "food", 1, 3), work("before", "food", 1, 2), work("after", "food", 1, 4),
			work("through", "food", 2, 1, func(o *domain.Opportunity) { o.EndsAt = now.AddDate(0, 0, 9) })},
			match.Query{Point: &surin, Now: now, From: now.AddDate(0, 0, 3).Add(-time.Hour), To: now.AddDate(0, 0, 3).Add(time.Hour)}, "on through"},
		{"unknown causes find nothing", []domain.Opportunity{work("a", "food", 1, 2)}, match.Query{Point: &surin, Now: now, Causes: []domain.Cause{"golf"}}, ""},
		{"a point that is none", []domain.Opportunity{work("a", "food", 1, 2)}, match.Query{Point: &domain.Point{Lat: 99, Lng: 999}, Now: now}, "a"},
	} {
		if got := ids(match.Build(c.all).Near(c.q)); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestWidening(t *testing.T) {
	for _, c := range []struct {
		km, asked, widened float64
		country            bool
	}{{8, 0, 0, false}, {12, 0, 25, false}, {26, 25, 50, false}, {99, 25, 100, false}, {150, 10, 200, false}, {450, 10, 0, true}, {3, 2, 10, false}} {
		r := match.Build([]domain.Opportunity{work("a", "food", c.km, 2), work("b", "food", 460, 2)}).Near(match.Query{Point: &surin, Now: now, MaxKM: c.asked})
		if !strings.HasPrefix(ids(r), "a") || r.WidenedKM != c.widened || r.Country != c.country || r.Asked != cmp.Or(c.asked, match.DefaultKM) {
			t.Errorf("%v km away, asked %v: %+v", c.km, c.asked, r)
		}
	}
}

func TestBrokenCursorsGiveTheFirstPage(t *testing.T) {
	ix := match.Build([]domain.Opportunity{work("a", "food", 1, 2), work("b", "food", 2, 2), work("c", "food", 3, 2)})
	q := match.Query{Point: &surin, Now: now, Limit: 1}
	first := ix.Near(q)
	for _, after := range []string{"x", first.Next + "0x", "true,false,false,NaN,1,1,1", strings.Repeat("1", 1000)} {
		q.After = after
		if got := ix.Near(q); ids(got) != "a" {
			t.Errorf("after %q: %s", after, ids(got))
		}
	}
}

func FuzzCursor(f *testing.F) {
	ix := match.Build([]domain.Opportunity{work("a", "food", 1, 2), work("b", "food", 30, 2), work("c", "food", 3, 2, remote)})
	first := ix.Near(match.Query{Point: &surin, Now: now, Limit: 1})
	f.Add(first.Next)
	f.Add("true,true,true,+Inf,ffffffff,-1,0")
	f.Fuzz(func(t *testing.T, after string) {
		r := ix.Near(match.Query{Point: &surin, Now: now, Limit: 2, After: after})
		if len(r.Matches) > 2 || r.Next != "" && len(r.Matches) == 0 {
			t.Errorf("%+v", r)
		}
	})
}

// TestMemory: 10,000 opportunities cost less than 2 MB, whatever their texts weigh.
func TestMemory(t *testing.T) {
	all := crowd(10_000, 0)
	heap := func() int64 {
		var m runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&m)
		return int64(m.HeapAlloc)
	}
	before := heap()
	ix := match.Build(all)
	if grown := heap() - before; grown > 2<<20 || ix.Len() < 9_000 {
		t.Errorf("%d opportunities cost %d bytes", ix.Len(), grown)
	}
	runtime.KeepAlive(all)
}
