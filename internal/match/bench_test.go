package match_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/match"
)

// crowd is synthetic work: one part of it spread over the country, the rest (share) at one spot in Bangkok.
func crowd(n int, share float64) []domain.Opportunity {
	r := rand.New(rand.NewPCG(1, 2))
	causes, kinds := domain.Causes(), domain.Kinds()
	all := make([]domain.Opportunity, n)
	for i := range all {
		p := domain.Point{Lat: 6 + 14*r.Float64(), Lng: 98 + 7*r.Float64()}
		if r.Float64() < share {
			p = domain.Point{Lat: 13.75, Lng: 100.5}
		}
		start := now.Add(time.Duration(r.IntN(60*24)-24) * time.Hour)
		o := domain.Opportunity{
			Meta: domain.Meta{ID: fmt.Sprintf("op-%07d", i)}, Cause: causes[r.IntN(len(causes)-1)], Kind: kinds[r.IntN(len(kinds))],
			Province: fmt.Sprint(10 + r.IntN(80)), Point: &p, StartsAt: start, Seats: r.IntN(40), MinorsOK: r.IntN(3) == 0,
			CreatedAt: now.Add(-time.Duration(r.IntN(1000)) * time.Hour), State: domain.Open,
		}
		if i%20_000 == 7 {
			o.Cause = "law" // the rare one
		}
		if o.Kind != domain.Continuing && o.Kind != domain.Remote {
			o.EndsAt = start.Add(4 * time.Hour)
		}
		all[i] = o
	}
	return all
}

// questions are the awkward ones; each is asked from many places.
func questions() map[string]match.Query {
	law := []domain.Cause{"law"}
	far := now.AddDate(0, 0, 30)
	return map[string]match.Query{
		"plain":       {Now: now},
		"profile":     {Now: now, Likes: []domain.Cause{"food", "animals"}, Skills: []string{"driving"}, Availability: []string{"weekends"}, MaxKM: 25},
		"rare cause":  {Now: now, Causes: law},
		"one day":     {Now: now, From: far, To: far.Add(24 * time.Hour), Kinds: []domain.Kind{domain.OneDay}},
		"minor, date": {Now: now, Minor: true, From: far, To: far.Add(6 * time.Hour), Causes: []domain.Cause{"food"}, Kinds: []domain.Kind{domain.Training}},
		"nothing":     {Now: now, Causes: law, Minor: true, From: far, To: far.Add(time.Hour), Kinds: []domain.Kind{domain.EventKind}},
		"no day":      {Now: now, From: now.AddDate(1, 0, 0), To: now.AddDate(1, 0, 1), Kinds: []domain.Kind{domain.OneDay, domain.Emergency}},
		"province":    {Now: now, Province: "32", Causes: []domain.Cause{"elderly"}},
		"wide":        {Now: now, MaxKM: 300, Likes: []domain.Cause{"health"}, Limit: 100},
		"no place":    {Now: now, Likes: []domain.Cause{"health"}},
	}
}

func BenchmarkNear(b *testing.B) {
	for _, size := range []struct {
		name  string
		n     int
		share float64
	}{{"10k", 10_000, 0}, {"100k", 100_000, 0}, {"100k_at_one_spot", 100_000, 1}, {"1M", 1_000_000, 0}, {"1M_100k_at_one_spot", 1_000_000, 0.1}} {
		ix := match.Build(crowd(size.n, size.share))
		for name, q := range questions() {
			b.Run(size.name+"/"+name, func(b *testing.B) { measure(b, ix, q) })
		}
	}
}

// measure reports the 99th percentile besides the mean.
func measure(b *testing.B, ix *match.Index, q match.Query) {
	r := rand.New(rand.NewPCG(3, 4))
	var took []time.Duration
	b.ReportAllocs()
	for b.Loop() {
		if q.Point = nil; q.Causes != nil || q.Likes == nil || q.MaxKM > 0 {
			q.Point = &domain.Point{Lat: 13.75, Lng: 100.5}
			if r.IntN(2) == 0 {
				q.Point = &domain.Point{Lat: 6 + 14*r.Float64(), Lng: 98 + 7*r.Float64()}
			}
		}
		start := time.Now()
		ix.Near(q)
		took = append(took, time.Since(start))
	}
	slices.Sort(took)
	b.ReportMetric(float64(took[len(took)*99/100].Nanoseconds())/1000, "p99-µs")
}

func BenchmarkBuild(b *testing.B) {
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		all := crowd(n, 0.1)
		b.Run(fmt.Sprint(n), func(b *testing.B) {
			for b.Loop() {
				match.Build(all)
			}
		})
	}
}

// BenchmarkRefresh applies 20 changes to an index of 100,000.
func BenchmarkRefresh(b *testing.B) {
	source := &board{all: crowd(100_000, 0.1)}
	live := match.NewLive(source, func() time.Time { return now })
	if err := live.Reload(b.Context()); err != nil {
		b.Fatal(err)
	}
	all := source.all
	for round := 0; b.Loop(); round++ {
		b.StopTimer()
		source.all = nil
		for i := range 20 {
			o := all[(round*20+i)%len(all)]
			o.Seats = 1 + round%30
			source.put(o, now.Add(time.Duration(round+1)*time.Minute))
		}
		b.StartTimer()
		if _, err := live.Refresh(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}
