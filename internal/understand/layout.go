package understand

import "strings"

// The keys of a keyboard with their letters in the English and in the Thai
// (Kedmanee) layout: people forget to switch, and type "l,y8i" for สมัคร.
const (
	englishKeys = "1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./!@#$%^&*()_+QWERTYUIOP{}|ASDFGHJKL:\"ZXCVBNM<>?"
	thaiKeys    = "ๅ/-ภถุึคตจขชๆไำพะัีรนยบลฃฟหกดเ้่าสวงผปแอิืทมใฝ+๑๒๓๔ู฿๕๖๗๘๙๐\"ฎฑธํ๊ณฯญฐ,ฅฤฆฏโฌ็๋ษศซ.()ฉฮฺ์?ฒฬฦ"
)

func newLayouts() (toThai, toEnglish *strings.Replacer) {
	var there, back []string
	thai := []rune(thaiKeys)
	for i, e := range []rune(englishKeys) {
		there = append(there, string(e), string(thai[i]))
		if thai[i] >= 'ก' {
			back = append(back, string(thai[i]), string(e))
		}
	}
	return strings.NewReplacer(there...), strings.NewReplacer(back...)
}
