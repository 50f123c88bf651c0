package deliver_test

import (
	"context"
	"errors"
	"iter"
	"testing"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
)

// steps lets something happen, or everything end, before a step of a deliverer at its store.
type steps struct {
	n      int // taken
	at     int // before which
	happen func()
	end    int // before which everything ends; 0: it does not
}

var errKilled = errors.New("killed")

func (s *steps) next() error {
	s.n++
	switch {
	case s.end > 0 && s.n >= s.end:
		return errKilled
	case s.n == s.at && s.happen != nil:
		s.happen()
	}
	return nil
}

type watchedCampaigns struct {
	deliver.Campaigns
	*steps
}

func (w watchedCampaigns) Update(ctx context.Context, id string, change func(*deliver.Campaign) error) (*deliver.Campaign, error) {
	if err := w.next(); err != nil {
		return nil, err
	}
	return w.Campaigns.Update(ctx, id, change)
}

type watchedBatches struct {
	deliver.Batches
	*steps
}

func (w watchedBatches) Update(ctx context.Context, id string, change func(*deliver.Batch) error) (*deliver.Batch, error) {
	if err := w.next(); err != nil {
		return nil, err
	}
	return w.Batches.Update(ctx, id, change)
}

func (w watchedBatches) Open(ctx context.Context, token string) iter.Seq2[*deliver.Batch, error] {
	if err := w.next(); err != nil {
		return func(yield func(*deliver.Batch, error) bool) { yield(nil, err) }
	}
	return w.Batches.Open(ctx, token)
}

func (w watchedBatches) Of(ctx context.Context, campaign string) iter.Seq2[*deliver.Batch, error] {
	if err := w.next(); err != nil {
		return func(yield func(*deliver.Batch, error) bool) { yield(nil, err) }
	}
	return w.Batches.Of(ctx, campaign)
}

// other is another process on the same store, that takes steps.
func (r *rig) other(s *steps) *dispatch.Desk {
	p := r.Parts()
	p.Campaigns, p.Batches = watchedCampaigns{p.Campaigns, s}, watchedBatches{p.Batches, s}
	return dispatch.New(p)
}

// failed is a call of which everything is settled, one batch as failed, and which is not ended yet.
func failed(t *testing.T) (r *rig, batch string) {
	r = newRig(t, 2)
	r.To.Answer = func(p deliver.Parcel) error {
		if p.People[0] == "U0000" {
			return deliver.ErrRejected
		}
		return nil
	}
	r.Start(deliver.Call, "it")
	for s := r.Status("it"); !s.Planned || s.Waiting > 0; s = r.Status("it") {
		if _, err := r.D.Round(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	r.To.Answer = nil
	if s := r.Status("it"); s.State != deliver.Running || len(s.Doubtful) != 1 {
		t.Fatalf("%s, %v", s.State, s.Doubtful)
	}
	return r, r.Status("it").Doubtful[0]
}

// Wherever one process ends a campaign while a person, in another, has a failed batch sent again, the batch is sent; and
// wherever either is killed, the person says it once more at most.
func TestDecideWhileEnding(t *testing.T) {
	again := func(r *rig, batch string) {
		if err := r.D.Decide(t.Context(), batch, false); err != nil {
			t.Errorf("deciding: %v", err)
		}
	}
	check := func(r *rig, what string, at int) {
		r.Wait(time.Hour)
		if s := r.Status("it"); s.State != deliver.Done || s.Why != "" || s.Accepted != 2 || !r.To.Once(r.Who.IDs) {
			t.Errorf("%s before step %d: %s (%s), %d accepted, %d waiting", what, at, s.State, s.Why, s.Accepted, s.Waiting)
		}
	}
	for at, more := 1, true; more; at++ {
		r, batch := failed(t)
		s := &steps{at: at, happen: func() { again(r, batch) }}
		if _, err := r.other(s).Round(t.Context()); err != nil {
			t.Fatal(err)
		}
		if more = s.n >= at; more {
			check(r, "decided", at)
		}
	}
	for at, more := 1, true; more; at++ {
		r, batch := failed(t)
		s := &steps{at: at, happen: func() { r.Work() }}
		if err := r.other(s).Decide(t.Context(), batch, false); err != nil {
			t.Fatal(err)
		}
		if more = s.n >= at; more {
			check(r, "ended", at)
		}
	}
	for end, more := 2, true; more; end++ { // killed, after others have done all that they could at a step before
		for at := 1; at < end; at++ {
			r, batch := failed(t)
			s := &steps{at: at, happen: func() { r.Work() }, end: end}
			err := r.other(s).Decide(t.Context(), batch, false)
			more = err != nil
			r.Work()
			if s := r.Status("it"); s.Waiting > 0 || s.Active {
				t.Errorf("ended before step %d, killed before %d: a batch is open, and is not sent: %s", at, end, s.State)
			}
			if r.Status("it").Accepted != 2 {
				again(r, batch)
			}
			check(r, "ended and killed", at)
		}
	}
	for at, more := 1, true; more; at++ {
		r, batch := failed(t)
		s := &steps{end: at}
		err := r.other(s).Decide(t.Context(), batch, false)
		if more = err != nil; more {
			if !errors.Is(err, errKilled) {
				t.Fatal(err)
			}
			open := r.Status("it").Waiting > 0
			r.Work()
			if s := r.Status("it"); open && s.Accepted != 2 {
				t.Errorf("killed before step %d: a batch is open, and is not sent: %s", at, s.State)
			}
			if r.Status("it").Accepted != 2 {
				again(r, batch)
			}
			check(r, "killed", at)
		}
	}
}
