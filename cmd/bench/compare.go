package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// once is one request of the load and what it took.
type once func(c *client, conn, round int) (time.Duration, error)

// rounds is how often the two servers take turns: a shared machine drifts, and
// only what is measured side by side can be compared.
const rounds = 5

// pair is the comparison of a server with the bare echo: medians of the rounds.
type pair struct {
	ours, bare float64       // requests a second
	ratio      float64       // of the rates, round by round
	p99        time.Duration // ours
	cpuOurs    time.Duration // of the server's process, for one request
	cpuBare    time.Duration
}

func (p pair) String() string {
	return fmt.Sprintf("%.0f/s (echo %.0f/s), p99 %s, CPU %s (echo %s)", p.ours, p.bare, p.p99.Round(100*time.Microsecond),
		p.cpuOurs.Round(time.Microsecond), p.cpuBare.Round(time.Microsecond))
}

// outcome of one load.
type outcome struct {
	rate  float64
	p99   time.Duration
	cpu   time.Duration // for one request
	store float64       // calls to it, for one request
	// commands that it sent to a server for them; 0: there is none.
	commands float64
}

// compare runs a server in a role and the echo at the same time, and loads them in turn.
func compare(ctx context.Context, s settings, role string, api *sink, one once) (p pair, err error) {
	folder, err := os.MkdirTemp("", "jitasa-bench-")
	if err != nil {
		return p, fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a leftover in the temporary folder harms nobody
	servers, stop, err := startPair(ctx, role, "sqlite:"+filepath.Join(folder, "bench.db"), api.url)
	if err != nil {
		return p, err
	}
	defer func() { err = errors.Join(err, stop()) }()
	return compareOn(ctx, s, servers, one)
}

// startPair starts a server in a role, and the echo.
func startPair(ctx context.Context, role, store, lineAPI string) (servers []*child, stop func() error, err error) {
	stop = func() (err error) {
		for _, c := range servers {
			err = errors.Join(err, c.stop())
		}
		return err
	}
	for _, role := range []string{role, "echo"} {
		c, err := startChild(ctx, role, store, lineAPI)
		if err != nil {
			return nil, nil, errors.Join(err, stop())
		}
		servers = append(servers, c)
	}
	return servers, stop, nil
}

// compareOn loads the servers of a pair in turn.
func compareOn(ctx context.Context, s settings, servers []*child, one once) (p pair, err error) {
	measured := [2][]outcome{}
	for round := range rounds + 1 {
		for i, server := range servers {
			o, err := underLoad(ctx, s, server, one)
			if err != nil {
				return p, err
			}
			if round > 0 { // the first one warms up
				measured[i] = append(measured[i], o)
			}
		}
	}
	return summary(measured[0], measured[1]), nil
}

func underLoad(ctx context.Context, s settings, server *child, one once) (o outcome, err error) {
	s.seconds /= rounds
	before, err := server.cpu()
	if err != nil {
		return o, err
	}
	durations, took, err := load(ctx, []string{server.addr}, s, one)
	if err != nil {
		return o, err
	}
	after, err := server.cpu()
	n := len(durations)
	return outcome{rate: float64(n) / took.Seconds(), p99: percentile(durations, 0.99), cpu: (after - before) / time.Duration(max(1, n))}, err
}

func summary(ours, bare []outcome) pair {
	var ratios []float64
	for i := range ours {
		ratios = append(ratios, ours[i].rate/bare[i].rate)
	}
	return pair{
		ours: median(ours, func(o outcome) float64 { return o.rate }), bare: median(bare, func(o outcome) float64 { return o.rate }),
		ratio: middle(ratios), p99: time.Duration(median(ours, func(o outcome) float64 { return float64(o.p99) })),
		cpuOurs: time.Duration(median(ours, func(o outcome) float64 { return float64(o.cpu) })),
		cpuBare: time.Duration(median(bare, func(o outcome) float64 { return float64(o.cpu) })),
	}
}

func median(all []outcome, of func(outcome) float64) float64 {
	values := make([]float64, len(all))
	for i, o := range all {
		values[i] = of(o)
	}
	return middle(values)
}

func middle(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
