package when

// step is what is counted in dates: days of it, or months.
type step struct{ days, months int }

// stepAt reads วัน, weeks, อาทิตย์, months at token i.
func (p *dateParser) stepAt(i int) (step, bool) {
	switch p.kind(i) {
	case dayUnit:
		return step{days: 1}, true
	case week:
		return step{days: 7}, true
	case weekday:
		return step{days: 7}, p.tokens[i].aux == sunOrWeek
	case monthUnit:
		return step{months: 1}, true
	}
	return step{}, false
}

// plus is the day n steps from today; the last of a month where the day does not exist.
func (p *dateParser) plus(n int, s step) Day {
	if s.months == 0 {
		return p.today.Add(n * s.days)
	}
	first := civil(p.today.Year, p.today.Month, 1)
	for range n {
		first = endOf(first).Add(1)
	}
	return civil(first.Year, first.Month, min(p.today.Day, endOf(first).Day))
}

// ahead reads อีก 3 วัน, อีก 2-3 วัน, อีกสองอาทิตย์, อีกอาทิตย์, in 2 weeks, in a month, in March.
func (p *dateParser) ahead(i int) (match, bool) {
	if p.kind(i+1) == month && p.latin(i+1) {
		return p.month(i + 1)
	}
	if p.latin(i) && p.kind(i+1) == prep && p.kind(i+2) == next { // in the next 3 days
		return p.coming(i + 2)
	}
	if p.latin(i) && p.kind(i+1) == next && p.kind(i+2) == number {
		return p.coming(i + 1)
	}
	if s, ok := p.stepAt(i + 1); ok && s.days != 1 && !p.latin(i) { // อีกอาทิตย์นึง
		j := i + 2
		if p.said(j, "หนึ่ง", "นึง", "เดียว") {
			j++
		}
		return day(p.plus(1, s), j), true
	}
	if s, ok := p.stepAt(i + 2); ok && p.said(i+1, "a", "an") {
		return day(p.plus(1, s), i+3), true
	}
	from, to, j, ok := p.count(i + 1)
	if !ok {
		return match{}, false
	}
	s, ok := p.stepAt(j)
	if !ok {
		return match{}, false
	}
	if p.kind(j+1) == fromNow {
		j++
	}
	return match{Range: Range{p.plus(from, s), p.plus(to, s)}, next: j + 1}, true
}

// count reads 3, 2-3, สองสาม.
func (p *dateParser) count(i int) (from, to, after int, ok bool) {
	if !p.isNumber(i, 1, 2) {
		return 0, 0, i, false
	}
	from = p.val(i)
	j := i + 1
	if p.kind(j) == upTo {
		j++
	}
	if p.isNumber(j, 1, 2) && p.val(j) >= from && (j > i+1 || p.tokens[i].aux == 0 && p.tokens[j].aux == 0 && p.val(j) == from+1) {
		return from, p.val(j), j + 1, true
	}
	return from, from, i + 1, true
}

// coming reads next 3 days, the next two weeks: from today on.
func (p *dateParser) coming(i int) (match, bool) {
	_, n, j, ok := p.count(i + 1)
	if !ok {
		return match{}, false
	}
	s, ok := p.stepAt(j)
	return match{Range: Range{p.today, p.plus(n, s)}, next: j + 1}, ok
}

// counted reads 3 วันนี้ and สองสามวันข้างหน้า (from today on), two weeks from now (that day).
func (p *dateParser) counted(i int) (match, bool) {
	from, to, j, ok := p.count(i)
	if !ok {
		return match{}, false
	}
	if p.kind(j) == relative && p.said(j, "วันนี้") { // 2-3 วันนี้
		return match{Range: Range{p.today, p.today.Add(to)}, next: j + 1}, from < to || p.kind(i-1) == prep
	}
	s, ok := p.stepAt(j)
	switch {
	case !ok:
		return match{}, false
	case p.kind(j+1) == this, p.said(j+1, "ข้างหน้า"):
		return match{Range: Range{p.today, p.plus(to, s)}, next: j + 2}, true
	case p.kind(j+1) == fromNow:
		return match{Range: Range{p.plus(from, s), p.plus(to, s)}, next: j + 2}, true
	}
	return match{}, false
}

// openDays is how long a span is taken to be whose end nobody said.
const openDays = 90

// openSpan reads a span of which one end is said: until Friday and ภายในวันศุกร์ begin
// today, ก่อนวันศุกร์ ends the day before; ตั้งแต่วันจันทร์ and from Monday on last
// openDays, after Monday begins the day after.
func (p *dateParser) openSpan(i int) (match, bool) {
	if !p.opens {
		return match{}, false
	}
	switch k := p.kind(i); {
	case k == since:
		return p.from(i + 1)
	case k == after && p.kind(i+1) != number:
		if m, ok := p.span(i + 1); ok && m.err == nil && !m.skip && !m.To.Before(p.today) {
			from := m.To.Add(1)
			return match{Range: Range{from, from.Add(openDays)}, next: m.next}, true
		}
	case k == upTo && p.said(i, "ถึง", "จนถึง", "ไปจนถึง", "until", "till", "til", "through", "up to", "up until"):
		return p.until(i+1, 0)
	case k == prep && p.said(i, "ภายใน", "within", "by"):
		if m, ok := p.inside(i + 1); ok {
			return m, true
		}
		return p.until(i+1, 0)
	case k == before, k == past && p.said(i, "ก่อน") && p.touches(i+1):
		return p.until(i+1, 1)
	}
	if m, ok := p.span(i); ok && m.err == nil && !m.skip && p.kind(m.next) == onward && !m.From.Before(p.today) {
		return match{Range: Range{m.From, m.From.Add(openDays)}, next: m.next + 1}, true
	}
	return match{}, false
}

// inside reads the 3 days of ภายใน 3 วัน.
func (p *dateParser) inside(i int) (match, bool) {
	_, n, j, ok := p.count(i)
	if !ok {
		return match{}, false
	}
	if p.kind(j) == relative && p.said(j, "วันนี้") {
		return match{Range: Range{p.today, p.today.Add(n)}, next: j + 1}, true
	}
	s, ok := p.stepAt(j)
	return match{Range: Range{p.today, p.plus(n, s)}, next: j + 1}, ok
}

// from reads what begins at token i and has no end.
func (p *dateParser) from(i int) (match, bool) {
	m, ok := p.span(i)
	switch {
	case !ok, m.err != nil, m.skip, m.lasts:
		return m, ok
	case m.From.Before(p.today):
		return match{next: m.next, skip: true}, true
	}
	j := m.next
	if p.kind(j) == onward || p.said(j, "on") {
		j++
	}
	return match{Range: Range{m.From, m.From.Add(openDays)}, next: j}, true
}

// until reads what lasts from today to the date at token i, less so many days.
func (p *dateParser) until(i, less int) (match, bool) {
	m, ok := p.span(i)
	if !ok || m.err != nil || m.skip {
		return m, ok
	}
	to := m.To
	if less > 0 {
		to = m.From.Add(-less)
	}
	if to.Before(p.today) {
		return match{next: m.next, skip: true}, true
	}
	return match{Range: Range{p.today, to}, next: m.next}, true
}
