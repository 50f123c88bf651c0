package member

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/members"
)

// eraseConversation deletes everything about a person, after asking once. Only
// the question asked last can be answered: an old card must not erase a new profile.
func eraseConversation() dialog.Conversation {
	return dialog.Conversation{ID: "erase", Start: askErase, Yes: "!yes", No: "!no", Plainly: true, Reminds: remindErase, Hears: []dialog.Hearing{{Surety: dialog.Exact, Hear: underErase}}, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		waits := t.Memory.EraseAsks != "" && tap.Session == t.Memory.EraseAsks
		switch {
		case tap.Step == "!yes" && waits:
			erase(t)
		case tap.Step == "!yes":
			askErase(t)
		default:
			t.Memory.EraseAsks = ""
			t.Say(chat.Message{Text: t.T("erase.kept"), Nav: t.Onward("my_data", "nearby", "menu")})
		}
	}}
}

func askErase(t *dialog.Turn) {
	t.Memory.EraseAsks = t.Session()
	card := chat.Card{
		Tone: chat.Alert, Icon: "🧹", Title: t.T("erase.title"), Body: t.T("erase.body"),
		Choices: eraseChoices(t),
	}
	if _, manages := t.Managed(); manages {
		card.Note = t.T("erase.calls")
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("erase.title")})
}

// eraseChoices answer the question that waits.
func eraseChoices(t *dialog.Turn) []chat.Choice {
	tap := func(key, step string, primary bool) chat.Choice {
		return chat.Choice{Label: t.T(key), Tap: chat.Tap{Flow: "erase", Step: step, Session: t.Memory.EraseAsks}, Primary: primary}
	}
	return []chat.Choice{tap("erase.no.label", "!no", true), tap("erase.yes.label", "!yes", false)}
}

// remindErase asks again whether to erase, in one line.
//
//i18n:keys erase.remind.*
func remindErase(t *dialog.Turn) (string, []chat.Choice) {
	return t.Vary("erase.remind"), eraseChoices(t)
}

// underErase: politeness alone erases nothing, and who asks why is told what is at stake.
//
//i18n:keys erase.why.*
func underErase(t *dialog.Turn) bool {
	switch wonders := t.Wonders(); {
	case t.Memory.EraseAsks == "", !t.Offers("erase", "!yes"), !wonders && !t.Mumbles():
		return false
	case wonders:
		t.Aside()
		t.Say(chat.Say(t.Vary("erase.why"), eraseChoices(t)...))
	default:
		t.Aside()
		text, choices := remindErase(t)
		t.Say(chat.Say(text, choices...))
	}
	return true
}

func erase(t *dialog.Turn) {
	receipt := members.Receipt(t.Event.ID, "erase")
	members.Empty(t.Me)
	*t.Memory = dialog.Memory{Lang: t.Words.Lang(), Plain: t.Memory.Plain} // so that the next answer is not in a foreign language
	t.Effects.Erase = receipt
	t.NewMenu()
	t.Say(chat.Message{Text: t.T("erase.done", "Receipt", receipt, "Day", t.Words.Day(t.Now)), Nav: t.Commands("signup", "nearby", "menu")})
}
