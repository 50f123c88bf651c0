package deliver

import (
	"fmt"
	"strconv"
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

// Limit is a sliding window: at most Messages within Per. The zero Limit is none.
type Limit struct {
	Messages int           `json:"messages,omitempty"`
	Per      time.Duration `json:"per,omitempty"`
}

// ParseLimit reads "10000/1h" or "50/s"; "" is no limit.
func ParseLimit(text string) (l Limit, err error) {
	if text == "" {
		return l, nil
	}
	bad := fmt.Errorf("%w: limit %q: say it as 10000/1h", domain.ErrInvalid, text)
	n, per, ok := strings.Cut(text, "/")
	if !ok {
		return l, bad
	}
	if l.Messages, err = strconv.Atoi(strings.TrimSpace(n)); err != nil || l.Messages < 1 {
		return l, bad
	}
	per = strings.TrimSpace(per)
	if per != "" && (per[0] < '0' || per[0] > '9') {
		per = "1" + per
	}
	if l.Per, err = time.ParseDuration(per); err != nil || l.Per < time.Second || l.Per > 24*time.Hour {
		return l, bad
	}
	return l, nil
}

// Pace is what was sent lately of a campaign (its id) or of everything
// ("requests"), so that limits hold across processes and restarts.
type Pace struct {
	domain.Meta
	Uses []Use `json:"uses,omitempty"` // oldest first
}

// Use is the messages of one slice of a window, as if all were sent at its end.
type Use struct {
	At time.Time `json:"at"`
	N  int       `json:"n"`
}

// windowSlices is how exactly a window slides.
const windowSlices = 50

// take notes n messages if the limit allows them, and tells how long to wait
// otherwise. More than the limit has at all is allowed alone: else it could never be sent.
func (p *Pace) take(n int, l Limit, now time.Time) (wait time.Duration) {
	first := 0
	for first < len(p.Uses) && now.Sub(p.Uses[first].At) >= l.Per {
		first++
	}
	p.Uses = p.Uses[first:]
	used := 0
	for i := len(p.Uses) - 1; i >= 0; i-- {
		if used += p.Uses[i].N; used+n > l.Messages {
			return l.Per - now.Sub(p.Uses[i].At)
		}
	}
	slice := l.Per / windowSlices
	at := domain.Instant(now.Truncate(slice).Add(slice))
	if last := len(p.Uses) - 1; last >= 0 && !at.After(p.Uses[last].At) {
		p.Uses[last].N += n
		return 0
	}
	p.Uses = append(p.Uses, Use{At: at, N: n})
	return 0
}
