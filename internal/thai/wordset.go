package thai

import (
	"strings"
	"unicode/utf8"
)

// WordSet is a handful of words that are looked for at every letter of a text:
// most letters begin or end none of them.
type WordSet struct {
	words       []string
	first, last [2]uint64 // of the Thai letters
}

// NewWordSet makes a set of words in the form of [Lower].
func NewWordSet(words ...string) WordSet {
	s := WordSet{words: words}
	for _, w := range words {
		r, _ := utf8.DecodeRuneInString(w)
		mark(&s.first, r)
		r, _ = utf8.DecodeLastRuneInString(w)
		mark(&s.last, r)
	}
	return s
}

func bit(r rune) (word int, mask uint64) {
	n := int(r) & 127
	return n / 64, 1 << (n % 64)
}

func mark(set *[2]uint64, r rune) {
	word, mask := bit(r)
	set[word] |= mask
}

func marks(set [2]uint64, r rune) bool {
	word, mask := bit(r)
	return set[word]&mask != 0
}

// Begins reports whether text begins with one of the words.
func (s WordSet) Begins(text string) bool {
	r, _ := utf8.DecodeRuneInString(text)
	if !marks(s.first, r) {
		return false
	}
	for _, w := range s.words {
		if strings.HasPrefix(text, w) {
			return true
		}
	}
	return false
}

// Ends reports whether text ends with one of the words.
func (s WordSet) Ends(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	if !marks(s.last, r) {
		return false
	}
	for _, w := range s.words {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}
