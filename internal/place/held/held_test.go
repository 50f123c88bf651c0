package held_test

import (
	"strconv"
	"testing"

	"jitasa/internal/place/held"
)

func TestMay(t *testing.T) {
	const n = 1000
	s := held.New(n)
	for i := range n {
		s.Add(strconv.Itoa(i))
	}
	mistaken := 0
	for i := range 10 * n {
		switch may := s.May(strconv.Itoa(i)); {
		case i < n && !may:
			t.Fatalf("%d was added", i)
		case i >= n && may:
			mistaken++
		}
	}
	if mistaken > n { // a tenth; about a sixteenth is to be expected
		t.Errorf("%d of %d words that were not added may be there", mistaken, 9*n)
	}
	if held.New(0).May("") {
		t.Error("an empty set holds nothing")
	}
}
