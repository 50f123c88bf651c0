package thai

import "strings"

// titles stand before names; longer ones before those that they begin with.
var titles = []string{
	"นางสาว", "น.ส.", "น.ส", "นส.", "เด็กชาย", "เด็กหญิง", "ด.ช.", "ด.ญ.", "ด.ช", "ด.ญ", "คุณ", "ผศ.ดร.", "รศ.ดร.", "ศ.ดร.", "ผศ.", "รศ.", "ศ.", "ดร.", "อ.",
	"ว่าที่ร้อยตรี", "นาย", "นาง", "พระ", "mr.", "mrs.", "ms.", "miss ", "mr ", "mrs ", "ms ", "dr.", "dr ", "khun ", "prof.",
}

// MatchName is a name without its titles, in lower case and with single
// spaces: for comparing, not for showing. A name that is nothing but a title
// (พระ is also a name) is left alone.
func MatchName(name string) string {
	s := strings.Join(strings.Fields(Lower(name)), " ")
	for {
		t := s
		for _, title := range titles {
			rest, ok := strings.CutPrefix(t, title)
			rest = strings.TrimSpace(rest)
			if !ok || len([]rune(rest)) < 2 || !beginsWord(rest) {
				continue
			}
			t = rest
			break
		}
		if t == s {
			return s
		}
		s = t
	}
}

func beginsWord(s string) bool {
	for _, r := range s {
		return WordStart(r)
	}
	return false
}
