package understand

import (
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"jitasa/internal/place"
	"jitasa/internal/thai"
)

// Slips are looked for in texts of a few words only, and in words long enough
// for one wrong letter not to make another word of them.
const (
	shortestSlip = 5
	longestSlip  = 30
)

// mend understands a whole text with one slip of the finger: a command, an
// answer, a province or district; but only one of them. It leaves alone what is understood already.
func (r *Reader) mend(out *Result, s speech) {
	if out.Known() || out.DateError != nil || s.blocked {
		return
	}
	if out.Word = r.drawn(s); out.Word != "" {
		out.Sure = true
		return
	}
	key := s.core()
	if v, ok := r.slips.near(key); ok && !s.blocked && !s.denies() && slipLong(key) {
		switch v.role {
		case answer:
			out.Word, out.Sure = Word(v.value), true
		default:
			out.Intent, out.Lang, out.Sure = Intent(v.value), v.lang, true
		}
		return
	}
	if s.has(negation) {
		return
	}
	for _, name := range [...]string{s.line.Text, key} { // ละ is a particle, ละยอง is ระยอง
		if name != "" && name[0] < 0x80 {
			name = key
		}
		if found := r.places.Guess(name); slipLong(name) && !found.None() {
			out.setPlaces(found)
			return
		}
	}
}

// denies reports whether a command is denied: ไม่อยากให้ลบข้อมูล is no slip for ไม่อยากให้เก็บข้อมูล.
func (s speech) denies() bool {
	for i, p := range s.pieces {
		if p.role == command && s.negated(i) {
			return true
		}
	}
	return false
}

func slipLong(key string) bool {
	n := utf8.RuneCountInString(key)
	return n >= shortestSlip && n <= longestSlip
}

// placeWords are the words after which a place is named.
var placeWords = []string{"แถว", "ที่", "อยู่", "ใน", "ย่าน", "จาก", "ไป", "มา", "in", "at", "near", "around", "from"}

// shortestPlaceSlip is longer than shortestSlip: amid other words more letters
// have to agree.
const shortestPlaceSlip = 7

// mendPlace understands one slip in the name of a place inside a sentence,
// where a word says that a place comes, and nothing but the name follows: แถวศีขรภูมี.
// It gives the text without the name.
func (r *Reader) mendPlace(out *Result, text string, s speech) (without string, ok bool) {
	for i, p := range s.pieces {
		if p.role != unknown {
			continue
		}
		key, marked := s.line.Text[p.from:p.to], false
		for _, m := range [...]string{"อำเภอ", "จังหวัด", "เขต"} {
			if at := strings.LastIndex(key, m); at >= 0 {
				key, marked = key[at+len(m):], true
			}
		}
		if !marked && (i == 0 || !slices.Contains(placeWords, s.pieces[i-1].key) || s.negated(i-1)) {
			continue
		}
		if n := utf8.RuneCountInString(key); n < shortestPlaceSlip || n > longestSlip {
			continue
		}
		if found := r.places.Guess(key); !found.None() && r.places.Exactly(key).None() { // a name without a slip was no place here
			from, to := s.line.Span(p.from, p.to)
			out.setPlaces(found)
			return text[:from] + blank + text[to:], true
		}
	}
	return "", false
}

// core is the text without the fillers and politeness around it.
func (s speech) core() string {
	from, to := 0, len(s.pieces)
	idle := func(p piece) bool { return p.role == filler || p.role == polite }
	for from < to && idle(s.pieces[from]) {
		from++
	}
	for to > from && idle(s.pieces[to-1]) {
		to--
	}
	if from == to {
		return ""
	}
	return s.line.Text[s.pieces[from].from:s.pieces[to-1].to]
}

// slips are the commands and answers that are looked for in texts with a slip, by their
// length in bytes with their first letter, and again with their last: one edit leaves
// either of them as it is.
type slips map[slipAt][]*vocable

type slipAt struct {
	length int
	letter rune
	last   bool
}

func (l lexicon) slips() slips {
	out := slips{}
	for _, vs := range l {
		for i := range vs {
			v := &vs[i]
			n := utf8.RuneCountInString(v.key)
			if v.role != command && v.role != answer && v.role != softly || n < shortestSlip || n > longestSlip+1 {
				continue
			}
			for _, at := range slipsAt(v.key, len(v.key)) {
				out[at] = append(out[at], v)
			}
		}
	}
	return out
}

func slipsAt(key string, length int) [2]slipAt {
	first, _ := utf8.DecodeRuneInString(key)
	last, _ := utf8.DecodeLastRuneInString(key)
	return [2]slipAt{{length, first, false}, {length, last, true}}
}

// near returns the command or answer that is one edit from key, if only one meaning is.
func (s slips) near(key string) (found vocable, ok bool) {
	for d := -3; d <= 3; d++ {
		for _, at := range slipsAt(key, len(key)+d) {
			for _, v := range s[at] {
				if !thai.WithinOneEdit(key, v.key) {
					continue
				}
				if ok && (found.value != v.value || found.lang != v.lang) {
					return vocable{}, false
				}
				found, ok = *v, true
			}
		}
	}
	return found, ok
}

// otherLayout reads a text as if it had been typed with the other keyboard
// layout, and believes it only if the whole of it then makes sense.
func (r *Reader) otherLayout(raw string, now time.Time) (Result, bool) {
	if n := utf8.RuneCountInString(raw); n < 4 || n > longestSlip {
		return Result{}, false
	}
	turn := r.toEnglish
	if raw[0] < 0x80 {
		turn = r.toThai
	}
	turned := thai.Normalize(turn.Replace(raw))
	if raw[0] >= 0x80 && strings.ContainsFunc(turned, func(c rune) bool { return c != ' ' && (c < 'a' || c > 'z') && (c < 'A' || c > 'Z') }) {
		return Result{}, false // Thai that turns into signs was meant as Thai
	}
	if p, ok := r.places.Exactly(turned).One(); ok && p.Level == place.Province {
		return Result{Place: p.Code}, true
	}
	s := r.say(thai.Lower(turned))
	if !s.whole() {
		return Result{}, false
	}
	out := r.read(turned, now)
	return out, out.Sure
}
