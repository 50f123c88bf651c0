package general

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// plainConversation switches between cards and texts only (for screen readers and old phones).
func plainConversation() dialog.Conversation {
	return dialog.Conversation{ID: "plain", Aside: true, Start: togglePlain, Hears: []dialog.Hearing{{Surety: dialog.Exact, Hear: func(t *dialog.Turn) bool {
		if t.Said.Plain == "" {
			return false
		}
		togglePlain(t)
		return true
	}}}}
}

func togglePlain(t *dialog.Turn) {
	t.Memory.Plain = !t.Memory.Plain
	if t.Said.Plain != "" {
		t.Memory.Plain = t.Said.Plain == "on"
	}
	key := "plain.off"
	if t.Memory.Plain {
		key = "plain.on"
	}
	if _, open := t.Open(); open {
		t.Say(chat.Say(t.T(key)))
		t.Resume()
		return
	}
	t.Say(chat.Message{Text: t.T(key), Choices: t.Commands("nearby", t.ProfileOrSignup(), "menu", "help")})
}
