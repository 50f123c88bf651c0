package typeset

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// wrap breaks a cleaned text into the fewest lines that are at most so wide, and evens their lengths.
func (s *setter) wrap(w weight, size, wide float64, text string) []line {
	if text == "" {
		return nil
	}
	parts := s.parts(w, size, wide, text)
	texts := pour(parts, wide)
	for least, most := wide/2, wide; len(texts) > 1 && most-least > size/4; {
		half := (least + most) / 2
		if even := pour(parts, half); len(even) > len(texts) || widest(parts) > half {
			least = half
		} else {
			most, texts = half, even
		}
	}
	lines := make([]line, len(texts))
	for i, t := range texts {
		lines[i] = s.shape(w, size, t)
	}
	return lines
}

// part is a piece of text that stays together, and how wide it is with and without the space after it.
type part struct {
	text       string
	wide, full float64
}

// parts cuts a text where it may be broken: at its spaces; a piece that is wider than a line also where a syllable surely ends, and where
// that does not do between its clusters.
func (s *setter) parts(w weight, size, wide float64, text string) []part {
	var all []part
	add := func(piece string) {
		p := part{text: piece, wide: s.width(w, piece) * size}
		p.full = p.wide
		if strings.HasSuffix(piece, " ") {
			p.full += s.width(w, "x x")*size - 2*s.width(w, "x")*size
		}
		all = append(all, p)
	}
	tooWide := func(text string) bool { return s.width(w, text)*size > wide }
	for _, piece := range together(pieces(text, " "+string(breakHere))) {
		if !tooWide(piece) {
			add(piece)
			continue
		}
		for _, piece := range syllables(piece) {
			rest := ""
			for _, c := range clusters(piece) {
				if rest != "" && tooWide(rest+c) {
					add(rest)
					rest = ""
				}
				rest += c
			}
			add(rest)
		}
	}
	return all
}

// pour fills lines one after the other.
func pour(parts []part, wide float64) []string {
	var lines []string
	var b strings.Builder
	x := 0.0
	for _, p := range parts {
		if b.Len() > 0 && x+p.wide > wide {
			lines = append(lines, strings.TrimRight(b.String(), " "))
			b.Reset()
			x = 0
		}
		b.WriteString(p.text)
		x += p.full
	}
	return append(lines, strings.TrimRight(b.String(), " "))
}

func widest(parts []part) float64 {
	most := 0.0
	for _, p := range parts {
		most = max(most, p.wide)
	}
	return most
}

// pieces cuts a text after some characters; together they are all of it.
func pieces(text, after string) []string {
	var all []string
	for text != "" {
		end := len(text)
		if i := strings.IndexAny(text, after); i >= 0 {
			_, n := utf8.DecodeRuneInString(text[i:])
			end = i + n
		}
		all = append(all, text[:end])
		text = text[end:]
	}
	return all
}

// together keeps ณ with the place behind it: "ณ อยุธยา" is one family name.
func together(pieces []string) []string {
	var all []string
	for i, piece := range pieces {
		if i > 0 && pieces[i-1] == "ณ " {
			all[len(all)-1] += piece
		} else {
			all = append(all, piece)
		}
	}
	return all
}

// syllables cuts after hyphens and slashes, and in Thai before the vowels that begin a syllable and after those that end one. Where words
// end only a dictionary knows.
func syllables(word string) []string {
	var all []string
	from := 0
	ended := false
	for i, r := range word {
		again := strings.ContainsRune("-/ะำๆฯ", r) || unicode.Is(unicode.M, r)
		if i > from && (strings.ContainsRune(thaiLeads, r) || ended && !again) {
			all = append(all, word[from:i])
			from = i
		}
		ended = strings.ContainsRune("-/ะำๆฯ", r)
	}
	return append(all, word[from:])
}

// thaiLeads are the vowels that are written before their letter.
const thaiLeads = "เแโใไ"

// clusters are the pieces of a word that a line may not cut, if it has to cut a word: a letter with its marks, and in Thai
// the vowels written before and after it.
func clusters(word string) []string {
	var all []string
	leads := false // the cluster has no letter of its own yet
	for _, r := range word {
		follows := unicode.Is(unicode.M, r) || strings.ContainsRune("ะาำๅๆฯ", r)
		if len(all) > 0 && (follows || leads) {
			all[len(all)-1] += string(r)
		} else {
			all = append(all, string(r))
		}
		leads = strings.ContainsRune(thaiLeads, r)
	}
	return all
}

// fit sets a cleaned text as large as can be: first smaller in one line, then in two, then in three.
func (s *setter) fit(w weight, size, least, wide float64, text string) ([]line, error) {
	if text == "" {
		return nil, nil
	}
	for most := 1; most <= 3; most++ {
		for at := size; at >= least; at *= 0.96 {
			if lines := s.wrap(w, at, wide, text); len(lines) <= most {
				return lines, nil
			}
		}
		size, least = size*0.8, least*0.8
	}
	return nil, ErrTooMuch
}
