package understand

import (
	"slices"
	"strings"

	"jitasa/internal/thai"
)

// What says of a place or a day that it is *not* meant: one of denials, with nothing
// but links between it and the name (ไม่ได้อยู่แถวโคราช, can't do Saturday), or one of
// denialsAfter, with nothing but subjects between (วันเสาร์หนูไม่ว่าง). Longer ones stand
// before those that they end, or begin, with.
var (
	denials = []string{
		"ไม่", "มิ", "บ่ได้อยู่", "ม่ายได้อยู่", "บ่ได้", "บ่แม่น", "บ่ไป", "บ่อยู่", "บ่เอา", "บ่อยากไป", "ม่ายได้", "ม่ายใช่", "ม่ายไป", "ม่ายอยู่", "ม่ายเอา", "ขี้เกียจ", "เลิกอยู่", "ยกเว้น", "นอกจาก", "เว้น", "อย่า", "เลี่ยง", "ย้ายจาก", "ย้ายมาจาก", "ย้ายออกจาก", "เคยอยู่", "เคยอยู่ที่",
		"not", "don't", "dont", "doesn't", "didn't", "can't", "cant", "cannot", "couldn't", "won't", "isn't", "aren't", "am not", "never", "except", "except for", "anywhere but", "anything but",
		"any day but", "everywhere but", "other than", "busy", "unavailable", "used to live", "moved from", "moved away from", "no longer", "no longer live", "avoid",
		"haven't", "havent", "hasn't", "have not", "has not", "wasn't", "wasnt", "weren't", "left", "no", "nothing",
	}
	links = []string{
		"ได้อยู่", "ไช่", "ทำงาน", "เกิด", "เดือน", "จาก", "อยู่", "อยากไป", "อยาก", "จะไป", "ไป", "มา", "ได้", "ใช่", "เอา", "ว่าง", "สะดวก", "ชอบ", "ถนัด", "คน", "ชาว", "ที่", "แถวๆ", "แถว", "ย่าน", "ใน", "วัน", "ตอน", "ช่วง", "งาน", "บ้าน", "เป็น", "จะ", "ต้องการ", "เรียน", "พัก", "หมายถึง", "ต้อง", "ไกล", "ถึง",
		"in", "on", "at", "to", "for", "from", "the", "live", "living", "stay", "staying", "based", "go", "going", "come", "free", "available", "ok", "able", "want", "do", "make it", "make", "work", "be", "near", "around", "mean", "say", "until", "before", "anymore", "been",
	}
	denialsAfter = []string{
		"ไม่ว่าง", "บ่ว่าง", "ม่ายว่าง", "ม้ายว่าง", "บ่สะดวก", "บ่ได้", "ต้องทำงาน", "ทำงานไม่สะดวก", "ทำงานไม่ว่าง", "ไม่สะดวก", "ไม่ได้", "ไม่เอา", "ไม่ไหว", "ไม่อยู่", "ไม่ไป", "ไม่มา", "ไม่โอเค", "ไม่ok", "ติดธุระ", "ติดงาน", "ติดเรียน", "ติดสอบ", "มีเรียน", "มีธุระ", "มีสอบ", "ไปไม่ได้", "มาไม่ได้", "ทำไม่ได้", "ยุ่ง", "ไม่ใช่", "ไกลไป", "ไกลเกินไป",
		"doesn't work", "doesnt work", "does not work", "won't work", "is no good", "is not good", "isn't good", "is not ok", "isn't ok", "not ok", "is not possible", "isn't possible", "is bad", "i can't", "i cant", "i cannot", "i'm busy", "im busy", "i am busy", "i'm not free", "im not free", "i am not free", "is too far", "too far", "is out", "no good", "i can not", "i won't", "i have to work", "i must work", "i am working", "i'm working", "im working", "is not for me", "isn't for me", "doesn't suit", "does not suit", "is impossible",
	}
	subjects = []string{"ผม", "ฉัน", "ดิฉัน", "หนู", "เรา", "พี่", "ป้า", "ลุง", "ก็", "คง", "น่าจะ", "อาจจะ", "นี้", "ตอนเช้า", "ตอนบ่าย", "ตอนเย็น", "ช่วงเช้า", "ช่วงบ่าย", "ช่วงเย็น", "เช้า", "บ่าย", "เย็น", "นี่", "มัน"}
)

// excluded reports whether the day s[from:to] is said not to be meant, and where what is said
// about it ends.
func excluded(s string, from, to int) (end int, yes bool) {
	if born(strings.TrimSpace(s[:from]), s[from:to]) {
		return to, true
	}
	return denying(s, from, to)
}

// denying is the same for anything that is named.
func denying(s string, from, to int) (end int, yes bool) {
	after := trimFront(strings.TrimLeft(s[to:], " "), subjects)
	for _, w := range denialsAfter {
		if rest, ok := strings.CutPrefix(after, w); ok && endsThere(w, rest) {
			return len(s) - len(trimFront(rest, emphases)), true
		}
	}
	before := strings.TrimSpace(s[:from])
	if greeted(before, s[from:to], s[to:]) || calls(before, namings) || slices.Contains(months, s[from:to]) && calls(before, callings) {
		return to, true
	}
	for range longestChain {
		if denied(before) {
			return to, !strings.HasSuffix(before, "why not")
		}
		shorter := trimBack(before)
		if shorter == before {
			break
		}
		before = shorter
	}
	return to, false
}

// Names of people that are months, what stands before one (my name is April), what is wished on a day
// (สวัสดีวันจันทร์, happy Friday), and what a denial may be followed by (ไม่ว่างเลย).
var (
	months   = []string{"april", "may", "june", "august"}
	callings = []string{"i am", "i'm", "im", "this is"}
	namings  = []string{"my name is", "my name's", "name is", "name's", "named"}
	wishes   = []string{"สวัสดี", "สวัสดีตอนเช้า", "สวัสดียามเช้า", "อรุณสวัสดิ์", "สุขสันต์", "มอร์นิ่ง", "happy", "good morning", "thank god it's", "thank god its"}
	births   = []string{"เกิด", "born"}
	emphases = []string{"เลย", "จริงๆ", "แน่ๆ"}
)

// calls reports whether a text ends with one of the words.
func calls(before string, ws []string) bool {
	return slices.ContainsFunc(ws, func(w string) bool { return hasWord(before, w) })
}

// greeted reports whether a day is only wished well, and no work is looked for on it: สวัสดีวันจันทร์ค่ะ, but not สวัสดี วันจันทร์นี้.
func greeted(before, day, after string) bool {
	if strings.HasSuffix(day, "นี้") || strings.HasSuffix(day, "หน้า") || thai.TrimParticles(strings.Trim(after, " !.~")) != "" {
		return false
	}
	before = strings.TrimSuffix(before, "วัน")
	return calls(before, wishes)
}

// born reports whether a day, or a month, is only that of a birth: เกิดวันจันทร์, born in March; not น้ำท่วมเกิดวันนี้. One
// with its year is left: it is whoever asks for it who knows what to do with it.
func born(before, day string) bool {
	if strings.HasSuffix(before, "เหตุเกิด") || strings.ContainsAny(day, "0123456789") && len(strings.FieldsFunc(day, notDigit)) > 1 || strings.HasSuffix(day, "นี้") || strings.HasSuffix(day, "หน้า") || strings.HasSuffix(day, "วาน") {
		return false
	}
	for range longestChain {
		if calls(before, births) {
			return true
		}
		shorter := trimBack(strings.TrimSuffix(before, " a"))
		if shorter == before {
			break
		}
		before = shorter
	}
	return false
}

func notDigit(r rune) bool { return r < '0' || r > '9' }

// longestChain is how many links may stand between a denial and what is denied.
const longestChain = 6

func denied(before string) bool {
	return before != "" && slices.ContainsFunc(denialsEnd[before[len(before)-1]], func(w string) bool { return hasWord(before, w) })
}

// The words by their last byte, in order: few end as a text does.
var denialsEnd, linksEnd = byLast(denials), byLast(links)

func byLast(ws []string) (out [256][]string) {
	for _, w := range ws {
		last := w[len(w)-1]
		out[last] = append(out[last], w)
	}
	return out
}

// hasWord reports whether a text ends with a word; an English one must begin there.
func hasWord(s, w string) bool {
	rest, ok := strings.CutSuffix(s, w)
	return ok && (w[0] >= 0x80 || rest == "" || strings.HasSuffix(rest, " "))
}

// endsThere reports whether what is said ends with the words ไม่ได้ and ไม่ไป: who says
// พรุ่งนี้ไม่ได้ทำอะไร or ไม่ไปไหน is free.
func endsThere(w, rest string) bool {
	if w == "ต้องทำงาน" {
		return thai.TrimParticles(strings.TrimSpace(rest)) == "" || strings.HasPrefix(rest, " ")
	}
	if w != "ไม่ได้" && w != "บ่ได้" && w != "ไม่ไป" && w != "ไม่มา" && w != "ไม่เอา" {
		return true
	}
	return !strings.HasPrefix(rest, "ทำ") && !strings.HasPrefix(rest, "ไป") && !strings.HasPrefix(rest, "ไหน") && !strings.HasPrefix(rest, "มี") && !strings.HasPrefix(rest, "ติด")
}

func trimFront(s string, ws []string) string {
	for again := true; again; {
		again = false
		for _, w := range ws {
			if rest, ok := strings.CutPrefix(s, w); ok {
				s, again = strings.TrimLeft(rest, " "), true
			}
		}
	}
	return s
}

// trimBack takes one of the links off the end of a text.
func trimBack(s string) string {
	if s == "" {
		return s
	}
	for _, w := range linksEnd[s[len(s)-1]] {
		if hasWord(s, w) {
			return strings.TrimSpace(strings.TrimSuffix(s, w))
		}
	}
	return s
}

// withoutLinks blanks web addresses: their digits are neither days nor phones.
func withoutLinks(s string) string {
	for _, scheme := range []string{"https://", "http://", "www."} {
		for {
			from := strings.Index(s, scheme)
			if from < 0 {
				break
			}
			to := len(s)
			if n := strings.IndexAny(s[from:], " \t\n"); n >= 0 {
				to = from + n
			}
			s = s[:from] + blank + s[to:]
		}
	}
	return s
}
