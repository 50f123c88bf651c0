package linesim

import (
	"sync"
	"time"
)

// limit is how often an endpoint may be called; the zero value is LINE's
// 2,000 a second for everything without a figure of its own.
type limit struct {
	calls int
	per   time.Duration
}

// rates counts calls in fixed windows of the virtual clock, one per endpoint.
type rates struct {
	mu      sync.Mutex
	windows map[string]*window
}

type window struct {
	start time.Time
	calls int
}

func newRates() *rates { return &rates{windows: map[string]*window{}} }

func (r *rates) allow(endpoint string, l limit, now time.Time) bool {
	if l.calls == 0 {
		l = limit{2000, time.Second}
	}
	start := now.Truncate(l.per)
	r.mu.Lock()
	defer r.mu.Unlock()
	w := r.windows[endpoint]
	if w == nil {
		w = &window{}
		r.windows[endpoint] = w
	}
	if !w.start.Equal(start) {
		w.start, w.calls = start, 0
	}
	w.calls++
	return w.calls <= l.calls
}
