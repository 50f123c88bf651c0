package when

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"jitasa/internal/thai"
)

// ErrYearRange: a year of birth in the future, or of somebody over 120.
var ErrYearRange = errors.New("year of birth out of range")

// AmbiguousYear is a two-digit number that could be a year of either era or an age.
type AmbiguousYear struct {
	Candidates []int // years of birth, C.E., the likelier first
}

func (e *AmbiguousYear) Error() string { return fmt.Sprintf("ambiguous year: %v", e.Candidates) }

// oldest is the highest age that is believed, in years.
const oldest = 120

// Year reads a year of birth and returns it in C.E.: "2500", "1957", "ปี 2500",
// "พ.ศ. ๒๕๐๐", "ปี 43" (2543), "เกิด 5 มี.ค. 2540", "สองพันห้าร้อย", or from the age: "อายุ 66", "66
// ปี", "I am 66" (the year in which one becomes that old; the age tells it to
// within one).
//
// Errors: [ErrNone], [ErrYearRange], *[AmbiguousYear] for a bare "43".
func Year(text string, now time.Time) (int, error) {
	s := thai.Unspell(thai.Lower(text))
	p := dateParser{text: s, tokens: lex(s), today: thai.DayOf(now)}
	for i := range p.tokens {
		if p.kind(i) != number || p.isClock(i) {
			continue
		}
		y, err := p.birthYear(i)
		if errors.Is(err, ErrNone) {
			continue
		}
		if err == nil && (y > p.today.Year || y < p.today.Year-oldest) {
			return 0, ErrYearRange
		}
		return y, err
	}
	return 0, ErrNone
}

func (p *dateParser) birthYear(i int) (int, error) {
	n, digits := p.val(i), p.tokens[i].aux
	marked := p.kind(i-1) == era || p.kind(i-1) == yearUnit
	switch {
	case digits == 4:
		if p.kind(i+1) == dayUnit || p.kind(i+1) == other && p.counts(i+1) {
			return 0, ErrNone
		}
		if n >= 2300 && n < 2800 {
			return n - beOffset, nil
		}
		if n >= 1800 && n < 2200 {
			return n, nil
		}
		return 0, ErrNone
	case p.kind(i-1) == ageMark, p.kind(i+1) == ageUnit, p.kind(i+1) == yearUnit && digits <= 3 && !marked:
		return p.today.Year - n, nil
	case digits != 2:
		return 0, ErrNone
	case marked && !(p.kind(i-1) == era && p.val(i-1) == 0):
		return 2500 + n - beOffset, nil
	case p.kind(i-1) == month && !p.latinMonth(i-1): // 5 มี.ค. 40
		return 2500 + n - beOffset, nil
	case len(p.tokens) == 1 || p.whole || thai.TrimParticles(p.text) == p.text[p.tokens[i].start:p.tokens[i].end]:
		return 0, p.ambiguousYear(n)
	}
	return 0, ErrNone
}

func (p *dateParser) ambiguousYear(n int) error {
	e := &AmbiguousYear{}
	for _, y := range []int{2500 + n - beOffset, p.today.Year - n, p.today.Year/100*100 + n, p.today.Year/100*100 - 100 + n} {
		if y <= p.today.Year && y >= p.today.Year-oldest && !slices.Contains(e.Candidates, y) {
			e.Candidates = append(e.Candidates, y)
		}
	}
	return e
}
