package understand

import (
	"strings"

	"jitasa/internal/thai"
)

// Wish is what a person wants with the thing that they point at.
type Wish string

// The wishes.
const (
	Join   Wish = "join"   // would like to take part
	Come   Wish = "come"   // says that they come
	Cannot Wish = "cannot" // says that they do not come (any more)
	Show   Wish = "show"   // wants to see it
)

// What Result.Refers can be, beside a number.
const (
	This  = "this"  // what was shown last
	Last  = "last"  // the last of several
	Other = "other" // something else than what was shown
)

// newPointers knows how people point at what was shown. A text points only if it says nothing else.
func newPointers() lexicon {
	l := lexicon{}
	for value, spellings := range map[string]string{
		This:  "นี้|นี่|อันนี้|อันนี่|งานนี้|งานนี่|ตัวนี้|กิจกรรมนี้|โครงการนี้|รายการนี้|ที่นี่|อันนั้น|งานนั้น|งานเมื่อกี้|อันเมื่อกี้|เมื่อกี้|ที่ส่งมา|งานที่ส่งมา|อันที่ส่งมา|this|this one|this job|this activity|this work|this event|this opportunity|that|that one|that job|it",
		"1":   "อันแรก|งานแรก|ข้อแรก|ตัวแรก|แรก|อันบน|อันบนสุด|งานบนสุด|อันที่หนึ่ง|งานที่หนึ่ง|ข้อหนึ่ง|อันหนึ่ง|เบอร์หนึ่ง|first|1st|number one|option one|one at the top|top one",
		"2":   "อันสอง|อันที่สอง|งานที่สอง|งานสอง|ข้อสอง|ตัวที่สอง|เบอร์สอง|second|2nd|number two|option two",
		"3":   "อันสาม|อันที่สาม|งานที่สาม|งานสาม|ข้อสาม|ตัวที่สาม|เบอร์สาม|third|3rd|number three|option three",
		"4":   "อันสี่|อันที่สี่|งานที่สี่|งานสี่|ข้อสี่|ตัวที่สี่|เบอร์สี่|fourth|4th|number four|option four",
		"5":   "อันห้า|อันที่ห้า|งานที่ห้า|งานห้า|ข้อห้า|ตัวที่ห้า|เบอร์ห้า|fifth|5th|number five|option five",
		"6":   "อันที่หก|งานที่หก|ข้อหก|ตัวที่หก|sixth|6th|number six",
		"7":   "อันที่เจ็ด|งานที่เจ็ด|ข้อเจ็ด|seventh|7th|number seven",
		"8":   "อันที่แปด|งานที่แปด|ข้อแปด|eighth|8th|number eight",
		Last:  "สุดท้าย|อันสุดท้าย|งานสุดท้าย|ตัวสุดท้าย|ข้อสุดท้าย|อันหลังสุด|อันท้ายสุด|อันท้าย|อันล่าง|อันล่างสุด|งานล่างสุด|last|one at the bottom|bottom one",
		Other: "อันอื่น|งานอื่น|งานอื่นๆ|อย่างอื่น|กิจกรรมอื่น|อันใหม่|แบบอื่น|another|another one|another job|something else|other one|other ones|other jobs|others|something different",
	} {
		l.add(vocable{role: points, value: value}, spellings)
	}
	for value, spellings := range map[Wish]string{
		Join: "สนใจ|สนใจมาก|สนใจงาน|สมัคร|สมัครงาน|ขอสมัคร|อยากสมัคร|ลงชื่อ|ขอลงชื่อ|ลงทะเบียน|เข้าร่วม|ขอเข้าร่วม|ร่วม|ขอร่วม|จอง|จองที่|เอา|เอางาน|เลือก|ขอเลือก|ทำ|อยากทำ|อยากไป|อยากไปด้วย|อยากร่วม|อยากเข้าร่วม|อยากลอง|ชอบ|ขอไปด้วย|ไปด้วย|" +
			"interested|interested in|sign me up|sign up|join|want to join|would like to join|i'd like to join|want to go|would like to go|i want|i'd like|like|take|i'll take|book|choose|pick|register|register me|put me down|let me join|do",
		Come:   "ไป|ไปได้|ไปได้เลย|จะไป|เดี๋ยวไป|ไปแน่นอน|มาได้|ว่างไปได้|ว่างไป|ว่าง|ว่างอยู่|พร้อมไป|พร้อม|ช่วยได้|ไปช่วยได้|ไปช่วย|กำลังไป|i can come|can come|i can go|can go|i'll come|will come|i will come|i'll go|i'm coming|im coming|coming|i'll be there|will be there|on my way|omw|count me in|i'm in|im in|i can help|i can make it|can make it|i'm free|available|i am available",
		Cannot: "ไปไม่ได้|ไปไม่ได้แล้ว|ไม่ไป|ไม่ไปแล้ว|มาไม่ได้|ไม่ได้ไป|ไม่ได้ไปแล้ว|ไปไม่ไหว|ไม่ว่าง|ไม่ว่างแล้ว|ไม่สะดวก|ไม่สะดวกแล้ว|ติดธุระ|ติดงาน|ติดเรียน|ช่วยไม่ได้|can't come|cannot come|can't go|cannot go|can't make it|cannot make it|won't come|will not come|not coming|can't come anymore|can't come any more|i'm busy|busy|not available|i can't|i cannot|unable to come|i'm out",
		Show:   "ดู|ขอดู|ขอดูหน่อย|เปิดดู|ดูรายละเอียด|รายละเอียด|ขอรายละเอียด|อยากรู้|ขอข้อมูล|เล่าเพิ่ม|show|show me|see|tell me more|tell me more about|more about|details|details of|open|look at|what about|about",
	} {
		l.add(vocable{role: wishing, value: string(value)}, spellings)
	}
	l.add(vocable{role: polite}, strings.Join(thai.Particles(), "|"))
	l.add(vocable{role: filler}, "ผม|ฉัน|ดิฉัน|หนู|เรา|พี่|ป้า|ลุง|ยาย|ตา|ก็|เลย|ด้วย|หน่อย|ที|แล้ว|ขอ|อยาก|จะ|ได้|ได้ไหม|ได้มั้ย|ได้เปล่า|งาน|ของ|ตอนนี้|ก่อน|มัน|ละกัน|แล้วกัน|ดีกว่า|นะ|the|a|i|i'd|i'll|i'm|im|am|me|my|for|please|pls|one|ok|okay|yes|to|can|could|you|in|on|at|then|now|too|so|we|want|would|job|any|more|anymore")
	l.sort()
	return l
}

// numbered are the numbers that point, after one of these words: งานที่ 2, #3, option 4.
var numbered = []string{"อันที่", "งานที่", "ข้อที่", "ตัวที่", "เบอร์", "หมายเลข", "ลำดับที่", "อัน", "ข้อ", "งาน", "#", "number", "no.", "no", "option", "nr"}

// longestPointer bounds the texts that can do nothing but point, in bytes.
const longestPointer = 160

// refer says what a text points at and what is wished of it, if that is all that it says.
func (r *Reader) refer(out *Result, text string) {
	if len(text) > longestPointer || out.detailed() && out.DateFrom == "" && out.Time == "" {
		return
	}
	text, out.Refers = takeNumber(strings.ReplaceAll(text, "|", " "))
	line := thai.NewLine(text)
	said, wished, only := "", Wish(""), true
	for _, p := range r.pointers.cut(line) {
		switch p.role {
		case points:
			if said == "" || said == This {
				said = p.value
			}
		case wishing:
			if w := Wish(p.value); wished == "" || w == Cannot || wished == Come {
				wished = w
			}
		case polite, filler:
		default:
			only = false
		}
	}
	switch {
	case !only:
		out.Refers = ""
		return
	case out.Refers == "":
		out.Refers = said
	}
	if out.Refers == "" && out.implied(wished) {
		out.Refers = This
	}
	if out.Refers != "" {
		out.Wish = wished
	}
}

// implied reports whether a wish without a word that points is about what was shown: "ไปได้" is, and "สมัคร" is a command.
func (r Result) implied(w Wish) bool {
	switch w {
	case Come, Cannot:
		return true
	case Join:
		return r.Word == "" && r.Intent == ""
	}
	return false
}

// takeNumber takes a number that points, and leaves the rest.
func takeNumber(text string) (rest, n string) {
	for _, w := range numbered {
		at := strings.Index(text, w)
		if at < 0 {
			continue
		}
		after := strings.TrimLeft(text[at+len(w):], " ")
		if len(after) == 0 || after[0] < '1' || after[0] > '9' || len(after) > 1 && after[1] >= '0' && after[1] <= '9' {
			continue
		}
		return text[:at] + " " + after[1:], after[:1]
	}
	return text, ""
}
