package flows

import "jitasa/internal/chat"

// plainConversation switches between cards and texts only (for screen readers and old phones).
func plainConversation() Conversation {
	return Conversation{ID: "plain", Start: func(t *Turn) {
		t.Memory.Plain = !t.Memory.Plain
		if t.Said.Plain != "" {
			t.Memory.Plain = t.Said.Plain == "on"
		}
		key := "plain.off"
		if t.Memory.Plain {
			key = "plain.on"
		}
		if _, open := t.open(); open {
			t.Say(chat.Say(t.T(key)))
			t.goingOn = true
			return
		}
		t.Say(chat.Message{Text: t.T(key), Choices: t.Commands("nearby", t.profileOrSignup(), "menu", "help")})
	}}
}
