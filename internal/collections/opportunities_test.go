package collections_test

import (
	"path/filepath"
	"testing"

	"jitasa/internal/domain"
)

// Whoever asks for some opportunities gets those that are open, in the order in which they asked.
func TestStillOpen(t *testing.T) {
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	for id, state := range map[string]string{"a": domain.Open, "b": domain.Closed, "c": domain.Open} {
		if err := c.Opportunities.Insert(t.Context(), &domain.Opportunity{Meta: domain.Meta{ID: id}, State: state}); err != nil {
			t.Fatal("preparing:", err)
		}
	}
	got, err := c.Opportunities.StillOpen(t.Context(), "c", "unknown", "b", "a")
	if err != nil || len(got) != 2 || got[0].ID != "c" || got[1].ID != "a" {
		t.Errorf("still open: %v (%v), want c and a", got, err)
	}
	if got, err := c.Opportunities.StillOpen(t.Context()); err != nil || len(got) != 0 {
		t.Errorf("of none, %v are open (%v)", got, err)
	}
}
