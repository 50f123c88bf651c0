package domain

import (
	"slices"
	"strings"
	"unicode"
)

// The languages that names of places, files and Thailand's own calendar come in. What is there for every language reads [Languages].
const (
	Thai    = "th"
	English = "en"
)

// Language is one that the bot speaks.
type Language struct {
	Tag    string              // BCP 47; its texts are in the folder of that name in locales/
	Script *unicode.RangeTable // that it is written in
}

// Languages lists those the bot speaks, in the order in which they are offered. The first is spoken with whoever has not
// chosen one, and stands in where another lacks a text. What people say they can speak is [SpokenLanguages].
func Languages() []Language {
	return []Language{{Tag: Thai, Script: unicode.Thai}, {Tag: English, Script: unicode.Latin}}
}

// DefaultLanguage is the first of them.
func DefaultLanguage() string { return Languages()[0].Tag }

// Speaks gives a language of the table as it is, and the default for any other, or none.
func Speaks(tag string) string {
	for _, l := range Languages() {
		if l.Tag == tag {
			return tag
		}
	}
	return DefaultLanguage()
}

// WrittenIn guesses the language of a text by its script; "" for a text in the script of none.
func WrittenIn(text string) string {
	for _, l := range Languages() {
		if strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(l.Script, r) }) {
			return l.Tag
		}
	}
	return ""
}

// Accepted is the first language of the table among those asked for, each a tag, a locale such as th_TH.UTF-8 or a header
// Accept-Language; "" if there is none.
func Accepted(wanted ...string) string {
	for _, list := range wanted {
		for tag := range strings.FieldsFuncSeq(list, func(r rune) bool { return strings.ContainsRune(",; ", r) }) {
			if end := strings.IndexAny(tag, "-_."); end >= 0 {
				tag = tag[:end]
			}
			for _, l := range Languages() {
				if strings.EqualFold(l.Tag, tag) {
					return l.Tag
				}
			}
		}
	}
	return ""
}

// NextLanguage is the one after a language in the table, round and round: what a page offers to change to.
func NextLanguage(tag string) string {
	all := Languages()
	i := slices.IndexFunc(all, func(l Language) bool { return l.Tag == tag })
	return all[(i+1)%len(all)].Tag
}
