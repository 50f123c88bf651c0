package line

import (
	"math"
	"strconv"
	"testing"

	"jitasa/internal/chat"
)

// TestContrast holds every pair of ink and ground that the bubbles use to WCAG AA.
func TestContrast(t *testing.T) {
	for _, tone := range []chat.Tone{chat.PlainTone, chat.Warm, chat.Leaf, chat.Alert, chat.Calm} {
		f := colours(tone)
		for _, pair := range []struct{ what, ink, ground string }{
			{"button", white, f.strong}, {"link", f.strong, f.soft}, {"chip", f.strong, white},
			{"title", ink, f.soft}, {"body", ink, white}, {"note", muted, white},
		} {
			if ratio := contrast(t, pair.ink, pair.ground); ratio < 4.5 {
				t.Errorf("%q %s: %s on %s is %.2f : 1", tone, pair.what, pair.ink, pair.ground, ratio)
			}
		}
	}
}

func contrast(t *testing.T, a, b string) float64 {
	t.Helper()
	light, dark := luminance(t, a), luminance(t, b)
	return (max(light, dark) + 0.05) / (min(light, dark) + 0.05)
}

// luminance is WCAG's relative luminance of #RRGGBB.
func luminance(t *testing.T, colour string) float64 {
	t.Helper()
	n, err := strconv.ParseUint(colour[1:], 16, 32)
	if err != nil {
		t.Fatal(err)
	}
	linear := func(c uint64) float64 {
		v := float64(c&255) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*linear(n>>16) + 0.7152*linear(n>>8) + 0.0722*linear(n)
}
