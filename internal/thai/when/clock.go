package when

import (
	"fmt"

	"jitasa/internal/thai"
)

// Clock is a time of day.
type Clock struct{ Hour, Minute int }

// String returns "13:05".
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c.Hour, c.Minute) }

// AmbiguousClock is a time of day that could be two: หกโมง is 6 and 18.
type AmbiguousClock struct {
	Candidates []Clock
}

func (e *AmbiguousClock) Error() string {
	return fmt.Sprintf("ambiguous time: %v", e.Candidates)
}

// ClockHit is a time of day inside a text.
type ClockHit struct {
	Clock
	Start, End int // bytes of thai.Lower(text)
}

// Time reads the first time of day that a text speaks of: "13.00 น.", "บ่ายสอง",
// "ตีสาม", "สี่โมงเย็น", "สองทุ่มครึ่ง", "เที่ยงคืน", "9:30", "2 pm", "8 in the
// evening". หลังหกโมง and after six are 18:00; a part of the day (ช่วงเช้า) is no time: see [Part].
//
// Errors: [ErrNone] if there is none, *[AmbiguousClock] if it could be two.
func Time(text string) (Clock, error) {
	hit, err := FindTime(text)
	return hit.Clock, err
}

// FindTime is [Time] that tells where in thai.Lower(text) the time stands.
func FindTime(text string) (ClockHit, error) {
	s := thai.Lower(text)
	p := clockParser{dateParser{text: s, tokens: lex(s)}}
	p.whole = onlyDate(p.tokens, s)
	hit, _, err := p.find(0)
	return hit, err
}

// find reads the first time from token i on, and tells where to go on.
func (p clockParser) find(i int) (ClockHit, int, error) {
	for ; i < len(p.tokens); i++ {
		c, next, ok := p.at(i)
		if !ok {
			continue
		}
		c, next = p.inPart(c, i, next)
		hit := ClockHit{Clock: c, Start: p.tokens[i].start, End: p.tokens[next-1].end}
		if c.Hour >= 0 {
			return hit, next, nil
		}
		hit.Hour = -c.Hour // หกโมง
		switch {
		case p.kind(i-1) == after, p.partSaid() == Evening, p.partSaid() == Night: // หลังหกโมง
			hit.Hour += 12
		case p.partSaid() == Morning:
		default:
			return ClockHit{Start: hit.Start, End: hit.End}, next, &AmbiguousClock{[]Clock{{6, c.Minute}, {18, c.Minute}}}
		}
		return hit, next, nil
	}
	return ClockHit{}, i, ErrNone
}

// inPart reads what tells the half of the day of the time before token j: 9:30 in the
// evening, 8 tonight.
func (p clockParser) inPart(c Clock, i, j int) (Clock, int) {
	if c.Hour < 1 || c.Hour > 11 || p.kind(i) != number {
		return c, j
	}
	part, next := p.englishPart(j)
	switch {
	case part == Morning, part == Night && c.Hour < 6:
		return c, next
	case part != "":
		return Clock{c.Hour + 12, c.Minute}, next
	}
	return c, j
}

// englishPart reads in the evening, at night, this afternoon, tonight at token j.
func (p clockParser) englishPart(j int) (Part, int) {
	k := j
	for p.latin(k) && (p.kind(k) == ahead || p.kind(k) == prep || p.kind(k) == timeMark) {
		k++
	}
	if !p.latin(k) {
		return "", j
	}
	switch p.kind(k) {
	case relative:
		return parts()[p.tokens[k].aux], j // the day stays to be read
	case morning:
		return Morning, k + 1
	case evening:
		return Evening, k + 1
	case daypart:
		return parts()[p.val(k)], k + 1
	}
	return "", j
}

// clockParser shares the tokens of dates.
type clockParser struct{ dateParser }

// at reads a time at token i; hour -6 stands for six o'clock of either half.
func (p clockParser) at(i int) (Clock, int, bool) {
	switch p.kind(i) {
	case number:
		return p.numeric(i)
	case ti: // ตีสาม
		if p.isNumber(i+1, 1, 2) && p.val(i+1) >= 1 && p.val(i+1) <= 5 && !p.counts(i+2) {
			return p.minutes(p.val(i+1), i+2)
		}
	case bai: // บ่ายสอง, บ่ายโมง, บ่าย 3 โมง
		if p.kind(i+1) == hour {
			return p.minutes(13, i+2)
		}
		if p.isNumber(i+1, 1, 2) && p.val(i+1) >= 1 && p.val(i+1) <= 5 && !p.counts(i+2) {
			if p.kind(i+2) == hour {
				return p.minutes(12+p.val(i+1), i+3)
			}
			return p.minutes(12+p.val(i+1), i+2)
		}
	case tum: // ทุ่มครึ่ง, ทุ่มหนึ่ง
		if p.kind(i+1) == half {
			return Clock{19, 30}, i + 2, true
		}
		if p.said(i+1, "หนึ่ง", "นึง", "1") {
			return p.minutes(19, i+2)
		}
	case noon:
		return p.minutes(p.val(i), i+1)
	case after:
		return p.afterHour(i)
	case pastHour:
		if p.isNumber(i+1, 1, 2) {
			return p.spoken(p.val(i+1), p.val(i), i+2)
		}
	}
	return Clock{}, 0, false
}

// afterHour reads after six: nobody says so in the morning.
func (p clockParser) afterHour(i int) (Clock, int, bool) {
	if !p.latin(i) || !p.isNumber(i+1, 1, 1) || p.val(i+1) < 1 || p.val(i+1) > 7 || p.counts(i+2) {
		return Clock{}, 0, false
	}
	switch k := p.kind(i + 2); {
	case i+2 >= len(p.tokens), k == prep, k == relative, k == weekday, k == comma, k == dot:
		return Clock{p.val(i+1) + 12, 0}, i + 2, true
	case k == other && thai.TrimParticles(p.text[p.tokens[i+2].start:]) == "":
		return Clock{p.val(i+1) + 12, 0}, i + 2, true
	}
	return Clock{}, 0, false
}

// spoken reads what follows an English hour and so many minutes (half past nine, nine thirty): am, in the evening, or nothing. Alone, 1 to 5
// are in the afternoon, and 7 to 12 are not in the evening, as with โมง; six is both.
func (p clockParser) spoken(h, minutes, next int) (Clock, int, bool) {
	if h < 1 || h > 12 || p.counts(next) {
		return Clock{}, 0, false
	}
	if minutes < 0 {
		h, minutes = (h+10)%12+1, minutes+60
	}
	if p.kind(next) == meridiem {
		return p.twelve(h, minutes, next+1)
	}
	switch part, after := p.englishPart(next); {
	case part == Morning, part == Night && h%12 < 6:
		return Clock{h % 12, minutes}, after, true
	case part != "":
		return Clock{h%12 + 12, minutes}, after, true
	case h < 6:
		h += 12
	case h == 6:
		h = -6
	}
	return Clock{h, minutes}, next, true
}

// minutes reads ครึ่ง or "15 (นาที)" after the hour h.
func (p clockParser) minutes(h, i int) (Clock, int, bool) {
	switch {
	case p.kind(i) == half:
		return Clock{h, 30}, i + 1, true
	case p.isNumber(i, 1, 2) && p.val(i) < 60 && p.kind(i+1) == minute:
		return Clock{h, p.val(i)}, i + 2, true
	case p.kind(i) == number && p.tokens[i].aux == 0 && p.val(i) >= 5 && p.val(i) < 60 && p.touches(i) && !p.counts(i+1):
		return Clock{h, p.val(i)}, i + 1, true // สิบโมงสิบห้า
	}
	return Clock{h, 0}, i, true
}

// numeric reads 13:00, 13.00 น., 9 โมง, สองทุ่ม, 2 pm.
func (p clockParser) numeric(i int) (Clock, int, bool) {
	n := p.val(i)
	if !p.isNumber(i, 1, 4) || i > 0 && p.touches(i) && (p.kind(i-1) == colon || p.kind(i-1) == dot || p.kind(i-1) == slash) {
		return Clock{}, 0, false
	}
	switch k := p.kind(i + 1); {
	case k == hour:
		return p.oClock(n, i+2)
	case k == minutes && (p.latin(i) || p.val(i+1) == 0):
		return p.spoken(n, p.val(i+1), i+2)
	case k == tum && n >= 1 && n <= 6:
		return p.minutes((18+n)%24, i+2)
	case k == nalika && p.tokens[i].aux == 4 && n%100 < 60: // 0830 น.
		return p.valid(n/100, n%100, i+2)
	case k == nalika && p.tokens[i].aux <= 2 && !p.said(i+1, "hours"):
		c, next, ok := p.minutes(n, i+2)
		if _, _, valid := p.valid(n, 0, 0); !valid {
			return Clock{}, 0, false
		}
		c.Hour %= 24
		return c, next, ok
	case k == meridiem:
		return p.twelve(n, 0, i+2)
	case k == colon || k == dot:
		return p.hourMinute(i, k)
	case p.tokens[i].aux <= 2 && n >= 1 && n <= 12: // 8 in the evening
		if part, next := p.englishPart(i + 1); part != "" && (p.kind(i-1) == timeMark || next > i+1 && !p.nights(i+1)) {
			return Clock{n, 0}, i + 1, true
		}
	}
	return Clock{}, 0, false
}

// nights reports whether the number before token i counts parts of days, and is no hour: two evenings a week, one night in Bangkok.
func (p clockParser) nights(i int) bool {
	return p.said(i, "mornings", "afternoons", "evenings", "nights", "night") || p.tokens[i-1].aux == 0 && p.said(i, "morning", "afternoon", "evening")
}

// hourMinute reads 13:00 and 13.00. With a dot it could be a price: น., เวลา, or
// nothing else in the text must tell.
func (p clockParser) hourMinute(i int, sep kind) (Clock, int, bool) {
	if p.tokens[i].aux > 2 || p.tokens[i].aux == 0 || !p.touches(i+1) || !p.touches(i+2) || p.kind(i+2) != number || p.tokens[i+2].aux != 2 {
		return Clock{}, 0, false
	}
	h, m := p.val(i), p.val(i+2)
	if p.kind(i+3) == dot && p.touches(i+3) && p.kind(i+4) == number { // 1.05.2569
		return Clock{}, 0, false
	}
	switch {
	case p.kind(i+3) == meridiem:
		return p.twelve(h, m, i+4)
	case p.kind(i+3) == nalika:
		return p.valid(h, m, i+4)
	case sep == colon, p.kind(i-1) == timeMark, p.whole:
		return p.valid(h, m, i+3)
	case p.kind(i+3) == upTo && p.kind(i+4) == number: // 9.00-16.00 น.
		if _, _, ok := p.hourMinute(i+4, sep); ok && p.kind(i+5) == sep {
			return p.valid(h, m, i+3)
		}
	}
	return Clock{}, 0, false
}

func (p clockParser) valid(h, m, next int) (Clock, int, bool) {
	if h > 24 || m > 59 || h == 24 && m > 0 {
		return Clock{}, 0, false
	}
	return Clock{h % 24, m}, next, true
}

func (p clockParser) twelve(h, m, next int) (Clock, int, bool) {
	if h < 1 || h > 12 || m > 59 {
		return Clock{}, 0, false
	}
	return Clock{h%12 + p.val(next-1), m}, next, true
}

// oClock reads what follows "n โมง". Alone, 7–11 are in the morning and 2–5 in
// the afternoon, as people say it; six is both. สามโมงเช้า is the old 9 o'clock.
func (p clockParser) oClock(n, i int) (Clock, int, bool) {
	h := n
	switch {
	case p.kind(i) == morning && n >= 6 && n <= 11:
		i++
	case p.kind(i) == morning && n >= 1 && n <= 5:
		h, i = n+6, i+1
	case p.kind(i) == evening && n >= 3 && n <= 6:
		h, i = n+12, i+1
	case n >= 7 && n <= 12:
	case n >= 2 && n <= 5:
		h = n + 12
	case n == 6:
		h = -6
	default:
		return Clock{}, 0, false
	}
	c, next, ok := p.minutes(h, i)
	if p.kind(next) == morning && h >= 7 && h <= 11 || p.kind(next) == evening && h >= 15 { // เก้าโมงครึ่งเช้า
		next++
	}
	return c, next, ok
}
