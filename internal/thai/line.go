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
	Norm string // the text as given to NewLine
	Text string // its letters, marks and digits only
	at   []place
}

// place is where a byte of Text stands in Norm, doubled; one more where a bound lies before it.
type place int32

// NewLine condenses norm, which must be in the form of [Lower].
func NewLine(norm string) Line {
	l := Line{Norm: norm, at: make([]place, 0, len(norm)+1)}
	var text strings.Builder // not needed where all the letters stand together
	from := -1               // norm[from:i] belongs to Text
	last := scriptNone
	for i := 0; i < len(norm); {
		now, n := scriptAt(norm, i)
		switch {
		case now == scriptNone && from >= 0:
			text.Grow(len(norm) - text.Len())
			text.WriteString(norm[from:i])
			from = -1
		case now != scriptNone:
			if from < 0 {
				from = i
			}
			here := place(2 * i)
			if now != last {
				here++
			}
			l.at = append(l.at, here)
			for k := 1; k < n; k++ {
				l.at = append(l.at, place(2*(i+k)))
			}
		}
		last = now
		i += n
	}
	switch {
	case from >= 0 && text.Len() == 0:
		l.Text = norm[from:]
	case from >= 0:
		text.WriteString(norm[from:])
		fallthrough
	default:
		l.Text = text.String()
	}
	l.at = append(l.at, 1)
	return l
}

// Bound reports whether a space, punctuation, an end of the text or a change
// of script lies just before Text[i].
func (l Line) Bound(i int) bool { return l.at[i]&1 != 0 }

// Span returns where Text[from:to] stands in Norm; from < to.
func (l Line) Span(from, to int) (start, end int) {
	return int(l.at[from] / 2), int(l.at[to-1]/2) + 1
}

type script uint8

const (
	scriptNone script = iota // no part of a key
	scriptOther
	scriptThai
	scriptLatin
	scriptDigit
)

func scriptOf(r rune) script {
	switch {
	case !inKey(r):
		return scriptNone
	case r >= '0' && r <= '9':
		return scriptDigit
	case r >= 'ก' && r <= '๛':
		return scriptThai
	case r >= 'a' && r <= 'z' || r >= 0xc0 && r < 0x250:
		return scriptLatin
	}
	return scriptOther
}

// The scripts of ASCII and of Thai.
var (
	asciiScripts = scriptsFrom(0)
	thaiScripts  = scriptsFrom(firstThai)
)

const firstThai = 0x0e00

func scriptsFrom(first rune) (out [utf8.RuneSelf]script) {
	for i := range out {
		out[i] = scriptOf(first + rune(i))
	}
	return out
}

// scriptAt is the script of the letter at s[i:], and how many bytes it has.
func scriptAt(s string, i int) (script, int) {
	if s[i] < utf8.RuneSelf {
		return asciiScripts[s[i]], 1
	}
	r, n := utf8.DecodeRuneInString(s[i:])
	if r >= firstThai && r < firstThai+rune(len(thaiScripts)) {
		return thaiScripts[r-firstThai], n
	}
	return scriptOf(r), n
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
