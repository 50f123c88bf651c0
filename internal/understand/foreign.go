package understand

import (
	"strings"
	"unicode"
)

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

// scripts are the letters of a language, and the one that most people here mean who write them.
var scripts = []struct {
	letters *unicode.RangeTable
	lang    string
}{
	{unicode.Hiragana, "ja"}, {unicode.Katakana, "ja"}, {unicode.Han, "zh"}, {unicode.Hangul, "ko"}, {unicode.Myanmar, "my"}, {unicode.Lao, "lo"},
	{unicode.Khmer, "km"}, {unicode.Cyrillic, "ru"}, {unicode.Arabic, "ar"}, {unicode.Devanagari, "hi"},
}

// scriptLanguage is the language of a letter; "" for the letters of several.
func scriptLanguage(c rune) string {
	if c >= 0x1ea0 && c <= 0x1ef9 || strings.ContainsRune("đĐơưƠƯ", c) {
		return "vi"
	}
	for _, s := range scripts {
		if unicode.Is(s.letters, c) {
			return s.lang
		}
	}
	return ""
}
