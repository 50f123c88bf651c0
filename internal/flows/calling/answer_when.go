package calling

import (
	"errors"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/thai"
	"jitasa/internal/thai/when"
)

// callTime is when people are needed.
type callTime struct {
	Words    string // what was said beside the days
	Now      bool
	From, To time.Time // To: from then on nobody is needed
}

// nowLasts is how long "now" goes on.
const nowLasts = 24 * time.Hour

// whenAnswer takes days and what else is said of the time in the manager's own
// words. The days are kept as days: "tomorrow" is read on another day than it was written.
func whenAnswer() flow.Answer[callTime] {
	return flow.Answer[callTime]{
		Options: func(in flow.Input) []flow.Option {
			return []flow.Option{
				{Value: "now", Label: in.Texts.T("broadcast.now.label"), Primary: true},
				{Value: "today", Label: in.Texts.T("nearby.when.today.label")},
				{Value: "tomorrow", Label: in.Texts.T("nearby.when.tomorrow.label")},
			}
		},
		Parse: func(in flow.Input) (callTime, error) {
			said := in.Value
			if said == "" && in.Word == "" {
				said = flow.Line(in.Text)
			}
			switch n := utf8.RuneCountInString(said); {
			case n == 0:
				return callTime{}, &flow.Invalid{Key: "broadcast.when.unclear"}
			case n > longestWhen:
				return callTime{}, &flow.Invalid{Key: "flow.too_long", Args: []any{"Max", longestWhen}}
			}
			return readWhen(said, in.Now)
		},
	}
}

// readWhen finds the days in a text.
func readWhen(said string, now time.Time) (callTime, error) {
	lower := thai.Lower(said)
	first, err := when.FindDate(lower, now)
	switch {
	case errors.Is(err, when.ErrNone):
		return withoutDay(said, lower, now)
	case err != nil:
		return callTime{}, &flow.Invalid{Key: "broadcast.when.unclear"}
	}
	w := callTime{Words: said, From: first.From.Start(), To: first.To.Add(1).Start()}
	rest, several := lower[first.End:], false
	for range 3 { // "Saturday and Sunday"
		next, err := when.FindDate(rest, now)
		if err != nil {
			break
		}
		several = true
		if until := next.To.Add(1).Start(); until.After(w.To) {
			w.To = until
		}
		rest = rest[next.End:]
	}
	if !now.Before(w.To) || first.From == thai.DayOf(now) && first.To == first.From && begunAndOver(lower, now) {
		return callTime{}, &flow.Invalid{Key: "broadcast.when.past"}
	}
	if first.Start == 0 && !several && !partOfDay(lower[:first.End]) && len(lower) == len(said) {
		w.Words = strings.TrimSpace(said[first.End:]) // what was left out is said as a date
	}
	return w, nil
}

// withoutDay is now, or a time today.
func withoutDay(said, lower string, now time.Time) (callTime, error) {
	_, err := when.FindTime(lower)
	begins := thai.DayOf(now).Start()
	switch {
	case saysNow(lower):
		w := callTime{Words: said, Now: true, From: domain.Instant(now), To: domain.Instant(now.Add(nowLasts))}
		if slices.Contains(nowWords(), thai.TrimParticles(lower)) {
			w.Words = ""
		}
		return w, nil
	case errors.Is(err, when.ErrNone):
		return callTime{}, &flow.Invalid{Key: "broadcast.when.unclear"}
	case begunAndOver(lower, now):
		return callTime{}, &flow.Invalid{Key: "broadcast.when.past"}
	}
	return callTime{Words: said, From: begins, To: thai.DayOf(now).Add(1).Start()}, nil
}

func nowWords() []string {
	return []string{"now", "ตอนนี้", "ตอนนี้เลย", "เดี๋ยวนี้", "เดี๋ยวนี้เลย", "ขณะนี้", "ทันที", "ด่วน", "ด่วนเลย", "right now", "right away", "immediately", "asap", "at once"}
}

func saysNow(lower string) bool {
	return slices.ContainsFunc(nowWords(), func(word string) bool { return strings.HasPrefix(lower, word) })
}

// partOfDay reports whether a date says more than the day: "tonight".
func partOfDay(date string) bool {
	return slices.ContainsFunc([]string{"คืน", "เย็น", "เช้า", "บ่าย", "ค่ำ", "สาย", "night", "evening", "morning", "afternoon"},
		func(part string) bool { return strings.Contains(date, part) })
}

// begunAndOver reports whether every time of day that a text says is over today.
func begunAndOver(lower string, now time.Time) bool {
	found := false
	for {
		hit, err := when.FindTime(lower)
		if err != nil {
			return found
		}
		if found = true; !clockOn(now, hit.Clock).Before(now) {
			return false
		}
		lower = lower[hit.End:]
	}
}

// clockOn is a time of day on the day of a moment.
func clockOn(day time.Time, c when.Clock) time.Time {
	return thai.DayOf(day).Start().Add(time.Duration(c.Hour)*time.Hour + time.Duration(c.Minute)*time.Minute)
}

func saysDay(text string, now time.Time) bool {
	_, _, err := when.Dates(text, now)
	return !errors.Is(err, when.ErrNone)
}
