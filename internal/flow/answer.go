package flow

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Answer is a kind of answer: what can be tapped, and how taps and typed texts
// become a value. Parse says *Invalid (ask again, saying why), *Narrow or *Toggled.
type Answer[T any] struct {
	Options func(Input) []Option // nil: nothing to tap
	Parse   func(Input) (T, error)
}

// Text is a short free text of min to max characters, on one line. A word that
// steers ("yes", "all of them"), a question, an insult and a text without a letter are none.
func Text(min, max int) Answer[string] {
	return Answer[string]{Parse: func(in Input) (string, error) {
		v := in.Value
		if v == "" && in.Word == "" {
			v = in.Text
		}
		v = Line(v)
		switch n := utf8.RuneCountInString(v); {
		case in.Value == "" && (in.Sounds.Asks || in.Sounds.Swears):
			return "", &Invalid{Key: "flow.want_text"}
		case !strings.ContainsFunc(v, unicode.IsLetter):
			return "", &Invalid{Key: "flow.want_text"}
		case n < min:
			return "", &Invalid{Key: "flow.too_short", Args: []any{"Min", min}}
		case n > max:
			return "", &Invalid{Key: "flow.too_long", Args: []any{"Max", max}}
		}
		return v, nil
	}}
}

// Line drops what cannot be seen or turns the direction of writing, and joins lines and runs of spaces.
func Line(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r) && r != '\u200d': // the joiner holds emoji together
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// Choice is one of a few options, tapped or typed.
func Choice(options func(Input) []Option) Answer[string] {
	return Answer[string]{
		Options: options,
		Parse: func(in Input) (string, error) {
			if found := pick(options(in), in); len(found) == 1 {
				return found[0], nil
			}
			return "", &Invalid{Key: "flow.want_choice"}
		},
	}
}

// pick finds the options that an input names: a tap names one, a text one or
// several ("children, dogs"). A part that names none makes the whole unclear.
func pick(options []Option, in Input) []string {
	if in.Value != "" {
		if slices.ContainsFunc(options, func(o Option) bool { return o.Value == in.Value }) {
			return []string{in.Value}
		}
		return nil
	}
	if v := named(options, in.Text); v != "" {
		return []string{v}
	}
	var found []string
	for _, part := range strings.FieldsFunc(in.Text, func(r rune) bool { return strings.ContainsRune(",;/、+\n", r) || r == ' ' }) {
		if slices.Contains([]string{"และ", "กับ", "and", "&"}, strings.ToLower(part)) {
			continue
		}
		v := named(options, part)
		if v == "" {
			return nil
		}
		if !slices.Contains(found, v) {
			found = append(found, v)
		}
	}
	return found
}

// named finds the option that a text names: its label or one of its words, or
// the only one whose label begins with the text.
func named(options []Option, text string) string {
	want := plain(text)
	if want == "" {
		return ""
	}
	var begins []string
	for _, o := range options {
		label := plain(o.Label)
		if label == want || slices.ContainsFunc(o.Words, func(w string) bool { return plain(w) == want }) {
			return o.Value
		}
		if utf8.RuneCountInString(want) >= 2 && strings.HasPrefix(label, want) {
			begins = append(begins, o.Value)
		}
	}
	if len(begins) == 1 {
		return begins[0]
	}
	return ""
}
