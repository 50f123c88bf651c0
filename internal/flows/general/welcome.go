package general

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// welcomeConversation greets whoever adds or unblocks the bot, and makes small talk.
func welcomeConversation() dialog.Conversation {
	return dialog.Conversation{ID: "welcome", Hears: []dialog.Hearing{
		{Surety: dialog.Addressed, Hear: comes}, {Surety: dialog.Otherwise, Hear: smalltalk},
	}}
}

// comes hears that somebody adds or unblocks the bot.
func comes(t *dialog.Turn) bool {
	if t.Event.Kind != chat.Follow {
		return false
	}
	welcome(t)
	return true
}

func welcome(t *dialog.Turn) {
	if t.Memory.Lang == "" {
		greet(t)
		return
	}
	t.NewMenu()
	text := t.T("welcome.known")
	switch name := t.CallName(); {
	case name == "":
	case t.Event.Unblocked || t.Me.SignedUp():
		text = t.T("welcome.back", "Name", name)
	default:
		text = t.T("welcome.known_name", "Name", name)
	}
	t.Say(chat.Message{Text: text, Nav: t.Onward("nearby", t.ProfileOrSignup(), "menu", "help")})
}

// greet says hello in every language that can be chosen, and asks which.
func greet(t *dialog.Turn) {
	if asksForLanguage(t) { // said hello to the card
		askLanguage(t, t.Vary("hello.brief")+"\n")
		return
	}
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
