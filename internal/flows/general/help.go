package general

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// helpConversation says in a few lines what can be done, by example.
func helpConversation() dialog.Conversation {
	return dialog.Conversation{ID: "help", Aside: true, Start: func(t *dialog.Turn) {
		card := chat.Card{Tone: chat.Calm, Icon: "💡", Title: t.T("help.title"), Body: t.T("help.body"), Note: t.T("help.note")}
		card.Choices = []chat.Choice{t.Command("human"), t.Command("plain")}
		if t.Memory.Plain {
			card.Choices[1].Label = t.T("plain.leave.label")
		}
		t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("help.title"), Nav: t.Onward("nearby", t.ProfileOrSignup(), "my_data", "language", "menu")})
	}}
}
