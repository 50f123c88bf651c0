package linesim

import (
	"math"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/rivo/uniseg"
)

// units is the length in UTF-16 code units, LINE's usual measure.
func units(s string) int {
	n := utf8.RuneCountInString(s)
	for _, r := range s {
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// clusters is the length in grapheme clusters, LINE's measure for what stands
// on buttons and cards. The common short text is not segmented.
func clusters(s string, limit int) int {
	if len(s) <= limit {
		return len(s)
	}
	return uniseg.GraphemeClusterCount(s)
}

func stringOf(v *visit, value any) (string, bool) {
	s, isString := value.(string)
	if !isString {
		v.fail("must be a string")
	}
	return s, isString
}

// text is a string of low to high UTF-16 units.
func text(low, high int) rule {
	return func(v *visit, value any) {
		s, isString := stringOf(v, value)
		if !isString {
			return
		}
		n := len(s)
		if n > high {
			n = units(s)
		}
		if n < low || n > high {
			v.fail("Length must be between %d and %d", low, high)
		}
	}
}

// label is a string of low to high grapheme clusters.
func label(low, high int) rule {
	return func(v *visit, value any) {
		s, isString := stringOf(v, value)
		if !isString {
			return
		}
		if n := clusters(s, high); n < low || n > high {
			v.fail("Length must be between %d and %d", low, high)
		}
	}
}

func enum(values ...string) rule {
	return func(v *visit, value any) {
		if s, isString := stringOf(v, value); isString && !slices.Contains(values, s) {
			v.fail("Must be one of the following values: [%s]", strings.Join(values, ", "))
		}
	}
}

func pattern(expression, meaning string) rule {
	re := regexp.MustCompile(expression)
	return func(v *visit, value any) {
		if s, isString := stringOf(v, value); isString && !re.MatchString(s) {
			v.fail("must be %s", meaning)
		}
	}
}

func boolean(v *visit, value any) {
	if _, isBool := value.(bool); !isBool {
		v.fail("must be true or false")
	}
}

func integer(low, high int) rule {
	return func(v *visit, value any) {
		n, isNumber := value.(float64)
		if !isNumber || n != math.Trunc(n) {
			v.fail("must be an integer")
			return
		}
		if n < float64(low) || n > float64(high) {
			v.fail("must be between %d and %d", low, high)
		}
	}
}

func number(low, high float64) rule {
	return func(v *visit, value any) {
		n, isNumber := value.(float64)
		if !isNumber {
			v.fail("must be a number")
			return
		}
		if n < low || n > high {
			v.fail("must be between %g and %g", low, high)
		}
	}
}

// address is a URL of at most high characters with one of the schemes, percent
// encoded as the reference asks ("Encoding of a URL specified in a request body
// property").
func address(high int, schemes ...string) rule {
	return func(v *visit, value any) {
		s, isString := stringOf(v, value)
		if !isString {
			return
		}
		if s == "" {
			v.fail("May not be empty")
			return
		}
		if units(s) > high {
			v.fail("Length must be between 1 and %d", high)
			return
		}
		u, err := url.Parse(s)
		if err != nil {
			v.fail("invalid uri")
			return
		}
		if !schemeFits(s, u, schemes) {
			v.fail("invalid uri scheme")
			return
		}
		if u.Host == "" && u.Opaque == "" {
			v.fail("invalid uri")
		}
		if v.strict && strings.ContainsFunc(strings.Replace(s, u.Host, "", 1), needsEncoding) {
			v.fail("invalid uri: must be percent-encoded")
		}
	}
}

// schemeFits demands lower case, because the patterns of LINE's OpenAPI description do.
func schemeFits(raw string, u *url.URL, schemes []string) bool {
	for _, scheme := range schemes {
		prefix := scheme + "://"
		if scheme == "tel" {
			prefix = "tel:"
		}
		if u.Scheme == scheme && strings.HasPrefix(raw, prefix) {
			return true
		}
	}
	return false
}

func needsEncoding(r rune) bool {
	return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r)
}

// Addresses of pictures, films and sound.
func httpsAddress() rule { return address(2000, "https") }

// Addresses that a tap may open.
func linkAddress() rule { return address(1000, "http", "https", "line", "tel") }

func colorCode() rule {
	return pattern(`^#([0-9a-fA-F]{6}|[0-9a-fA-F]{8})$`, "a color, #RRGGBB or #RRGGBBAA")
}
