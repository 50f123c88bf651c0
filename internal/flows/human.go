package flows

import "jitasa/internal/chat"

// humanConversation marks the thread for staff. The bot goes on helping with
// what it understands; anything else a person writes waits for staff.
func humanConversation() Conversation {
	return Conversation{ID: "human", Start: func(t *Turn) {
		key := "human.asked"
		if t.Memory.Human {
			key = "human.already"
		}
		t.askHuman()
		t.Say(chat.Message{Text: t.T(key), Choices: []chat.Choice{t.humanIsOver()}, Nav: t.onward("nearby", "menu")})
	}, Tapped: func(t *Turn, tap chat.Tap) {
		if tap.Step != "!done" {
			t.stale()
			return
		}
		t.endHuman()
	}}
}

func (t *Turn) endHuman() {
	t.Memory.Human = false
	t.Say(chat.Message{Text: t.T("human.over"), Nav: t.onward("nearby", "menu")})
}

// askHuman marks the thread; HumanAt is since when staff are waited for.
func (t *Turn) askHuman() {
	if !t.Memory.Human {
		t.Memory.Human, t.Memory.HumanAt = true, t.Now
	}
}

func (t *Turn) humanIsOver() chat.Choice {
	return chat.Choice{Label: t.T("human.done.label"), Tap: chat.Tap{Flow: "human", Step: "!done"}}
}

// noteForStaff acknowledges what is for the person who was asked for.
func (t *Turn) noteForStaff() {
	t.Say(chat.Message{Text: t.T("human.noted"), Nav: append([]chat.Choice{t.humanIsOver()}, t.Commands("nearby", "menu")...), CanWait: true})
}
