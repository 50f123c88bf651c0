package flows

import (
	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/support"
)

// waitingConversation tells staff who waits for a person. To others it is a word like any other.
func waitingConversation() Conversation {
	return Conversation{ID: "waiting", Start: func(t *Turn) {
		if _, ok := t.answersPeople(); ok {
			showPeople(t)
		} else if t.Failed == nil {
			t.unclear()
		}
	}}
}

// answersPeople is the person, if they are a member of staff who answers people.
func (t *Turn) answersPeople() (me access.Actor, ok bool) {
	me = t.Actor()
	return me, t.Support != nil && me.May(access.AnswerPeople)
}

func showPeople(t *Turn) {
	me := t.Actor()
	all, own, err := t.Support.Waiting(t.Ctx, me, peopleShown+1)
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
	if len(all) > peopleShown {
		text = t.T("support.waiting_first", "Count", peopleShown)
	}
	m := chat.Message{Text: text, Alt: text, Private: true, Nav: t.Commands("waiting", "menu")}
	for _, thread := range all[:min(len(all), peopleShown)] {
		m.Cards = append(m.Cards, waitingCard(t, thread, me.StaffID()))
		if t.Failed != nil {
			return
		}
	}
	t.Say(m)
}

// waitingCard is somebody who wants a person, and what this member of staff can do about it.
func waitingCard(t *Turn, thread *support.Thread, me string) chat.Card {
	eyebrow := t.T("support.wait")
	if thread.State == support.Danger {
		eyebrow = t.T("support.alarm")
	}
	card := threadCard(t.Words, t.Places, thread, eyebrow)
	answer := answerChoice(t.Words, thread, "!take", "support.answer.label")
	if thread.State == support.Hands {
		card.Eyebrow = t.T("support.with", "Name", t.colleague(thread.By))
		back := answerChoice(t.Words, thread, "!back", "support.back.label")
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
func (t *Turn) colleague(staff string) string {
	name, err := t.Access.Name(t.Ctx, staff)
	if err != nil {
		t.Failed = err
	}
	if name == "" {
		return t.T("support.colleague")
	}
	return name
}
