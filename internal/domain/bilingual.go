package domain

import (
	"strings"
	"unicode"
)

// InLanguage takes of a text that holds Thai and English beside each other
// ("มีที่พัก / A place to sleep", as organisations write where a form has one
// field) the half that the person reads. Parts are separated by ";". A text
// that is not written so is left as it is.
func InLanguage(text, lang string) string {
	parts := strings.Split(text, ";")
	for i, part := range parts {
		parts[i] = half(strings.TrimSpace(part), lang == Thai)
	}
	return strings.Join(parts, "; ")
}

func half(text string, wantThai bool) string {
	a, b, ok := strings.Cut(text, " / ")
	if !ok || hasThai(a) == hasThai(b) {
		return text
	}
	if hasThai(a) == wantThai {
		return a
	}
	return b
}

func hasThai(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Thai, r) })
}
