package general

import (
	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// menuConversation lists everything that can be done.
func menuConversation() dialog.Conversation {
	return dialog.Conversation{ID: "menu", Aside: true, Start: func(t *dialog.Turn) {
		intents := []string{"nearby", t.ProfileOrSignup(), "my_signups", "newsletter", "my_data", "language", "help", "human"}
		me := t.Actor()
		if len(me.Organisations) > 0 {
			intents = append([]string{"broadcast"}, intents...)
			if t.Has("roster") {
				intents = append([]string{"roster"}, intents...)
			}
		}
		if me.May(access.DecideCalls) {
			intents = append([]string{"approve"}, intents...)
		}
		if t.Has("waiting") {
			intents = append([]string{"waiting"}, intents...)
		}
		card := chat.Card{Tone: chat.Warm, Icon: "🏡", Title: t.T("menu.title"), Choices: t.Onward(intents...)}
		t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("menu.title")})
	}}
}
