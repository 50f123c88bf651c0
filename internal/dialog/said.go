package dialog

import (
	"strings"
	"time"
	"unicode"

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
	if t.tap != nil {
		if command, ok := strings.CutPrefix(t.tap.Flow, "!"); ok && steers(flow.Word(command)) {
			return flow.Word(command)
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
	return t.Event.Kind == chat.Location || t.Typed() && t.Said.Intent != ""
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

// Announces reports whether a text looks for volunteers, in words that somebody in need could use as well.
func (t *Turn) Announces() bool { return t.Event.Kind == chat.Text && understand.Announces(t.Text) }

// InDanger reports whether the text is a cry for help, and not a search for volunteers.
func (t *Turn) InDanger() bool { return t.Said.Intent == understand.SOS && !t.Announces() }

// Away reports whether the person was gone for so long that the bot says where we were.
func (t *Turn) Away() bool { return t.Now.Sub(t.Memory.Seen) > awayAfter }

// awayAfter is how long that is.
const awayAfter = 12 * time.Hour

// Says reports whether a text says what a button says, with or without the emoji before it.
func (t *Turn) Says(label string) bool {
	said := strings.TrimSpace(t.Text)
	return said != "" && (strings.EqualFold(said, label) || strings.EqualFold(said, unadorned(label)))
}

// unadorned is a label without the emoji before it, as people type it.
func unadorned(label string) string {
	return strings.TrimLeftFunc(label, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// polite answers a greeting or thanks in the middle of a conversation, and
// reports whether the text was one: it must not become somebody's name.
func (t *Turn) polite() bool {
	switch t.Said.Word {
	case understand.Hello:
		key := "hello.brief"
		if t.Away() {
			key = "resume.welcome"
		}
		t.Say(chat.Say(t.T(key)))
	case understand.Thanks, understand.Bye:
		t.Say(chat.Say(t.T("thanks.brief")))
	default:
		return false
	}
	return true
}
