package understand

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

// role is what a word of the lexicon does in a text.
type role int8

const (
	unknown      role = iota
	command           // an intent; strong: also inside a longer text
	softly            // an intent unless the text names a place, a day or a cause: then it is looking for work
	answer            // a Word
	filler            // says nothing by itself: อยาก, ขอ, please, I
	polite            // ครับ, ค่ะ
	negation          // ไม่, don't
	work              // งาน, อาสา, help: looking for work, with a place or a day
	cause             //
	form              // a kind of opportunity
	distress          // ช่วยด้วย: with a disaster, a call for help
	stuck             // ติดอยู่, trapped: with a disaster a call for help, unless the text is a wish to help
	blocker           // a word of every day that only looks like one of the above
	textMode          // plain text on or off
	organisation      // มูลนิธิ: what begins with it is a name
	demand            // what the work has to be like: เด็กทำได้, นั่งทำ, กยศ.
	lacks             // พูดไทยไม่ได้: which language is wanted, where nothing else is said
	points            // อันที่สอง: something that was shown
	wishing           // ไปได้: what is wished of it
)

// vocable is one word or phrase, as it stands in a text without spaces.
type vocable struct {
	key    string
	role   role
	value  string
	lang   string // with intent language
	strong bool
}

// lexicon finds the longest vocable at a position: by its first two letters, in
// order. A vocable of one letter stands under it and 0.
type lexicon map[[2]rune][]vocable

func newLexicon() lexicon {
	l := lexicon{}
	l.fill()
	l.sort()
	l.pack()
	return l
}

func (l lexicon) fill() {
	l.read("plain.txt")
	l.read("intents.txt")
	l.read("languages.txt")
	l.read("answers.txt")
	l.read("causes.txt")
	l.read("small.txt")
	l.add(vocable{role: polite}, strings.Join(thai.Particles(), "|"))
	l.demands()
}

func (l lexicon) sort() {
	for r := range l {
		slices.SortStableFunc(l[r], func(a, b vocable) int { return cmp.Compare(a.key, b.key) })
	}
}

// pack puts all into one list, and all keys into one text: whoever collects garbage looks at every piece of memory, again and again.
func (l lexicon) pack() {
	words, letters := 0, 0
	for _, vs := range l {
		words += len(vs)
		for _, v := range vs {
			letters += len(v.key)
		}
	}
	all := make([]vocable, 0, words)
	var keys strings.Builder
	keys.Grow(letters)
	for at, vs := range l {
		from := len(all)
		for _, v := range vs {
			n := keys.Len()
			keys.WriteString(v.key)
			v.key = keys.String()[n:]
			all = append(all, v)
		}
		l[at] = slices.Clip(all[from:])
	}
}

// add adds spellings separated by "|".
func (l lexicon) add(v vocable, spellings string) {
	for w := range strings.SplitSeq(spellings, "|") {
		v.key = thai.Key(w)
		at := firstTwo(v.key)
		l[at] = append(l[at], v)
	}
}

func firstTwo(s string) (out [2]rune) {
	r, n := utf8.DecodeRuneInString(s)
	out[0] = r
	if n < len(s) {
		out[1], _ = utf8.DecodeRuneInString(s[n:])
	}
	return out
}

// longest finds the longest vocable at line.Text[i:].
func (l lexicon) longest(line thai.Line, i int) (vocable, bool) {
	at := firstTwo(line.Text[i:])
	for _, bucket := range [...][]vocable{l[at], l[[2]rune{at[0]}]} {
		if v, ok := longestIn(bucket, line, i); ok {
			return v, true
		}
	}
	return vocable{}, false
}

// longestIn searches a sorted list. What begins the text is not after it in the list; the
// last one not after it that does not begin it tells how long any other can be that does.
func longestIn(bucket []vocable, line thai.Line, i int) (vocable, bool) {
	text, end := line.Text[i:], len(bucket)
	for {
		n := sort.Search(end, func(k int) bool { return bucket[k].key > text })
		if n == 0 {
			return vocable{}, false
		}
		key := bucket[n-1].key
		same := commonStart(key, text)
		if same < len(key) {
			text, end = text[:same], n-1
			continue
		}
		first := n - 1
		for first > 0 && bucket[first-1].key == key {
			first--
		}
		if line.CanEnd(i, i+len(key)) {
			return bucket[first], true
		}
		end = first
	}
}

func commonStart(a, b string) int {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	return n
}

// piece is a stretch of a text: a vocable, or letters that are none.
type piece struct {
	vocable
	from, to int // bytes of line.Text
}

// cut takes a line apart, the longest vocable first; buf is used again if it is large enough.
func (l lexicon) cut(line thai.Line, buf []piece) []piece {
	out := buf[:0]
	for i := 0; i < len(line.Text); {
		r, n := utf8.DecodeRuneInString(line.Text[i:])
		p := piece{from: i, to: i + n}
		if thai.WordStart(r) && (r >= 0x80 || line.Bound(i)) {
			if v, ok := l.longest(line, i); ok {
				p.vocable, p.to = v, i+len(v.key)
			}
		}
		if last := len(out) - 1; p.role == unknown && last >= 0 && out[last].role == unknown {
			out[last].to = p.to
		} else {
			out = append(out, p)
		}
		i = p.to
	}
	return out
}
