package understand_test

import (
	"os"
	"strings"
	"testing"

	"jitasa/internal/understand"
)

// TestSlipped measures the reader on testdata/slipped.txt: places and days as people mistype them, and what sounds like one
// and is none.
func TestSlipped(t *testing.T) {
	r, now := newReader(t), moment(t, "2026-11-25T12:00:00+07:00")
	raw, err := os.ReadFile("testdata/slipped.txt")
	if err != nil {
		t.Fatal(err)
	}
	right, wrong, none, texts := 0, 0, 0, 0
	for line := range strings.Lines(string(raw)) {
		text, want, ok := strings.Cut(strings.TrimSpace(line), " => ")
		if !ok {
			continue
		}
		texts++
		if want == "-" {
			none++
		}
		switch got := whereAndWhen(r.Read(text, now)); {
		case oneOf(want, got):
			right++
			continue
		case got != "-":
			wrong++
			t.Logf("wrong: %s: %s, want %s", text, got, want)
		default:
			t.Logf("silent: %s, want %s", text, want)
		}
	}
	t.Logf("%d texts, %d of them nothing: %.1f %% right, %.1f %% wrong", texts, none, share(right, texts), share(wrong, texts))
	if share(right, texts) < 99 || share(wrong, texts) > 0.5 {
		t.Errorf("of %d texts %d are right, %d wrong", texts, right, wrong)
	}
	if texts-none < 250 || none < 150 {
		t.Errorf("%d texts, %d of them nothing: too few", texts, none)
	}
}

func share(n, of int) float64 { return 100 * float64(n) / float64(of) }

// whereAndWhen are the places and days of a result; "-" if there are none.
func whereAndWhen(got understand.Result) string {
	var out []string
	if places := strings.Trim(strings.Join(append(got.Places, got.Place), ","), ","); places != "" {
		out = append(out, places)
	}
	if got.DateError != nil {
		out = append(out, got.DateError.Error())
	}
	if got.DateFrom != "" {
		days := got.DateFrom
		if got.DateTo != got.DateFrom {
			days += "/" + got.DateTo
		}
		out = append(out, days)
	}
	if out == nil {
		return "-"
	}
	return strings.Join(out, " ")
}

// oneOf reports whether a result is one of those wanted, which | parts.
func oneOf(want, got string) bool {
	for w := range strings.SplitSeq(want, "|") {
		if w == got {
			return true
		}
	}
	return false
}
