package flows

import "jitasa/internal/chat"

// helpConversation says in a few lines what can be done, by example.
func helpConversation() Conversation {
	return Conversation{ID: "help", Start: func(t *Turn) {
		card := chat.Card{Tone: chat.Calm, Icon: "💡", Title: t.T("help.title"), Body: t.T("help.body"), Note: t.T("help.note")}
		card.Choices = []chat.Choice{t.Command("human"), t.Command("plain")}
		if t.Memory.Plain {
			card.Choices[1].Label = t.T("plain.leave.label")
		}
		t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("help.title"), Nav: t.onward("nearby", t.profileOrSignup(), "my_data", "language", "menu")})
	}}
}
