package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
)

// An event that opens for many at once: the first minute, and one shift that everybody wants.
const (
	eventShifts = 400
	eventSeats  = 50
	firstMinute = 5_000
	atOnce      = 64
	oneShift    = 20_000
)

// takingRows: joining, on one file: a minute of joins of an event of 20,000 seats, beside as many bare writes of a document; then the roster of 20,000.
func takingRows(ctx context.Context, _ settings) (rows []row, err error) {
	folder, err := os.MkdirTemp("", "jitasa-bench-")
	if err != nil {
		return nil, fmt.Errorf("making a folder: %w", err)
	}
	defer func() { err = errors.Join(err, os.RemoveAll(folder)) }()
	err = withStore(ctx, "sqlite:"+filepath.Join(folder, "taking.db"), func(o opening.Opened) error {
		if rows, err = minuteRows(ctx, o); err != nil {
			return err
		}
		roster, err := rosterRow(ctx, o)
		rows = append(rows, roster)
		return err
	})
	return rows, err
}

// minuteRows has 5,000 people join the shifts of an event at once, the first shifts more than there are seats for.
func minuteRows(ctx context.Context, o opening.Opened) ([]row, error) {
	from := domain.Instant(time.Now().Add(72 * time.Hour))
	var all []*shifts.Shift
	for n := range eventShifts {
		all = append(all, &shifts.Shift{Meta: domain.Meta{ID: fmt.Sprintf("event-%03d", n)}, Work: "event", From: from, To: from.Add(3 * time.Hour), Seats: eventSeats, State: domain.Open})
	}
	if _, err := o.Collections.Shifts.InsertNew(ctx, all); err != nil {
		return nil, fmt.Errorf("making shifts: %w", err)
	}
	write, err := many(firstMinute, func(n int) error {
		_, err := o.Collections.SignUps.InsertNew(ctx, []*shifts.SignUp{{Meta: domain.Meta{ID: fmt.Sprintf("bare/%d", n)}, Shift: "bare", Person: person(n), From: from}})
		return err
	})
	if err != nil {
		return nil, err
	}
	s := app.TakingPart(o.Collections, time.Now)
	join, err := many(firstMinute, func(n int) error {
		me := &domain.Volunteer{Meta: domain.Meta{ID: person(n)}, BirthYear: 1990, Consents: domain.Consents{{Purpose: domain.ForMatching, Given: true}}}
		at := (n * n) % eventShifts // some shifts are wanted more than others
		_, _, err := s.Join(ctx, access.Actor{Person: me.ID, From: access.Chat}, me.ID, all[at].ID, shifts.Wish{Seats: 1, OrWait: true}, me)
		return err
	})
	if err != nil {
		return nil, err
	}
	over := 0
	for _, sh := range all {
		now, err := o.Collections.Shifts.Get(ctx, sh.ID)
		if err != nil {
			return nil, fmt.Errorf("reading a shift: %w", err)
		}
		over += max(0, now.Taken+now.Held-now.Seats)
	}
	return []row{
		{work: fmt.Sprintf("%d people join %d shifts, %d at once", firstMinute, eventShifts, atOnce), figure: fmt.Sprintf("%v in all (%.0f/s), p99 %v", join.took.Round(10*time.Millisecond), join.rate(), join.p99.Round(time.Millisecond)), ratio: fmt.Sprintf("%.2f × a bare write", write.rate()/join.rate()), goal: "within a minute", verdict: verdict(join.took < time.Minute)},
		{work: "seats given twice in it", figure: fmt.Sprint(over), ratio: "–", goal: "0", verdict: verdict(over == 0)},
	}, nil
}

// rosterRow lists who comes to one shift of 20,000, with names and phones.
func rosterRow(ctx context.Context, o opening.Opened) (row, error) {
	from := domain.Instant(time.Now().Add(72 * time.Hour))
	if err := o.Collections.Shifts.Insert(ctx, &shifts.Shift{Meta: domain.Meta{ID: "large"}, Work: "large", From: from, To: from.Add(time.Hour), State: domain.Open, Leaders: []string{"leader"}}); err != nil {
		return row{}, fmt.Errorf("making a shift: %w", err)
	}
	for first := 0; first < oneShift; first += 1000 {
		var some []*shifts.SignUp
		var people []*domain.Volunteer
		for n := first; n < first+1000; n++ {
			some = append(some, &shifts.SignUp{Meta: domain.Meta{ID: shifts.SignUpID("large", person(n))}, Shift: "large", Person: person(n), From: from, State: shifts.Coming, Seats: 1, Phone: true})
			people = append(people, &domain.Volunteer{Meta: domain.Meta{ID: person(n)}, Name: "สมศรี ใจดี", Phone: "+66812345678", BirthYear: 1990})
		}
		_, err := o.Collections.SignUps.InsertNew(ctx, some)
		_, failed := o.Collections.Volunteers.InsertNew(ctx, people)
		if err = errors.Join(err, failed); err != nil {
			return row{}, fmt.Errorf("filling a shift: %w", err)
		}
	}
	s := app.TakingPart(o.Collections, time.Now)
	start, seen := time.Now(), 0
	for _, err := range s.Everybody(ctx, access.Actor{Person: "leader", From: access.Chat}, "large") {
		if err != nil {
			return row{}, fmt.Errorf("reading a roster: %w", err)
		}
		seen++
	}
	took := time.Since(start)
	return row{work: "roster of 20,000, streamed", figure: took.Round(time.Millisecond).String(), ratio: "–", goal: fmt.Sprintf("all %d", oneShift), verdict: verdict(seen == oneShift)}, nil
}

// bulk is how many things went.
type bulk struct {
	n    int
	took time.Duration
	p99  time.Duration
}

func (b bulk) rate() float64 { return float64(b.n) / b.took.Seconds() }

// many does something n times, some at once.
func many(n int, do func(n int) error) (bulk, error) {
	var next atomic.Int64
	var all sync.WaitGroup
	var failed atomic.Pointer[error]
	times := make([]time.Duration, n)
	start := time.Now()
	for range atOnce {
		all.Go(func() {
			for i := int(next.Add(1)) - 1; i < n && failed.Load() == nil; i = int(next.Add(1)) - 1 {
				began := time.Now()
				if err := do(i); err != nil {
					failed.Store(&err)
				}
				times[i] = time.Since(began)
			}
		})
	}
	all.Wait()
	b := bulk{n: n, took: time.Since(start)}
	slices.Sort(times)
	b.p99 = times[n*99/100]
	if err := failed.Load(); err != nil {
		return b, *err
	}
	return b, nil
}
