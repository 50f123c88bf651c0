package gram

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// The lengths of n-grams, in letters.
const (
	shortest = 2
	longest  = 5
)

// Features are the n-grams and words of a text, hashed, each once; behind them what else is known of it (see [Features.Mark]).
type Features []uint32

// Marks are features that are no letters: they are the hashes from firstMark, and weigh more than n-grams do.
const (
	firstMark  = 0xfff00000
	mostMarks  = 1<<32 - firstMark
	markWeight = 3
)

// Mark adds what is known of a text beside its letters, as numbers below 2^20 whose meaning is the caller's.
func (f Features) Mark(marks ...uint32) Features {
	for _, m := range marks {
		f = append(f, firstMark+m%mostMarks)
	}
	return f
}

// letters is how many of the features are n-grams and words; marks stand behind them.
func (f Features) letters() int {
	n := len(f)
	for n > 0 && f[n-1] >= firstMark {
		n--
	}
	return n
}

// strength evens out long texts and short ones: what an n-gram weighs, and what a mark does.
func (f Features) strength() (letter, mark float32) {
	n := f.letters()
	return float32(1 / math.Sqrt(float64(max(1, n)))), float32(markWeight / math.Sqrt(float64(max(1, len(f)-n))))
}

// Read takes a normalised text apart. It reads the first 300 letters; buf is used again if it is large enough.
func Read(text string, buf Features) Features {
	var room [maxLetters + 2]rune
	letters := fold(text, room[:0])
	out := buf[:0]
	for i := range letters {
		h := uint32(offset)
		for n := 1; n <= longest && i+n <= len(letters); n++ {
			h = mix(h, letters[i+n-1])
			if n >= shortest {
				out = append(out, h)
			}
		}
	}
	out = words(letters, out)
	return once(out)
}

// FNV-1a, by runes.
const (
	offset = 2166136261
	prime  = 16777619
)

func mix(h uint32, r rune) uint32 {
	h = (h ^ uint32(r&0xff)) * prime
	return (h ^ uint32(r>>8)) * prime
}

const maxLetters = 300

// fold drops what says little: case, digits, signs, letters drawn out (ช่วยด้วยยยย), spaces between Thai letters.
// The text begins and ends with a space.
func fold(text string, out []rune) []rune {
	out = append(out, ' ')
	var before, twice rune
	for _, r := range text {
		if len(out) > maxLetters {
			break
		}
		switch {
		case r >= 0x0e01 && r <= 0x0e3a, r >= 0x0e40 && r <= 0x0e4e, r >= 'a' && r <= 'z': // as it is
		case r == utf8.RuneError:
			r = ' '
		case unicode.IsDigit(r):
			r = '0'
		case unicode.IsLetter(r), unicode.In(r, unicode.Mn, unicode.Mc):
			r = unicode.ToLower(r)
		case r == '?', r == '!', r > 0x2000: // asked, cried, or a picture
		case r == '\'', r == '’':
			continue
		default:
			r = ' '
		}
		if r == before && (r == twice || r == ' ' || r == '0' || r == '!' || r == '?' || thai(r)) {
			continue
		}
		if last := len(out) - 1; thai(r) && out[last] == ' ' && last > 0 && thai(out[last-1]) {
			out = out[:last]
		}
		out = append(out, r)
		twice, before = before, r
	}
	if out[len(out)-1] != ' ' {
		out = append(out, ' ')
	}
	return out
}

func thai(r rune) bool { return r >= 0x0e01 && r <= 0x0e5b }

// words adds the words between spaces, and every two that follow each other.
func words(letters []rune, out Features) Features {
	h, last, long := uint32(wordOffset), uint32(0), 0
	for _, r := range letters {
		if r != ' ' {
			h, long = mix(h, r), long+1
			continue
		}
		if long > 0 {
			out = append(out, h)
			if last != 0 {
				out = append(out, (last*prime)^h)
			}
			last = h
		}
		h, long = wordOffset, 0
	}
	return out
}

const wordOffset = 84696351

// once drops repetitions, by a small table of its own: sorting would cost more than all the rest.
func once(f Features) Features {
	var table [4096]uint32
	out := f[:0]
	for _, h := range f {
		if h == 0 {
			h = 1
		}
		if h >= firstMark {
			h >>= 1
		}
		i := h & (uint32(len(table)) - 1)
		for probes := 0; ; probes++ {
			if table[i] == h {
				break
			}
			if table[i] == 0 || probes > 8 {
				table[i] = h
				out = append(out, h)
				break
			}
			i = (i + 1) & (uint32(len(table)) - 1)
		}
	}
	return out
}
