package calling

import (
	"unicode/utf8"

	"jitasa/internal/calls"
	"jitasa/internal/flow"
)

// longestContact bounds how to reach whoever calls, in characters.
const longestContact = 120

// contactAnswer takes a phone that can be dialled, and whom one speaks to there.
func contactAnswer() flow.Answer[string] {
	return flow.Answer[string]{Parse: func(in flow.Input) (string, error) {
		said := ""
		if in.Word == "" {
			said = flow.Line(in.Text)
		}
		switch n := utf8.RuneCountInString(said); {
		case n > longestContact:
			return "", &flow.Invalid{Key: "flow.too_long", Args: []any{"Max", longestContact}}
		case !calls.Reachable(said):
			return "", &flow.Invalid{Key: "broadcast.contact.unclear"}
		}
		return said, nil
	}}
}
