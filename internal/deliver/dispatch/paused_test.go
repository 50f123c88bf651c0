package dispatch_test

import (
	"testing"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/delivertest"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
)

// Paused campaigns are counted by kind and cause; what does not happen is shown as zero, and what goes out is not counted.
func TestPaused(t *testing.T) {
	r := delivertest.New(t, 1)
	for id, c := range map[string]deliver.Campaign{
		"a": {Kind: deliver.Call, State: deliver.Paused, Why: deliver.NoQuota}, "b": {Kind: deliver.Call, State: deliver.Paused, Why: deliver.NoQuota},
		"c": {Kind: deliver.Newsletter, State: deliver.Paused}, "d": {Kind: deliver.Call, State: deliver.Running},
	} {
		c.Meta, c.Active = domain.Meta{ID: id}, true
		if err := r.D.Campaigns.Insert(t.Context(), &c); err != nil {
			t.Fatal("preparing:", err)
		}
	}
	got, err := r.D.Paused(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := map[dispatch.Pause]int{{Kind: deliver.Call, Why: deliver.NoQuota}: 2, {Kind: deliver.Newsletter, Why: dispatch.ByPerson}: 1}
	if len(got) != 5*len(deliver.Kinds()) {
		t.Errorf("%d pairs of kind and cause are counted, want every one of %d", len(got), 5*len(deliver.Kinds()))
	}
	for p, n := range got {
		if n != want[p] {
			t.Errorf("%d %s campaigns are counted as paused for %s, want %d", n, p.Kind, p.Why, want[p])
		}
	}
}
