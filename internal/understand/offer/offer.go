package offer

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"jitasa/internal/thai"
	"jitasa/internal/understand"
	"jitasa/internal/understand/topic"
)

// longest bounds an answer that a question offers, in letters.
const longest = 40

var (
	// mayBe are the ends of a question that asks only whether what stands before will do; supposes and whether are its beginnings, the
	// second only together with such an end: "is Chiang Mai ok", but not "is there school on Monday".
	mayBe = regexp.MustCompile(` ?,? ?(?:(?:จะ|ก็)?(?:ได้|ใช่|ดี|ไหว|พอ|โอเค|ok)(?:ไหม|มั้ย|ไม๊|มัย|ม้าย|ป่าว|ปะ|ป่ะ|หรือเปล่า|รึเปล่า|หรือไม่|บ่|ก่อ|ก่)` +
		`|(?:is|would be|,? ?(?:is|would) (?:that|this|it)(?: be)?)? ?\b(?:ok|okay|possible|fine|alright|all right|right|correct))$`)
	supposes = regexp.MustCompile(`^(?:แล้ว|งั้น|ถ้า|ขอ|เอา|เปลี่ยน(?:ไป)?|เป็น|แถว|แค่|อยู่(?:ที่)?|ที่(?: |จังหวัด|อำเภอ|ตำบล)?|(?:maybe|perhaps|how about|what about|(?:can|could|may) (?:i|we|it|you) (?:say|choose|take|pick|be)|say) (?:in |at |on |around |about )?) ?`)
	whether  = regexp.MustCompile(`^(?:is|would|will)(?: it)? (?:in |at |on |around |about )?`)
	// tells begins or sounds as a question does, and is none.
	tells   = regexp.MustCompile(`^any(?:thing|one| cause)? (?:but|except|excepting|other than|apart from) |ทำ(?:อะไร|ไร)ไม่เป็น|ไม่(?:ถนัด|เก่ง)อะไร$`)
	figures = regexp.MustCompile(`^(?:สัก|ประมาณ|about)? ?\+?[0-9][0-9 ,.-]*(?:คน|ท่าน|people|persons?|volunteers?|km|กม\.?|กิโล)?$`)
	// harmless stand beside an answer: numbers, and what is counted.
	harmless = regexp.MustCompile(`^(?:[0-9][0-9,.]*|คน|ท่าน|สัก|ประมาณ|people|persons?|volunteers?|km|กม|กิโล|about|around|maybe|perhaps|be|say|fine|possible|right|correct|would|will)$`)
)

// Of is the answer that a question offers to one who asked: of "เชียงใหม่ได้ไหม", "maybe Chiang Mai?" the place. "" for a question
// that wants to know anything else, and for what is none.
func Of(said understand.Result) string {
	if !said.Asks || utf8.RuneCountInString(said.Input) > 2*longest {
		return ""
	}
	text := strings.TrimSpace(thai.Lower(thai.Normalize(said.Input)))
	if tells.MatchString(text) {
		return text
	}
	offered := strings.Trim(thai.TrimParticles(strings.TrimRight(text, " ?")), " ,")
	if end := mayBe.FindStringIndex(offered); end != nil {
		offered = whether.ReplaceAllString(strings.Trim(offered[:end[0]], " ,"), "")
	}
	for at := supposes.FindStringIndex(offered); at != nil && !strings.HasPrefix(offered, "ขอน"); at = supposes.FindStringIndex(offered) { // ขอนแก่น is a place
		offered = offered[at[1]:]
	}
	if offered == text || topic.Asks(offered) || utf8.RuneCountInString(offered) > longest || beside(said, offered) {
		return ""
	}
	return offered
}

// Figures reports whether an answer is a number, of people or anything else: it is about nothing by itself.
func Figures(offered string) bool { return figures.MatchString(offered) }

// beside reports whether what is offered says two things, or holds words that the reader does not know; such a one alone may be a name.
func beside(said understand.Result, offered string) bool {
	if said.Place != "" && len(said.Causes) > 0 { // "may I bring food into Dream World"
		return true
	}
	if said.Rest == offered && !strings.ContainsFunc(offered, unicode.IsDigit) {
		return false
	}
	for word := range strings.FieldsSeq(said.Rest) {
		if strings.Contains(offered, word) && !harmless.MatchString(word) {
			return true
		}
	}
	return false
}
