package when

// year reads the year after a month: 2569, 69 (B.E. after a Thai month, C.E.
// after an English one), พ.ศ. 2569, ปี 2569, ", 2026".
func (p *dateParser) year(i int) (ce, next int, ok bool) {
	if y, after, ok := p.yearFromNow(i); ok {
		return y, after, true
	}
	j, offset, said := i, 0, false
	for p.kind(j) == comma && p.tokens[j].aux == 0 || p.kind(j) == yearUnit || p.kind(j) == era || p.kind(j) == dot {
		if p.kind(j) == era {
			offset, said = p.val(j), true
		}
		j++
	}
	if p.kind(j) != number || p.isClock(j) {
		return 0, i, false
	}
	y := p.val(j)
	switch p.tokens[j].aux {
	case 4:
		if said && offset > 0 && y >= 2400 && y < 2700 {
			return y - offset, j + 1, true
		}
		if said && offset > 0 {
			return 0, i, false
		}
		ce, ok = fourDigits(y)
		return ce, j + 1, ok
	case 2:
		if p.counts(j+1) && !(p.kind(j+1) == upTo && p.isNumber(j+2, 1, 2) && p.kind(j+3) == month) { // 30 ธ.ค. 69 - 2 ม.ค. 70
			return 0, i, false
		}
		if said && offset == 0 || !said && p.latinMonth(i-1) {
			return 2000 + y, j + 1, true
		}
		return 2500 + y - beOffset, j + 1, true
	}
	return 0, i, false
}

// yearFromNow reads ปีหน้า, ปีนี้, ปีที่แล้ว, next year, of next year.
func (p *dateParser) yearFromNow(i int) (ce, after int, ok bool) {
	if p.kind(i) == prep {
		i++
	}
	which := p.kind(i + 1)
	if p.kind(i) != yearUnit {
		which = p.kind(i)
		if p.kind(i+1) != yearUnit || !p.latin(i) {
			return 0, 0, false
		}
	}
	switch which {
	case this:
		return p.today.Year, i + 2, true
	case next:
		return p.today.Year + 1, i + 2, true
	case past:
		return p.today.Year - 1, i + 2, true
	}
	return 0, 0, false
}

// latin reports whether token i is an English word.
func (p *dateParser) latin(i int) bool {
	return i >= 0 && i < len(p.tokens) && isLatin(p.text[p.tokens[i].start])
}

func (p *dateParser) latinMonth(i int) bool { return p.latin(i) }

// isClock reports whether the number at token i begins a time of day.
func (p *dateParser) isClock(i int) bool {
	switch p.kind(i + 1) {
	case hour, tum, nalika, meridiem:
		return true
	case colon, dot:
		return p.touches(i+1) && p.touches(i+2) && p.kind(i+2) == number
	}
	return false
}

// counts reports whether token i is a word that the number before it counts
// (20 คน), so that the number is no year.
func (p *dateParser) counts(i int) bool {
	switch p.kind(i) {
	case number, slash, dayUnit, minute, week, monthUnit, upTo, ageUnit:
		return true
	case other:
		if i >= len(p.tokens) {
			return false
		}
		t := p.tokens[i]
		rest := p.text[t.start:]
		for _, unit := range []string{"คน", "บาท", "ชั่วโมง", "ชม", "ที่นั่ง", "ตัว", "ต้น", "กิโล", "กม", "%", "people", "hours", "seats", "km", "baht"} {
			if len(rest) >= len(unit) && rest[:len(unit)] == unit {
				return true
			}
		}
	}
	return false
}
