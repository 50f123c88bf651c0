package sqlite

import (
	"testing"

	"jitasa/internal/collections"
)

// TestPlansOfTheProduct: every query that the product's own declarations allow uses its index.
func TestPlansOfTheProduct(t *testing.T) {
	w := &watched{Engine: openNew(t)}
	if _, err := collections.Open(t.Context(), w, nil); err != nil {
		t.Fatal(err)
	}
	if n := checkPlans(t, w); n == 0 {
		t.Error("no collections")
	}
}
