package place

import (
	"strings"
	"unicode/utf8"

	"jitasa/internal/thai"
)

// segment is one name of an address with what its marker says of its level.
type segment struct {
	hint Level
	key  string // in the form of thai.Key
}

// marker is a word that says of which level the name beside it is.
type marker struct {
	word  string
	level Level
}

// thaiMarkers stand before the name. Those of the second list also occur
// inside names (สนามชัยเขต) or abbreviations (อบต.): they count only where a
// word can begin.
var (
	thaiMarkers = []marker{
		{"จังหวัด", Province}, {"กิ่งอำเภอ", District}, {"อำเภอ", District}, {"ตำบล", Subdistrict},
	}
	looseMarkers = []marker{
		{"จว.", Province}, {"จ.", Province}, {"อ.", District}, {"ต.", Subdistrict}, {"เขต", District}, {"แขวง", Subdistrict},
		{"จ ", Province}, {"อ ", District}, {"ต ", Subdistrict},
	}
	englishBefore = map[string]Level{
		"changwat": Province, "amphoe": District, "amphur": District, "ampur": District, "khet": District,
		"tambon": Subdistrict, "tambol": Subdistrict, "khwaeng": Subdistrict,
	}
	englishAfter = map[string]Level{
		"province": Province, "district": District, "subdistrict": Subdistrict, "sub-district": Subdistrict,
	}
)

// markerAt returns the marker at the beginning of norm[i:].
func markerAt(norm string, i int, loose bool) (marker, bool) {
	if r, _ := utf8.DecodeRuneInString(norm[i:]); !beginsMarker(r) {
		return marker{}, false
	}
	for _, m := range thaiMarkers {
		if strings.HasPrefix(norm[i:], m.word) {
			return m, true
		}
	}
	if !loose {
		return marker{}, false
	}
	for _, m := range looseMarkers {
		if strings.HasPrefix(norm[i:], m.word) {
			return m, true
		}
	}
	return marker{}, false
}

// beginsMarker reports whether a Thai marker begins with a letter.
func beginsMarker(r rune) bool {
	switch r {
	case 'จ', 'ก', 'อ', 'ต', 'เ', 'แ':
		return true
	}
	return false
}

// segments takes an address apart: at markers, commas and slashes. Spaces
// alone separate nothing, since they also stand inside names.
func segments(norm string) []segment {
	var out []segment
	current, from := segment{hint: anyLevel}, 0 // the name is norm[from:i]
	flush := func(to, next int) {
		if current.key = thai.Key(norm[from:to]); current.key != "" {
			out = append(out, current)
		}
		current, from = segment{hint: anyLevel}, next
	}
	for i := 0; i < len(norm); {
		r, n := utf8.DecodeRuneInString(norm[i:])
		if r >= 0x80 && !beginsMarker(r) {
			i += n
			continue
		}
		before, _ := utf8.DecodeLastRuneInString(norm[:i])
		bound := i == 0 || !isLetter(before)
		if m, ok := markerAt(norm, i, bound || current.hint != anyLevel); ok {
			flush(i, i+len(m.word))
			current.hint = m.level
			i = from
			continue
		}
		if bound && r >= 'a' && r <= 'z' {
			word := latinWord(norm[i:])
			next := i + len(word)
			if l, ok := englishBefore[word]; ok && beforeName(norm[next:]) {
				flush(i, next)
				current.hint = l
			} else if l, ok := englishAfter[word]; ok {
				current.hint = l
				flush(i, next)
			}
			i = next
			continue
		}
		if strings.ContainsRune(",/;\n|", r) {
			flush(i, i+n)
		}
		i += n
	}
	flush(len(norm), len(norm))
	return out
}

// beforeName reports whether a name follows: in "Sanam Chai Khet District" khet
// is the end of one.
func beforeName(rest string) bool {
	rest = strings.TrimLeft(rest, " .")
	word := latinWord(rest)
	_, after := englishAfter[word]
	return word != "" && !after
}

func latinWord(s string) string {
	for i, r := range s {
		if (r < 'a' || r > 'z') && r != '-' && r != '\'' {
			return s[:i]
		}
	}
	return s
}

func isLetter(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'ก' && r <= 'ฮ' || r >= 'ะ' && r <= '๎' && r != 'ๆ'
}
