package flows

import (
	"errors"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// consoleConversation gives staff a link that signs them in to their pages. To others it is a word like any other.
func consoleConversation() Conversation {
	return Conversation{ID: "console", Start: func(t *Turn) {
		me := t.Actor()
		if t.Failed != nil {
			return
		}
		if me.Staff == nil || t.Console == nil {
			t.unclear()
			return
		}
		url, err := t.Console.SignInLink(t.Ctx, me, t.Event.ID)
		switch {
		case errors.Is(err, domain.ErrForbidden):
			t.unclear()
		case err != nil:
			t.Failed = err
		default:
			t.Say(chat.Message{Private: true, Alt: t.T("console.title"), Nav: t.Commands("menu"), Cards: []chat.Card{{
				Tone: chat.Calm, Icon: "🖥️", Title: t.T("console.title"), Body: t.T("console.chat", "Minutes", int(access.LinkLasts.Minutes())),
				Choices: []chat.Choice{{Label: t.T("console.enter.label"), Does: chat.OpensURL, URL: url, Primary: true}},
			}}})
		}
	}}
}
