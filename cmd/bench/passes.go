package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"jitasa/internal/app/opening"
	"jitasa/internal/domain"
)

// passesRows: what is done every hour and every day, of a server that does nothing else: the first time, and again when
// there is nothing to do. Rounds that come more often are in it, as far as they come meanwhile.
func passesRows(ctx context.Context, store string) ([]row, error) {
	first, memory, err := pass(ctx, store)
	if err != nil {
		return nil, err
	}
	again, after, err := pass(ctx, store)
	if err != nil {
		return nil, err
	}
	return []row{
		{work: "hourly and daily passes for the first time, 1,000,000 people", figure: "CPU " + first.Round(10*time.Millisecond).String(), ratio: "–", goal: "–", verdict: "–"},
		{work: "the same with nothing to do", figure: "CPU " + again.Round(10*time.Millisecond).String(), ratio: "–", goal: "< 1 s", verdict: verdict(again < time.Second)},
		{work: "idle memory after them (RSS)", figure: fmt.Sprintf("%.0f MB; after the first %.0f MB", after, memory), ratio: "–", goal: "< 70 MB", verdict: verdict(max(after, memory) < 70)},
	}, nil
}

// pass starts a server for which everything is due that is done every hour or more rarely, and waits until it is done.
func pass(ctx context.Context, store string) (cpu time.Duration, rss float64, err error) {
	if err := withStore(ctx, store, func(o opening.Opened) error { return makeDue(ctx, o) }); err != nil {
		return 0, 0, err
	}
	server, err := startChild(ctx, "web,worker", store, "http://127.0.0.1:1")
	if err != nil {
		return 0, 0, err
	}
	defer func() { err = errors.Join(err, server.stop()) }()
	before, err := server.cpu()
	if err != nil {
		return 0, 0, err
	}
	if err := withStore(ctx, store, func(o opening.Opened) error { return waitDone(ctx, o) }); err != nil {
		return 0, 0, err
	}
	time.Sleep(time.Second) // memory is given back
	after, errCPU := server.cpu()
	rss, errRSS := server.rss()
	return after - before, rss, errors.Join(errCPU, errRSS)
}

const rarely = int64(time.Hour / time.Millisecond)

func makeDue(ctx context.Context, o opening.Opened) error {
	for t, err := range o.Collections.Timers.All(ctx) {
		if err != nil {
			return fmt.Errorf("reading timers: %w", err)
		}
		if int64(t.Every) < rarely {
			continue
		}
		t.At = domain.Instant(time.Now().Add(-time.Second))
		t.Due = t.At
		if err := o.Collections.Timers.Replace(ctx, t); err != nil {
			return fmt.Errorf("setting a timer: %w", err)
		}
	}
	return nil
}

// waitDone waits until nobody works on any of these timers, twice, as they are made and begun one by one.
func waitDone(ctx context.Context, o opening.Opened) error {
	for quiet := 0; quiet < 3; {
		time.Sleep(2 * time.Second)
		waits, seen := false, 0
		for t, err := range o.Collections.Timers.All(ctx) {
			if err != nil {
				return fmt.Errorf("reading timers: %w", err)
			}
			if int64(t.Every) < rarely {
				continue
			}
			seen++
			waits = waits || t.Owner != "" || !t.Due.After(time.Now())
		}
		if quiet++; waits || seen == 0 {
			quiet = 0
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
	}
	return nil
}
