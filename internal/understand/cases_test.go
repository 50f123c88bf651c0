package understand_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/place"
	"jitasa/internal/understand"
)

const someSunday = "2026-11-22T12:00:00+07:00"

func newReader(t testing.TB) *understand.Reader {
	t.Helper()
	g, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	return understand.New(g)
}

func moment(t testing.TB, s string) time.Time {
	t.Helper()
	at, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

// TestCases holds the reader against testdata/cases.txt.
func TestCases(t *testing.T) {
	raw, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	cases, negative := 0, 0
	for n, line := range strings.Split(string(raw), "\n") {
		text, rest, ok := strings.Cut(line, " => ")
		if !ok {
			if line != "" && !strings.HasPrefix(line, "#") {
				t.Errorf("line %d is no case: %q", n+1, line)
			}
			continue
		}
		fields, at, ok := strings.Cut(rest, " @ ")
		if !ok {
			at = someSunday
		}
		cases++
		if fields == "-" {
			negative++
		}
		want, got := strings.TrimSpace(fields), fieldsOf(r.Read(text, moment(t, at)))
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("line %d: %s\n got %s\nwant %s", n+1, text, got, want)
		}
	}
	if cases < 260 || negative < 60 {
		t.Errorf("%d cases, %d of them not to be understood: too few", cases, negative)
	}
}

// fieldsOf is a result in the notation of cases.txt.
func fieldsOf(r understand.Result) string {
	date := r.DateFrom
	if r.DateTo != r.DateFrom {
		date += "/" + r.DateTo
	}
	var out []string
	for _, f := range [][2]string{
		{"intent", string(r.Intent)},
		{"place", r.Place},
		{"places", strings.Join(r.Places, ",")},
		{"date", date},
		{"time", r.Time},
		{"phone", r.Phone},
		{"email", r.Email},
		{"cause", r.Cause},
		{"kind", r.Kind},
	} {
		if f[1] != "" {
			out = append(out, f[0]+"="+f[1])
		}
	}
	if len(out) == 0 {
		return "-"
	}
	return strings.Join(out, " ")
}
