package thai_test

import (
	"testing"

	"jitasa/internal/thai"
)

func TestWithinOneEdit(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"ระยอง", "ระนอง", true},
		{"abc", "abc", true},
		{"abc", "ab", true},
		{"abc", "xabc", true},
		{"abcd", "acbd", true},
		{"abcd", "badc", false},
		{"ab", "", false},
		{"a", "", true},
		{"abc", "cba", false},
		{"กรุงเทพ", "กระบี่", false},
	} {
		if got := thai.WithinOneEdit(c.a, c.b); got != c.want || thai.WithinOneEdit(c.b, c.a) != c.want {
			t.Errorf("%q, %q: %t", c.a, c.b, got)
		}
	}
}

func TestEdits(t *testing.T) {
	for pair, want := range map[[2]string]int{{"", ""}: 0, {"ศรีสะเกษ", "ศรีษะเกษ"}: 1, {"ระยอง", "ระนอง"}: 1, {"abc", ""}: 3, {"surin", "srinu"}: 2} {
		if got := thai.Edits(pair[0], pair[1]); got != want {
			t.Errorf("Edits(%q, %q) = %d, want %d", pair[0], pair[1], got, want)
		}
	}
}

func TestHead(t *testing.T) {
	for n, want := range []string{"", "a", "a", "a", "aก", "aก"} {
		if got := thai.Head("aกข", n); got != want {
			t.Errorf("Head of %d bytes = %q, want %q", n, got, want)
		}
	}
}
