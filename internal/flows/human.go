package flows

import "jitasa/internal/chat"

// humanConversation marks the thread for staff. The bot goes on helping with
// what it understands; anything else a person writes waits for staff.
func humanConversation() Conversation {
	return Conversation{ID: "human", Start: func(t *Turn) {
		key := "human.asked"
		if t.Memory.Human {
			key = "human.already"
		} else {
			t.Memory.Human, t.Memory.HumanAt = true, t.Now
		}
		done := chat.Choice{Label: t.T("human.done.label"), Tap: chat.Tap{Flow: "human", Step: "!done"}}
		t.Say(chat.Message{Text: t.T(key), Choices: []chat.Choice{done}, Nav: append(t.goOn(), t.Commands("nearby", "menu")...)})
	}, Tapped: func(t *Turn, tap chat.Tap) {
		if tap.Step != "!done" {
			t.stale()
			return
		}
		t.Memory.Human = false
		t.Say(chat.Message{Text: t.T("human.over"), Nav: append(t.goOn(), t.Commands("nearby", "menu")...)})
	}}
}
