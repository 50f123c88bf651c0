package limits

import (
	"fmt"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// Hours are the hours of the day in which a campaign may be sent, in minutes
// since midnight. The zero Hours are all day; From after To goes over midnight.
type Hours struct {
	From int `json:"from,omitempty"`
	To   int `json:"to,omitempty"`
}

// ParseHours reads "09:00-20:00".
func ParseHours(text string) (h Hours, err error) {
	from, to, ok := strings.Cut(text, "-")
	if !ok {
		return h, fmt.Errorf("%w: hours %q: say them as 09:00-20:00", domain.ErrInvalid, text)
	}
	for _, end := range []struct {
		text string
		into *int
	}{{from, &h.From}, {to, &h.To}} {
		t, err := time.Parse("15:04", strings.TrimSpace(end.text))
		if err != nil {
			return h, fmt.Errorf("%w: hours %q: say them as 09:00-20:00", domain.ErrInvalid, text)
		}
		*end.into = t.Hour()*60 + t.Minute()
	}
	return h, nil
}

// String is the form that ParseHours reads; "" for all day.
func (h Hours) String() string {
	if h.From == h.To {
		return ""
	}
	return fmt.Sprintf("%02d:%02d-%02d:%02d", h.From/60, h.From%60, h.To/60, h.To%60)
}

// Allow reports whether something may be sent at a moment, given in the zone that people mean.
func (h Hours) Allow(local time.Time) bool {
	minute := local.Hour()*60 + local.Minute()
	switch {
	case h.From == h.To:
		return true
	case h.From < h.To:
		return h.From <= minute && minute < h.To
	}
	return minute >= h.From || minute < h.To
}
