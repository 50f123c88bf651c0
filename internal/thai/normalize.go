package thai

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Normalize brings text to the one form that everything else compares:
// zero-width characters go, no-break spaces become spaces, NFC (never NFKC: it
// takes ำ apart), a detached nikhahit joins its า, เเ becomes แ, marks stand in
// the order vowel–tone once each, Thai digits become 0–9. Case and spaces stay.
// Normalize(Normalize(s)) == Normalize(s).
func Normalize(s string) string {
	if isNormal(s) {
		return s
	}
	// Mending one cluster can uncover the next (ํ ่ ํ า): go on until nothing
	// changes. Every round removes or sorts something, so that few are needed.
	for {
		t := normalizeOnce(s)
		if t == s {
			return t
		}
		s = t
	}
}

func normalizeOnce(s string) string {
	s = strings.Map(func(r rune) rune {
		switch r {
		case '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff':
			return -1
		case '\u00a0':
			return ' '
		}
		return r
	}, s)
	return orderMarks(norm.NFC.String(s))
}

// markOrder holds the marks that stand above or below a Thai consonant, tones
// apart, in the order in which they are kept. It begins in the order of the
// canonical combining classes, so that NFC leaves the result alone.
const markOrder = "ฺุูัิีึื็ํ์๎"

func isTone(r rune) bool { return r >= '่' && r <= '๋' }

func isMark(r rune) bool {
	return r == 'ั' || r >= 'ิ' && r <= 'ฺ' || r >= '็' && r <= '๎'
}

func orderMarks(s string) string {
	in := []rune(s)
	out := make([]rune, 0, len(in))
	for i := 0; i < len(in); {
		r := in[i]
		switch {
		case r == 'เ' && i+1 < len(in) && in[i+1] == 'เ':
			out = append(out, 'แ')
			i += 2
		case isMark(r) || r == 'ำ':
			out, i = appendCluster(out, in, i)
		case r >= '๐' && r <= '๙':
			out = append(out, r-'๐'+'0')
			i++
		default:
			out = append(out, r)
			i++
		}
	}
	return string(out)
}

// appendCluster appends the marks that begin at in[i], in order and without
// repetition, and returns where they end.
func appendCluster(out, in []rune, i int) ([]rune, int) {
	var marks []rune
	var tone rune
	am := false
scan:
	for ; i < len(in); i++ {
		r := in[i]
		switch {
		case isTone(r):
			if tone == 0 {
				tone = r
			}
		case am:
			break scan
		case r == 'ำ':
			am = true
		case r == 'า' && slices.Contains(marks, 'ํ'):
			marks = slices.DeleteFunc(marks, func(m rune) bool { return m == 'ํ' })
			am = true
		case isMark(r):
			if !slices.Contains(marks, r) {
				marks = append(marks, r)
			}
		default:
			break scan
		}
	}
	slices.SortFunc(marks, func(a, b rune) int {
		return strings.IndexRune(markOrder, a) - strings.IndexRune(markOrder, b)
	})
	out = append(out, marks...)
	if tone != 0 {
		out = append(out, tone)
	}
	if am {
		out = append(out, 'ำ')
	}
	return out, i
}

// isNormal reports whether s is certainly normal already: ASCII and Thai
// letters with at most a mark and a tone each, in this order. Nearly every text
// is, and the parsers all begin by asking.
func isNormal(s string) bool {
	var last rune
	for i := 0; i < len(s); {
		if s[i] < 0x80 {
			last = rune(s[i])
			i++
			continue
		}
		if len(s)-i < thaiBytes || s[i] != 0xe0 || s[i+1]&^1 != 0xb8 || s[i+2]&0xc0 != 0x80 {
			return false
		}
		r := 0xe00 | rune(s[i+1]&1)<<6 | rune(s[i+2]&0x3f)
		if r < 'ก' || r > '๛' {
			return false
		}
		switch class := classes[r-'ก']; class {
		case plainLetter:
		case foreignForm:
			return false
		case leadingE:
			if last == 'เ' {
				return false
			}
		case tone:
			if isTone(last) || last == 'ำ' {
				return false
			}
		case mark, am:
			if isMark(last) && (class != am || !isTone(last)) || last == 'ำ' {
				return false
			}
		}
		last = r
		i += thaiBytes
	}
	return true
}

// thaiBytes is how many bytes a letter of Thai has.
const thaiBytes = 3

// What a Thai letter is to isNormal.
const (
	plainLetter = iota
	foreignForm // a digit, ํ: never normal
	leadingE
	tone
	mark
	am
)

// classes are those of ก to ๛.
var classes = func() (out ['๛' - 'ก' + 1]uint8) {
	for i := range out {
		switch r := 'ก' + rune(i); {
		case r >= '๐' && r <= '๙', r == 'ํ':
			out[i] = foreignForm
		case r == 'เ':
			out[i] = leadingE
		case isTone(r):
			out[i] = tone
		case isMark(r):
			out[i] = mark
		case r == 'ำ':
			out[i] = am
		}
	}
	return out
}()

// Lower is [Normalize] in lower case: the form in which the parsers read.
func Lower(s string) string {
	if isNormal(s) {
		for i := range len(s) {
			if s[i] >= 'A' && s[i] <= 'Z' {
				return strings.ToLower(s)
			}
		}
		return s
	}
	return Normalize(strings.ToLower(Normalize(s)))
}

// Key is the form in which names are compared exactly: normalised, lower case,
// only letters, marks and digits ("Phang-nga" and "phang nga" are one, so are
// "จ. เลย" and "จ.เลย").
func Key(s string) string {
	s = Lower(s)
	var out strings.Builder
	from := 0 // s[from:i] is still to be written
	for i := 0; i < len(s); {
		is, n := scriptAt(s, i)
		if is == scriptNone {
			out.Grow(len(s) - out.Len())
			out.WriteString(s[from:i])
			from = i + n
		}
		i += n
	}
	if from == 0 {
		return s
	}
	out.WriteString(s[from:])
	return Normalize(out.String()) // what was apart may now touch, and has its own order of marks
}

func inKey(r rune) bool {
	switch {
	case r < 0x80:
		return r >= 'a' && r <= 'z' || r >= '0' && r <= '9'
	case r >= 'ก' && r <= '๛':
		return r != 'ฯ' && r != 'ๆ' && r != '฿' && r < '๏'
	}
	return unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r)
}

// Fold is [Key] without the marks that people leave out or confuse: tones, ็
// and ์. It is for forgiving comparisons only: ข้าว (rice) and ขาว (white) fold alike.
func Fold(s string) string {
	return strings.Map(func(r rune) rune {
		if isTone(r) || r == '็' || r == '์' {
			return -1
		}
		return r
	}, Key(s))
}

// WordStart reports whether a Thai word can begin with r: marks and the vowels
// that follow their consonant cannot begin one.
func WordStart(r rune) bool {
	switch r {
	case 'ะ', 'า', 'ำ', 'ๅ', 'ๆ', 'ฯ':
		return false
	}
	return !isMark(r)
}

// WordEnd reports whether a Thai word can end with r: the vowels that are
// written before their consonant cannot end one.
func WordEnd(r rune) bool { return r < 'เ' || r > 'ไ' }

// Head returns the beginning of a text, cut at a letter: n bytes at most.
func Head(s string, n int) string {
	if len(s) <= n {
		return s
	}
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}
