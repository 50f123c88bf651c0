package flows

import (
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// welcomeConversation greets whoever adds or unblocks the bot.
func welcomeConversation() Conversation {
	return Conversation{ID: "welcome", Start: func(t *Turn) {
		if t.Memory.Lang == "" {
			greet(t)
			return
		}
		t.Effects.Menu = t.Memory.Lang
		text := t.T("welcome.known")
		switch name := t.callName(); {
		case name == "":
		case t.Event.Unblocked || t.Me.SignedUp():
			text = t.T("welcome.back", "Name", name)
		default:
			text = t.T("welcome.known_name", "Name", name)
		}
		t.Say(chat.Message{Text: text, Nav: t.onward("nearby", t.profileOrSignup(), "menu", "help")})
	}}
}

// greet says hello in every language that can be chosen, and asks which.
func greet(t *Turn) {
	first := t.Speak(domain.DefaultLanguage())
	card := chat.Card{Tone: chat.Warm, Icon: "🤝", Title: first.T("welcome.title"), Body: first.T("welcome.body")}
	for i, l := range domain.Languages() {
		w := t.Speak(l.Tag)
		if i > 0 {
			card.Body += "\n\n" + w.T("welcome.title") + "\n" + w.T("welcome.body")
		}
		card.Choices = append(card.Choices, languageChoice(w, true))
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: inAll(t, " / ", "welcome.title")})
}

// callName is what to call the person: the name they gave, or the platform's.
func (t *Turn) callName() string {
	if t.Me.Name != "" {
		return t.Me.Name
	}
	return t.Memory.Name
}
