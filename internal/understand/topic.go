package understand

import (
	"jitasa/internal/thai"
	"jitasa/internal/understand/topic"
)

// ask sets whether a text is a question, and what it is about. Whoever is in danger asks nothing, a command alone is no question, and what
// names where, when or what to look for is a search.
func (r *Reader) ask(out *Result, raw string) {
	text := thai.Lower(raw)
	out.Asks = topic.Asks(text)
	switch {
	case out.Danger != "", out.Sure, out.Refers != "":
	case out.Intent == Nearby && out.about():
	default:
		out.Topic = r.topics.Guess(text, out.Asks)
	}
}
