package flows

import (
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// eraseConversation deletes everything about a person, after asking once.
func eraseConversation() Conversation {
	return Conversation{ID: "erase", Start: func(t *Turn) {
		tap := func(key, step string, primary bool) chat.Choice {
			return chat.Choice{Label: t.T(key), Tap: chat.Tap{Flow: "erase", Step: step, Session: t.session()}, Primary: primary}
		}
		t.Say(chat.Message{
			Cards: []chat.Card{{
				Tone: chat.Alert, Icon: "🗑", Title: t.T("erase.title"), Body: t.T("erase.body"),
				Choices: []chat.Choice{tap("erase.no.label", "!no", true), tap("erase.yes.label", "!yes", false)},
			}},
			Alt: t.T("erase.title"),
		})
	}, Tapped: func(t *Turn, tap chat.Tap) {
		if tap.Step != "!yes" {
			t.Say(chat.Message{Text: t.T("erase.kept"), Nav: t.Commands("my_data", "nearby", "menu")})
			return
		}
		receipt := t.receipt("erase")
		words := t.Words
		*t.Me = domain.Volunteer{Meta: t.Me.Meta}
		*t.Memory = Memory{Lang: t.Words.Lang(), Plain: t.Memory.Plain} // so that the next answer is not in a foreign language
		t.Effects.Erase = receipt
		t.Say(chat.Message{Text: words.T("erase.done", "Receipt", receipt, "Day", words.Day(t.Now)), Nav: t.Commands("signup", "nearby", "menu")})
	}}
}
