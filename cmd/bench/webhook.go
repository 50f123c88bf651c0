package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"
)

// people write in turn; each has a thread.
const people = 2000

// webhookRows: how many webhooks are accepted, durably, against a webhook that
// stores nothing. The answers are not awaited: the process has the role web, as
// behind a load balancer, so that accepting is what is measured.
func webhookRows(ctx context.Context, s settings) ([]row, error) {
	accept := func(c *client, conn, round int) (time.Duration, error) {
		body := textEvent(person((round*s.connections+conn)%people), "", "สวัสดี")
		start := time.Now()
		status, err := c.post(body)
		if err != nil {
			return 0, err
		}
		if status != 200 {
			return 0, fmt.Errorf("webhook answered %d", status)
		}
		return time.Since(start), nil
	}
	bare, err := underLoad(ctx, s, "echo", accept)
	if err != nil {
		return nil, err
	}
	ours, err := underLoad(ctx, s, "web", accept)
	if err != nil {
		return nil, err
	}
	ratio := ours.rate / bare.rate
	return []row{{
		work:   fmt.Sprintf("webhook accepted durably, %d connections", s.connections),
		figure: fmt.Sprintf("%.0f/s (echo %.0f/s), p99 %s", ours.rate, bare.rate, ours.p99.Round(10*time.Microsecond)),
		ratio:  fmt.Sprintf("%.2f", ratio), goal: "≥ 0.7 ×, p99 < 50 ms", verdict: verdict(ratio >= 0.7 && ours.p99 < 50*time.Millisecond),
	}}, nil
}

// outcome of a load.
type outcome struct {
	rate float64
	p99  time.Duration
}

type once func(c *client, conn, round int) (time.Duration, error)

// underLoad starts a server in a role and loads it.
func underLoad(ctx context.Context, s settings, role string, one once) (outcome, error) {
	api, err := startSink(ctx)
	if err != nil {
		return outcome{}, err
	}
	defer api.Close() //nolint:errcheck // the bench of this server is over
	return underLoadWith(ctx, s, role, api, one)
}

func underLoadWith(ctx context.Context, s settings, role string, api *sink, one once) (o outcome, err error) {
	folder, err := os.MkdirTemp("", "jitasa-bench-")
	if err != nil {
		return o, fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a leftover in the temporary folder harms nobody
	server, err := startChild(ctx, role, filepath.Join(folder, "bench.db"), api.url)
	if err != nil {
		return o, err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	warm := s
	warm.seconds = min(s.seconds/4, 2*time.Second)
	if _, _, err := load(ctx, server.addr, warm, one); err != nil {
		return o, err
	}
	durations, took, err := load(ctx, server.addr, s, one)
	if err != nil {
		return o, err
	}
	return outcome{rate: float64(len(durations)) / took.Seconds(), p99: percentile(durations, 0.99)}, nil
}
