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
