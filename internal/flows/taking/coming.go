package taking

import (
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// comingConversation takes the answer to a seat that was offered.
func (k *Taking) comingConversation() dialog.Conversation {
	return dialog.Conversation{ID: cards.ComingFlow, Yes: "!accept", No: "!decline", AtOnce: true, Hears: []dialog.Hearing{{Surety: dialog.Addressed, Hear: k.justOffered}}, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		v, ok := k.look(t, tap.Value)
		if !ok {
			return
		}
		switch tap.Step {
		case "!accept":
			if _, _, err := k.Shifts.Accept(t.Ctx, me(t), t.Event.ID, tap.Value); err != nil {
				k.failed(t, v, err)
				return
			}
			k.show(t, tap.Value)
		case "!decline":
			if _, _, err := k.Shifts.Decline(t.Ctx, me(t), t.Event.ID, tap.Value); err != nil {
				k.failed(t, v, err)
				return
			}
			t.Say(chat.Message{Text: t.T("taking.declined"), Nav: t.Onward("nearby", "my_signups", "menu")})
		default:
			t.Stale()
		}
	}}
}
