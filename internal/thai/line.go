package thai

import (
	"strings"
	"unicode/utf8"
)

// Line is a text without its spaces and punctuation that remembers where they
// were. Thai is written without spaces between words, and with spaces at will:
// searching in Text finds "เชียง ใหม่" and "chiang-mai"; Bound tells where a
// word of another script begins and ends.
type Line struct {
	Norm  string // the text as given to NewLine
	Text  string // its letters, marks and digits only
	at    []int32
	bound []bool
}

// NewLine condenses norm, which must be in the form of [Lower].
func NewLine(norm string) Line {
	l := Line{Norm: norm, at: make([]int32, len(norm)), bound: make([]bool, len(norm)+1)}
	var text strings.Builder
	text.Grow(len(norm))
	last, cut, end := script(-1), true, 0
	for i, r := range norm {
		if !inKey(r) {
			cut = true
			continue
		}
		now := scriptOf(r)
		n := utf8.RuneLen(r)
		l.bound[end] = cut || now != last
		for k := range n {
			l.at[end+k] = int32(i + k)
		}
		end += n
		text.WriteRune(r)
		last, cut = now, false
	}
	l.bound[end] = true
	l.at, l.bound = l.at[:end], l.bound[:end+1]
	l.Text = text.String()
	return l
}

// Bound reports whether a space, punctuation, an end of the text or a change
// of script lies just before Text[i].
func (l Line) Bound(i int) bool { return l.bound[i] }

// Span returns where Text[from:to] stands in Norm; from < to.
func (l Line) Span(from, to int) (start, end int) {
	return int(l.at[from]), int(l.at[to-1]) + 1
}

type script int

const (
	scriptOther script = iota
	scriptThai
	scriptLatin
	scriptDigit
)

func scriptOf(r rune) script {
	switch {
	case r >= '0' && r <= '9':
		return scriptDigit
	case r >= 'ก' && r <= '๛':
		return scriptThai
	case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0xc0 && r < 0x250:
		return scriptLatin
	}
	return scriptOther
}

// CanEnd reports whether a word Text[i:j] can end there: English and digits at
// a bound, Thai where the next letter can begin a word.
func (l Line) CanEnd(i, j int) bool {
	if l.Text[i] < utf8.RuneSelf {
		return l.Bound(j)
	}
	if j == len(l.Text) {
		return true
	}
	next, _ := utf8.DecodeRuneInString(l.Text[j:])
	return WordStart(next)
}
