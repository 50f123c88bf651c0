package when

import (
	"errors"
	"slices"
	"time"

	"jitasa/internal/thai"
)

// Day is a civil day.
type Day = thai.Day

func civil(year int, m time.Month, d int) Day { return Day{Year: year, Month: m, Day: d} }

// DateHit is a date inside a text.
type DateHit struct {
	Range
	Start, End int // bytes of thai.Lower(text)
}

// Dates reads the first date, or span of days, that a text speaks of, in Thai
// or English, counting from the day it is in Thailand at the moment now:
// "พรุ่งนี้", "เสาร์หน้า", "12-14 ธ.ค.", "14/8/2563", "next Saturday", "in March".
//
// "This" Saturday is the first one from today on, "next" Saturday the one in
// the week (Monday–Sunday) after the current one; on a Sunday both count as if
// the new week had begun, since people then plan for that. A span that has begun
// (this month) starts today. A day and month without a year is the next there is, and
// so is a holiday called by its name (สงกรานต์, Loy Krathong, วันพระ): see [holidays].
// Weekends are Saturday and Sunday, "วันหยุด" is one only with this or next.
//
// Errors: [ErrNone] if there is no date, *[AmbiguousDate] if there are two
// readings, *[BadDate] if there is no such day.
func Dates(text string, now time.Time) (from, to Day, err error) {
	hit, err := FindDate(text, now)
	return hit.From, hit.To, err
}

// FindDate is [Dates] that tells where in thai.Lower(text) the date stands, also
// together with *AmbiguousDate and *BadDate.
func FindDate(text string, now time.Time) (DateHit, error) {
	s := thai.Lower(text)
	p := dateParser{text: s, tokens: lex(s), today: thai.DayOf(now)}
	p.whole = onlyDate(p.tokens, s)
	hit, _, err := p.find(0)
	return hit, err
}

// find reads the first date from token i on, and tells where to go on.
func (p *dateParser) find(i int) (hit DateHit, after int, err error) {
	for i < len(p.tokens) {
		m, ok := p.openSpan(i)
		if !ok {
			m, ok = p.span(i)
		}
		if !ok {
			i++
			continue
		}
		if m.skip {
			i = m.next
			continue
		}
		hit := DateHit{Start: p.tokens[i].start, End: p.tokens[m.next-1].end}
		if m.err != nil {
			return hit, m.next, p.located(m.err, hit)
		}
		hit.Range = m.Range
		return hit, m.next, nil
	}
	return DateHit{}, i, ErrNone
}

// match is a date found at a token.
type match struct {
	Range
	next   int   // the token after it
	err    error // it is a date, but cannot be or is ambiguous
	skip   bool  // something recurring: no date
	noYear bool  // the year was not said
	dm     bool  // a day of a month, or a month or a part of one, whose year can be changed
	lasts  bool  // both ends were said
}

type dateParser struct {
	text   string
	tokens []token
	today  Day
	whole  bool // the text is nothing but a date
	opens  bool // also spans with one end: until Friday, from Monday on
}

// onlyDate reports whether a text holds nothing but words of dates and politeness.
func onlyDate(ts []token, s string) bool {
	for i, t := range ts {
		if t.kind == other {
			return i > 0 && thai.TrimParticles(s[t.start:]) == ""
		}
	}
	return true
}

func (p *dateParser) kind(i int) kind {
	if i < 0 || i >= len(p.tokens) {
		return other
	}
	return p.tokens[i].kind
}

func (p *dateParser) val(i int) int { return p.tokens[i].val }

// isNumber reports whether token i is a number of between lo and hi digits
// (words count as two).
func (p *dateParser) isNumber(i, lo, hi int) bool {
	if p.kind(i) != number {
		return false
	}
	n := p.tokens[i].aux
	if n == 0 {
		n = 2
		if lo == 1 {
			n = 1
		}
	}
	return n >= lo && n <= hi
}

// said reports whether token i is one of the words.
func (p *dateParser) said(i int, ws ...string) bool {
	return i >= 0 && i < len(p.tokens) && slices.Contains(ws, p.text[p.tokens[i].start:p.tokens[i].end])
}

// touches reports whether token i follows the one before it without a space.
func (p *dateParser) touches(i int) bool {
	return i > 0 && i < len(p.tokens) && p.tokens[i].start == p.tokens[i-1].end
}

func (p *dateParser) located(err error, hit DateHit) error {
	text := p.text[hit.Start:hit.End]
	var bad *BadDate
	var both *AmbiguousDate
	switch {
	case errors.As(err, &bad):
		bad.Text = text
	case errors.As(err, &both):
		both.Text = text
	}
	return err
}

// span reads a date at token i, and the date that it lasts to.
func (p *dateParser) span(i int) (match, bool) {
	a, ok := p.single(i)
	if !ok || a.err != nil || p.kind(a.next) != upTo {
		return a, ok
	}
	j := a.next + 1
	if m, ok := p.untilDay(a, j, false); ok && a.dm {
		return m, true
	}
	b, ok := p.single(j)
	if !ok || b.skip {
		return a, true
	}
	if b.err != nil {
		return match{next: b.next, err: b.err}, true
	}
	return p.join(a, b), true
}

// join makes one span of two dates. Where only the second says the year
// (28 ธ.ค. - 2 ม.ค. 2570), the first is the last such day before it.
func (p *dateParser) join(a, b match) match {
	from, to := a.From, b.To
	switch {
	case a.noYear && a.dm && !b.noYear && b.dm:
		from.Year = to.Year
		if to.Before(from) {
			from.Year--
		}
	case b.noYear && b.dm && to.Before(from):
		to.Year = from.Year
		if to.Before(from) {
			to.Year++
		}
		if from.Add(longestYearless).Before(to) { // 10 ธ.ค. - 5 ธ.ค. is no year, but the wrong way round
			to = from.Add(-1)
		}
	}
	if to.Before(from) {
		return match{next: b.next, err: &BadDate{Reason: WrongOrder}}
	}
	if !from.Exists() || !to.Exists() {
		return match{next: b.next, err: &BadDate{Reason: NoSuchDay}}
	}
	return match{Range: Range{from, to}, next: b.next, lasts: true}
}

// longestYearless is how long a span over New Year may be whose years are not said, in days.
const longestYearless = 270

// single reads one date at token i.
func (p *dateParser) single(i int) (match, bool) {
	switch p.kind(i) {
	case every:
		if m, ok := p.single(i + 1); ok {
			return match{next: m.next, skip: true}, true
		}
		return match{}, false
	case dayMark:
		return p.numeric(i+1, true)
	case number:
		if m, ok := p.numeric(i, false); ok {
			return m, true
		}
		return p.counted(i)
	case relative:
		return day(p.today.Add(p.val(i)), i+1), true
	case weekday:
		return p.weekday(i)
	case week, weekend, monthUnit, yearUnit:
		return p.unit(i)
	case prep:
		if p.said(i, "the") && p.ordinal(i+1) {
			if m, ok := p.numeric(i+1, false); ok { // the 12th of March
				return m, true
			}
			return p.dayOnly(p.val(i+1), i+2), true
		}
	case dayUnit: // the day after tmrw
		if p.latin(i) && p.kind(i+1) == after && p.kind(i+2) == relative {
			return day(p.today.Add(p.val(i+2)+1), i+3), true
		}
	case this, next:
		return p.english(i)
	case part:
		return p.part(i)
	case month:
		return p.month(i)
	case ahead:
		return p.ahead(i)
	case festival:
		return p.festival(i)
	case past: // last Saturday
		if m, ok := p.single(i + 1); ok && p.latin(i) {
			return match{next: m.next, skip: true}, true
		}
	}
	return match{}, false
}

// ordinal reports whether token i is the day of "on the 12th"; not of the 12th floor, nor of "the 2nd" of a list.
func (p *dateParser) ordinal(i int) bool {
	if p.kind(i) != number {
		return false
	}
	t := p.tokens[i]
	if t.aux == 0 || t.end-t.start == t.aux || t.val < 1 || t.val > 31 || !p.ends(i) {
		return false
	}
	return p.whole && t.val > 3 || p.said(i-2, "on", "by", "until", "till", "from", "before", "after")
}

func day(d Day, next int) match { return match{Range: Range{d, d}, next: next} }
