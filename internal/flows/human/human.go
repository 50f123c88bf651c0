package human

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// humanConversation asks for a person. The bot goes on helping with what it
// understands; anything else that is written waits for staff, and goes to whoever of them has the word.
func (h *Human) humanConversation() dialog.Conversation {
	return dialog.Conversation{ID: "human", Start: func(t *dialog.Turn) {
		t.Memory.Passed = false
		key := "human.asked"
		if t.Memory.Human {
			key = "human.already"
		}
		heard, ok := h.Hear(t, true, false)
		if !ok {
			return
		}
		if heard.OnDuty == 0 {
			sayNobody(t, h.Alone(t, "human.nobody", "human.alone"), false)
			return
		}
		if heard.Later {
			sayNobody(t, "human.later", false)
			return
		}
		t.Say(chat.Message{Text: t.T(key), Choices: []chat.Choice{humanIsOver(t)}, Nav: t.Onward("nearby", "menu")})
	}, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		if tap.Step != "!done" {
			t.Stale()
			return
		}
		h.endHuman(t)
	}, Aside: true, Cancel: h.cancel, Hears: []dialog.Hearing{
		{Surety: dialog.Addressed, Hear: h.forStaff}, {Surety: dialog.Otherwise, Hear: h.note},
	}}
}

// cancel ends what the person wanted of staff.
func (h *Human) cancel(t *dialog.Turn) bool {
	if t.Memory.Human {
		h.endHuman(t)
		return true
	}
	return false
}

// note takes down what nobody else understood, for the person who was asked for.
func (h *Human) note(t *dialog.Turn) bool {
	if !t.Memory.Human || light(t) {
		return false
	}
	h.noteForStaff(t)
	return true
}

// light reports whether a text is small talk, which the bot answers itself and nobody needs to read; of who was in danger lately
// everything is read.
func light(t *dialog.Turn) bool {
	return t.Event.Kind == chat.Text && t.Said.Sure && t.Said.Word != "" && t.Memory.SOSAt.IsZero()
}

// sayNobody says honestly that nobody looks into the chat, and whom to call meanwhile. Said again it can wait.
func sayNobody(t *dialog.Turn, key string, again bool) {
	t.Say(chat.Message{
		Text: t.T(key), Choices: t.Cards().Dial(hotlines(t)...), Nav: append([]chat.Choice{humanIsOver(t)}, t.Onward("nearby", "menu")...), CanWait: again,
	})
}

// hotlines are for what the person told of, or for what is most likely where nobody told anything.
func hotlines(t *dialog.Turn) []string {
	if t.Memory.Harm != "" {
		return t.Memory.Harm.Hotlines()
	}
	return domain.Flooded.Hotlines()
}

// Alone chooses what to say where there is nobody: to a member of staff, who is there themselves, or to anybody else.
func (h *Human) Alone(t *dialog.Turn, nobody, alone string) string {
	if _, ok := h.answersPeople(t); ok {
		return alone
	}
	return nobody
}

func (h *Human) endHuman(t *dialog.Turn) {
	h.End(t)
	t.Say(chat.Message{Text: t.T("human.over"), Nav: t.Onward("nearby", "menu")})
}

func humanIsOver(t *dialog.Turn) chat.Choice {
	return chat.Choice{Label: t.T("human.done.label"), Tap: chat.Tap{Flow: "human", Step: "!done"}}
}

// noteForStaff takes down what is for the person who was asked for.
//
//i18n:keys human.noted.*
func (h *Human) noteForStaff(t *dialog.Turn) {
	heard, ok := h.Hear(t, true, false)
	switch {
	case !ok:
	case heard.OnDuty == 0:
		sayNobody(t, "human.noted_nobody", true)
	case t.Event.Kind == chat.Media:
		t.Say(chat.Message{Text: t.T("human.no_picture"), Nav: append([]chat.Choice{humanIsOver(t)}, t.Commands("nearby", "menu")...)})
	default:
		t.Say(chat.Message{Text: t.Vary("human.noted"), Nav: append([]chat.Choice{humanIsOver(t)}, t.Commands("nearby", "menu")...), CanWait: true})
	}
}
