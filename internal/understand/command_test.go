package understand

import (
	"testing"

	"jitasa/internal/understand/gram"
	"jitasa/internal/understand/sentences"
)

// TestCommand holds the rules by which the lexicon and the model agree on a command, whatever the model has learned.
func TestCommand(t *testing.T) {
	sure := func(class string, p float64) gram.Guess { return gram.Guess{Class: class, P: p} }
	for name, c := range map[string]struct {
		said    Result
		guess   gram.Guess
		wholly  bool
		want    Intent
		guessed bool
	}{
		"a guess":                              {guess: sure("profile", 0.85), want: Profile, guessed: true},
		"too weak a guess":                     {guess: sure("profile", 0.75)},
		"of a question":                        {said: Result{Asks: true}, guess: sure("profile", 0.65), want: Profile, guessed: true},
		"what is done at once":                 {said: Result{Asks: true}, guess: sure("unsubscribe", 0.85)},
		"a person, of a question":              {said: Result{Asks: true}, guess: sure("human", 0.45), want: Human, guessed: true},
		"who speaks a language":                {guess: sure("language", 0.95)},
		"a day is named":                       {said: Result{DateFrom: "2026-11-28"}, guess: sure("profile", 0.99)},
		"work on a day":                        {said: Result{DateFrom: "2026-11-28"}, guess: sure("nearby", 0.96), want: Nearby, guessed: true},
		"perhaps work on a day":                {said: Result{DateFrom: "2026-11-28"}, guess: sure("nearby", 0.9)},
		"the lexicon is wrong":                 {said: Result{Intent: Profile}, guess: sure(sentences.None, 0.95)},
		"it is not sure enough":                {said: Result{Intent: Profile}, guess: sure(sentences.None, 0.85), want: Profile},
		"the lexicon knows the whole text":     {said: Result{Intent: Profile}, guess: sure(sentences.None, 0.99), wholly: true, want: Profile},
		"work at a place is not taken back":    {said: Result{Intent: Nearby, Place: "32"}, guess: sure(sentences.None, 0.98), want: Nearby},
		"a wish for a person is never":         {said: Result{Intent: Human}, guess: sure(sentences.None, 0.999), want: Human},
		"nor which language is wanted":         {said: Result{Intent: Language, Lang: "en"}, guess: sure(sentences.None, 0.999), want: Language},
		"who is in danger commands nothing":    {said: Result{Danger: "fire", Intent: SOS}, guess: sure("help", 0.99), want: SOS},
		"what is pointed at is no command":     {said: Result{Refers: This}, guess: sure("cancel", 0.99)},
		"the lexicon and the model are of one": {said: Result{Intent: Profile}, guess: sure("profile", 0.3), want: Profile},
	} {
		r := c.said
		if r.command(c.guess, c.wholly); r.Intent != c.want || r.Guessed != c.guessed {
			t.Errorf("%s: %q, guessed %v; want %q, %v", name, r.Intent, r.Guessed, c.want, c.guessed)
		}
	}
}
