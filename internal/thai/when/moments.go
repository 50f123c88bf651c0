package when

import (
	"errors"
	"time"

	"jitasa/internal/thai"
)

// Moments is everything that a text says of days and times.
type Moments struct {
	Dates []FoundDate // at most three, in order
	Times []FoundTime // at most three, in order
	Part  Part        // the part of the day, where one is said
}

// FoundDate is what [FindDate] returns.
type FoundDate struct {
	DateHit
	Err error
}

// FoundTime is what [FindTime] returns.
type FoundTime struct {
	ClockHit
	Err error
}

// most bounds how many dates and times are looked for in a text.
const most = 3

// FindMoments reads the dates and times of a text in the form of [Lower] in one go.
// Unlike [FindDate] it also reads spans of which one end is said, as whoever looks
// for something to do means them: until Friday lasts from today to Friday, from Monday
// on (ตั้งแต่วันจันทร์) for 90 days; ก่อนวันศุกร์ ends the day before, after New Year begins
// the day after, and ภายใน 3 วัน is the three days from today on.
func FindMoments(s string, now time.Time) Moments {
	var out Moments
	tokens := lex(s)
	plain := true
	for _, t := range tokens {
		plain = plain && t.kind == other
	}
	if plain {
		return out
	}
	p := dateParser{text: s, tokens: tokens, today: thai.DayOf(now), opens: true}
	p.whole = onlyDate(p.tokens, s)
	clocks := make([]token, 0, len(tokens))
	for i := 0; i <= len(tokens); {
		if len(out.Dates) == most {
			clocks = append(clocks, tokens[i:]...)
			break
		}
		hit, after, err := p.find(i)
		if errors.Is(err, ErrNone) {
			clocks = append(clocks, tokens[i:]...)
			break
		}
		for _, t := range tokens[i:after] {
			if t.start < hit.Start {
				clocks = append(clocks, t)
			}
		}
		date := token{start: hit.Start, end: hit.End}
		if last := tokens[after-1]; last.kind == relative && last.start == hit.Start {
			date = last // 8 tonight
		}
		clocks = append(clocks, date)
		out.Dates = append(out.Dates, FoundDate{hit, err})
		i = after
	}
	out.Part = p.partSaid()
	c := clockParser{dateParser{text: s, tokens: clocks, whole: p.whole && len(out.Dates) == 0}}
	for i := 0; len(out.Times) < most; {
		hit, after, err := c.find(i)
		if errors.Is(err, ErrNone) {
			break
		}
		out.Times = append(out.Times, FoundTime{hit, err})
		i = after
	}
	return out
}
