package newsroom_test

import (
	"slices"
	"testing"

	"jitasa/internal/access/accesstest"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

// Whoever is erased is in no saved segment any more. One that was for them alone is for nobody, not for everybody.
func TestSegmentData(t *testing.T) {
	h := accesstest.Open(t)
	for name, people := range map[string][]string{"both": {"a", "b"}, "alone": {"a"}, "other": {"b"}, "everybody": nil} {
		h.Do(h.Kept.Segments.Insert(t.Context(), &audience.Saved{Meta: domain.Meta{ID: name}, Segment: audience.Segment{People: people}}))
	}
	d := newsroom.SegmentData{Segments: h.Kept.Segments}
	for range 2 {
		h.Do(d.Forget(t.Context(), "a"))
	}
	for name, left := range map[string]int{"both": 2, "alone": 1, "other": 1, "everybody": 0} {
		s, err := h.Kept.Segments.Get(t.Context(), name)
		h.Do(err)
		if p := s.Segment.People; len(p) != left || slices.Contains(p, "a") || slices.Contains(p, "b") != (name == "both" || name == "other") {
			t.Errorf("segment %s is for %v after the erasure", name, p)
		}
	}
}
