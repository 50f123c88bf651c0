package understand

import (
	"regexp"
	"slices"
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
	Maybe  Wish = "maybe"  // says that they do not know yet
	Refuse Wish = "refuse" // does not want it
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
		Other: "อันอื่น|งานอื่น|งานอื่นๆ|อย่างอื่น|กิจกรรมอื่น|อันใหม่|แบบอื่น|อันอื่นๆ|อย่างอื่นๆ|อื่นๆ|งานอื่นอีก|anything else|what else|another|another one|another job|something else|other one|other ones|other jobs|others|something different",
	} {
		l.add(vocable{role: points, value: value}, spellings)
	}
	for value, spellings := range map[Wish]string{
		Join: "สนใจ|สนใจมาก|สนใจงาน|สมัคร|สมัครงาน|ขอสมัคร|อยากสมัคร|ลงชื่อ|ขอลงชื่อ|ลงทะเบียน|เข้าร่วม|ขอเข้าร่วม|ร่วม|ขอร่วม|จอง|จองที่|เอา|เอางาน|เลือก|ขอเลือก|ทำ|อยากทำ|อยากไป|อยากไปด้วย|อยากร่วม|อยากเข้าร่วม|อยากลอง|ชอบ|ขอไปด้วย|ไปด้วย|" +
			"interested|interested in|sign me up|sign up|join|want to join|would like to join|i'd like to join|want to go|would like to go|i want|i'd like|like|take|i'll take|book|choose|pick|register|register me|put me down|let me join|do",
		Refuse: "ไม่เอา|ไม่สนใจ|ไม่อยากทำ|ไม่อยากได้|ไม่ใช่|ไม่ต้องการ|เอาออก|ซ่อน|ลบออก|not interested|not interested in|don't like|dont like|don't want|dont want|not for me|no thanks|hide|remove|skip",
		Maybe:  "อาจจะไปได้|อาจจะไป|อาจไปได้|น่าจะไปได้|น่าจะไป|คงไปได้|ไม่แน่ใจ|ยังไม่แน่ใจ|ไม่แน่|ยังไม่แน่|ยังไม่รู้|ขอดูก่อน|ขอคิดดูก่อน|ขอคิดก่อน|ไว้ดูก่อน|ดูก่อน|maybe|might|might come|maybe i can|perhaps|not sure|not sure yet|i'm not sure|let me see|let me check|i'll see",
		Come:   "ไป|ไปได้|ไปได้เลย|จะไป|เดี๋ยวไป|ไปแน่นอน|มาได้|ว่างไปได้|ว่างไป|ว่าง|ว่างอยู่|พร้อมไป|พร้อม|ช่วยได้|ไปช่วยได้|ไปช่วย|มาช่วยได้|กำลังไป|จะไปช่วย|เดี๋ยวไปช่วย|ตกลงไป|ตกลงไปได้|ไปด้วยได้|ไปถึง|ไปครับ|ไปค่ะ|ไปแน่|รีบไป|i can come|can come|i can go|can go|i'll come|will come|i will come|i'll go|i'm coming|im coming|coming|i'll be there|will be there|on my way|omw|count me in|i'm in|im in|i can help|i can make it|can make it|i'm free|available|i am available",
		Cannot: "ไปไม่ได้|ไปไม่ได้แล้ว|ไม่ไป|ไม่ไปแล้ว|มาไม่ได้|ไม่ได้ไป|ไม่ได้ไปแล้ว|ไปไม่ไหว|ไปไม่ทัน|มาไม่ทัน|ไม่ได้มา|ไม่สามารถไป|ไม่สามารถไปได้|คงไปไม่ได้|ขอถอนตัว|ยกเลิก|ขอยกเลิก|ขอสละสิทธิ์|ไม่ว่าง|ไม่ว่างแล้ว|ไม่สะดวก|ไม่สะดวกแล้ว|ติดธุระ|ติดธุระด่วน|มีธุระ|มีธุระด่วน|ติดงาน|ติดงานด่วน|ติดประชุม|ติดสอบ|ติดเรียน|ติดลูก|ช่วยไม่ได้|can't come|cannot come|can't go|cannot go|can't make it|cannot make it|won't come|will not come|not coming|can't come anymore|can't come any more|i'm busy|busy|not available|can't anymore|can't any more|can't help|have to work|i have to work|i can't|i cannot|cancel|have to cancel|need to cancel|unable to come|i'm out",
		Show:   "ดู|ขอดู|ขอดูหน่อย|เปิดดู|ดูรายละเอียด|รายละเอียด|ขอรายละเอียด|อยากรู้|ขอข้อมูล|เล่าเพิ่ม|น่าสนใจ|น่าสนใจดี|ดูน่าสนใจ|น่าสน|looks good|looks interesting|sounds good|sounds interesting|show|show me|see|tell me more|tell me more about|more about|details|details of|open|look at|what about|about",
	} {
		l.add(vocable{role: wishing, value: string(value)}, spellings)
	}
	l.add(vocable{role: polite}, strings.Join(thai.Particles(), "|"))
	l.add(vocable{role: filler}, together+"|ผม|ฉัน|ดิฉัน|หนู|เรา|พี่|ป้า|ลุง|ยาย|ตา|ก็|เลย|ด้วย|หน่อย|ที|แล้ว|ขอ|อยาก|จะ|ได้|ได้ไหม|ได้มั้ย|ได้เปล่า|งาน|ของ|ตอนนี้|ก่อน|มัน|ละกัน|แล้วกัน|ดีกว่า|นะ|the|a|i|i'd|i'll|i'm|im|am|me|my|for|please|pls|one|ok|okay|yes|to|can|could|you|in|on|at|then|now|too|so|we|want|would|job|any|more|anymore")
	l.sort()
	return l
}

// together is what stands beside a promise: who comes along, when, and an excuse.
const together = "ขอโทษ|ขอโทษที|ขอโทษด้วย|โทษที|โทษ|ขออภัย|เสียใจ|รับทราบ|ทราบแล้ว|โอเค|ตกลง|เดี๋ยว|รีบ|คน|คนเดียว|สองคน|สามคน|สี่คน|ห้าคน|เพื่อน|กับเพื่อน|กับแฟน|กับลูก|กับ|อีก|ถึง|ไปถึง|ประมาณ|ราวๆ|ช้า|ช้าหน่อย|ช้านิด|ช้านิดนึง|นิดนึง|สาย|สายหน่อย|แต่|อาจ|อาจจะ|คง|ติด|ป่วย|ไม่สบาย|มี|อีก|บ้าง|ไหม|มั้ย|แหละ|เนี่ย|นี่แหละ|" +
	"sorry|so sorry|really sorry|apologies|unfortunately|friends|friend|my friend|people|person|of us|with|there|be|late|a bit late|a little late|but|around|about|tomorrow|today|sick|any|are|is|have|got|do|does"

// counted is what says how many come, or when, in figures.
var counted = regexp.MustCompile(`[0-9]{1,2} ?(?:คน|ท่าน|people|persons|pax|of us|friends|others)|(?:at|by|around|about|ถึง) ?[0-9]{1,2}(?:[:.][0-9]{2})? ?(?:am|pm|โมง|น\.)?`)

func hasFigures(text string) bool { return strings.ContainsAny(text, "0123456789") }

// asked are the ends of a text that asks: what it says is no promise.
var asked = []string{"ไหม", "มั้ย", "มั๊ย", "ไม๊", "มะ", "เปล่า", "ป่าว", "หรือยัง", "รึยัง", "หรือไม่", "เหรอ", "หรอ", "?"}

// numbered are the numbers that point, after one of these words: งานที่ 2, #3, option 4.
var numbered = []string{"อันที่", "งานที่", "ข้อที่", "ตัวที่", "เบอร์", "หมายเลข", "ลำดับที่", "อัน", "ข้อ", "งาน", "#", "number", "no.", "no", "option", "nr"}

// longestPointer bounds the texts that can do nothing but point, in bytes.
const longestPointer = 160

// refer says what a text points at and what is wished of it, if that is all that it says; s is what else was made of it.
func (r *Reader) refer(out *Result, text string, s speech) {
	if len(text) > longestPointer || out.detailed() && out.DateFrom == "" && out.Time == "" {
		return
	}
	line := s.lineOf(text)
	text = strings.ReplaceAll(text, "|", " ") // neither is a part of a line
	if hasFigures(text) {
		text, out.Refers = takeNumber(text)
		line = thai.NewLine(counted.ReplaceAllString(text, " "))
	}
	said, wished, only := r.points(line)
	ends := thai.TrimParticles(text)
	switch asks := slices.ContainsFunc(asked, func(end string) bool { return strings.HasSuffix(ends, end) }); {
	case asks && (wished == Come || wished == Cannot || wished == Maybe):
		out.Refers = ""
		return
	case !only && !asks && wished == Cannot: // whatever the reason is
		out.Hints = wished
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

// points reads what a text points at and wishes, and whether it says nothing else.
func (r *Reader) points(line thai.Line) (said string, wished Wish, only bool) {
	only = true
	var room [16]piece
	for _, p := range r.pointers.cut(line, room[:]) {
		switch p.role {
		case points:
			if said == "" || said == This {
				said = p.value
			}
		case wishing:
			if w := Wish(p.value); stronger(w, wished) {
				wished = w
			}
		case polite, filler:
		default:
			only = false
		}
	}
	return said, wished, only
}

// stronger reports whether a wish counts more than what was wished before it in a text: "ว่าง แต่ไปไม่ได้" does not come.
func stronger(w, before Wish) bool {
	return before == "" || w == Cannot || w == Maybe && before != Cannot || before == Come && w != Maybe
}

// implied reports whether a wish without a word that points is about what was shown: "ไปได้" is, and "สมัคร" is a command.
func (r Result) implied(w Wish) bool {
	switch w {
	case Come, Cannot, Maybe:
		return r.Intent != Cancel
	case Refuse:
		return r.Word == ""
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
		figures := 0
		for figures < len(after) && after[figures] >= '0' && after[figures] <= '9' {
			figures++
		}
		if figures == 0 || figures > 2 || after[0] == '0' {
			continue
		}
		return text[:at] + " " + after[figures:], after[:figures]
	}
	return text, ""
}
