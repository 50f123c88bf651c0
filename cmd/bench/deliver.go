package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/chat"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
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
		r, err := deliverTo(ctx, filepath.Join(folder, fmt.Sprint(n)), n, api.url)
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
			rows = append(rows,
				row{work: "newsletter to 1,000,000 people, 77 × 2 variants", figure: fmt.Sprintf("%.0f/s, %s, CPU %s each", rate, r.took.Round(time.Millisecond), r.cpu/time.Duration(n)), ratio: "–", goal: "≥ 100,000/s", verdict: verdict(rate >= 100_000)},
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

func deliverTo(ctx context.Context, path string, people int, lineAPI string) (r sent, err error) {
	if err := withStore(ctx, path, func(o app.Opened) error { return subscribe(ctx, o, people) }); err != nil {
		return r, err
	}
	worker, err := startChild(ctx, "worker", "sqlite:"+path, lineAPI)
	if err != nil {
		return r, err
	}
	defer func() { err = errors.Join(err, worker.stop()) }()
	err = withStore(ctx, path, func(o app.Opened) error {
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

func benchCampaign(people int) *deliver.Campaign {
	now := domain.Instant(time.Now())
	return &deliver.Campaign{
		Meta: domain.Meta{ID: "bench"}, Kind: deliver.Newsletter, Subject: "bench", Purpose: domain.ForNewsletter, Cost: people,
		Messages: []chat.Message{chat.Say("ข่าวเดือนนี้")}, State: deliver.Scheduled, Active: true, CreatedAt: now,
	}
}

// subscribe makes people who want the newsletter, as signing up makes them.
func subscribe(ctx context.Context, o app.Opened, people int) error {
	now := domain.Instant(time.Now().Add(-time.Hour)) // not a moment ago: this is a day like any other
	for from := 0; from < people; from += 1000 {
		part := make([]*domain.Volunteer, min(1000, people-from))
		for i := range part {
			n := from + i
			v := &domain.Volunteer{
				Meta: domain.Meta{ID: person(n)}, Name: fmt.Sprintf("อาสาคนที่ %d", n), BirthYear: 1980, Phone: "+66812345678", Causes: []domain.Cause{"animals", "children"},
				Home:  &domain.Home{Province: fmt.Sprint(10 + n%provinces), District: fmt.Sprintf("%d01", 10+n%provinces), Point: domain.Point{Lat: 14.88, Lng: 103.49}},
				Reach: domain.Reach{Lang: []string{"th", "en"}[n/provinces%languages], Seen: now}, CreatedAt: now, UpdatedAt: now, SignedUpAt: now,
			}
			for _, p := range domain.Purposes() {
				v.Consents = append(v.Consents, domain.Consent{Purpose: p, Given: true, At: now, Notice: domain.NoticeVersion, Receipt: "R-123456"})
			}
			part[i] = v
		}
		if _, err := o.Collections.Volunteers.InsertNew(ctx, part); err != nil {
			return fmt.Errorf("filling volunteers: %w", err)
		}
	}
	return nil
}

// withStore opens a store for a while.
func withStore(ctx context.Context, path string, do func(app.Opened) error) (err error) {
	c, _, err := config.Load([]string{"--store", "sqlite:" + path, "--key", masterKey}, os.Getenv)
	if err != nil {
		return fmt.Errorf("settings: %w", err)
	}
	o, err := app.OpenStore(ctx, c)
	if err != nil {
		return err
	}
	return errors.Join(do(o), o.Engine.Close())
}
