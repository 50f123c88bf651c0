package taking

import (
	"errors"
	"strconv"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
)

// comingConversation takes the answer to a seat that was offered, and to the question whether somebody still comes.
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
		case "!still":
			k.still(t, v, tap.Session)
		case "!cannot":
			if v.Mine.State != shifts.Coming && v.Mine.Last != t.Event.ID {
				k.failed(t, v, shifts.ErrNothing)
				return
			}
			k.leave(t, tap.Value)
		default:
			t.Stale()
		}
	}}
}

// still notes that somebody comes for sure. Of what was changed since they were asked they are asked anew.
func (k *Taking) still(t *dialog.Turn, v shifts.View, seen string) {
	n, err := strconv.Atoi(seen)
	if err != nil {
		t.Stale()
		return
	}
	if v.Shift.State == shifts.Off {
		k.show(t, v.Shift.ID)
		return
	}
	err = k.Shifts.Still(t.Ctx, me(t), v.Shift.ID, n)
	card := k.card(t, v)
	switch {
	case errors.Is(err, domain.ErrConflict):
		card.Tone, card.Icon, card.Eyebrow, card.Body = chat.Warm, "🔔", t.T("taking.altered_eyebrow"), t.T("taking.still_ask")
		card.Choices = t.Cards().StillChoices(v.Shift)
	case err != nil:
		k.failed(t, v, err)
		return
	default:
		card.Tone, card.Icon, card.Title, card.Body = chat.Warm, "💚", t.T("taking.still_thanks"), card.Title
	}
	t.Shows(cards.JoinFlow, v.Shift.ID)
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Title, Nav: t.Onward("my_signups", "nearby", "menu")})
}
