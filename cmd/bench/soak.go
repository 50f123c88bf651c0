package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"time"
)

// A soak is a realistic load that goes on: what leaks, or gets slower as the store grows, shows as a slope.
const (
	soakPeople    = 50_000
	soakPerSecond = 500
	soakStep      = time.Minute
)

// stretch is a part of a soak, and how things stood at its end.
type stretch struct {
	p50, p99 time.Duration
	memory   float64 // MB
	stored   float64 // MB, the log included
}

// soakRows takes as long as --for says, half an hour at least to say something. It is measured only where it is named.
func soakRows(ctx context.Context, s settings) (rows []row, err error) {
	api, path, done, err := populated(ctx, soakPeople)
	if err != nil {
		return nil, err
	}
	defer done()
	server, err := startChild(ctx, "web,worker", "sqlite:"+path, api.url)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	talk := newTalk(soakPeople, api)
	var all []stretch
	for range max(2, int(s.seconds/soakStep)) {
		took, err := open(ctx, soakStep, server.addr, talk, soakPerSecond)
		if err != nil {
			return nil, err
		}
		now := stretch{p50: percentile(took, 0.5), p99: percentile(took, 0.99)}
		if now.memory, err = server.rss(); err != nil {
			return nil, err
		}
		if now.stored, err = sizes(path, path+"-wal"); err != nil {
			return nil, err
		}
		all = append(all, now)
		fmt.Fprintf(os.Stderr, "minute %d: p50 %s, p99 %s; %.0f MB of memory, %.0f MB stored\n", len(all), tenth(now.p50), tenth(now.p99), now.memory, now.stored)
	}
	return []row{soakRow(all)}, nil
}

// sizes adds up files, in MB.
func sizes(paths ...string) (sum float64, err error) {
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return 0, fmt.Errorf("looking at the store: %w", err)
		}
		sum += float64(info.Size()) / (1 << 20)
	}
	return sum, nil
}

// soakRow tells the slopes after the first third, in which caches fill.
func soakRow(all []stretch) row {
	settled := all[len(all)/3:]
	last := settled[len(settled)-1]
	of := func(what func(stretch) float64) float64 {
		y := make([]float64, len(settled))
		for i, st := range settled {
			y[i] = what(st)
		}
		return slope(y) * float64(time.Hour/soakStep)
	}
	p99 := of(func(st stretch) float64 { return float64(st.p99) / float64(time.Millisecond) })
	memory, stored := of(func(st stretch) float64 { return st.memory }), of(func(st stretch) float64 { return st.stored })
	flat := memory < last.memory/10 && p99 < float64(last.p99)/float64(time.Millisecond)/4
	return row{
		work: fmt.Sprintf("soak of %d minutes, %d/s, %d people", len(all), soakPerSecond, soakPeople),
		figure: fmt.Sprintf("at the end p50 %s, p99 %s (%+.1f ms an hour); %.0f MB of memory (%+.1f an hour); %.0f MB stored, %.0f bytes a turn",
			tenth(last.p50), tenth(last.p99), p99, last.memory, memory, last.stored, stored*(1<<20)/(soakPerSecond*time.Hour.Seconds())),
		ratio: "–", goal: "flat", verdict: verdict(flat),
	}
}

// slope is how much a series rises at each step, by least squares.
func slope(y []float64) float64 {
	n := float64(len(y))
	var sumX, sumY, sumXX, sumXY float64
	for i, v := range y {
		x := float64(i)
		sumX, sumY, sumXX, sumXY = sumX+x, sumY+v, sumXX+x*x, sumXY+x*v
	}
	if d := n*sumXX - sumX*sumX; d > 0 {
		return (n*sumXY - sumX*sumY) / d
	}
	return 0
}
