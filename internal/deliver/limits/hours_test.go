package limits

import (
	"errors"
	"testing"
	"time"

	"jitasa/internal/domain"
)

func TestHours(t *testing.T) {
	at := func(clock string) time.Time {
		c, _ := time.Parse("15:04", clock)
		return time.Date(2026, 12, 1, c.Hour(), c.Minute(), 0, 0, time.UTC)
	}
	for text, want := range map[string][2]string{"09:00-20:00": {"09:00", "20:00"}, "22:00-06:00": {"23:30", "06:00"}} {
		h, err := ParseHours(text)
		if err != nil || h.String() != text || !h.Allow(at(want[0])) || h.Allow(at(want[1])) {
			t.Errorf("%s: %v %v", text, h, err)
		}
	}
	if !(Hours{}).Allow(at("03:00")) {
		t.Error("no hours are all hours")
	}
	for _, text := range []string{"", "9", "09:00", "09:00-25:00", "nine-ten"} {
		if _, err := ParseHours(text); !errors.Is(err, domain.ErrInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
