package when

import (
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

// kind is what a token is to the parsers of dates, times and years.
type kind int8

const (
	other     kind = iota // anything that is no word of theirs
	number                // val; aux: how many digits, 0 if written as a word
	month                 // val 1–12; aux: certain, short, abbr
	weekday               // val 0 (Sunday)–6; aux: certain, short, abbr
	relative              // val: days from today
	this                  // นี้; aux 1: ที่จะถึง, coming, which is not today
	next                  // หน้า
	past                  // ที่แล้ว
	week                  //
	weekend               //
	monthUnit             // เดือน
	yearUnit              // ปี
	dayUnit               // วัน, days
	part                  // of a month; val: partBegin …; aux 1: เดือน is in it
	dayMark               // วันที่
	ahead                 // อีก, in
	prep                  // on, of, the, ที่: may stand between
	upTo                  // ถึง, -; aux 1: a dash
	slash
	dot
	colon
	comma
	every
	era     // val: what to subtract from the year
	hour    // โมง
	morning // เช้า
	evening // เย็น
	tum     // ทุ่ม
	ti      // ตี
	bai     // บ่าย
	noon    // val: the hour, 12 or 0
	half
	minutes  // val: thirty after an English hour; 0: o'clock
	pastHour // val: how long after the English hour that follows, or before it, in minutes: half past, quarter to
	nalika   // น., นาฬิกา
	meridiem // val: 0 a.m., 12 p.m.
	minute   // นาที
	timeMark // เวลา, ตอน, at
	ageMark  // อายุ, I am
	ageUnit  // ขวบ, years old
	festival // val: which of the calendar; aux: certain, short
	since    // ตั้งแต่, from: what follows begins a span
	onward   // เป็นต้นไป: what stands before it does
	after    // หลัง, after
	before   // ก่อน, before: ก่อน itself is past
	fromNow  // from now, ข้างหน้า
	daypart  // val: which
)

// How certain a name of a month or weekday is by itself.
const (
	certain   = iota // มีนาคม, วันเสาร์, Saturday
	short            // มีนา, เสาร์, March
	abbr             // มี.ค., sat
	sunOrWeek        // อาทิตย์: Sunday or week
	heard            // เสา, สุก: a weekday as it sounds, before นี้, หน้า or ที่ 5
	heardDay         // the same with วัน before it
	thisOne          // with นี้ in it: sao nee
	nextOne          // with หน้า in it: athit na
)

// Parts of a month.
const (
	partBegin = iota
	partMid
	partLate
	partEnd
)

type token struct {
	kind       kind
	val, aux   int
	start, end int // bytes of the text
}

// vocabulary finds the longest word at a position; words by their first rune.
type vocabulary map[rune][]vocable

type vocable struct {
	word string
	token
}

// lex takes a text in the form of Lower apart. Spaces separate and vanish.
// Runs of anything unknown become one token of kind other.
func lex(s string) []token {
	out := make([]token, 0, 16)
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		var t token
		switch {
		case r == ' ' || r == '\t' || r == '\n' || r == '\r':
			i += n
			continue
		case r >= '0' && r <= '9':
			t = lexNumber(s, i)
		default:
			t = lexWord(s, i, r, n)
		}
		if last := len(out) - 1; t.kind == other && last >= 0 && out[last].kind == other && out[last].end == t.start {
			out[last].end = t.end
		} else {
			out = append(out, t)
		}
		i = t.end
	}
	return out
}

func lexNumber(s string, i int) token {
	t := token{kind: number, start: i, end: i}
	for t.end < len(s) && s[t.end] >= '0' && s[t.end] <= '9' {
		if t.val < 1e8 {
			t.val = t.val*10 + int(s[t.end]-'0')
		}
		t.end++
	}
	t.aux = t.end - i
	if i > 0 && isLatin(s[i-1]) { // covid19 is no number
		t.kind = other
	}
	for _, suffix := range []string{"st", "nd", "rd", "th"} {
		if strings.HasPrefix(s[t.end:], suffix) && (t.end+2 == len(s) || !isLatin(s[t.end+2])) {
			t.end += 2
			break
		}
	}
	return t
}

func isLatin(b byte) bool { return b >= 'a' && b <= 'z' }

func lexWord(s string, i int, r rune, n int) token {
	t := token{kind: other, start: i, end: i + n}
	latin := r < 0x80 && isLatin(byte(r))
	if latin && i > 0 && isLatin(s[i-1]) || !thai.WordStart(r) {
		return t
	}
	for k, here := 0, words[r]; k < len(here); k++ {
		v := &here[k]
		end := i + len(v.word)
		if end > len(s) || s[end-1] != v.word[len(v.word)-1] || s[i:end] != v.word || !endsWord(s, end, latin) {
			continue
		}
		if v.word == "น" && end < len(s) && s[end] >= 0x80 { // 13.00 น; not 3 นักเรียน
			continue
		}
		if v.aux >= heard && v.kind == weekday && (v.aux == heard && !pointed(s[:i], s[end:]) || v.aux == heardDay && !dayEnds(s[end:])) {
			continue
		}
		t = v.token
		t.start, t.end = i, end
		return t
	}
	if latin {
		for t.end < len(s) && isLatin(s[t.end]) {
			t.end++
		}
		return mendWord(s, t)
	}
	return t
}

// pointed reports whether what stands around a word says that it is a day: เสานี้, ว่างจันที่ 30; not ผาสุกนี้.
func pointed(before, rest string) bool {
	if before != "" && before[len(before)-1] >= 0x80 && !wordsOfFree.Ends(before) {
		return false
	}
	rest = strings.TrimPrefix(rest, " ")
	if number, ok := strings.CutPrefix(rest, "ที่"); ok {
		number = strings.TrimPrefix(number, " ")
		return number != "" && number[0] >= '0' && number[0] <= '9'
	}
	return strings.HasPrefix(rest, "นี้") || strings.HasPrefix(rest, "หน้า") || strings.HasPrefix(rest, "นี่")
}

// dayEnds reports whether the name of a day, as it sounds, can end before rest: วันเสาว่าง, but not วันเสาวนีย์.
func dayEnds(rest string) bool { return rest == "" || rest[0] < 0x80 || wordsAfterDay.Begins(rest) }

var (
	wordsOfFree   = thai.NewWordSet("ว่าง", "เช้า", "บ่าย", "เย็น", "คืน", "ค่ำ", "งาน", "ไป", "ตอน", "ช่วง", "สะดวก", "ของ", "เป็น", "ได้", "ถึง", "ค่ะ", "ครับ")
	wordsAfterDay = thai.NewWordSet("นี้", "หน้า", "นี่", "น่า", "ที่", "ค่ะ", "คะ", "ครับ", "คับ", "จ้า", "จ้ะ", "นะ", "ไหม", "มั้ย", "ไม๊", "มี", "ว่าง", "กับ", "และ", "หรือ", "ถึง", "เช้า", "บ่าย", "เย็น", "ตอน",
		"ช่วง", "ได้", "ไม่", "ไป", "หางาน", "แถว", "เลย", "วัน", "ผม", "หนู", "เรา", "อยาก", "สะดวก", "–", "…")
)

// endsWord reports whether a word can end at s[end]: an English one before
// whatever is no letter, a Thai one before whatever can begin a word.
func endsWord(s string, end int, latin bool) bool {
	if end == len(s) {
		return true
	}
	if latin {
		return !isLatin(s[end]) || !isLatin(s[end-1])
	}
	next, _ := utf8.DecodeRuneInString(s[end:])
	return thai.WordStart(next) || next == 'ๆ'
}

// mendWord recognises weekdays, months and "tomorrow" with one slip. Shorter
// words are left alone: too many others are one letter away.
func mendWord(s string, t token) token {
	word := s[t.start:t.end]
	if len(word) < 6 {
		return t
	}
	for _, v := range words[rune(word[0])] {
		if len(v.word) >= 6 && (v.kind == month || v.kind == weekday || v.kind == relative || v.kind == weekend || v.kind == festival) && !strings.HasPrefix(v.word, "wan ") && oneSlip(word, v.word) {
			v.start, v.end = t.start, t.end
			return v.token
		}
	}
	return t
}

// oneSlip reports whether two ASCII words differ by one letter more, less or
// other, or two neighbours swapped.
func oneSlip(a, b string) bool {
	for a != "" && b != "" && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	switch {
	case a == "" || b == "":
		return len(a)+len(b) <= 1
	case a[1:] == b[1:] || a[1:] == b || a == b[1:]:
		return true
	}
	return len(a) > 1 && len(b) > 1 && a[0] == b[1] && a[1] == b[0] && a[2:] == b[2:]
}
