package flows

import (
	"jitasa/internal/access"
	"jitasa/internal/chat"
)

// menuConversation lists everything that can be done.
func menuConversation() Conversation {
	return Conversation{ID: "menu", Start: func(t *Turn) {
		intents := []string{"nearby", t.profileOrSignup(), "my_signups", "newsletter", "my_data", "language", "help", "human"}
		me := t.Actor()
		if len(me.Organisations) > 0 {
			intents = append([]string{"broadcast"}, intents...)
		}
		if me.May(access.DecideCalls) {
			intents = append([]string{"approve"}, intents...)
		}
		if t.Support != nil && me.May(access.AnswerPeople) {
			intents = append([]string{"waiting"}, intents...)
		}
		card := chat.Card{Tone: chat.Warm, Icon: "🏡", Title: t.T("menu.title"), Choices: t.onward(intents...)}
		t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("menu.title")})
	}}
}
