package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"jitasa/internal/app/opening"
)

// storesRows: realistic turns on each engine, and with several processes on one
// database, with the load, LINE and the database beside them on the same cores. The MongoDB server is
// the one that JITASA_TEST_MONGODB names; make bench starts one.
func storesRows(ctx context.Context, s settings) (rows []row, err error) {
	folder, err := os.MkdirTemp("", "jitasa-bench-")
	if err != nil {
		return nil, fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a leftover in the temporary folder harms nobody
	first, err := turnsOn(ctx, s, "sqlite:"+filepath.Join(folder, "bench.db"), 1)
	if err != nil {
		return nil, err
	}
	rows = append(rows, first.row("SQLite, processes: 1", first))
	server := os.Getenv("JITASA_TEST_MONGODB")
	if server == "" {
		return append(rows, row{work: "realistic turn, MongoDB", figure: "JITASA_TEST_MONGODB names no server", ratio: "–", goal: "–", verdict: "–"}), nil
	}
	for _, processes := range []int{1, 3} {
		o, err := turnsOn(ctx, s, strings.TrimSuffix(server, "/")+"/jitasa_bench", processes)
		if err != nil {
			return nil, err
		}
		on := fmt.Sprintf("MongoDB, processes: %d", processes)
		if os.Getenv("JITASA_TEST_MONGODB_FAST") == "1" {
			on += " (FAST=1: the database does not wait for its disk)"
		}
		rows = append(rows, o.row(on, first))
	}
	return rows, nil
}

func (o outcome) row(on string, first outcome) row {
	figure := fmt.Sprintf("%.0f/s, p99 %s, CPU %s, %.1f calls to the store", o.rate, o.p99.Round(100*time.Microsecond), o.cpu.Round(time.Microsecond), o.store)
	if o.commands > 0 {
		figure += fmt.Sprintf(" in %.2f commands", o.commands)
	}
	return row{
		work:    "realistic turn, " + on,
		figure:  figure,
		ratio:   fmt.Sprintf("%.2f × SQLite", o.rate/first.rate),
		goal:    "–",
		verdict: "–",
	}
}

// turnsOn measures turns with some processes on one store.
func turnsOn(ctx context.Context, s settings, store string, processes int) (o outcome, err error) {
	api, err := startSink(ctx)
	if err != nil {
		return o, err
	}
	defer api.Close() //nolint:errcheck // this bench is over
	if err := withStore(ctx, store, func(o opening.Opened) error { return populate(ctx, o, signedUp) }); err != nil {
		return o, err
	}
	var addrs []string
	var servers []*child
	for range processes {
		c, err := startChild(ctx, "web,worker", store, api.url)
		if err != nil {
			return o, err
		}
		defer func() { err = errors.Join(err, c.stop()) }()
		servers, addrs = append(servers, c), append(addrs, c.addr)
	}
	one := newTalk(signedUp, api).closed(ctx, s.connections)
	warm := s
	warm.seconds /= rounds
	if _, _, err := load(ctx, addrs, warm, one); err != nil {
		return o, err
	}
	before, err := cpuOf(servers)
	if err != nil {
		return o, err
	}
	was, err := countedOf(ctx, servers)
	if err != nil {
		return o, err
	}
	durations, took, err := load(ctx, addrs, s, one)
	if err != nil {
		return o, err
	}
	after, errCPU := cpuOf(servers)
	is, errCounted := countedOf(ctx, servers)
	n := max(1, len(durations))
	c := is.minus(was)
	return outcome{
		rate: float64(n) / took.Seconds(), p99: percentile(durations, 0.99), cpu: (after - before) / time.Duration(n),
		store: c.store / float64(n), commands: c.commands / float64(n),
	}, errors.Join(errCPU, errCounted)
}

func countedOf(ctx context.Context, servers []*child) (sum counted, err error) {
	for _, c := range servers {
		n, err := c.counted(ctx)
		if err != nil {
			return sum, err
		}
		sum = sum.plus(n)
	}
	return sum, nil
}

func cpuOf(servers []*child) (sum time.Duration, err error) {
	for _, c := range servers {
		cpu, err := c.cpu()
		if err != nil {
			return 0, err
		}
		sum += cpu
	}
	return sum, nil
}
