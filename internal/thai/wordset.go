package thai

import (
	"strings"
	"unicode/utf8"
)

// WordSet is a handful of words that are looked for at every letter of a text:
// most letters begin or end none of them. The zero set has none.
type WordSet struct {
	byFirst, byLast *[letters][]string
}

// letters is how many letters are told apart: those of Thai are, others fall together.
const letters = 128

// NewWordSet makes a set of words in the form of [Lower].
func NewWordSet(words ...string) WordSet {
	s := WordSet{new([letters][]string), new([letters][]string)}
	for _, w := range words {
		first, _ := utf8.DecodeRuneInString(w)
		last, _ := utf8.DecodeLastRuneInString(w)
		s.byFirst[first%letters] = append(s.byFirst[first%letters], w)
		s.byLast[last%letters] = append(s.byLast[last%letters], w)
	}
	return s
}

// Begins reports whether text begins with one of the words.
func (s WordSet) Begins(text string) bool { return s.Begin(text) > 0 }

// Begin is how many bytes the word has that text begins with; 0 for none. Of two words that do, it is the one that was named first.
func (s WordSet) Begin(text string) int {
	if s.byFirst == nil {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(text)
	for _, w := range s.byFirst[r%letters] {
		if strings.HasPrefix(text, w) {
			return len(w)
		}
	}
	return 0
}

// Ends reports whether text ends with one of the words.
func (s WordSet) Ends(text string) bool {
	r, _ := utf8.DecodeLastRuneInString(text)
	for _, w := range s.byLast[r%letters] {
		if strings.HasSuffix(text, w) {
			return true
		}
	}
	return false
}
