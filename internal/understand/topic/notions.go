package topic

import (
	"cmp"
	_ "embed" // the notions
	"slices"
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

//go:embed notions.txt
var notions string

// word is a spelling of a notion.
type word struct {
	key   string
	id    uint32 // of the notion; none for a word that only hides a shorter one
	loose bool   // any ending
}

// Notions finds them. It is immutable and safe for concurrent use.
type Notions struct{ words *words }

// words finds the longest word at a position: by first letter, long ones first.
type words [lastLetter][]word

// Letters by their place in words: those of Latin, then those of Thai. All others lie at 0.
const (
	latinLetters = 'z' - 'a' + 1
	thaiLetters  = lastThai - firstThai + 1
	lastLetter   = 1 + latinLetters + thaiLetters

	firstThai = 0x0e01
	lastThai  = 0x0e4e
)

func letter(r rune) int {
	switch {
	case isThai(r):
		return 1 + latinLetters + int(r-firstThai)
	case alphabetic(r):
		return 1 + int(r-'a')
	}
	return 0
}

// none is the notion of words that mean nothing here.
const none = 0

// mostNotions bounds their ids, so that two of them make one number.
const mostNotions = 512

// NewNotions reads the list.
func NewNotions() *Notions {
	all := &words{}
	id := uint32(firstNotion)
	for line := range strings.Lines(notions) {
		name, spellings, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		if name == "-" {
			all.add(none, spellings)
			continue
		}
		all.add(id, spellings)
		id++
	}
	all.sort()
	return &Notions{all}
}

// add adds spellings separated by "|".
func (w *words) add(id uint32, spellings string) {
	for s := range strings.SplitSeq(spellings, "|") {
		v := word{id: id}
		v.key, v.loose = strings.CutSuffix(plain(s), "*")
		r, _ := utf8.DecodeRuneInString(v.key)
		w[letter(r)] = append(w[letter(r)], v)
	}
}

func (w *words) sort() {
	for r := range w {
		slices.SortStableFunc(w[r], func(a, b word) int { return cmp.Compare(len(b.key), len(a.key)) })
	}
}

// plain is a text as notions are looked for in it: without apostrophes, and without spaces between Thai letters.
func plain(text string) string {
	if strings.IndexByte(text, ' ') < 0 && strings.IndexByte(text, '\'') < 0 && !strings.Contains(text, "’") {
		return text
	}
	var out strings.Builder
	out.Grow(len(text))
	var before rune
	for i, r := range text {
		switch {
		case r == '\'' || r == '’':
			continue
		case r == ' ' && isThai(before):
			if next, _ := utf8.DecodeRuneInString(text[i+1:]); isThai(next) {
				continue
			}
		}
		out.WriteRune(r)
		before = r
	}
	return out.String()
}

func isThai(r rune) bool { return r >= firstThai && r <= lastThai }

// in appends the notions of a plain text to out, each once; rest is how many of its letters belong to none.
func (w *words) in(text string, out []uint32) (found []uint32, rest int) {
	bound := true
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRuneInString(text[i:])
		unknown := letter(r) != 0
		if isThai(r) && thai.WordStart(r) || !isThai(r) && bound {
			here := w[letter(r)]
			for k := range here {
				v := &here[k]
				if end := i + len(v.key); end > len(text) || text[end-1] != v.key[len(v.key)-1] || text[i:end] != v.key || !v.ends(text[end:]) {
					continue
				}
				if v.id != none && !slices.Contains(out, v.id) {
					out = append(out, v.id)
				}
				size, unknown = len(v.key), false
				r, _ = utf8.DecodeLastRuneInString(v.key)
				break
			}
		}
		if unknown {
			rest++
		}
		bound = isThai(r) || !alphabetic(r)
		i += size
	}
	return out, rest
}

// ends reports whether a word that rest follows can end here.
func (v *word) ends(rest string) bool {
	if v.loose || rest == "" {
		return true
	}
	r, _ := utf8.DecodeRuneInString(rest)
	last := v.key[len(v.key)-1]
	return last >= utf8.RuneSelf || !alphabetic(r)
}

func alphabetic(r rune) bool { return r >= 'a' && r <= 'z' }
