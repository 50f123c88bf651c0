package understand

import (
	"regexp"
	"strconv"
	"strings"

	"jitasa/internal/thai"
)

// newPointers knows how people point at what was shown: lexicon/pointers.txt. What it does not say of a word, the words that answer
// or are polite say.
func newPointers(words lexicon) lexicon {
	l := lexicon{}
	l.read("pointers.txt")
	for n := 1; n < 100; n++ {
		l.add(vocable{role: points, value: strconv.Itoa(n), strong: true}, plainFigure+strconv.Itoa(n))
		l.add(vocable{role: points, value: strconv.Itoa(n)}, vagueFigure+strconv.Itoa(n))
	}
	l.add(vocable{role: polite}, strings.Join(thai.Particles(), "|"))
	for at, all := range words {
		for _, v := range all {
			switch Word(v.value) {
			case Yes, Thanks, Hello, Ack, Laugh, Fine:
				if v.role == answer {
					l[at] = append(l[at], vocable{key: v.key, role: filler})
				}
			}
			if v.role == polite {
				l[at] = append(l[at], vocable{key: v.key, role: polite})
			}
		}
	}
	l.sort()
	return l
}

// The words of which figures that point are made: they stand with other words, or only alone.
const (
	plainFigure = "option"
	vagueFigure = "job"
)

// figures are figures that may point, with the word before them and what is counted by them, if they count.
var figures = regexp.MustCompile(`(?:(อันที่|งานที่|ข้อที่|ตัวที่|รายการที่|กิจกรรมที่|โครงการที่|ตัวเลือกที่|การ์ดที่|ลำดับที่|อันดับที่|อันที|งานที|ข้อ|เบอร์|หมายเลข|อันดับ|ลำดับ|เลข|ตัวเลือก|#|\bnumber|\bnum\b|\bno\.|\bnr\.?|\boption|\bchoice)|(อัน|งาน|กิจกรรม|รายการ|โครงการ|ตัว|ที่|\bno|\bjob|\bactivity|\bevent|\bitem|\bcard)) ?([1-9][0-9]?)\b`)

// counted is what says how many come, how long or when, in figures.
var counted = regexp.MustCompile(`[0-9]{1,2} ?(?:คน|ท่าน|people|persons|pax|of us|friends|others)|(?:at|by|around|about|ถึง) ?[0-9]{1,2}(?:[:.][0-9]{2})? ?(?:am|pm|โมง|น\.)?`)

// units are what figures count that do not point.
var units = regexp.MustCompile(`^ ?(?:วัน|ชั่วโมง|ชม|ปี|เดือน|อาทิตย์|สัปดาห์|โมง|ทุ่ม|บาท|ครั้ง|ขวบ|กิโล|กม|นาที|ตัว|อัน|งาน|แห่ง|ที่|[0-9]|[:./-][0-9]|days?\b|hours?\b|hrs?\b|am\b|pm\b|years?\b|weeks?\b|months?\b|baht\b|km\b|times?\b)`)

// pointing is a text without what counts people and hours, without the นี้ that belongs to a date (1-5 ธันวานี้), and with words for the
// figures that point; false: it is the text itself.
func pointing(text string) (changed string, ok bool) {
	if strings.Contains(text, "|") {
		for _, this := range [...]string{"| นี้", "|  นี้", "|นี้"} {
			changed = strings.ReplaceAll(text, this, "|")
			if changed != text {
				text, ok = changed, true
			}
		}
	}
	if !strings.ContainsAny(text, "0123456789") {
		return text, ok
	}
	return wordedFigures(counted.ReplaceAllString(text, " ")), true
}

// wordedFigures writes figures that point as the words that stand for them: อันที่ 2 as option 2.
func wordedFigures(text string) string {
	var b strings.Builder
	from := 0
	for _, at := range figures.FindAllStringSubmatchIndex(text, -1) {
		end := at[7]
		if units.MatchString(text[end:]) {
			continue
		}
		word := plainFigure
		if at[2] < 0 {
			word = vagueFigure
		}
		b.WriteString(text[from:at[0]] + " " + word + " " + text[at[6]:end] + " ")
		from = end
	}
	b.WriteString(text[from:])
	return b.String()
}
