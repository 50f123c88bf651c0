package when

import (
	"slices"
	"strings"
	"time"
)

// monday is the number of a weekday in a week that begins on Monday.
func monday(w time.Weekday) int { return (int(w) + 6) % 7 }

// upcoming is the first such weekday from today on.
func (p *dateParser) upcoming(w time.Weekday) Day {
	return p.today.Add((int(w) - int(p.today.Weekday()) + 7) % 7)
}

// thisDay is the weekday called "this" before token next: the first from today on, but "this coming Sunday" is not today.
func (p *dateParser) thisDay(w time.Weekday, next int) Day {
	if d := p.upcoming(w); d != p.today || !p.toCome(next) {
		return d
	}
	return p.today.Add(7)
}

// toCome reports whether what stands before token next is not there yet: อาทิตย์ที่จะถึง, the coming week.
func (p *dateParser) toCome(next int) bool {
	return slices.ContainsFunc(p.tokens[max(0, next-2):next], func(t token) bool { return t.kind == this && t.aux == 1 })
}

// nextWeek is the day on which the week called "next" begins.
func (p *dateParser) nextWeek() Day { return p.today.Add(7 - monday(p.today.Weekday())) }

// following is the weekday called "next": see Dates.
func (p *dateParser) following(w time.Weekday) Day {
	d := p.nextWeek().Add(monday(w))
	if p.today.Weekday() == time.Sunday && w != time.Sunday {
		d = d.Add(7)
	}
	return d
}

// weekday reads วันเสาร์, เสาร์นี้, เสาร์หน้า, Saturday, Sat 28 Nov, ศุกร์-อาทิตย์นี้.
func (p *dateParser) weekday(i int) (match, bool) {
	t := p.tokens[i]
	w := time.Weekday(t.val)
	j := i + 1
	if p.kind(j) == upTo && p.kind(j+1) == weekday {
		return p.weekdays(i)
	}
	if m, ok := p.dated(j); ok {
		if m.err == nil && m.From.Weekday() != w {
			if t.aux == abbr && !p.latin(i) || t.aux == heard { // อ. 5 ธ.ค. can be the teacher's, เสาที่ 3 a pillar
				return match{}, false
			}
			m.err = &BadDate{Reason: WrongWeekday}
		}
		return m, true
	}
	if p.said(i, "จ.", "อ.") && p.kind(j) != upTo { // จ.นี้ is this province
		return match{}, false
	}
	switch {
	case t.aux == thisOne, t.aux == nextOne && p.said(j, "ka", "kha", "ja", "krub", "krap", "krab", "kub"): // the na of politeness
		return day(p.upcoming(w), j), true
	case t.aux == nextOne:
		return day(p.following(w), j), true
	case p.kind(j) == this && t.aux == sunOrWeek:
		return p.thisWeek(j + 1), true
	case p.kind(j) == next && t.aux == sunOrWeek:
		return p.theNextWeek(j + 1), true
	case p.kind(j) == this:
		return day(p.thisDay(w, j+1), j+1), true
	case p.kind(j) == next && p.kind(j+1) == week:
		return day(p.nextWeek().Add(monday(w)), j+2), true
	case p.weekOn(j) > 0:
		return day(p.nextWeek().Add(monday(w)), p.weekOn(j)), true
	case p.kind(j) == next:
		return day(p.following(w), j+1), true
	case p.kind(j) == past:
		return match{next: j + 1, skip: true}, true
	case strings.HasSuffix(p.text[t.start:t.end], "days") && strings.HasPrefix(p.text[t.end:], " are "): // Tuesdays are golf days
		return match{next: j, skip: true}, true
	case t.aux == certain, t.aux == heardDay, p.whole && t.aux != abbr && t.aux != heard, t.aux == short && p.daytime(j), p.said(i-1, "on"):
		return day(p.upcoming(w), j), true
	}
	return match{}, false
}

// weekOn reads สัปดาห์หน้า, ของอาทิตย์หน้า, of next week after a weekday, and returns the token after it, or 0.
func (p *dateParser) weekOn(j int) int {
	if p.kind(j) == prep {
		j++
	}
	isWeek := func(k int) bool {
		return p.kind(k) == week || p.kind(k) == weekday && p.tokens[k].aux == sunOrWeek && !p.latin(k)
	}
	if isWeek(j) && p.kind(j+1) == next || p.kind(j) == next && p.latin(j) && p.kind(j+1) == week {
		return j + 2
	}
	return 0
}

// dayOfNextWeek reads the weekday after next week: อาทิตย์หน้าวันพุธ, next week on Friday.
func (p *dateParser) dayOfNextWeek(j int) (match, bool) {
	for p.kind(j) == prep || p.kind(j) == comma {
		j++
	}
	if p.kind(j) != weekday || p.tokens[j].aux == abbr || p.kind(j+1) == upTo || p.kind(j+1) == this || p.kind(j+1) == next {
		return match{}, false
	}
	return day(p.nextWeek().Add(monday(time.Weekday(p.val(j)))), j+1), true
}

// dated reads the date after a weekday: (ที่) 28 พ.ย., , 28 November.
func (p *dateParser) dated(j int) (match, bool) {
	marked := false
	for p.kind(j) == prep || p.kind(j) == comma || p.kind(j) == dayMark {
		marked = marked || p.kind(j) != comma
		j++
	}
	if p.kind(j) == month {
		return p.monthDay(j)
	}
	if p.kind(j) != number || p.isClock(j) {
		return match{}, false
	}
	return p.numeric(j, marked)
}

func (p *dateParser) daytime(j int) bool {
	switch p.kind(j) {
	case morning, evening, bai, noon, daypart:
		return true
	}
	return false
}

// weekdays reads ศุกร์-อาทิตย์นี้, from Friday until Monday. Else, without นี้ or หน้า, it is a habit (จันทร์-ศุกร์), no date.
func (p *dateParser) weekdays(i int) (match, bool) {
	a, b := time.Weekday(p.val(i)), time.Weekday(p.val(i+2))
	var from Day
	switch p.kind(i + 3) {
	case this:
		from = p.thisDay(a, i+4)
	case next:
		from = p.following(a)
	default:
		if p.kind(i-1) != since || a == time.Monday && b == time.Friday {
			return match{next: i + 3, skip: true}, true
		}
		from = p.upcoming(a)
		return match{Range: Range{from, from.Add((int(b) - int(a) + 7) % 7)}, next: i + 3, lasts: true}, true
	}
	return match{Range: Range{from, from.Add((int(b) - int(a) + 7) % 7)}, next: i + 4, lasts: true}, true
}

func (p *dateParser) thisWeek(next int) match {
	if p.toCome(next) {
		return match{Range: Range{p.today.Add(1), p.today.Add(7)}, next: next}
	}
	return match{Range: Range{p.today, p.nextWeek().Add(-1)}, next: next}
}

func (p *dateParser) theNextWeek(next int) match {
	if m, ok := p.dayOfNextWeek(next); ok {
		return m
	}
	from := p.nextWeek()
	return match{Range: Range{from, from.Add(6)}, next: next}
}

func (p *dateParser) thisWeekend(next int) match {
	d := p.thisDay(time.Saturday, next)
	return match{Range: Range{d, d.Add(1)}, next: next}
}

func (p *dateParser) nextWeekend(next int) match {
	d := p.following(time.Saturday)
	return match{Range: Range{d, d.Add(1)}, next: next}
}

// unit reads สัปดาห์หน้า, เสาร์อาทิตย์นี้, เดือนหน้า, เดือนมีนา, ปีหน้า.
func (p *dateParser) unit(i int) (match, bool) {
	if p.kind(i) == monthUnit && p.kind(i+1) == month {
		return p.wholeMonth(i + 1), true
	}
	if p.kind(i) == monthUnit && p.kind(i+1) == number && !p.latin(i) && p.val(i+1) >= 1 && p.val(i+1) <= 12 { // เดือน 3 ปีหน้า; not เดือนหนึ่ง alone, which is how long
		if _, _, dated := p.year(i + 2); dated || p.whole {
			return p.wholeMonth(i + 1), true
		}
	}
	switch p.tokens[i].aux {
	case thisOne:
		return p.which(p.kind(i), this, i+1)
	case nextOne:
		return p.which(p.kind(i), next, i+1)
	}
	switch p.kind(i + 1) {
	case this, next:
		return p.which(p.kind(i), p.kind(i+1), i+2)
	case past:
		return match{next: i + 2, skip: true}, true
	}
	if p.kind(i) == weekend && p.tokens[i].aux == 0 && !p.habit(i) {
		return p.thisWeekend(i + 1), true
	}
	return match{}, false
}

// habit reports whether the weekend at token i is any: who is free at weekends says no date.
func (p *dateParser) habit(i int) bool {
	before := strings.TrimSpace(p.text[:p.tokens[i].start])
	return !p.whole && slices.ContainsFunc([]string{"ว่าง", "เฉพาะ", "แค่", "สะดวก", "free", "available", "only", "หยุด", "free on", "available on"},
		func(w string) bool { return strings.HasSuffix(before, w) })
}

// english reads this weekend, next month, next Saturday.
func (p *dateParser) english(i int) (match, bool) {
	if !isLatin(p.text[p.tokens[i].start]) {
		return match{}, false
	}
	if p.kind(i+1) == weekday {
		w := time.Weekday(p.val(i + 1))
		if p.kind(i) == this {
			return day(p.thisDay(w, i+2), i+2), true
		}
		return day(p.following(w), i+2), true
	}
	if p.kind(i+1) == month && p.tokens[i+1].aux != abbr {
		return p.wholeMonth(i + 1), true
	}
	if p.kind(i) == next && p.kind(i+1) == number {
		return p.coming(i)
	}
	if p.kind(i+1) == festival {
		return p.festival(i + 1)
	}
	return p.which(p.kind(i+1), p.kind(i), i+2)
}

func (p *dateParser) which(unit, which kind, after int) (match, bool) {
	switch {
	case unit == week && which == this:
		return p.thisWeek(after), true
	case unit == week:
		return p.theNextWeek(after), true
	case unit == weekend && which == this:
		return p.thisWeekend(after), true
	case unit == weekend:
		return p.nextWeekend(after), true
	case unit == monthUnit && which == this && !p.toCome(after):
		return p.days(p.today, endOf(p.today), after), true
	case unit == monthUnit:
		first := endOf(p.today).Add(1)
		return p.days(first, endOf(first), after), true
	case unit == yearUnit && which == next:
		y := p.today.Year + 1
		return p.days(civil(y, 1, 1), civil(y, 12, 31), after), true
	case unit == yearUnit:
		return p.days(p.today, civil(p.today.Year, 12, 31), after), true
	}
	return match{}, false
}

func (p *dateParser) days(from, to Day, next int) match {
	return match{Range: Range{from, to}, next: next}
}

func endOf(d Day) Day { return civil(d.Year, d.Month+1, 1).Add(-1) }
