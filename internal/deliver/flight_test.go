package deliver_test

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
)

// runs lets deliveries run, in a time that passes only while all wait, until the campaign is over; it tells how long that took.
func (r *rig) runs(o deliver.Options, begin func(), id string) time.Duration {
	r.Helper()
	p := r.Parts()
	p.Now, p.Options = time.Now, o
	r.D = dispatch.New(p)
	began := time.Now()
	ctx, stop := context.WithCancel(r.Context())
	ended := make(chan error, 1)
	go func() { ended <- r.D.Run(ctx) }()
	begin()
	for !r.Status(id).Over() {
		if time.Since(began) > 10*time.Minute {
			r.Fatalf("%s is %s, %d accepted", id, r.Status(id).State, r.Status(id).Accepted)
		}
		time.Sleep(50 * time.Millisecond)
	}
	took := time.Since(began)
	stop()
	if err := <-ended; err != nil {
		r.Fatal(err)
	}
	return took
}

// hangs lets the platform take some time for each request, and ten seconds for the request of somebody.
func (r *rig) hangs(each time.Duration, who func(person string) bool) {
	r.To.Answer = func(p deliver.Parcel) error {
		if who(p.People[0]) {
			time.Sleep(10 * time.Second)
		} else {
			time.Sleep(each)
		}
		return nil
	}
}

// A request that hangs holds up none but its own batch, however long the newsletter, and whatever limits it.
func TestHangHoldsItsOwnSlot(t *testing.T) {
	for name, c := range map[string]struct {
		deliver.Options
		batches int
		most    time.Duration
	}{
		"as fast as it goes":      {deliver.Options{Requests: limits.Rate{Messages: -1}}, 300, 16 * time.Second},
		"by the platform's limit": {deliver.Options{Requests: limits.Rate{Messages: 15, Per: time.Second}}, 150, 27 * time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, c.batches)
				r.Who.Alone = true
				r.hangs(100*time.Millisecond, func(person string) bool { // the first and, by the name of the province, the last
					return person == "U0000" || person == "U0089"
				})
				took := r.runs(c.Options, func() { r.Start(deliver.Newsletter, "it") }, "it")
				r.Is("it", deliver.Done, "", c.batches)
				if !r.To.Once(r.Who.IDs) || took > c.most {
					t.Errorf("%s, %d requests", took, r.To.Asked)
				}
			})
		})
	}
}

// A call goes out at once while every request of a newsletter hangs, and a newsletter that has much to do lets it go first.
func TestCallOvertakes(t *testing.T) {
	for name, hang := range map[string]bool{"hanging": true, "busy": false} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				r := newRig(t, 200)
				r.Who.Alone = true
				var done time.Duration
				r.hangs(time.Second, func(string) bool { return hang })
				slow := r.To.Answer
				r.To.Answer = func(p deliver.Parcel) error {
					if p.Unit == "call" {
						return nil
					}
					return slow(p)
				}
				r.runs(deliver.Options{Requests: limits.Rate{Messages: -1}}, func() {
					r.Start(deliver.Newsletter, "news")
					time.Sleep(5 * time.Second)
					began := time.Now()
					c := &deliver.Campaign{Kind: deliver.Call, Subject: "call", Unit: "call"}
					c.ID = "call"
					if _, err := r.D.Start(t.Context(), c, 0); err != nil {
						t.Fatal(err)
					}
					for !r.Status("call").Over() {
						time.Sleep(10 * time.Millisecond)
					}
					done = time.Since(began)
				}, "call")
				if done > time.Second {
					t.Errorf("the call took %s", done)
				}
				if s := r.Status("news"); s.Accepted == 0 && !hang || s.Over() {
					t.Errorf("the newsletter is %s, %d accepted: nothing was overtaken", s.State, s.Accepted)
				}
			})
		})
	}
}
