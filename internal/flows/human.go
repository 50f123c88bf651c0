package flows

import (
	"jitasa/internal/chat"
)

// humanConversation asks for a person. The bot goes on helping with what it
// understands; anything else that is written waits for staff, and goes to whoever of them has the word.
func humanConversation() Conversation {
	return Conversation{ID: "human", Start: func(t *Turn) {
		key := "human.asked"
		if t.Memory.Human {
			key = "human.already"
		}
		heard, ok := t.hear(true, false)
		if !ok {
			return
		}
		if heard.OnDuty == 0 {
			t.sayNobody(t.alone("human.nobody", "human.alone"), false)
			return
		}
		if heard.Later {
			t.sayNobody("human.later", false)
			return
		}
		t.Say(chat.Message{Text: t.T(key), Choices: []chat.Choice{t.humanIsOver()}, Nav: t.onward("nearby", "menu")})
	}, Tapped: func(t *Turn, tap chat.Tap) {
		if tap.Step != "!done" {
			t.stale()
			return
		}
		t.endHuman()
	}}
}

// sayNobody says honestly that nobody looks into the chat, and whom to call meanwhile. Said again it can wait.
func (t *Turn) sayNobody(key string, again bool) {
	t.Say(chat.Message{
		Text: t.T(key), Choices: t.hotlines(), Nav: append([]chat.Choice{t.humanIsOver()}, t.onward("nearby", "menu")...), CanWait: again,
	})
}

// alone chooses what to say where there is nobody: to a member of staff, who is there themselves, or to anybody else.
func (t *Turn) alone(nobody, alone string) string {
	if _, ok := t.answersPeople(); ok {
		return alone
	}
	return nobody
}

func (t *Turn) endHuman() {
	t.endThread()
	t.Say(chat.Message{Text: t.T("human.over"), Nav: t.onward("nearby", "menu")})
}

func (t *Turn) humanIsOver() chat.Choice {
	return chat.Choice{Label: t.T("human.done.label"), Tap: chat.Tap{Flow: "human", Step: "!done"}}
}

// noteForStaff takes down what is for the person who was asked for.
func (t *Turn) noteForStaff() {
	heard, ok := t.hear(true, false)
	switch {
	case !ok:
	case heard.OnDuty == 0:
		t.sayNobody("human.noted_nobody", true)
	case t.Event.Kind == chat.Media:
		t.Say(chat.Message{Text: t.T("human.no_picture"), Nav: append([]chat.Choice{t.humanIsOver()}, t.Commands("nearby", "menu")...)})
	default:
		t.Say(chat.Message{Text: t.T("human.noted"), Nav: append([]chat.Choice{t.humanIsOver()}, t.Commands("nearby", "menu")...), CanWait: true})
	}
}
