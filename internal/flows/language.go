package flows

import (
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// languageConversation changes the language.
func languageConversation() Conversation {
	start := func(t *Turn) {
		if lang := t.Said.Lang; lang != "" {
			changeLanguage(t, lang)
			return
		}
		m := chat.Message{Text: inAll(t, "\n", "language.ask")}
		for _, l := range domain.Languages() {
			m.Choices = append(m.Choices, languageChoice(t.Speak(l.Tag), l.Tag == t.Words.Lang()))
		}
		m.Nav = t.onward("menu")
		t.Say(m)
	}
	return Conversation{ID: "language", Start: start, Tapped: func(t *Turn, tap chat.Tap) {
		if tap.Value != domain.Speaks(tap.Value) {
			start(t)
			return
		}
		changeLanguage(t, tap.Value)
	}}
}

// inAll says the same in every language, one after another.
func inAll(t *Turn, between, key string) string {
	var all []string
	for _, l := range domain.Languages() {
		all = append(all, t.Speak(l.Tag).T(key))
	}
	return strings.Join(all, between)
}

func languageChoice(w Words, primary bool) chat.Choice {
	return chat.Choice{
		Label: w.T("language.name.label"), Tap: chat.Tap{Flow: "language", Value: w.Lang()}, Primary: primary,
	}
}

// changeLanguage goes on in the language: with the open question, or with
// consent, the next thing that a new person needs.
func changeLanguage(t *Turn, lang string) {
	t.SpeakIn(lang)
	_, open := t.open()
	switch {
	case open:
		t.Say(chat.Say(t.T("language.set")))
		t.goingOn = true
	case len(t.Me.Consents) == 0:
		askConsent(t, "consent.intro")
	default:
		t.Say(chat.Message{Text: t.T("language.set"), Nav: t.Commands("nearby", t.profileOrSignup(), "menu")})
	}
}
