package limits

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// Rate is a sliding window: at most Messages within Per. The zero Rate is no limit.
type Rate struct {
	Messages int           `json:"messages,omitempty"`
	Per      time.Duration `json:"per,omitempty"`
}

// ParseRate reads "10000/1h" or "50/s"; "" is no limit.
func ParseRate(text string) (r Rate, err error) {
	if text == "" {
		return r, nil
	}
	bad := fmt.Errorf("%w: limit %q: say it as 10000/1h", domain.ErrInvalid, text)
	n, per, ok := strings.Cut(text, "/")
	if !ok {
		return r, bad
	}
	if r.Messages, err = strconv.Atoi(strings.TrimSpace(n)); err != nil || r.Messages < 1 {
		return r, bad
	}
	per = strings.TrimSpace(per)
	if per != "" && (per[0] < '0' || per[0] > '9') {
		per = "1" + per
	}
	if r.Per, err = time.ParseDuration(per); err != nil || r.Per < time.Second || r.Per > 24*time.Hour {
		return r, bad
	}
	return r, nil
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

// take notes n messages if the rate allows them, and tells how long to wait
// otherwise. More than the rate has at all is allowed alone: else it could never be sent.
func (p *Pace) take(n int, r Rate, now time.Time) (wait time.Duration) {
	first := 0
	for first < len(p.Uses) && now.Sub(p.Uses[first].At) >= r.Per {
		first++
	}
	p.Uses = p.Uses[first:]
	used := 0
	for i := len(p.Uses) - 1; i >= 0; i-- {
		if used += p.Uses[i].N; used+n > r.Messages {
			return r.Per - now.Sub(p.Uses[i].At)
		}
	}
	slice := r.Per / windowSlices
	at := domain.Instant(now.Truncate(slice).Add(slice))
	if last := len(p.Uses) - 1; last >= 0 && !at.After(p.Uses[last].At) {
		p.Uses[last].N += n
		return 0
	}
	p.Uses = append(p.Uses, Use{At: at, N: n})
	return 0
}
