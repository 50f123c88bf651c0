package understand

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// longestDrawn is how many letters a word may have that is drawn out, or a laugh.
const longestDrawn = 40

// laughing are laughs, however long: 5555555+, hahahah, lmaooo, ฮ่าๆๆๆ.
var laughing = regexp.MustCompile(`^(?:5{3,}\+*|a?(?:h+[aei]+){2,}h*|l+o{2,}l+(?:o+l+)*|l+(?:o+l+){2,}|l+m+f?a+o+|ro+f+l+|j?a?(?:ja){2,}|(?:ฮ่?า?|ห้า|ฮิ|อิ|คริ|หุ|เหอ|ฮ่ะ|ก๊าก|กร๊าก|แหะ|แฮ่){2,})$`)

// drawn is the word that a text means whose letters are drawn out, where it is nothing else: okkkk, thxxx, hahahahaha.
func (r *Reader) drawn(s speech) Word {
	text := s.line.Text
	if text == "" || utf8.RuneCountInString(text) > longestDrawn {
		return ""
	}
	if laughing.MatchString(text) {
		return Laugh
	}
	for _, most := range [...]int{2, 1} {
		if short := squeezed(s.line.Norm, most); short != s.line.Norm {
			if w, _ := r.say(short).word(); w != "" {
				return w
			}
		}
	}
	return ""
}

// squeezed is a text in which no Latin letter stands more often than so many times running where it stood three times.
func squeezed(s string, most int) string {
	var b strings.Builder
	for i := 0; i < len(s); {
		run := 1
		for i+run < len(s) && s[i+run] == s[i] {
			run++
		}
		if s[i] >= 'a' && s[i] <= 'z' && run >= 3 {
			b.WriteString(s[i : i+most])
		} else {
			b.WriteString(s[i : i+run])
		}
		i += run
	}
	return b.String()
}
