package flow

import (
	"strings"
	"unicode"
)

// plain drops case, spaces and everything that is no letter, mark or digit
// (emoji, ticks), so that a typed label equals its button.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.In(r, unicode.Letter, unicode.Digit, unicode.Mn, unicode.Mc) {
			return unicode.ToLower(r)
		}
		return -1
	}, s)
}
