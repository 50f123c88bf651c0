package importer

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"jitasa/internal/thai"
)

// row reads the cells of one record and reports what is wrong with them.
type row struct {
	record
	columns  []column
	problems *Problems
	options  Options
}

func (r *row) bad(column, code string, args ...any) {
	r.problems.add(r.row, column, code, args...)
}

func (r *row) warn(column, code string, args ...any) {
	if r.options.Warn != nil {
		r.options.Warn(Problem{r.row, column, code, args})
	}
}

// cell is the raw text of a column.
func (r *row) cell(name string) string {
	i := slices.IndexFunc(r.columns, func(c column) bool { return c.name == name })
	return r.cells[i]
}

// line is a text of one line and at most limit characters.
func (r *row) line(name string, limit int) string {
	s := r.text(name, limit)
	if strings.ContainsAny(s, "\n\t") {
		r.bad(name, "line_break")
		return ""
	}
	return s
}

// picture is an address that LINE can show: https, with a host.
func (r *row) picture(name string) string {
	s := r.line(name, maxAddress)
	if s == "" {
		return ""
	}
	if u, err := url.Parse(s); err != nil || u.Scheme != "https" || u.Host == "" {
		r.bad(name, "bad_picture", "Value", shown(s))
		return ""
	}
	return s
}

// text may have several lines.
func (r *row) text(name string, limit int) string {
	s := clean(r.cell(name))
	if !utf8.ValidString(s) {
		r.bad(name, "encoding")
		return ""
	}
	if i := strings.IndexFunc(s, forbidden); i >= 0 {
		c, _ := utf8.DecodeRuneInString(s[i:])
		r.bad(name, "control_character", "Character", fmt.Sprintf("U+%04X", c))
		return ""
	}
	if n := utf8.RuneCountInString(s); n > limit {
		r.bad(name, "too_long", "Number", n, "Limit", limit)
		return ""
	}
	return s
}

// required reports an empty cell, unless its content was wrong already.
func (r *row) required(name, value string) string {
	if value == "" && strings.TrimSpace(r.cell(name)) == "" {
		r.bad(name, "missing")
	}
	return value
}

// forbidden characters are control characters and those that turn the direction of text.
func forbidden(c rune) bool {
	return unicode.IsControl(c) && c != '\n' && c != '\t' || c >= 0x202a && c <= 0x202e || c >= 0x2066 && c <= 0x2069 || c == utf8.RuneError
}

// clean takes away what nobody sees, and composes accents (never NFKC: it breaks ำ).
func clean(s string) string {
	s = strings.Map(func(c rune) rune {
		switch c {
		case 0x200b, 0x200c, 0x200d, 0x2060, 0xfeff, '\r':
			return -1
		case 0xa0:
			return ' '
		}
		return c
	}, s)
	return norm.NFC.String(strings.TrimSpace(s))
}

// shown shortens what a message quotes from a file.
func shown(s string) string {
	s = strings.Map(func(c rune) rune {
		if forbidden(c) || c == '\n' || c == '\t' {
			return ' '
		}
		return c
	}, s)
	if runes := []rune(s); len(runes) > 40 {
		return string(runes[:40]) + "…"
	}
	return s
}

// id names a document, also in links and buttons.
func (r *row) id(name string) string {
	s := r.required(name, r.line(name, 64))
	if strings.ContainsFunc(s, func(c rune) bool { return !strings.ContainsRune("._-:", c) && !isAlphanumeric(c) }) {
		r.bad(name, "bad_id", "Value", shown(s))
		return ""
	}
	return s
}

func isAlphanumeric(c rune) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}

// choice is one of the codes, or def where the cell is empty.
func choice[T ~string](r *row, name string, codes []T, def T) T {
	s := T(strings.ToLower(clean(r.cell(name))))
	if s == "" {
		return def
	}
	if !slices.Contains(codes, s) {
		r.bad(name, "bad_choice", "Value", shown(string(s)), "Choices", joined(codes))
		return def
	}
	return s
}

func joined[T ~string](codes []T) string {
	parts := make([]string, len(codes))
	for i, c := range codes {
		parts[i] = string(c)
	}
	return strings.Join(parts, ", ")
}

// number is a whole number from 0 to limit.
func (r *row) number(name string, limit int) int {
	s := thai.Normalize(clean(r.cell(name)))
	if s == "" {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSuffix(s, ".0"))
	if err != nil || n < 0 || n > limit {
		r.bad(name, "bad_number", "Value", shown(s), "Limit", limit)
		return 0
	}
	return n
}

// degrees is a decimal number; ok is false where the cell is empty or wrong.
func (r *row) degrees(name string) (v float64, ok bool) {
	s := thai.Normalize(clean(r.cell(name)))
	if s == "" {
		return 0, false
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil || math.IsNaN(v) || math.IsInf(v, 0) {
		r.bad(name, "bad_degrees", "Value", shown(s))
		return 0, false
	}
	return v, true
}

func (r *row) boolean(name string) bool {
	s := strings.ToLower(clean(r.cell(name)))
	switch s {
	case "true", "yes", "1", "ใช่", "y", "t":
		return true
	case "", "false", "no", "0", "ไม่", "ไม่ใช่", "n", "f":
		return false
	}
	r.bad(name, "bad_boolean", "Value", shown(s))
	return false
}
