package human

import (
	"jitasa/internal/access"
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/support"
)

// waitingConversation tells staff who waits for a person. To others it is a word like any other.
func (h *Human) waitingConversation() dialog.Conversation {
	return dialog.Conversation{ID: "waiting", Start: h.showPeople, For: func(t *dialog.Turn) bool {
		_, ok := h.answersPeople(t)
		return ok
	}}
}

// answersPeople is the person, if they are a member of staff who answers people.
func (h *Human) answersPeople(t *dialog.Turn) (me access.Actor, ok bool) {
	me = t.Actor()
	return me, h.Support != nil && me.May(access.AnswerPeople)
}

func (h *Human) showPeople(t *dialog.Turn) {
	me := t.Actor()
	all, own, err := h.Support.Waiting(t.Ctx, me, cards.ThreadsShown+1)
	if err != nil {
		t.Failed = err
		return
	}
	if len(all) == 0 && own {
		t.Say(chat.Message{Text: t.T("support.own_waits"), Nav: t.Commands("menu")})
		return
	}
	if len(all) == 0 {
		t.Say(chat.Message{Text: t.T("support.nobody_waits"), Nav: t.Commands("menu")})
		return
	}
	text := t.T("support.waiting", "Count", len(all))
	if len(all) > cards.ThreadsShown {
		text = t.T("support.waiting_first", "Count", cards.ThreadsShown)
	}
	m := chat.Message{Text: text, Alt: text, Private: true, Nav: t.Commands("waiting", "menu")}
	for _, thread := range all[:min(len(all), cards.ThreadsShown)] {
		m.Cards = append(m.Cards, h.waitingCard(t, thread, me.StaffID()))
		if t.Failed != nil {
			return
		}
	}
	t.Say(m)
}

// waitingCard is somebody who wants a person, and what this member of staff can do about it.
func (h *Human) waitingCard(t *dialog.Turn, thread *support.Thread, me string) chat.Card {
	eyebrow := t.T("support.wait")
	if thread.State == support.Danger {
		eyebrow = t.T("support.alarm")
	}
	card := t.Cards().Thread(thread, eyebrow)
	answer := t.Cards().AnswerChoice(thread, "!take", "support.answer.label")
	if thread.State == support.Hands {
		card.Eyebrow = t.T("support.with", "Name", h.colleague(t, thread.By))
		back := t.Cards().AnswerChoice(thread, "!back", "support.back.label")
		if thread.By == me {
			card.Eyebrow = t.T("support.with_you")
			card.Choices = []chat.Choice{answer, back}
		}
		return card
	}
	card.Choices = []chat.Choice{answer}
	return card
}

// colleague is what a member of staff is called.
func (h *Human) colleague(t *dialog.Turn, staff string) string {
	name, err := h.Staff.Name(t.Ctx, staff)
	if err != nil {
		t.Failed = err
	}
	if name == "" {
		return t.T("support.colleague")
	}
	return name
}
