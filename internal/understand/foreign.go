package understand

import "unicode"

// foreign asks for the language of a text that is written in the script of one that the bot
// does not have: こんにちは. It is not sure: a name is written so as well.
func (r *Result) foreign(text string) {
	if r.Known() {
		return
	}
	letters, most := 0, 0
	counts := map[string]int{}
	for _, c := range text {
		if c < 0x80 || !unicode.IsLetter(c) {
			continue
		}
		letters++
		if lang := scriptLanguage(c); lang != "" {
			counts[lang]++
		}
	}
	if letters < 2 {
		return
	}
	if counts["ja"] > 0 { // Japanese is written with Chinese letters as well
		counts["ja"] += counts["zh"]
	}
	lang := ""
	for _, l := range []string{"ja", "zh", "ko", "my", "lo", "km", "ru", "ar", "hi", "vi"} {
		if counts[l] > most {
			lang, most = l, counts[l]
		}
	}
	if 2*most > letters {
		r.Intent, r.Lang = Language, lang
	}
}

// scriptLanguage is the language that most people here mean who write a letter.
func scriptLanguage(c rune) string {
	switch {
	case unicode.In(c, unicode.Hiragana, unicode.Katakana):
		return "ja"
	case unicode.Is(unicode.Han, c):
		return "zh"
	case unicode.Is(unicode.Hangul, c):
		return "ko"
	case unicode.Is(unicode.Myanmar, c):
		return "my"
	case unicode.Is(unicode.Lao, c):
		return "lo"
	case unicode.Is(unicode.Khmer, c):
		return "km"
	case unicode.Is(unicode.Cyrillic, c):
		return "ru"
	case unicode.Is(unicode.Arabic, c):
		return "ar"
	case unicode.Is(unicode.Devanagari, c):
		return "hi"
	case c >= 0x1ea0 && c <= 0x1ef9, c == 'đ', c == 'Đ', c == 'ơ', c == 'ư', c == 'Ơ', c == 'Ư':
		return "vi"
	}
	return ""
}
