package thai

import "strings"

// PhoneHit is a phone number inside a text.
type PhoneHit struct {
	E164       string // "+66812345678"
	Ext        string // digits of the extension, "" without one
	Start, End int    // bytes of Normalize(text)
}

// Phone reads the first phone number of a text. Thai numbers may be written
// with Thai digits, spaces, dots, dashes and brackets, with 0, +66, 66, 0066 or
// +66(0) before them, and "ต่อ 12" behind: mobiles are 0[689] + 8 digits,
// landlines 0[2-57] + 7. Of other countries only the form with + is known.
// Hotlines (1669) have no E.164 form and are not reported.
func Phone(text string) (e164, ext string, ok bool) {
	hit, ok := FindPhone(text)
	return hit.E164, hit.Ext, ok
}

// FindPhone is [Phone] that tells where in Normalize(text) the number stands.
func FindPhone(text string) (PhoneHit, bool) {
	s := Normalize(text)
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '+' && !isDigit(c) {
			continue
		}
		if hit, ok := phoneAt(s, i); ok {
			return hit, true
		}
		for i+1 < len(s) && isDigit(s[i+1]) {
			i++ // a number begins where its digits begin
		}
	}
	return PhoneHit{}, false
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func phoneAt(s string, i int) (PhoneHit, bool) {
	if i > 0 && (s[i-1] == '.' || s[i-1] == '-' || s[i-1] == '/') && i > 1 && isDigit(s[i-2]) {
		return PhoneHit{}, false // the middle of a longer number
	}
	if i > 0 && (isLatin(s[i-1]|0x20) || s[i-1] == '+') {
		return PhoneHit{}, false
	}
	digits, ends := phoneDigits(s, i)
	rest, skip, foreign := stripPrefix(digits)
	if foreign {
		return abroad(i, digits, ends)
	}
	n := nationalLength(rest)
	if n == 0 || len(rest) < n || isDashedDate(s[i:]) {
		return PhoneHit{}, false
	}
	end := ends[skip+n-1]
	if end < len(s) && isDigit(s[end]) {
		return PhoneHit{}, false
	}
	hit := PhoneHit{E164: "+66" + rest[:n], Start: i, End: end}
	hit.Ext, hit.End = extension(s, end)
	return hit, true
}

// phoneDigits returns up to 16 digits from s[i:], with a leading +, that
// nothing but the separators of phone numbers parts, and where each ends.
func phoneDigits(s string, i int) (digits string, ends []int) {
	var b strings.Builder
	gap := 0
	for ; i < len(s) && b.Len() < 17; i++ {
		switch c := s[i]; {
		case isDigit(c), c == '+' && b.Len() == 0:
			b.WriteByte(c)
			ends = append(ends, i+1)
			gap = 0
		case strings.IndexByte(" -.()", c) >= 0 && gap < 3:
			gap++
		default:
			return b.String(), ends
		}
	}
	return b.String(), ends
}

// stripPrefix takes off whatever stands before the national number without
// its 0, and says how many characters that were.
func stripPrefix(d string) (rest string, skip int, foreign bool) {
	for _, p := range []string{"+660", "+66", "00660", "0066", "660", "66", "0"} {
		if r, ok := strings.CutPrefix(d, p); ok {
			return r, len(p), false
		}
	}
	return "", 0, strings.HasPrefix(d, "+")
}

// nationalLength is how long a national number without 0 is, by its first digit.
func nationalLength(rest string) int {
	if rest == "" {
		return 0
	}
	switch rest[0] {
	case '6', '8', '9':
		return 9
	case '2', '3', '4', '5', '7':
		return 8
	}
	return 0
}

// abroad takes all digits of a number with +: E.164 has 8 to 15.
func abroad(i int, digits string, ends []int) (PhoneHit, bool) {
	n := len(digits) - 1
	if n < 8 || n > 15 || digits[1] == '0' || strings.HasPrefix(digits, "+66") {
		return PhoneHit{}, false
	}
	return PhoneHit{E164: digits, Start: i, End: ends[n]}, true
}

// extension reads "ต่อ 12", "ext. 12", "#12" at s[end:].
func extension(s string, end int) (ext string, after int) {
	rest := strings.TrimLeft(s[end:], " ,")
	for _, word := range []string{"ต่อ", "extension", "ext.", "ext", "Ext.", "Ext", "#", "x"} {
		digits, ok := strings.CutPrefix(rest, word)
		if !ok {
			continue
		}
		digits = strings.TrimLeft(digits, " .:")
		n := 0
		for n < len(digits) && isDigit(digits[n]) {
			n++
		}
		if n >= 1 && n <= 6 {
			return digits[:n], len(s) - len(digits) + n
		}
	}
	return "", end
}

// isDashedDate reports whether s begins with a date such as 02-12-2569: with
// the next number behind it, that would have the length of a phone number.
func isDashedDate(s string) bool {
	return len(s) >= 10 && (s[2] == '-' || s[2] == '.') && s[5] == s[2] && strings.Trim(s[:2]+s[3:5]+s[6:10], "0123456789") == "" &&
		(s[6:8] == "25" || s[6:8] == "20" || s[6:8] == "19")
}
