package shifts

import "time"

// How long somebody has to answer an offer, by how near the shift is. Of an hour left, ten minutes are long enough to look at the phone, and
// leave time for the next.
func offerLasts(now, from time.Time) time.Duration {
	switch left := from.Sub(now); {
	case left > 7*24*time.Hour:
		return 24 * time.Hour
	case left > 2*24*time.Hour:
		return 12 * time.Hour
	case left > 24*time.Hour:
		return 4 * time.Hour
	case left > 6*time.Hour:
		return time.Hour
	case left > time.Hour:
		return 20 * time.Minute
	}
	return 10 * time.Minute
}

// People sleep from sleeps to wakes (hours of the day): nobody is offered a seat then, unless the shift begins before they could answer.
const (
	sleeps = 21
	wakes  = 8
	soon   = 14 * time.Hour
)

// offersAt is when a seat may be offered next: now, or in the morning.
func offersAt(now, from time.Time) time.Time {
	if !quiet(now) || from.Sub(now) < soon {
		return now
	}
	return morning(now)
}

// quiet reports whether people sleep.
func quiet(at time.Time) bool { return at.Hour() < wakes || at.Hour() >= sleeps }

// morning is when they wake next.
func morning(at time.Time) time.Time {
	m := time.Date(at.Year(), at.Month(), at.Day(), wakes, 0, 0, 0, at.Location())
	if m.Before(at) {
		m = m.AddDate(0, 0, 1)
	}
	return m
}

// lastOffer is how long before its begin a shift offers nothing any more: nobody would come in time.
const lastOffer = 30 * time.Minute

// leftoverAfter is when somebody else finishes a move: whoever made it was killed, or waits for the store.
const leftoverAfter = time.Minute

// plan sets when there is something to do for the shift without anybody asking.
func (s *Shift) plan(now time.Time) {
	s.DueAt = time.Time{}
	at := func(t time.Time) {
		if s.DueAt.IsZero() || t.Before(s.DueAt) {
			s.DueAt = t.UTC().Truncate(time.Millisecond)
		}
	}
	if len(s.Moves) > 0 {
		at(now.Add(leftoverAfter))
	}
	if s.Freed {
		at(offersAt(now, s.From))
	}
	if !s.Lapses.IsZero() {
		at(s.Lapses)
	}
	if s.Telling != nil {
		at(now)
	}
	if due := s.ahead(now); s.Taken > 0 && len(due) > 0 {
		at(due[0].at)
	}
	if !s.Ended && s.State != Off {
		at(s.To)
	}
}
