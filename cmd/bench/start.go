package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/demo"
	"jitasa/internal/domain"
)

// startRows: from the start of the process to its readiness, and what it holds
// in memory when nothing happens, with 100,000 volunteers and 10,000 opportunities.
func startRows(ctx context.Context, _ settings) (rows []row, err error) {
	folder, err := os.MkdirTemp("", "jitasa-bench-")
	if err != nil {
		return nil, fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(folder) //nolint:errcheck // a leftover in the temporary folder harms nobody
	path := filepath.Join(folder, "bench.db")
	if err := withStore(ctx, path, func(o app.Opened) error { return fill(ctx, o) }); err != nil {
		return nil, err
	}
	var ready time.Duration
	var idle float64
	const tries = 3
	for range tries {
		server, err := startChild(ctx, "web,worker", "sqlite:"+path, "http://127.0.0.1:1")
		if err != nil {
			return nil, err
		}
		time.Sleep(3 * time.Second) // idle means: a while after the start
		mb, err := server.rss()
		if err = errors.Join(err, server.stop()); err != nil {
			return nil, err
		}
		ready, idle = ready+server.ready/tries, max(idle, mb)
	}
	return []row{
		{work: "start to ready, 100,000 volunteers, 10,000 opportunities", figure: ready.Round(time.Millisecond).String(), ratio: "–", goal: "< 1 s", verdict: verdict(ready < time.Second)},
		{work: "idle memory of it (RSS)", figure: fmt.Sprintf("%.0f MB", idle), ratio: "–", goal: "< 60 MB", verdict: verdict(idle < 60)},
	}, nil
}

func fill(ctx context.Context, o app.Opened) error {
	all := o.Collections
	now := domain.Instant(time.Now())
	many, err := demo.Many(10_000, 1, now)
	if err != nil {
		return fmt.Errorf("making opportunities: %w", err)
	}
	opportunities := make([]*domain.Opportunity, len(many))
	for i := range many {
		many[i].UpdatedAt = now.Add(-time.Hour) // not a moment ago: this is a day like any other
		opportunities[i] = &many[i]
	}
	if _, err := all.Opportunities.InsertNew(ctx, opportunities); err != nil {
		return fmt.Errorf("filling opportunities: %w", err)
	}
	for from := 0; from < 100_000; from += 1000 {
		volunteers := make([]*domain.Volunteer, 1000)
		for i := range volunteers {
			volunteers[i] = &domain.Volunteer{
				Meta: domain.Meta{ID: person(from + i)}, Name: fmt.Sprintf("Volunteer %d", from+i), BirthYear: 1980, SignedUpAt: now, CreatedAt: now, UpdatedAt: now,
				Home: &domain.Home{Province: "32", District: "3201", Point: domain.Point{Lat: 14.88, Lng: 103.49}}, Causes: []domain.Cause{"animals"},
			}
		}
		if _, err := all.Volunteers.InsertNew(ctx, volunteers); err != nil {
			return fmt.Errorf("filling volunteers: %w", err)
		}
	}
	return nil
}
