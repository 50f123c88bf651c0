package privacy_test

import (
	"strings"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/privacy"
)

// A mark is one person's under one key, and shows neither.
func TestMarks(t *testing.T) {
	master, person := []byte("the master key: 32 bytes of them"), "U4af4980629"
	marks := func(key []byte) privacy.Marks {
		m, err := privacy.NewMarks(key)
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
	a, again, other := marks(master), marks(master), marks([]byte("another key: it is 32 bytes long"))
	if a.Of(person) != again.Of(person) || a.Of(person) == a.Of("U4af4980620") || a.Of(person) == other.Of(person) || strings.Contains(a.Of(person), person) {
		t.Errorf("%s, %s, %s", a.Of(person), again.Of(person), other.Of(person))
	}
	if a.Mine(&domain.Erasure{}) {
		t.Error("a receipt without a mark is somebody's")
	}
}
