package line

import (
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// units is the length in UTF-16 code units, as LINE counts texts.
func units(s string) int {
	n := 0
	for _, r := range s {
		n += utf16.RuneLen(r)
	}
	return n
}

// clean makes s fit to be shown: valid UTF-8, no control characters but line
// breaks. A string that is clean already is returned as it is.
func clean(s string) string {
	if isClean(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' {
			return -1
		}
		return r
	}, blanks.Replace(strings.ToValidUTF8(s, "\uFFFD")))
}

var blanks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ")

// isClean looks at bytes: it is called for every text of every message.
func isClean(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' && c != '\n' || c == 0x7F {
			return false
		}
		if c == 0xC2 && i+1 < len(s) && s[i+1] < 0xA0 { // U+0080 to U+009F
			return false
		}
	}
	return utf8.ValidString(s)
}

// shown is s cleaned and without space around it; "" where nothing could be
// seen (only space, zero-width and other format characters).
func shown(s string) string {
	s = strings.TrimSpace(clean(s))
	for _, r := range s {
		if !unicode.IsSpace(r) && !unicode.Is(unicode.Cf, r) {
			return s
		}
	}
	return ""
}

const ellipsis = "…"

// cut shortens s to at most clusters grapheme clusters and at most limit UTF-16
// units, ending in "…" where something is missing. It never cuts a cluster, so
// that Thai vowels and tones and joined emoji stay whole.
func cut(s string, clusters, limit int) string {
	if runes := utf8.RuneCountInString(s); runes <= clusters && 2*runes <= limit {
		return s
	}
	end, fit, count, length, state, rest := 0, 0, 0, 0, -1, s
	for rest != "" {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		count++
		length += units(cluster)
		if count > clusters || length > limit {
			return strings.TrimRightFunc(s[:fit], unicode.IsSpace) + ellipsis
		}
		end += len(cluster)
		if count < clusters && length < limit {
			fit = end // room for the ellipsis is left
		}
	}
	return s
}

// split divides s into parts of at most limit UTF-16 units: between
// paragraphs, else lines, else words, else grapheme clusters.
func split(s string, limit int) []string {
	var parts []string
	for {
		end := prefix(s, limit)
		if end == len(s) {
			break
		}
		end = border(s, end)
		if part := shown(s[:end]); part != "" {
			parts = append(parts, part)
		}
		s = strings.TrimLeftFunc(s[end:], unicode.IsSpace)
	}
	if s = shown(s); s != "" {
		parts = append(parts, s)
	}
	return parts
}

// prefix is the length in bytes of the longest prefix of at most limit units.
func prefix(s string, limit int) int {
	if len(s) <= limit {
		return len(s)
	}
	n := 0
	for i, r := range s {
		if n += utf16.RuneLen(r); n > limit {
			return i
		}
	}
	return len(s)
}

// border is the best place to part s at or before end. A paragraph or a line
// is looked for in the second half only, so that parts do not get tiny.
func border(s string, end int) int {
	head := s[:end]
	for _, mark := range [...]string{"\n\n", "\n", " "} {
		if i := strings.LastIndex(head, mark); i > end/2 {
			return i
		}
	}
	at, state, rest := 0, -1, s
	for {
		var cluster string
		cluster, rest, _, state = uniseg.FirstGraphemeClusterInString(rest, state)
		if at+len(cluster) > end || rest == "" {
			break
		}
		at += len(cluster)
	}
	if at == 0 {
		return end // one cluster longer than the limit: nobody can read it anyway
	}
	return at
}

// columns is about how wide s is, in latin letters: Thai vowels and tones above
// and below take no room, emoji and CJK take two.
func columns(s string) int {
	n := 0
	for _, r := range s {
		switch {
		case r < 0x80:
			n++
		case r < 0x0E00 || r > 0x0E7F:
			return uniseg.StringWidth(s) // slower, and right for every script
		case r != 0x0E31 && (r < 0x0E34 || r > 0x0E3A) && (r < 0x0E47 || r > 0x0E4E):
			n++
		}
	}
	return n
}
