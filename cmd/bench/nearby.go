package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"time"

	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/match"
	"jitasa/internal/place"
)

// nearbyRows: a volunteer's question to the index, all over the country, half
// of them with a filter.
func nearbyRows(_ context.Context, s settings) ([]row, error) {
	g, err := place.New()
	if err != nil {
		return nil, fmt.Errorf("loading gazetteer: %w", err)
	}
	small, err := near(g, 100_000)
	if err != nil {
		return nil, err
	}
	rows := []row{{
		work: "nearby, 100,000 open opportunities", figure: "p99 " + small.String(), ratio: "–", goal: "p99 < 1 ms", verdict: verdict(small < time.Millisecond),
	}}
	if s.million {
		large, err := near(g, 1_000_000)
		if err != nil {
			return nil, err
		}
		times := float64(large) / float64(small)
		rows = append(rows, row{
			work: "nearby, 1,000,000 open opportunities", figure: fmt.Sprintf("p99 %s (%.1f × 100,000)", large, times), ratio: "–",
			goal: "≤ 3 × 100,000", verdict: verdict(times <= 3),
		})
	}
	return rows, nil
}

// near is the p99 of 20,000 queries over n opportunities.
func near(g *place.Gazetteer, n int) (time.Duration, error) {
	now := time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)
	many, err := demo.Many(n, 1, now)
	if err != nil {
		return 0, fmt.Errorf("making opportunities: %w", err)
	}
	index := match.Build(many)
	many = nil //nolint:wastedassign,ineffassign // lets the collector have it: only the index is measured
	runtime.GC()
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // a bench, not a secret
	provinces, causes := g.Provinces("", "th"), domain.Causes()
	took := make([]time.Duration, 20_000)
	for i := range took {
		p := provinces[random.IntN(len(provinces))].Point
		p.Lat += random.Float64() - 0.5
		p.Lng += random.Float64() - 0.5
		q := match.Query{Point: &p, Now: now, Limit: 8, Likes: causes[:3], Enough: 3}
		switch random.IntN(4) {
		case 0:
			q.Causes = causes[random.IntN(len(causes)):][:1]
		case 1:
			q.From = now.AddDate(0, 0, random.IntN(30))
			q.To = q.From.AddDate(0, 0, 2)
		}
		start := time.Now()
		index.Near(q)
		took[i] = time.Since(start)
	}
	return percentile(took, 0.99), nil
}
