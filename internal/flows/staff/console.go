package staff

import (
	"errors"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// consoleConversation gives staff a link that signs them in to their pages.
func (s *Staff) consoleConversation() dialog.Conversation {
	return dialog.Conversation{ID: "console", Start: s.link, For: func(t *dialog.Turn) bool { return t.Actor().Staff != nil }}
}

func (s *Staff) link(t *dialog.Turn) {
	url, err := s.Console.SignInLink(t.Ctx, t.Actor(), t.Event.ID)
	switch {
	case errors.Is(err, domain.ErrForbidden):
		t.Unclear()
	case err != nil:
		t.Failed = err
	default:
		t.Say(chat.Message{Private: true, Alt: t.T("console.title"), Nav: t.Commands("menu"), Cards: []chat.Card{{
			Tone: chat.Calm, Icon: "🖥️", Title: t.T("console.title"), Body: t.T("console.chat", "Minutes", int(access.LinkLasts.Minutes())),
			Choices: []chat.Choice{{Label: t.T("console.enter.label"), Does: chat.OpensURL, URL: url, Primary: true}},
		}}})
	}
}
