package flows

import (
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// eraseConversation deletes everything about a person, after asking once. Only
// the question asked last can be answered: an old card must not erase a new profile.
func eraseConversation() Conversation {
	return Conversation{ID: "erase", Start: askErase, Tapped: func(t *Turn, tap chat.Tap) {
		waits := t.Memory.Erasing != "" && tap.Session == t.Memory.Erasing
		switch {
		case tap.Step == "!yes" && waits:
			erase(t)
		case tap.Step == "!yes":
			askErase(t)
		default:
			t.Memory.Erasing = ""
			t.Say(chat.Message{Text: t.T("erase.kept"), Nav: t.onward("my_data", "nearby", "menu")})
		}
	}}
}

func askErase(t *Turn) {
	t.Memory.Erasing = t.session()
	tap := func(key, step string, primary bool) chat.Choice {
		return chat.Choice{Label: t.T(key), Tap: chat.Tap{Flow: "erase", Step: step, Session: t.session()}, Primary: primary}
	}
	card := chat.Card{
		Tone: chat.Alert, Icon: "🧹", Title: t.T("erase.title"), Body: t.T("erase.body"),
		Choices: []chat.Choice{tap("erase.no.label", "!no", true), tap("erase.yes.label", "!yes", false)},
	}
	if _, manages := t.managed(); manages {
		card.Note = t.T("erase.calls")
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("erase.title")})
}

func erase(t *Turn) {
	receipt := t.receipt("erase")
	*t.Me = domain.Volunteer{Meta: t.Me.Meta}
	*t.Memory = Memory{Lang: t.Words.Lang(), Plain: t.Memory.Plain} // so that the next answer is not in a foreign language
	t.Effects.Erase = receipt
	t.Say(chat.Message{Text: t.T("erase.done", "Receipt", receipt, "Day", t.Words.Day(t.Now)), Nav: t.Commands("signup", "nearby", "menu")})
}
