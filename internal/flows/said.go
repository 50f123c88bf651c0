package flows

import (
	"regexp"
	"strconv"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/understand"
)

// steers reports whether a word moves a flow instead of answering it.
func steers(w flow.Word) bool {
	switch w {
	case flow.Back, flow.Skip, flow.Cancel, flow.Done, flow.Yes, flow.No, flow.Any, flow.Resume:
		return true
	}
	return false
}

// word is the steering word that the turn stands for, if any.
func (t *Turn) word() flow.Word {
	if t.Event.Kind == chat.Tapped {
		if w := flow.Word(strings.TrimPrefix(t.Event.Tap.Flow, "!")); steers(w) && strings.HasPrefix(t.Event.Tap.Flow, "!") {
			return w
		}
		return ""
	}
	if !t.Said.Sure {
		return ""
	}
	switch {
	case t.Said.Intent == understand.Cancel:
		return flow.Cancel
	case t.Said.Intent == understand.Back:
		return flow.Back
	}
	return map[understand.Word]flow.Word{
		understand.Skip: flow.Skip, understand.None: flow.Skip, understand.Done: flow.Done, understand.Yes: flow.Yes, understand.No: flow.No, understand.All: flow.Any,
	}[t.Said.Word]
}

// elsewhere reports whether a text that is no answer is about something else.
func (t *Turn) elsewhere() bool {
	return t.Event.Kind == chat.Location || t.Event.Kind == chat.Text && t.Said.Intent != ""
}

// namesWork reports whether a text names where, when or what to help with.
func (t *Turn) namesWork() bool {
	return t.namesPlace() || t.narrows()
}

func (t *Turn) namesPlace() bool { return t.Said.Place != "" || len(t.Said.Places) > 0 }

// narrows reports whether a text names a day, a cause, a kind or a distance.
func (t *Turn) narrows() bool {
	return t.Said.DateFrom != "" || t.Said.DateError != nil || len(t.Said.Causes) > 0 || len(t.Said.Kinds) > 0 || t.saidKM() > 0
}

// distance is a distance in a text: "20 กม.", "ไม่เกิน 5 กิโล", "10km".
var distance = regexp.MustCompile(`(?i)([0-9]{1,3})\s*(?:กม|กิโล|km|kilomet)`)

// saidKM is the distance that a text names; 0 for none.
func (t *Turn) saidKM() float64 {
	found := distance.FindStringSubmatch(t.Text)
	if found == nil {
		return 0
	}
	km, err := strconv.ParseFloat(found[1], 64)
	if err != nil {
		return 0
	}
	return km
}

// guessLanguage settles on a language before one was chosen, by the script of the first text.
func (t *Turn) guessLanguage() {
	if t.Memory.Lang != "" {
		return
	}
	if guess := domain.WrittenIn(t.Text); guess != "" {
		t.Memory.Guess = guess
		t.Words = t.Speak(guess)
	}
}

// yesOrNo reads a typed yes or no as the answer to a card that was shown just
// now and is no question of a flow.
func (t *Turn) yesOrNo() (chat.Tap, bool) {
	yes := t.Said.Sure && t.Said.Word == understand.Yes
	no := t.Said.Sure && (t.Said.Word == understand.No || t.Said.Intent == understand.Cancel || t.Said.Intent == understand.Back)
	for _, answers := range [...]struct{ flow, yes, no string }{
		{"erase", "!yes", "!no"}, {"consent", "!all", "!none"}, {"newsletter", "!on", ""},
	} {
		for _, o := range t.Memory.Offered {
			if o.Tap.Flow == answers.flow && (yes && o.Tap.Step == answers.yes || no && o.Tap.Step == answers.no) {
				return o.Tap, true
			}
		}
	}
	return chat.Tap{}, false
}
