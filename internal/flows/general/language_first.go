package general

import (
	_ "embed" // the words
	"strings"

	"jitasa/internal/dialog"
	"jitasa/internal/thai"
)

//go:embed first_words.txt
var firstWordsList string

// greetings tell a language where none is chosen yet or one is asked for. Nothing changes them.
var greetings = func() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(firstWordsList) {
		if tag, spellings, ok := strings.Cut(strings.TrimSpace(line), ": "); ok && !strings.HasPrefix(line, "#") {
			for word := range strings.SplitSeq(spellings, " | ") {
				all[word] = tag
			}
		}
	}
	return all
}()

// firstWords is the language that a text tells before one was chosen, or where one is asked for; "" for none.
func firstWords(t *dialog.Turn) string {
	if t.Memory.Lang != "" && !asksForLanguage(t) || !t.Typed() {
		return ""
	}
	return greetings[strings.ToLower(thai.TrimParticles(strings.Trim(t.Text, " .!?,~")))]
}
