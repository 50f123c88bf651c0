package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"jitasa/internal/app/opening"
)

const (
	startedWith = 100_000
	// idleAfter is a while after the start: the pass over everybody begins at once and rests after each thousand.
	idleAfter = 25 * time.Second
)

// startRows: from the start of the process to its readiness, and what it holds
// in memory when nothing happens, the daily pass over everybody included, with 100,000 volunteers and 10,000 opportunities.
func startRows(ctx context.Context, _ settings) (rows []row, err error) {
	folder, err := os.MkdirTemp("", "jitasa-bench-")
	if err != nil {
		return nil, fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a leftover in the temporary folder harms nobody
	path := filepath.Join(folder, "bench.db")
	fill := func(o opening.Opened) error {
		return errors.Join(fillWork(ctx, o), fillPeople(ctx, o, startedWith))
	}
	if err := withStore(ctx, "sqlite:"+path, fill); err != nil {
		return nil, err
	}
	var ready time.Duration
	var idle float64
	const tries = 2
	for range tries {
		server, err := startChild(ctx, "web,worker", "sqlite:"+path, "http://127.0.0.1:1")
		if err != nil {
			return nil, err
		}
		time.Sleep(idleAfter)
		mb, err := server.rss()
		if err = errors.Join(err, server.stop()); err != nil {
			return nil, err
		}
		ready, idle = ready+server.ready/tries, max(idle, mb)
	}
	return []row{
		{work: "start to ready, 100,000 volunteers, 10,000 opportunities", figure: ready.Round(time.Millisecond).String(), ratio: "–", goal: "< 1 s", verdict: verdict(ready < time.Second)},
		{work: "idle memory of it after the daily pass (RSS)", figure: fmt.Sprintf("%.0f MB", idle), ratio: "–", goal: "< 70 MB", verdict: verdict(idle < 70)},
	}, nil
}
