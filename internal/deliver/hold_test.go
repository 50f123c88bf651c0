package deliver_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
)

var passing = map[string]error{deliver.NoQuota: deliver.ErrQuota, deliver.Unauthorized: deliver.ErrUnauthorized, deliver.Failing: errors.New("no answer")}

// failing lets the platform fail until the campaign pauses.
func (r *rig) failing(id, why string) {
	r.Helper()
	r.To.Fails = passing[why]
	for range 400 {
		if r.Status(id).State == deliver.Paused {
			return
		}
		r.Wait(time.Minute)
	}
	r.Fatal("it never paused")
}

// Calls and notices that a failure paused go on by themselves once it has passed, also in another process, and
// everybody gets them once. Newsletters wait for a person.
func TestGoesOn(t *testing.T) {
	for why := range passing {
		for _, kind := range []deliver.Kind{deliver.Call, deliver.Notice, deliver.Newsletter} {
			t.Run(fmt.Sprint(why, " ", kind), func(t *testing.T) {
				r := newRig(t, 20)
				r.Start(kind, "it")
				r.To.Left = 0
				r.failing("it", why)
				s, err := r.D.Standing(t.Context(), "it")
				waits := kind != deliver.Newsletter
				if err != nil || s.State != deliver.Paused || s.Why != why || s.Since.After(r.Now) || r.Now.Sub(s.Since) > time.Minute || s.Waits != waits || s.Again.IsZero() == waits {
					t.Fatalf("%+v, %v at %s", s, err, r.Now)
				}
				r.Restart()
				r.To.Fails, r.To.Left = nil, 100
				r.Wait(15 * time.Minute)
				if !waits {
					r.Is("it", deliver.Paused, why, 0)
					if err := r.D.Resume(t.Context(), "it"); err != nil {
						t.Fatal(err)
					}
				}
				r.Wait(15 * time.Minute)
				r.Is("it", deliver.Done, "", 20)
				if !r.To.Once(r.Who.IDs) {
					t.Errorf("the platform has %v", r.To.Got)
				}
			})
		}
	}
}

// While the cause lasts it is tried ever more seldom, but never more seldom than every eight minutes; for messages that are
// used up LINE is only asked.
func TestProbes(t *testing.T) {
	for why, most := range map[string]int{deliver.Unauthorized: 14, deliver.Failing: 14, deliver.NoQuota: 0} {
		r := newRig(t, 20)
		r.Start(deliver.Call, "it")
		r.To.Left = 0
		r.failing("it", why)
		before := r.To.Asked
		for range 60 * 6 {
			r.Wait(10 * time.Second)
		}
		least := min(most, 7)
		if n := r.To.Asked - before; n < least || n > most {
			t.Errorf("%s: tried %d times in an hour", why, n)
		}
		for range 12 { // not so long that LINE forgets what it was asked
			r.Wait(time.Hour)
		}
		s := r.Status("it").Standing()
		if put := s.Again.Sub(r.Now); put <= 0 || put > 8*time.Minute {
			t.Errorf("%s: half a day later it tries again in %s", why, put)
		}
		r.To.Fails, r.To.Left = nil, 100
		for range 3 { // a batch that got no answer rests by itself as well
			r.Wait(8 * time.Minute)
		}
		r.Is("it", deliver.Done, "", 20)
	}
}

// After it went on, a passing failure is again one of many, and the next pause is again a short one.
func TestRecovers(t *testing.T) {
	r := newRig(t, 20)
	r.Start(deliver.Call, "it")
	r.failing("it", deliver.Failing)
	for range 10 {
		r.Wait(10 * time.Minute)
	}
	accept := 1
	r.To.Answer = func(deliver.Parcel) error {
		if accept--; accept >= 0 {
			return nil
		}
		return errors.New("no answer")
	}
	r.Wait(10 * time.Minute)
	if s := r.Status("it"); s.State != deliver.Running || s.Accepted == 0 || s.Waiting == 0 {
		t.Fatalf("one failure after it went on: %s (%s), %d accepted", s.State, s.Why, s.Accepted)
	}
	r.To.Answer = nil
	r.failing("it", deliver.Unauthorized)
	if s := r.Status("it").Standing(); s.Again.Sub(s.Since) != 30*time.Second {
		t.Errorf("the next pause lasts %s", s.Again.Sub(s.Since))
	}
}

// A pause that a person made ends only by a person, also one made while it was paused for a cause.
func TestOwnPause(t *testing.T) {
	for _, first := range []bool{true, false} {
		r := newRig(t, 20)
		r.Start(deliver.Call, "it")
		if first {
			r.failing("it", deliver.Unauthorized)
		}
		if err := r.D.Pause(t.Context(), "it"); err != nil {
			t.Fatal(err)
		}
		r.To.Fails = nil
		for range 48 {
			r.Wait(time.Hour)
		}
		r.Is("it", deliver.Paused, "", 0)
		if err := r.D.Resume(t.Context(), "it"); err != nil {
			t.Fatal(err)
		}
		r.Wait(time.Minute)
		r.Is("it", deliver.Done, "", 20)
	}
}

// A call that was paused by a release that did not let it go on by itself goes on.
func TestPausedBefore(t *testing.T) {
	r := newRig(t, 20)
	old := &deliver.Campaign{Meta: domain.Meta{ID: "it"}, Kind: deliver.Call, Subject: "it", State: deliver.Paused, Why: deliver.Refused, Active: true, CreatedAt: r.Now}
	if err := r.All.Campaigns.Insert(t.Context(), old); err != nil {
		t.Fatal(err)
	}
	r.Work()
	r.Is("it", deliver.Done, "", 20)
}

// What a paused call asked for may have been met meanwhile: it ends.
func TestEnoughWhilePaused(t *testing.T) {
	r := newRig(t, 20)
	enough := false
	p := r.Parts()
	p.Filled = func(context.Context, *deliver.Campaign) (bool, error) { return enough, nil }
	r.D = dispatch.New(p)
	r.Start(deliver.Call, "it")
	r.failing("it", deliver.Unauthorized)
	enough = true
	r.Wait(10 * time.Minute)
	r.Is("it", deliver.Cancelled, deliver.Enough, 0)
}

// A batch that LINE refuses for good holds up neither the other batches of a call, nor is it sent again. A newsletter
// pauses: somebody should look at it before it goes to everybody.
func TestRefusedBatch(t *testing.T) {
	for kind, want := range map[deliver.Kind]deliver.State{deliver.Call: deliver.Done, deliver.Notice: deliver.Done, deliver.Newsletter: deliver.Paused} {
		r := newRig(t, 21) // of seven provinces: seven batches
		r.To.Answer = func(p deliver.Parcel) error {
			if p.People[0] == "U0001" {
				return deliver.ErrRejected
			}
			return nil
		}
		r.Start(kind, "it")
		for range 10 {
			r.Wait(time.Hour)
		}
		s := r.Status("it")
		if s.State != want || s.Failed != 3 || want == deliver.Done && (s.Accepted != 18 || r.To.Asked != 7) {
			t.Errorf("%s: %s (%s), %d failed, %d accepted, %d requests", kind, s.State, s.Why, s.Failed, s.Accepted, r.To.Asked)
		}
	}
}

// A call of which every batch was refused says so when it is over.
func TestAllRefused(t *testing.T) {
	r := newRig(t, 21)
	r.To.Fails = deliver.ErrRejected
	r.Start(deliver.Call, "it")
	r.Work()
	r.Is("it", deliver.Done, deliver.Refused, 0)
	if r.To.Asked != 7 {
		t.Errorf("%d requests for seven batches", r.To.Asked)
	}
}

// A process forgets campaigns that are over, also those that another one ended.
func TestForgetsWhatIsOver(t *testing.T) {
	r := newRig(t, 20)
	first := r.D
	r.Start(deliver.Call, "it")
	r.failing("it", deliver.Unauthorized)
	r.To.Fails = nil
	r.Restart()
	r.Wait(time.Hour)
	r.Is("it", deliver.Done, "", 20)
	if first.Recalled() != 1 {
		t.Fatalf("%d campaigns are remembered while one fails", first.Recalled())
	}
	for _, d := range []*dispatch.Desk{first, r.D} {
		if _, err := d.Round(t.Context()); err != nil || d.Recalled() != 0 {
			t.Errorf("%d campaigns are remembered of none that is active, %v", d.Recalled(), err)
		}
	}
}
