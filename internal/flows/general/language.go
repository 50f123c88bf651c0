package general

import (
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// languageConversation changes the language.
func languageConversation() dialog.Conversation {
	start := func(t *dialog.Turn) {
		ask := "language.ask"
		if lang := t.Said.Lang; lang != "" {
			if lang == domain.Speaks(lang) {
				changeLanguage(t, lang)
				return
			}
			ask = "language.not_yet"
		}
		m := chat.Message{Text: inAll(t, "\n", ask)}
		for _, l := range domain.Languages() {
			m.Choices = append(m.Choices, languageChoice(t.Speak(l.Tag), l.Tag == t.Words.Lang()))
		}
		m.Nav = t.Onward("menu")
		t.Say(m)
	}
	return dialog.Conversation{ID: "language", Aside: true, Start: start, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		if tap.Value != domain.Speaks(tap.Value) {
			start(t)
			return
		}
		changeLanguage(t, tap.Value)
	}}
}

// inAll says the same in every language, one after another.
func inAll(t *dialog.Turn, between, key string) string {
	var all []string
	for _, l := range domain.Languages() {
		all = append(all, t.Speak(l.Tag).T(key))
	}
	return strings.Join(all, between)
}

func languageChoice(w cards.Words, primary bool) chat.Choice {
	return chat.Choice{
		Label: w.T("language.name.label"), Tap: chat.Tap{Flow: "language", Value: w.Lang()}, Primary: primary,
	}
}

// changeLanguage goes on in the language: with the open question, or with
// consent, the next thing that a new person needs.
func changeLanguage(t *dialog.Turn, lang string) {
	t.SpeakIn(lang)
	_, open := t.Open()
	switch {
	case open:
		t.Say(chat.Say(t.T("language.set")))
		t.Resume()
	case len(t.Me.Consents) == 0:
		t.Begin("consent")
	default:
		t.Say(chat.Message{Text: t.T("language.set"), Nav: t.Commands("nearby", t.ProfileOrSignup(), "menu")})
	}
}
