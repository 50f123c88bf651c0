package general

import (
	"slices"
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/understand"
)

// languageConversation changes the language.
func languageConversation() dialog.Conversation {
	start := func(t *dialog.Turn) {
		switch lang := t.Said.Lang; {
		case lang == "":
		case lang == domain.Speaks(lang):
			changeLanguage(t, lang)
			return
		default:
			sorry(t, lang)
			return
		}
		askLanguage(t, "")
	}
	return dialog.Conversation{ID: "language", Aside: true, Start: start, Hears: []dialog.Hearing{{Surety: dialog.Exact, Hear: namesLanguage}}, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		if tap.Value != domain.Speaks(tap.Value) {
			start(t)
			return
		}
		changeLanguage(t, tap.Value)
	}}
}

// askLanguage asks in which language to talk, after other words.
func askLanguage(t *dialog.Turn, after string) {
	m := chat.Message{Text: after + inAll(t, "\n", "language.ask")}
	for _, l := range domain.Languages() {
		m.Choices = append(m.Choices, languageChoice(t.Speak(l.Tag), l.Tag == t.Words.Lang()))
	}
	m.Nav = t.Onward("menu")
	t.Say(m)
}

// namesLanguage: where languages are asked for, the name of one is an answer.
//
// Before a language is chosen, and where it is asked for, a greeting tells it, or its name alone.
func namesLanguage(t *dialog.Turn) bool {
	_, open := t.Open()
	if tag := firstWords(t); tag != "" && !open {
		t.Said.Lang = tag
		t.Begin("language")
		return true
	}
	if open && t.Said.Intent == understand.Language && asksFor(t, "languages") {
		t.Said.Intent, t.Said.Lang, t.Said.Sure = "", "", false
	}
	return false
}

// asksForLanguage reports whether the last answer asks in which language to talk.
func asksForLanguage(t *dialog.Turn) bool {
	return slices.ContainsFunc(t.Memory.Offered, func(o dialog.Offer) bool { return o.Tap.Flow == "language" })
}

// asksFor reports whether the open question is of that id.
func asksFor(t *dialog.Turn, step string) bool {
	return slices.ContainsFunc(t.Memory.Offered, func(o dialog.Offer) bool { return o.Tap.Step == step })
}

// sorry says which languages there are to somebody who would speak another: in that language, where we have the words, in the
// person's, and in English.
//
//i18n:keys language.sorry_* language.not_yet.*
func sorry(t *dialog.Turn, tag string) {
	var lines []string
	if own := "language." + "sorry_" + tag; t.Words.Has(own) {
		lines = append(lines, t.T(own))
	}
	sorry := t.Wording("language.not_yet")
	for _, l := range domain.Languages() {
		if spoken := t.Memory.Lang; l.Tag == spoken || l.Tag == domain.English || spoken == "" && domain.WrittenIn(t.Text) == l.Tag {
			lines = append(lines, t.Speak(l.Tag).T(sorry))
		}
	}
	t.Aside()
	m := chat.Message{Text: strings.Join(lines, "\n"), Nav: t.GoOn()}
	for _, l := range domain.Languages() {
		m.Choices = append(m.Choices, languageChoice(t.Speak(l.Tag), true))
	}
	t.Say(m)
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
	if t.Memory.Lang == lang && t.Typed() {
		sameLanguage(t)
		return
	}
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

// sameLanguage says that the language is spoken already; what was shown is still meant.
func sameLanguage(t *dialog.Turn) {
	t.Aside()
	m := chat.Message{Text: t.T("language.same")}
	if _, open := t.Open(); open {
		t.Resume()
	} else {
		m.Nav = t.Commands("nearby", t.ProfileOrSignup(), "menu")
	}
	t.Say(m)
}
