package when

import (
	"time"

	"jitasa/internal/thai"
)

// numeric reads the dates that begin with a number: 2026-12-05, 5/12/2569,
// 5 ธ.ค., 12-14 ธ.ค. marked: วันที่ stands before it.
func (p *dateParser) numeric(i int, marked bool) (match, bool) {
	for _, read := range []func(int) (match, bool){p.iso, p.slashed, p.dayMonth, p.daysMonth} {
		if m, ok := read(i); ok {
			return m, true
		}
	}
	if p.isNumber(i, 1, 2) && p.kind(i+1) == slash && p.isNumber(i+2, 1, 2) && p.kind(i+3) != slash && p.kind(i-1) != slash && (marked || p.whole) {
		if p.val(i) == 24 && p.val(i+2) == 7 { // always open
			return match{}, false
		}
		return p.withoutYear(p.val(i), time.Month(p.val(i+2)), i+3), true
	}
	if marked && p.isNumber(i, 1, 2) && p.kind(i+1) != slash {
		m := p.dayOnly(p.val(i), i+1)
		if both, ok := p.untilDay(m, i+2, true); ok && m.err == nil && p.kind(i+1) == upTo {
			return both, true
		}
		return m, true
	}
	return match{}, false
}

// iso reads 2026-12-05, also with slashes and with a B.E. year.
func (p *dateParser) iso(i int) (match, bool) {
	if !p.isNumber(i, 4, 4) || !p.separated(i+1) || !p.isNumber(i+2, 1, 2) || p.kind(i+3) != p.kind(i+1) || !p.isNumber(i+4, 1, 2) {
		return match{}, false
	}
	y, ok := fourDigits(p.val(i))
	if !ok {
		return match{}, false
	}
	return p.exact(y, p.val(i+2), p.val(i+4), i+5), true
}

// separated reports whether token i is a slash, dash or dot without a space around it.
func (p *dateParser) separated(i int) bool {
	k := p.kind(i)
	return (k == slash || k == dot || k == upTo && p.tokens[i].aux == 1) && p.touches(i) && p.touches(i+1)
}

// slashed reads day/month/year.
func (p *dateParser) slashed(i int) (match, bool) {
	if !p.isNumber(i, 1, 2) || !p.separated(i+1) || !p.isNumber(i+2, 1, 2) || !p.separated(i+3) || p.kind(i+3) != p.kind(i+1) ||
		p.kind(i+4) != number || p.kind(i+5) == slash && p.touches(i+5) {
		return match{}, false
	}
	d, m, y := p.val(i), p.val(i+2), p.val(i+4)
	slashes := p.kind(i+1) == slash
	switch p.tokens[i+4].aux {
	case 4:
		year, ok := fourDigits(y)
		if !ok || !slashes && m > 12 {
			return match{}, false
		}
		if year == y && m > 12 && d <= 12 { // 12/25/2026: only Americans can mean that
			d, m = m, d
		}
		return p.exact(year, m, d, i+5), true
	case 2:
		if p.kind(i+1) == dot || m > 12 && !slashes {
			return match{}, false
		}
		return p.twoDigits(y, m, d, i+5), true
	}
	return match{}, false
}

// fourDigits returns the C.E. year of a year as people write it.
func fourDigits(y int) (ce int, ok bool) {
	switch {
	case y >= 2400 && y < 2700:
		return y - beOffset, true
	case y >= 1900 && y < 2200:
		return y, true
	}
	return 0, false
}

// twoDigits is 5/6/68: 2568 or 2068?
func (p *dateParser) twoDigits(y, m, d, next int) match {
	be := 2500 + y - beOffset
	ce := p.today.Year/100*100 + y
	a, b := civil(be, time.Month(m), d), civil(ce, time.Month(m), d)
	switch {
	case m < 1 || m > 12:
		return match{next: next, err: &BadDate{Reason: NoSuchMonth}}
	case !a.Exists() && !b.Exists():
		return match{next: next, err: &BadDate{Reason: NoSuchDay}}
	}
	e := &AmbiguousDate{}
	near := func(d Day) int { return max(d.Year-p.today.Year, p.today.Year-d.Year) }
	if near(b) < near(a) {
		a, b = b, a
	}
	for _, c := range []Day{a, b} {
		if c.Exists() {
			e.Candidates = append(e.Candidates, Range{c, c})
		}
	}
	return match{next: next, err: e}
}

func (p *dateParser) exact(y, m, d, next int) match {
	out := civil(y, time.Month(m), d)
	switch {
	case m < 1 || m > 12:
		return match{next: next, err: &BadDate{Reason: NoSuchMonth}}
	case !out.Exists():
		return match{next: next, err: &BadDate{Reason: NoSuchDay}}
	}
	r := day(out, next)
	r.dm = true
	return r
}

// withoutYear is the next such day from today on; 29 February may be years away.
func (p *dateParser) withoutYear(d int, m time.Month, next int) match {
	if m < 1 || m > 12 {
		return match{next: next, err: &BadDate{Reason: NoSuchMonth}}
	}
	for y := p.today.Year; y <= p.today.Year+8; y++ {
		if out := (civil(y, m, d)); out.Exists() && !out.Before(p.today) {
			return match{Range: Range{out, out}, next: next, noYear: true, dm: true}
		}
	}
	return match{next: next, err: &BadDate{Reason: NoSuchDay}}
}

// dayOnly is the next day of this number: วันที่ 5.
func (p *dateParser) dayOnly(d, next int) match {
	if d < 1 || d > 31 {
		return match{next: next, err: &BadDate{Reason: NoSuchDay}}
	}
	y, m := p.today.Year, p.today.Month
	for {
		if out := (civil(y, m, d)); out.Exists() && !out.Before(p.today) {
			return match{Range: Range{out, out}, next: next, noYear: true}
		}
		if m++; m > 12 {
			y, m = y+1, 1
		}
	}
}

// dayMonth reads 5 ธ.ค. 2569, 5 December, 5th of March.
func (p *dateParser) dayMonth(i int) (match, bool) {
	if !p.isNumber(i, 1, 2) {
		return match{}, false
	}
	j := i + 1
	for p.kind(j) == prep || p.kind(j) == monthUnit || p.kind(j) == upTo && p.separated(j) && p.kind(j+1) == month {
		j++
	}
	if p.kind(j) != month {
		return match{}, false
	}
	return p.inMonth(p.val(i), p.val(i), j), true
}

// daysMonth reads 12-14 ธ.ค. 2569, 12 ถึงวันที่ 14 ธันวา, 12th to the 14th of December.
func (p *dateParser) daysMonth(i int) (match, bool) {
	last := p.unmarked(i + 2)
	if !p.isNumber(i, 1, 2) || p.kind(i+1) != upTo && p.kind(i+1) != comma || !p.isNumber(last, 1, 2) {
		return match{}, false
	}
	j := last + 1
	for p.kind(j) == prep || p.kind(j) == monthUnit {
		j++
	}
	if p.kind(j) != month {
		return match{}, false
	}
	return p.inMonth(p.val(i), p.val(last), j), true
}

// unmarked is the token of the number at token i, before which วันที่ or the may stand.
func (p *dateParser) unmarked(i int) int {
	if p.kind(i) == dayMark || p.said(i, "the") {
		return i + 1
	}
	return i
}

// untilDay reads the day at token i that a day before it lasts to: วันที่ 12-14, 10 ธันวา ถึง 13, 28 December until the 2nd. It is one of
// the same month, or of the one after. marked: it is sure to be a day.
func (p *dateParser) untilDay(a match, i int, marked bool) (match, bool) {
	j := p.unmarked(i)
	after := j + 1
	for p.kind(after) == prep || p.kind(after) == monthUnit {
		after++
	}
	if a.From != a.To || !p.isNumber(j, 1, 2) || p.isClock(j) || p.counts(j+1) || p.kind(after) == month {
		return match{}, false
	}
	to := a.From
	to.Day = p.val(j)
	marked = marked || j > i
	if marked && to.Day <= a.From.Day-fortnight {
		first := endOf(to).Add(1)
		to.Year, to.Month = first.Year, first.Month
	}
	if to.Day <= 0 || !a.From.Before(to) || !marked && thai.TrimParticles(p.text[p.tokens[j].end:]) != "" {
		return match{}, false
	}
	if !to.Exists() {
		return match{next: j + 1, err: &BadDate{Reason: NoSuchDay}}, true
	}
	return match{Range: Range{a.From, to}, next: j + 1, lasts: true}, true
}

// fortnight is by how much a day comes before another at least that is one of the month after it.
const fortnight = 14

// inMonth makes the days from–to of the month at token j, whose year may follow; 28 ถึง 2 มกรา begins in the month before.
func (p *dateParser) inMonth(from, to, j int) match {
	m := time.Month(p.val(j))
	y, next, ok := p.year(j + 1)
	if to < from && to > from-fortnight {
		return match{next: next, err: &BadDate{Reason: WrongOrder}}
	}
	out := p.withoutYear(to, m, next)
	if ok {
		out = p.exact(y, int(m), to, next)
	}
	if out.err != nil || from == to {
		return out
	}
	if to < from {
		out.From = civil(out.To.Year, m, 1).Add(-1)
	}
	out.From.Day, out.lasts = from, true
	if !out.From.Exists() {
		out.err = &BadDate{Reason: NoSuchDay}
	}
	return out
}
