package gram

import (
	"math"
	"unicode"
	"unicode/utf8"
)

// The lengths of n-grams, in letters.
const (
	shortest = 3
	longest  = 4
)

// Features are the n-grams and words of a text, hashed, each once; behind them what else is known of it (see [Features.Mark]).
type Features []uint32

// Marks are features that are no letters. They stand in groups, and have the hashes from firstMark, a group after the other.
const (
	Groups    = 2
	firstMark = 1<<32 - Groups*mostMarks
	mostMarks = 1 << 20
)

// Mark adds what is known of a text beside its letters, as numbers below 2^20 whose meaning is the caller's. The marks of a group weigh
// as much as all its letters do, several times over, however many they are; groups are added in their order.
func (f Features) Mark(group int, marks ...uint32) Features {
	for _, m := range marks {
		f = append(f, uint32(firstMark+group*mostMarks)+m%mostMarks)
	}
	return f
}

// parts are the letters of a text, then each group of marks.
func (f Features) parts() (out [1 + Groups]Features) {
	for i := range out {
		end := 0
		for limit := firstMark + i*mostMarks; end < len(f) && int(f[end]) < limit; end++ {
		}
		if i == Groups {
			end = len(f)
		}
		out[i], f = f[:end], f[end:]
	}
	return out
}

// markWeight is how many times a group of marks weighs what the letters do.
const markWeight = 3

// strength evens out long texts and short ones: what a feature of a part weighs.
func strength(part, n int) float32 {
	s := float32(1 / math.Sqrt(float64(max(1, n))))
	if part > 0 {
		s *= markWeight
	}
	return s
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
		if last := len(out) - 1; (r == '?' || r == '!') && out[last] != ' ' && out[last] != r {
			out = append(out, ' ') // "loo?" is the word that "loo" is
		} else if thai(r) && out[last] == ' ' && last > 0 && thai(out[last-1]) {
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
