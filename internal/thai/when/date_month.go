package when

import (
	"strings"
	"time"
)

// month reads the dates that begin with a month: March 5, March 2027, มีนาคม
// 2570, and a month alone where it can be nothing else.
func (p *dateParser) month(i int) (match, bool) {
	if m, ok := p.monthDay(i); ok {
		return m, true
	}
	t := p.tokens[i]
	_, _, dated := p.year(i + 1)
	_, _, soon := p.yearFromNow(i + 1)
	dated = dated && (t.aux != abbr || soon)
	switch {
	case dated, p.kind(i+1) == this && strings.Contains(p.text[t.start:t.end], "ค."), p.kind(i+1) == this && strings.Contains(p.text[t.start:t.end], "ย."), t.aux == certain, p.inTime(i), p.whole && t.aux == short && p.kind(i+1) != prep, p.whole && len(p.tokens) == 1:
		return p.wholeMonth(i), true
	}
	return match{}, false
}

// inTime reports whether the words around the month at token i, which could be a name
// or another word, say that it is one: in Dec, ธันวานี้, งานธันวา.
func (p *dateParser) inTime(i int) bool {
	if p.latin(i) {
		return p.said(i-1, "in", "during", "by", "until", "till", "this", "next", "early", "late", "mid", "ช่วง") && (p.tokens[i].aux != abbr || p.ends(i))
	}
	return p.tokens[i].aux == short && (p.kind(i-1) == prep || p.kind(i-1) == monthUnit || p.meant(i))
}

// ends reports whether no other word follows token i directly: in Dec, not in mar de plata.
func (p *dateParser) ends(i int) bool {
	return p.kind(i+1) != other || i+1 >= len(p.tokens) || !isLatin(p.text[p.tokens[i+1].start])
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
	if ok && (p.tokens[next-1].aux == 4 || p.kind(next-1) != number) {
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
	y, after, ok := p.year(i + 1)
	if !ok {
		y, after = p.today.Year, i+1
		if m < p.today.Month {
			y++
		}
		if p.kind(after) == this || p.kind(after) == next && !p.latin(after) { // ธันวานี้
			after++
		}
	}
	first := civil(y, m, 1)
	from := first
	if last := endOf(first); from.Before(p.today) && !last.Before(p.today) {
		from = p.today
	}
	out := p.days(from, endOf(first), after)
	out.noYear, out.dm = !ok, true
	return out
}

// part reads ต้นเดือน, กลางเดือนหน้า, ปลายธันวา, สิ้นเดือน, end of March.
func (p *dateParser) part(i int) (match, bool) {
	t := p.tokens[i]
	j := i + 1
	for p.kind(j) == prep || p.kind(j) == monthUnit && t.aux == 0 && p.kind(j+1) == month {
		j++
	}
	first := civil(p.today.Year, p.today.Month, 1)
	floating, noYear := false, false
	if m, ok := p.partOfWeek(i, j); ok {
		return m, true
	}
	switch {
	case p.kind(j) == month && (p.tokens[j].aux != abbr || p.latin(j) || t.val != partEnd):
		m := p.wholeMonth(j)
		first, j, noYear = civil(m.From.Year, m.From.Month, 1), m.next, m.noYear
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
	return match{Range: out, next: j, noYear: noYear, dm: noYear}, true
}

// partOfWeek reads ต้นสัปดาห์หน้า (Monday to Wednesday), กลางสัปดาห์ (Tuesday to
// Thursday), ปลายสัปดาห์ and end of next week (Friday to Sunday).
func (p *dateParser) partOfWeek(i, j int) (match, bool) {
	isWeek := func(k int) bool {
		return p.kind(k) == week || p.kind(k) == weekday && p.tokens[k].aux == sunOrWeek
	}
	var later bool
	switch {
	case isWeek(j):
		later = p.kind(j+1) == next
		if later || p.kind(j+1) == this {
			j++
		}
	case (p.kind(j) == next || p.kind(j) == this) && isWeek(j+1):
		later = p.kind(j) == next
		j++
	default:
		return match{}, false
	}
	monday := p.nextWeek()
	if !later {
		monday = monday.Add(-7)
	}
	span := [...][2]int{partBegin: {0, 2}, partMid: {1, 3}, partLate: {4, 6}, partEnd: {4, 6}}[p.val(i)]
	out := Range{monday.Add(span[0]), monday.Add(span[1])}
	if out.To.Before(p.today) {
		out = Range{out.From.Add(7), out.To.Add(7)}
	}
	if out.From.Before(p.today) {
		out.From = p.today
	}
	return match{Range: out, next: j + 1}, true
}

func (p *dateParser) endOfYear(j int) match {
	y := p.today.Year
	switch p.kind(j) {
	case next:
		return day(civil(y+1, 12, 31), j+1)
	case this:
		j++
	}
	return day(civil(y, 12, 31), j)
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
