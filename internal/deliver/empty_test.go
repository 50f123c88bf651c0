package deliver_test

import (
	"errors"
	"testing"
	"time"

	"jitasa/internal/deliver"
)

// erase erases somebody as package privacy does: the profile, then the rolls.
func (r *rig) erase(person string) {
	r.Helper()
	r.Who.Gone[person] = true
	if err := r.D.Forget(r.Context(), person); err != nil {
		r.Fatal(err)
	}
}

// An attempt got no answer, and everybody whom it was for is erased before the next: nothing is sent to nobody,
// the batch is settled, and the others are not held up.
func TestErasedInDoubt(t *testing.T) {
	for _, kind := range []deliver.Kind{deliver.Newsletter, deliver.Call} {
		r := newRig(t, 2) // of two provinces: two batches
		r.To.Answer = func(p deliver.Parcel) error {
			switch {
			case len(p.People) == 0:
				return deliver.ErrRejected
			case p.People[0] == "U0000":
				return errors.New("no answer")
			}
			return nil
		}
		r.Start(kind, "it")
		r.Work()
		r.erase("U0000")
		asked := r.To.Asked
		r.Wait(time.Minute)
		if r.To.Asked != asked {
			t.Error("something was sent to nobody")
		}
		r.Is("it", deliver.Done, "", 1)
		if s := r.Status("it"); s.Skipped[deliver.Gone] != 1 || len(s.Doubtful) != 0 {
			t.Errorf("%s: %v, to be decided: %v", kind, s.Skipped, s.Doubtful)
		}
	}
}

// A batch whose roll is gone can be sent to nobody: it is settled, and what reads ledgers goes on.
func TestRollGone(t *testing.T) {
	r := newRig(t, 2)
	r.To.Fails = errors.New("no answer")
	r.Start(deliver.Newsletter, "it")
	r.Work()
	for b, err := range r.All.Batches.Of(t.Context(), "it") {
		if err != nil {
			t.Fatal(err)
		}
		if err := r.All.Rolls.Delete(t.Context(), b.ID); err != nil {
			t.Fatal(err)
		}
	}
	asked := r.To.Asked
	r.erase("U0000")
	r.Wait(time.Minute)
	r.Is("it", deliver.Done, "", 0)
	if r.To.Asked != asked {
		t.Error("something was sent to nobody")
	}
	if err := r.D.Ledger(t.Context(), r.Status("it").Campaign, func(string, deliver.Entry) bool { return true }); err != nil {
		t.Error(err)
	}
}
