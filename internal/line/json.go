package line

import (
	"bytes"
	"strconv"
	"strings"
	"unicode/utf8"
)

const hexDigits = "0123456789abcdef"

// appendString appends s as a JSON string. Invalid UTF-8 becomes U+FFFD.
func appendString(b []byte, s string) []byte {
	if !utf8.ValidString(s) {
		s = strings.ToValidUTF8(s, "\uFFFD")
	}
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		start = i + 1
	}
	return append(append(b, s[start:]...), '"')
}

// appendField appends ,"key":"value" unless value is empty. Every object of
// this package starts with its type, so a comma always comes first.
func appendField(b []byte, key, value string) []byte {
	if value == "" {
		return b
	}
	b = append(append(append(b, ',', '"'), key...), '"', ':')
	return appendString(b, value)
}

// appendNumber appends ,"key":value.
func appendNumber(b []byte, key string, value float64) []byte {
	b = append(append(append(b, ',', '"'), key...), '"', ':')
	return strconv.AppendFloat(b, value, 'f', -1, 64)
}

// weight is how long JSON is at most when somebody writes it again: encoders
// that expect HTML write & < > as six characters (\u0026).
func weight(b []byte) int {
	n := len(b)
	for _, c := range [...]string{"&", "<", ">"} {
		n += 5 * bytes.Count(b, []byte(c))
	}
	return n
}
