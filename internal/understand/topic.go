package understand

import (
	"slices"
	"strings"

	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/topic"
)

// ask sets whether a text is a question, and what it is about. Whoever is in danger asks nothing; what is a command, or names where, when
// or what to look for, is a question only where that is certain: "who sees my data" does not ask to see it.
// The text is in the form of thai.Lower, and grams are its features.
func (r *Reader) ask(out *Result, text string, grams gram.Features) {
	out.Asks = topic.Asks(text)
	if out.Danger != "" || out.Refers != "" {
		return
	}
	about, certain := r.topics.Guess(text, grams, out.Asks)
	if rest, points := strings.CutPrefix(text, "งานนี้"); points && about == "" && (out.Intent == "" || !out.Sure) {
		rest = strings.TrimSpace(rest)
		about, certain = r.topics.Guess(rest, gram.Read(rest, nil), out.Asks)
	}
	switch ordered := out.Sure || out.Intent == MySignups || out.Intent == Nearby && out.about(); {
	case !ordered:
		out.Topic = about
	case certain && out.Asks && about != "" && !slices.Contains(answering, out.Intent) && (out.Intent != Nearby || about != "work.more"):
		out.Topic, out.Intent, out.Lang, out.Word, out.Plain, out.Sure = about, "", "", "", "", false
	}
}

// answering are the commands that answer the question how to do the same, or that are said as one: "who is waiting".
var answering = []Intent{Language, MySignups, SignUp, Help, Waiting, Console, Human, Erase, Unsubscribe}
