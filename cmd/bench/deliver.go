package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
	"jitasa/internal/demo"
	"jitasa/internal/domain"
)

// provinces and languages make the variants of a national newsletter.
const provinces, languages = 77, 2

// deliverRows: a newsletter from the profiles in a file to a LINE that counts, by
// a worker in a process of its own; and how its planning grows with the audience.
func deliverRows(ctx context.Context, _ settings) (rows []row, err error) {
	folder, err := os.MkdirTemp("", "jitasa-bench-")
	if err != nil {
		return nil, fmt.Errorf("making a folder: %w", err)
	}
	defer os.RemoveAll(folder)                                       //nolint:errcheck // a leftover in the temporary folder harms nobody
	if err := os.Setenv("JITASA_LINE_RATE", "1000000"); err != nil { // how fast we are, not how fast LINE lets us
		return nil, fmt.Errorf("setting the rate: %w", err)
	}
	api, err := startSink(ctx)
	if err != nil {
		return nil, err
	}
	defer api.Close() //nolint:errcheck // this bench is over
	var first time.Duration
	for _, n := range []int{10_000, 100_000, 1_000_000} {
		before := api.recipients.Load()
		r, err := deliverTo(ctx, "sqlite:"+filepath.Join(folder, fmt.Sprint(n)), n, api.url)
		if err != nil {
			return nil, err
		}
		if got := api.recipients.Load() - before; got != int64(n) {
			return nil, fmt.Errorf("%d of %d people were sent to", got, n)
		}
		each := r.planned / time.Duration(n)
		if first == 0 {
			first = each
		}
		rows = append(rows, row{
			work: fmt.Sprintf("planning a newsletter for %d people", n), figure: fmt.Sprintf("%s, %s each", r.planned.Round(time.Millisecond), each),
			ratio: fmt.Sprintf("%.1f × as long for each as at 10,000", float64(each)/float64(first)), goal: "linear", verdict: verdict(each < 2*first),
		})
		if n == 1_000_000 {
			rate := float64(n) / r.took.Seconds()
			bare, err := calibrate(ctx, api)
			if err != nil {
				return nil, err
			}
			rows = append(rows,
				row{work: "calibration: bare multicasts to 500 people each, 8 at once", figure: fmt.Sprintf("%.0f people/s", bare), ratio: "1", goal: "–", verdict: "–"},
				row{work: "newsletter to 1,000,000 people, 77 × 2 variants", figure: fmt.Sprintf("%.0f/s, %s, CPU %s each", rate, r.took.Round(time.Millisecond), r.cpu/time.Duration(n)), ratio: fmt.Sprintf("%.2f × calibration", rate/bare), goal: "≥ 120,000/s", verdict: verdict(rate >= 120_000)},
				row{work: "memory of it at most (RSS)", figure: fmt.Sprintf("%.0f MB", r.peak), ratio: "–", goal: "< 150 MB", verdict: verdict(r.peak < 150)},
			)
		}
	}
	return rows, nil
}

// sent is how a newsletter went.
type sent struct {
	took, planned, cpu time.Duration
	peak               float64 // MB
}

func deliverTo(ctx context.Context, store string, people int, lineAPI string) (r sent, err error) {
	fill := func(o opening.Opened) error {
		return errors.Join(fillWork(ctx, o), fillPeople(ctx, o, people), publish(ctx, o))
	}
	if err := withStore(ctx, store, fill); err != nil {
		return r, err
	}
	worker, err := startChild(ctx, "worker", store, lineAPI)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, worker.stop()) }()
	err = withStore(ctx, store, func(o opening.Opened) error {
		if err := o.Collections.Campaigns.Insert(ctx, benchCampaign(people)); err != nil {
			return fmt.Errorf("starting: %w", err)
		}
		for {
			time.Sleep(100 * time.Millisecond) // between looks
			c, err := o.Collections.Campaigns.Get(ctx, "bench")
			if err != nil {
				return fmt.Errorf("looking: %w", err)
			}
			if !c.Over() {
				continue
			}
			r.took = c.EndedAt.Sub(c.StartedAt)
			for _, b := range c.Blocks {
				r.planned += b.Took
			}
			return nil
		}
	})
	if err != nil {
		return r, err
	}
	cpu, errCPU := worker.cpu()
	r.cpu = cpu
	r.peak, err = worker.peak()
	return r, errors.Join(err, errCPU)
}

// benchIssue is the issue that is sent. What is near its reader differs from province to province, and the text from language to language.
const benchIssue = "2026-11"

func publish(ctx context.Context, o opening.Opened) error {
	now := domain.Instant(time.Now())
	issue := &domain.Issue{Meta: domain.Meta{ID: benchIssue}, Title: domain.Text{"th": "จดหมายข่าว", "en": "Newsletter"}, Markdown: demo.Issue(), PublishedAt: now}
	if err := o.Collections.Issues.Insert(ctx, issue); err != nil {
		return fmt.Errorf("publishing: %w", err)
	}
	return nil
}

func benchCampaign(people int) *deliver.Campaign {
	now := domain.Instant(time.Now())
	return &deliver.Campaign{
		Meta: domain.Meta{ID: "bench"}, Kind: deliver.Newsletter, Subject: benchIssue, Purpose: domain.ForNewsletter, Cost: people,
		State: deliver.Scheduled, Active: true, CreatedAt: now,
	}
}

// withStore opens a store for a while.
func withStore(ctx context.Context, store string, do func(opening.Opened) error) (err error) {
	c, _, err := config.Load([]string{"--store", store, "--key", masterKey}, os.Getenv)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	o, err := opening.Store(ctx, c)
	if err != nil {
		return err
	}
	return errors.Join(do(o), o.Engine.Close())
}
