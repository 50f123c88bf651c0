package flows

import "jitasa/internal/chat"

// languages that can be chosen, in the order in which they are offered.
func languages() []string { return []string{"th", "en"} }

// languageConversation changes the language.
func languageConversation() Conversation {
	start := func(t *Turn) {
		if lang := t.Said.Lang; lang != "" {
			changeLanguage(t, lang)
			return
		}
		m := chat.Message{Text: t.Speak("th").T("language.ask") + "\n" + t.Speak("en").T("language.ask")}
		for _, l := range languages() {
			m.Choices = append(m.Choices, languageChoice(t.Speak(l), l == t.Words.Lang()))
		}
		m.Nav = t.onward("menu")
		t.Say(m)
	}
	return Conversation{ID: "language", Start: start, Tapped: func(t *Turn, tap chat.Tap) {
		for _, l := range languages() {
			if tap.Value == l {
				changeLanguage(t, l)
				return
			}
		}
		start(t)
	}}
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
