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
		t.Say(chat.Message{Text: t.T(key), Nav: append(t.goOn(), t.Commands("nearby", "menu", "help")...)})
	}}
}
