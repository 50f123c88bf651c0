package line

import (
	"strings"
	"testing"

	"github.com/rivo/uniseg"
)

func TestCut(t *testing.T) {
	family := "👩‍👩‍👧‍👦"
	for _, c := range []struct {
		name, in string
		clusters int
		units    int
		want     string
	}{
		{"short", "สัตว์", 20, 100, "สัตว์"},
		{"exact", strings.Repeat("ก้ำ", 20), 20, 100, strings.Repeat("ก้ำ", 20)},
		{"one too many", strings.Repeat("ก้ำ", 21), 20, 100, strings.Repeat("ก้ำ", 19) + "…"},
		{"joined emoji", strings.Repeat(family, 3), 2, 100, family + "…"},
		{"by units", strings.Repeat(family, 3), 20, 25, family + family + "…"},
		{"space before the dots", "abc def ghi", 5, 100, "abc…"},
		{"one cluster longer than the limit", "e" + strings.Repeat("\u0301", 50), 5, 10, "…"},
		{"empty", "", 5, 5, ""},
	} {
		got := cut(c.in, c.clusters, c.units)
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
		if uniseg.GraphemeClusterCount(got) > c.clusters || units(got) > c.units {
			t.Errorf("%s: %q is too long", c.name, got)
		}
	}
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     []string
	}{
		{"fits", "0123456789", []string{"0123456789"}},
		{"paragraphs", "aaa bb\n\nccc ddd", []string{"aaa bb", "ccc ddd"}},
		{"lines", "aaa bb\nccc dd", []string{"aaa bb", "ccc dd"}},
		{"words", "aaa bbb ccc dd", []string{"aaa bbb", "ccc dd"}},
		{"an early space is no border", "a bcdefghijkl", []string{"a bcdefghi", "jkl"}},
		{"Thai marks stay", "กกกกกกกกกก้ำ", []string{"กกกกกกกกก", "ก้ำ"}},
		{"nothing to see", " \n\u200b ", nil},
		{"one endless cluster", "e" + strings.Repeat("\u0301", 12), []string{"e" + strings.Repeat("\u0301", 9), strings.Repeat("\u0301", 3)}},
	} {
		got := split(c.in, 10)
		if strings.Join(got, "|") != strings.Join(c.want, "|") {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestColumns(t *testing.T) {
	for s, want := range map[string]int{"": 0, "abc": 3, "สัตว์": 3, "น้ำท่วม": 5, "🌱": 2, "日本": 4} {
		if got := columns(s); got != want {
			t.Errorf("%q: %d columns, want %d", s, got, want)
		}
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"https://a.b/c?d=e&f=%20#g": "https://a.b/c?d=e&f=%20#g",
		"HTTPS://a.b":               "https://a.b",
		" tel:+6621234567 ":         "tel:+6621234567",
		"https://a.b/แผนที่ 1":      "https://a.b/%E0%B9%81%E0%B8%9C%E0%B8%99%E0%B8%97%E0%B8%B5%E0%B9%88%201",
		"javascript:alert(1)":       "",
		"data:text/html,x":          "",
		"https://":                  "",
		"tel:":                      "",
		"a.b/c":                     "",
		"":                          "",
		"https://a.b/%zz":           "",
		"https://a.b/" + strings.Repeat("x", 1000): "",
	} {
		if got := address(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
