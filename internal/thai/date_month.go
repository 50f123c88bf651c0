package thai

import "time"

// month reads the dates that begin with a month: March 5, March 2027, มีนาคม
// 2570, and a month alone where it can be nothing else.
func (p *dateParser) month(i int) (match, bool) {
	if m, ok := p.monthDay(i); ok {
		return m, true
	}
	t := p.tokens[i]
	_, _, dated := p.year(i + 1)
	dated = dated && t.aux != abbr
	switch {
	case dated, t.aux == certain, p.said(i-1, "in", "during", "by", "ช่วง") && t.aux != abbr, p.whole && t.aux == short && p.kind(i+1) != prep, p.whole && len(p.tokens) == 1:
		return p.wholeMonth(i), true
	}
	return match{}, false
}

// monthDay reads March 5, March 5-7, Mar 5th, 2027. Thai puts the day first.
func (p *dateParser) monthDay(i int) (match, bool) {
	if !p.latinMonth(i) || !p.isNumber(i+1, 1, 2) || p.isClock(i+1) || p.tokens[i+1].aux == 0 || p.counts(i+2) && p.kind(i+2) != upTo && p.kind(i+2) != number {
		return match{}, false
	}
	from, to, j := p.val(i+1), p.val(i+1), i+2
	if p.kind(j) == upTo && p.isNumber(j+1, 1, 2) && p.kind(j+2) != month {
		to, j = p.val(j+1), j+2
	}
	m := time.Month(p.val(i))
	y, next, ok := p.year(j)
	if ok && p.tokens[next-1].aux == 4 {
		a, b := p.exact(y, int(m), from, next), p.exact(y, int(m), to, next)
		if a.err != nil || b.err != nil {
			return match{next: next, err: &BadDate{Reason: NoSuchDay}}, true
		}
		return p.join(a, b), true
	}
	a, b := p.withoutYear(from, m, j), p.withoutYear(to, m, j)
	if a.err != nil || b.err != nil || from == to {
		return b, true
	}
	a.From.Year = b.To.Year
	out := p.join(a, b)
	out.noYear, out.dm = true, true
	return out, true
}

// wholeMonth is the month at token i: the coming one, from today if it has begun.
func (p *dateParser) wholeMonth(i int) match {
	m := time.Month(p.val(i))
	y, next, ok := p.year(i + 1)
	if !ok {
		y, next = p.today.Year, i+1
		if m < p.today.Month {
			y++
		}
	}
	first := Day{y, m, 1}
	from := first
	if last := endOf(first); from.Before(p.today) && !last.Before(p.today) {
		from = p.today
	}
	return p.days(from, endOf(first), next)
}

// part reads ต้นเดือน, กลางเดือนหน้า, ปลายธันวา, สิ้นเดือน, end of March.
func (p *dateParser) part(i int) (match, bool) {
	t := p.tokens[i]
	j := i + 1
	for p.kind(j) == prep || p.kind(j) == monthUnit && t.aux == 0 && p.kind(j+1) == month {
		j++
	}
	first := Day{p.today.Year, p.today.Month, 1}
	floating := false
	switch {
	case p.kind(j) == month && p.tokens[j].aux != abbr:
		m := p.wholeMonth(j)
		first, j = Day{m.From.Year, m.From.Month, 1}, m.next
	case p.kind(j) == next && p.kind(j+1) == monthUnit:
		first, j = endOf(first).Add(1), j+2
	case t.aux == 1 && p.kind(j) == next:
		first, j = endOf(first).Add(1), j+1
	case t.aux == 1 && p.kind(j) == this:
		j++
	case t.aux == 1:
		floating, j = true, i+1
	case p.kind(i+1) == yearUnit && t.val == partEnd:
		return p.endOfYear(i + 2), true
	default:
		return match{}, false
	}
	out := partOf(first, t.val)
	if floating && out.To.Before(p.today) {
		out = partOf(endOf(first).Add(1), t.val)
	}
	if out.From.Before(p.today) && !out.To.Before(p.today) {
		out.From = p.today
	}
	return match{Range: out, next: j}, true
}

func (p *dateParser) endOfYear(j int) match {
	y := p.today.Year
	switch p.kind(j) {
	case next:
		return day(Day{y + 1, 12, 31}, j+1)
	case this:
		j++
	}
	return day(Day{y, 12, 31}, j)
}

// partOf is a third of a month, or its last day.
func partOf(first Day, which int) Range {
	last := endOf(first)
	switch which {
	case partBegin:
		return Range{first, first.Add(9)}
	case partMid:
		return Range{first.Add(10), first.Add(19)}
	case partLate:
		return Range{first.Add(20), last}
	}
	return Range{last, last}
}

// ahead reads อีก 3 วัน, อีกสองอาทิตย์, in 2 weeks.
func (p *dateParser) ahead(i int) (match, bool) {
	if p.kind(i+1) == month && p.latinMonth(i+1) { // in March
		return p.month(i + 1)
	}
	if !p.isNumber(i+1, 1, 2) {
		return match{}, false
	}
	n := p.val(i + 1)
	switch {
	case p.kind(i+2) == dayUnit:
		return day(p.today.Add(n), i+3), true
	case p.kind(i+2) == week, p.kind(i+2) == weekday && p.tokens[i+2].aux == sunOrWeek:
		return day(p.today.Add(7*n), i+3), true
	case p.kind(i+2) == monthUnit:
		first := Day{p.today.Year, p.today.Month, 1}
		for range n {
			first = endOf(first).Add(1)
		}
		return day(Day{first.Year, first.Month, min(p.today.Day, endOf(first).Day)}, i+3), true
	}
	return match{}, false
}
