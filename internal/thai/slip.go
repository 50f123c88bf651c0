package thai

import "unicode/utf8"

// WithinOneEdit reports whether a becomes b by inserting, dropping or changing
// one letter, or swapping two neighbours; equal texts are within one edit.
func WithinOneEdit(a, b string) bool {
	for a != "" && b != "" {
		ra, na := utf8.DecodeRuneInString(a)
		rb, nb := utf8.DecodeRuneInString(b)
		if ra != rb {
			break
		}
		a, b = a[na:], b[nb:]
	}
	if a == b {
		return true
	}
	ra, na := utf8.DecodeRuneInString(a)
	rb, nb := utf8.DecodeRuneInString(b)
	if a[na:] == b[nb:] || a[na:] == b || a == b[nb:] {
		return true
	}
	if a == "" || b == "" {
		return false
	}
	sa, ma := utf8.DecodeRuneInString(a[na:])
	sb, mb := utf8.DecodeRuneInString(b[nb:])
	return ma > 0 && mb > 0 && ra == sb && rb == sa && a[na+ma:] == b[nb+mb:]
}

// Edits is how many letters a and b differ in, as far as that matters (Levenshtein).
func Edits(a, b string) int {
	x, y := []rune(a), []rune(b)
	row := make([]int, len(y)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range x {
		last := row[0]
		row[0] = i + 1
		for j, q := range y {
			cost := last
			if r != q {
				cost++
			}
			last, row[j+1] = row[j+1], min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(y)]
}
