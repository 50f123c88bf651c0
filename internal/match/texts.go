package match

import (
	"bytes"
	"math/bits"
	"slices"
	"unicode"
	"unicode/utf8"

	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// texts are the words that work can be found by: titles, organisers' names and the beginnings of summaries, in both
// languages, each text once, however much work shares it. A letter takes a byte. What a text may hold is written
// into a signature of 1,024 bits first, one for each three letters in a row, so that a search looks into few texts; the
// signatures of 64 texts lie beside each other, a row of bits for each of the 1,024, and are asked all at once. (Lists of
// texts for each three letters were weighed: they took twice the memory of the letters and found what has the three letters
// somewhere.)
//
// What readers hold is never changed: texts are only added behind what they know of ([library]).
type texts struct {
	letters []byte
	ends    []uint32 // where the letters of a text end
	titles  []uint32 // and those of its title
	rows    []*rows
}

type rows [signatureBits]uint64

const (
	signatureBits = 1 << 10
	chunk         = 64 // texts of one rows
	longTitle     = 200
	longSummary   = 400 // letters of a summary that are searched, in each language
	fieldEnd      = 1   // stands after a field, so that no word goes over from one to another
)

// letter is a letter as texts keep it; 0 for what is none.
func letter(r rune) byte {
	switch {
	case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
		return byte(r)
	case r > 0xe00 && r < 0xe5c && r != 'ฯ' && r != 'ๆ' && r != '฿':
		return byte(r - 0xe00 + 0x80)
	case r > 0x7f && (unicode.IsLetter(r) || unicode.IsMark(r)):
		return 0xdc + byte(r%36)
	}
	return 0
}

// fold adds the letters of a text. Thai is written without spaces between words: they are left out. In other scripts
// a word begins with a space, so that "rice" is not found in "price".
func fold(to []byte, s string, limit int) []byte {
	between := true
	for _, r := range thai.Lower(s) {
		if limit--; limit < 0 {
			break
		}
		b := letter(r)
		switch {
		case b == 0:
			between = true
			continue
		case b >= 0x80 && b < 0xdc:
			between = true
		case between:
			to = append(to, ' ')
			between = false
		}
		to = append(to, b)
	}
	return append(to, fieldEnd)
}

// textOf folds what an opportunity can be found by; title is how much of it is the title.
func textOf(to []byte, o *domain.Opportunity) (all []byte, title int) {
	langs := [...]string{domain.Thai, domain.English}
	for _, l := range langs {
		to = fold(to, o.Title[l], longTitle)
	}
	title = len(to)
	to = fold(to, o.Organisation, longTitle)
	for _, l := range langs {
		to = fold(to, o.Summary[l], longSummary)
	}
	return to, title
}

// signature calls back for each three letters in a row; two letters have none.
func signature(letters []byte, each func(bit uint32)) {
	for i := 2; i < len(letters); i++ {
		gram := uint32(letters[i-2])<<16 | uint32(letters[i-1])<<8 | uint32(letters[i])
		each(gram * 0x9e3779b1 >> (32 - 10))
	}
}

func (t *texts) len() int { return len(t.ends) }

func (t *texts) text(i int) (all []byte, title int) {
	from := uint32(0)
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.letters[from:t.ends[i]], int(t.titles[i] - from)
}

// found are the texts that hold words, and those that hold one of them in the title.
type foundTexts struct{ any, title positions }

func newFoundTexts(n int) foundTexts {
	return foundTexts{make(positions, (n+63)/64), make(positions, (n+63)/64)}
}

// holding finds the texts that hold a word.
func (t *texts) holding(word string) foundTexts {
	out := newFoundTexts(t.len())
	letters := fold(nil, word, longTitle)
	letters = letters[:len(letters)-1]
	if len(letters) < 2 || letters[0] == ' ' && len(letters) < 3 {
		return out
	}
	var grams []uint32
	signature(letters, func(bit uint32) { grams = append(grams, bit) })
	for c, r := range t.rows {
		may := ^uint64(0)
		for _, g := range grams {
			may &= r[g]
		}
		for ; may != 0; may &= may - 1 {
			i := c*chunk + bits.TrailingZeros64(may)
			if i >= t.len() {
				break
			}
			all, title := t.text(i)
			if at := bytes.Index(all, letters); at >= 0 {
				out.any.set(uint32(i))
				if at < title {
					out.title.set(uint32(i))
				}
			}
		}
	}
	return out
}

// search finds the texts that hold all words; if there are none, those that hold the one that fewest hold; if there are none
// either, those that hold a large part of a Thai word, which may be several without a space. said is what was found in the end.
func (t *texts) search(words []string) (out foundTexts, said []string) {
	var rarest foundTexts
	least, which := 0, ""
	for i, w := range words {
		f := t.holding(singular(w))
		if i == 0 {
			out = foundTexts{slices.Clone(f.any), slices.Clone(f.title)}
		} else {
			out.and(f)
		}
		if n := f.any.count(); n > 0 && (least == 0 || n < least) {
			rarest, least, which = f, n, w
		}
	}
	switch {
	case len(words) > 0 && out.any.count() > 0:
		return out, words
	case least > 0:
		return rarest, []string{which}
	}
	for _, w := range words {
		if out, part := t.part(w); part != "" {
			return out, []string{part}
		}
	}
	return foundTexts{}, nil
}

// and keeps the texts that another word is in as well; one word in the title is enough.
func (f *foundTexts) and(other foundTexts) {
	for i := range f.any {
		f.any[i] &= other.any[i]
		f.title[i] = (f.title[i] | other.title[i]) & f.any[i]
	}
}

// singular takes the s of an English plural away: what begins with the rest is found.
func singular(w string) string {
	if n := len(w); n > 3 && (w[n-1] == 's' || w[n-1] == 'S') && w[n-2] != 's' && w[n-2] < utf8.RuneSelf {
		return w[:n-1]
	}
	return w
}

// shortestPart is how many letters of a long word have to be found at least.
const shortestPart = 6

// part looks for the longest end of a Thai word that some text holds, at least a half, or beginning, at least two thirds:
// what is done stands before what it is done with, and says less.
func (t *texts) part(word string) (out foundTexts, part string) {
	letters := []rune(thai.Lower(word))
	for n := len(letters) - 1; n >= max(shortestPart, (len(letters)+1)/2); n-- {
		for _, cut := range []int{len(letters) - n, 0} {
			if cut == 0 && 3*n < 2*len(letters) {
				continue
			}
			p := letters[cut : cut+n]
			if letter(p[0]) < 0x80 || !thai.WordStart(p[0]) || !thai.WordEnd(p[n-1]) || cut+n < len(letters) && !thai.WordStart(letters[cut+n]) {
				continue
			}
			if out = t.holding(string(p)); out.any.count() > 0 {
				return out, string(p)
			}
		}
	}
	return foundTexts{}, ""
}

// library adds texts. Only whoever builds indexes holds one; what it gave away ([library.snapshot]) stays as it is.
type library struct {
	texts
	known  map[uint64]uint32 // the text with a hash
	shared int               // so many rows may be in use by readers
	buffer []byte
}

func newLibrary() *library { return &library{known: map[uint64]uint32{}} }

// add gives the number of an opportunity's text, from 1; 0 where it has none.
func (l *library) add(o *domain.Opportunity) uint32 {
	all, title := textOf(l.buffer[:0], o)
	l.buffer = all
	if len(bytes.Trim(all, string(rune(fieldEnd)))) == 0 {
		return 0
	}
	key := keyOf(string(all))
	if at, ok := l.known[key]; ok {
		if old, _ := l.text(int(at)); bytes.Equal(old, all) {
			return at + 1
		}
	}
	at := l.len()
	from := uint32(len(l.letters))
	l.letters = append(l.letters, all...)
	l.ends = append(l.ends, uint32(len(l.letters)))
	l.titles = append(l.titles, from+uint32(title))
	l.sign(at, all)
	l.known[key] = uint32(at)
	return uint32(at) + 1
}

// sign writes the signature of the text at a place.
func (l *library) sign(at int, letters []byte) {
	c := at / chunk
	switch {
	case c == len(l.rows):
		l.rows = append(l.rows, new(rows))
	case c < l.shared: // somebody reads it
		own := *l.rows[c]
		l.rows = append(slices.Clone(l.rows[:c]), &own)
		l.shared = c
	}
	r, bit := l.rows[c], uint64(1)<<(at%chunk)
	signature(letters, func(row uint32) { r[row] |= bit })
}

// snapshot is what there is, for readers.
func (l *library) snapshot() texts {
	l.shared = len(l.rows)
	return l.texts
}

// wasteful reports whether most texts belong to work that is gone.
func (l *library) wasteful(work int) bool { return l.len() > 2*work+1000 }

// mostWords bounds what one search looks for.
const mostWords = 6
