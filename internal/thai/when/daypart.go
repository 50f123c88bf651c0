package when

// Part is a part of the day, as people say it. It is no time of day: who can come in
// the morning has not said when.
type Part string

// The parts, with the hours in which they are understood (see [Part.Hours]).
const (
	Morning   Part = "morning"   // เช้า, สายๆ: 6 to 12
	Afternoon Part = "afternoon" // บ่าย: 12 to 17
	Evening   Part = "evening"   // เย็น, หลังเลิกงาน, after work: 17 to 21
	Night     Part = "night"     // ค่ำ, กลางคืน, ดึก: 19 to 24
)

func parts() []Part { return []Part{"", Morning, Afternoon, Evening, Night} }

// Hours returns the first hour of the part and the one at which it ends, 0–24; 0, 0 for none.
func (p Part) Hours() (from, to int) {
	switch p {
	case Morning:
		return 6, 12
	case Afternoon:
		return 12, 17
	case Evening:
		return 17, 21
	case Night:
		return 19, 24
	}
	return 0, 0
}

// partOfDay is the number by which tokens know a part.
func partOfDay(p Part) int {
	for i, q := range parts() {
		if p == q {
			return i
		}
	}
	return 0
}

// part finds the part of the day that is spoken of: after ตอน, ช่วง or a day, before a
// day, or as the whole text. อากาศเย็น and อาหารเช้า are none.
func (p *dateParser) partSaid() Part {
	for i, t := range p.tokens {
		n := 0
		switch t.kind {
		case relative:
			if t.aux > 0 {
				return parts()[t.aux]
			}
		case morning:
			n = partOfDay(Morning)
		case bai:
			n = partOfDay(Afternoon)
		case evening:
			n = partOfDay(Evening)
		case daypart:
			n = t.val
		}
		if n > 0 && (p.kind(i-1) != other || i == 0 || p.kind(i+1) == weekday || p.kind(i+1) == relative || p.doubled(i)) && !(t.kind == bai && p.kind(i-1) == hour) {
			return parts()[n]
		}
	}
	return ""
}

// doubled reports whether ๆ follows token i: เช้าๆ.
func (p *dateParser) doubled(i int) bool {
	end := p.tokens[i].end
	return len(p.text) >= end+len("ๆ") && p.text[end:end+len("ๆ")] == "ๆ"
}
