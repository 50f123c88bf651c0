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
	r.who.gone[person] = true
	if err := r.d.Forget(r.Context(), person); err != nil {
		r.Fatal(err)
	}
}

// An attempt got no answer, and everybody whom it was for is erased before the next: nothing is sent to nobody,
// the batch is settled, and the others are not held up.
func TestErasedInDoubt(t *testing.T) {
	for _, kind := range []deliver.Kind{deliver.Newsletter, deliver.Call} {
		r := newRig(t, 2) // of two provinces: two batches
		r.to.send = func(p deliver.Parcel) error {
			switch {
			case len(p.People) == 0:
				return deliver.ErrRejected
			case p.People[0] == "U0000":
				return errors.New("no answer")
			}
			return nil
		}
		r.start(kind, "it")
		r.work()
		r.erase("U0000")
		asked := r.to.asked
		r.wait(time.Minute)
		if r.to.asked != asked {
			t.Error("something was sent to nobody")
		}
		r.is("it", deliver.Done, "", 1)
		if s := r.status("it"); s.Skipped[deliver.Gone] != 1 || len(s.Doubtful) != 0 {
			t.Errorf("%s: %v, to be decided: %v", kind, s.Skipped, s.Doubtful)
		}
	}
}

// A batch whose roll is gone can be sent to nobody: it is settled, and what reads ledgers goes on.
func TestRollGone(t *testing.T) {
	r := newRig(t, 2)
	r.to.fails = errors.New("no answer")
	r.start(deliver.Newsletter, "it")
	r.work()
	for b, err := range r.all.Batches.Of(t.Context(), "it") {
		if err != nil {
			t.Fatal(err)
		}
		if err := r.all.Rolls.Delete(t.Context(), b.ID); err != nil {
			t.Fatal(err)
		}
	}
	asked := r.to.asked
	r.erase("U0000")
	r.wait(time.Minute)
	r.is("it", deliver.Done, "", 0)
	if r.to.asked != asked {
		t.Error("something was sent to nobody")
	}
	if err := r.d.Ledger(t.Context(), r.status("it").Campaign, func(string, deliver.Entry) bool { return true }); err != nil {
		t.Error(err)
	}
}
