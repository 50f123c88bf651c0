package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/calls"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/place"
	"jitasa/internal/privacy"
)

const (
	everybody = 1_000_000
	issues    = 12 // of a year, each sent to everybody
)

// growthRows: what must not grow with the number of people, on a store of a million of them and a year of newsletters.
func growthRows(ctx context.Context, s settings) (rows []row, err error) {
	path, done, err := s.people(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, done()) }()
	app.Settle() // previews and erasures are made by a server, which collects garbage as it does
	for _, of := range []func(context.Context, string) ([]row, error){previewRows, erasureRows, passesRows} {
		some, err := of(ctx, "sqlite:"+path)
		if err != nil {
			return nil, err
		}
		rows = append(rows, some...)
	}
	return rows, nil
}

// people is the store: the one that another run has kept, or a new one, which takes some minutes.
func (s settings) people(ctx context.Context) (path string, done func() error, err error) {
	folder, done := s.keep, func() error { return nil }
	if folder == "" {
		if folder, err = os.MkdirTemp("", "jitasa-bench-"); err != nil {
			return "", nil, fmt.Errorf("making a folder: %w", err)
		}
		done = func() error { return os.RemoveAll(folder) }
	}
	path = filepath.Join(folder, "million.db")
	if _, err := os.Stat(path); err == nil {
		return path, done, nil
	}
	filling := path + ".filling"
	err = withStore(ctx, "sqlite:"+filling, func(o opening.Opened) error {
		if err := errors.Join(fillWork(ctx, o), fillPeople(ctx, o, everybody)); err != nil {
			return err
		}
		for n := range issues {
			if err := fillLedger(ctx, o, fmt.Sprint("issue-", n)); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = os.Rename(filling, path)
	}
	return path, done, err
}

// fillLedger keeps a newsletter as one that was sent to everybody leaves it: blocks of people in the order of ids, whose batches divide them by variant.
func fillLedger(ctx context.Context, o opening.Opened, name string) error {
	const block, variants = 64_000, provinces * languages
	at := domain.Instant(time.Now().AddDate(0, -1, 0))
	c := &deliver.Campaign{Meta: domain.Meta{ID: name}, Kind: deliver.Newsletter, Subject: name, State: deliver.Done, Planned: true, CreatedAt: at, StartedAt: at, EndedAt: at}
	for from := 0; from < everybody; from += block {
		to := min(everybody, from+block)
		k := deliver.Block{Token: ulid.Make().String(), Through: person(to - 1), Batches: variants, People: to - from, At: at}
		var batches []*deliver.Batch
		var rolls []*deliver.Roll
		for v := range variants {
			meta := domain.Meta{ID: fmt.Sprintf("%s.%s.%06d", name, k.Token, v)}
			r := &deliver.Roll{Meta: meta}
			for p := from + v; p < to; p += variants {
				r.People = append(r.People, person(p))
			}
			batches = append(batches, &deliver.Batch{Meta: meta, Campaign: name, Count: len(r.People), State: deliver.Accepted, Seq: v, FirstTry: at, Settled: at})
			rolls = append(rolls, r)
		}
		_, errBatches := o.Collections.Batches.InsertNew(ctx, batches)
		_, errRolls := o.Collections.Rolls.InsertNew(ctx, rolls)
		if err := errors.Join(errBatches, errRolls); err != nil {
			return fmt.Errorf("filling a ledger: %w", err)
		}
		c.Blocks = append(c.Blocks, k)
	}
	if err := o.Collections.Campaigns.Insert(ctx, c); err != nil {
		return fmt.Errorf("filling campaigns: %w", err)
	}
	return nil
}

// tries of what is measured by itself.
const tries = 9

// single is what one of several tries takes.
type single struct{ mid, slow, cpu time.Duration }

func (s single) String() string {
	return fmt.Sprintf("%s (the slowest of %d: %s), CPU %s", s.mid.Round(time.Millisecond), tries, s.slow.Round(time.Millisecond), s.cpu.Round(time.Millisecond))
}

func timed(do func(n int) error) (s single, err error) {
	var took []time.Duration
	before, err := ownCPU()
	if err != nil {
		return s, err
	}
	for n := range tries {
		begun := time.Now()
		if err := do(n); err != nil {
			return s, err
		}
		took = append(took, time.Since(begun))
	}
	after, err := ownCPU()
	slices.Sort(took)
	return single{mid: took[tries/2], slow: took[tries-1], cpu: (after - before) / tries}, err
}

// ownCPU is the time that this process has had on processors.
func ownCPU() (time.Duration, error) {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		return 0, fmt.Errorf("reading processor time: %w", err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano()), nil
}

// previewRows: how many people a call for help would reach, around two places.
func previewRows(ctx context.Context, store string) (rows []row, err error) {
	g, err := place.New()
	if err != nil {
		return nil, fmt.Errorf("loading gazetteer: %w", err)
	}
	err = withStore(ctx, store, func(o opening.Opened) error {
		o.Collections.Audience.Around = g.Around
		all := o.Collections
		desk := dispatch.New(deliver.Parts{Campaigns: all.Campaigns, Batches: all.Batches, Rolls: all.Rolls, Audience: all.Audience, Readers: all.Responses, Now: time.Now})
		for name, at := range map[string]domain.Point{"Surin": {Lat: 14.88, Lng: 103.49}, "Bangkok": {Lat: 13.75, Lng: 100.5}} {
			people := 0
			took, err := timed(func(int) (err error) {
				call := &domain.Call{Meta: domain.Meta{ID: "preview"}, Place: domain.Home{Point: at, Exact: true}, KM: 30, Need: 20, Urgent: true}
				people, _, err = desk.Count(ctx, calls.Campaign(call))
				return err
			})
			if err != nil {
				return fmt.Errorf("previewing: %w", err)
			}
			rows = append(rows, row{
				work: "preview of a call, 30 km around " + name + ", 1,000,000 people", figure: fmt.Sprintf("%s; %d people", took, people),
				ratio: "–", goal: "< 300 ms", verdict: verdict(took.mid < 300*time.Millisecond),
			})
		}
		return nil
	})
	return rows, err
}

// erasureRows: somebody who is in every ledger asks to be erased.
func erasureRows(ctx context.Context, store string) (rows []row, err error) {
	err = withStore(ctx, store, func(o opening.Opened) error {
		marks, err := privacy.NewMarks([]byte(masterKey))
		if err != nil {
			return fmt.Errorf("making marks: %w", err)
		}
		desk := &privacy.Desk{Parts: app.Owners(o.Collections, time.Now), Erasures: o.Collections.Erasures, Marks: marks}
		took, err := timed(func(n int) error {
			return desk.Erase(ctx, person(n*everybody/tries+os.Getpid()%(everybody/tries)), ulid.Make().String(), time.Now()) // others in each run
		})
		if err != nil {
			return fmt.Errorf("erasing: %w", err)
		}
		rows = []row{{
			work: fmt.Sprintf("erasure, %d issues to 1,000,000 people in the ledgers", issues), figure: took.String(),
			ratio: "–", goal: "< 200 ms", verdict: verdict(took.mid < 200*time.Millisecond),
		}}
		return nil
	})
	return rows, err
}
