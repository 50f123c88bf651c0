package calls_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"jitasa/internal/access/accesstest"
	"jitasa/internal/calls"
	"jitasa/internal/domain"
)

// The calls of whoever is erased are over and say nothing more, in themselves and in what carried them; those of others
// go on. One that cannot be taken back keeps its name, so that doing it again finds it.
func TestData(t *testing.T) {
	h := accesstest.New(t)
	for id, by := range map[string]string{"a": accesstest.Manager, "b": accesstest.Manager, "other": accesstest.OtherManager} {
		h.Do(h.Kept.Calls.Insert(t.Context(), &domain.Call{Meta: domain.Meta{ID: id}, By: by, What: "ข้าวกล่อง", State: domain.Approved, CreatedAt: domain.Instant(h.Now())}))
	}
	var taken []string
	down := errors.New("the store is away")
	d := calls.Data{Calls: h.Kept.Calls, Now: h.Now, TakeBack: func(_ context.Context, call string) error {
		if len(taken) == 1 && down != nil {
			return down
		}
		taken = append(taken, call)
		return nil
	}}
	known := 0
	for _, err := range d.Known(t.Context(), accesstest.Manager) {
		h.Do(err)
		known++
	}
	if known != 2 {
		t.Errorf("a copy has %d calls, want the 2 of the manager", known)
	}
	if err := d.Forget(t.Context(), accesstest.Manager); !errors.Is(err, down) {
		t.Fatalf("forgetting while nothing can be taken back gives %v", err)
	}
	down = nil
	for range 2 {
		h.Do(d.Forget(t.Context(), accesstest.Manager))
	}
	slices.Sort(taken)
	if !slices.Equal(taken, []string{"a", "b"}) {
		t.Errorf("taken back: %v, want both calls of the manager once", taken)
	}
	for id, want := range map[string]domain.CallState{"a": domain.Ended, "b": domain.Ended, "other": domain.Approved} {
		c, err := h.Kept.Calls.Get(t.Context(), id)
		h.Do(err)
		if mine := id != "other"; c.State != want || c.Disowned() != mine || (c.What == "") != mine {
			t.Errorf("after the erasure, call %s is %+v", id, c)
		}
	}
}
