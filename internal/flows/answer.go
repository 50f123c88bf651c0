package flows

import (
	"errors"
	"strings"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/support"
	"jitasa/internal/understand"
)

// Answering is whom a member of staff is about to answer.
type Answering struct {
	Thread string    `json:"thread"`
	Wait   bool      `json:"wait,omitempty"` // with the person's next message, free of charge
	Goes   bool      `json:"goes,omitempty"` // something was sent already: what follows goes on, unless it is a command
	At     time.Time `json:"at"`
}

// answeringFor is how long the next message of a member of staff is an answer; goingFor how long what follows is.
const (
	answeringFor = 30 * time.Minute
	goingFor     = 5 * time.Minute
)

// answerConversation lets staff answer people, and give them back to the bot.
func answerConversation() Conversation {
	return Conversation{ID: "answer", Tapped: func(t *Turn, tap chat.Tap) {
		switch {
		case t.Support == nil:
			t.refused(nil, domain.ErrForbidden)
		case tap.Step == "!take":
			takeThread(t, tap.Value, false)
		case tap.Step == "!later":
			takeThread(t, tap.Value, true)
		case tap.Step == "!back":
			giveBack(t, tap.Value)
		default:
			t.stale()
		}
	}}
}

// takeThread gives this member of staff the word, and asks for their message.
func takeThread(t *Turn, id string, wait bool) {
	t.Memory.Answering = nil
	thread, err := t.Support.Take(t.Ctx, t.Actor(), t.Event.ID, id)
	if t.refused(thread, err) {
		return
	}
	t.Memory.Answering = &Answering{Thread: id, Wait: wait, At: t.Now}
	askAnswer(t, thread, wait)
}

// refused says why a member of staff cannot speak; false: they can.
func (t *Turn) refused(thread *support.Thread, err error) bool {
	nav := t.Commands("waiting", "menu")
	switch {
	case err == nil:
		return false
	case errors.Is(err, domain.ErrForbidden):
		t.Say(chat.Message{Text: t.T("support.not_staff"), Nav: t.Commands("human", "menu")})
	case isTaken(err):
		t.Say(chat.Message{Text: t.T("support.taken", "Name", t.colleague(thread.By)), Nav: nav, Private: true})
	case errors.Is(err, support.ErrOwn):
		t.Say(chat.Message{Text: t.T("support.own"), Nav: nav})
	case isOver(err):
		t.Say(chat.Message{Text: t.T("support.is_over", "Name", calledIn(t.Words, thread)), Nav: nav, Private: true})
	case isNotFound(err):
		t.stale()
	default:
		t.Failed = err
	}
	return true
}

// askAnswer shows what was said, and what it costs to answer.
func askAnswer(t *Turn, thread *support.Thread, wait bool) {
	card := threadCard(t.Words, t.Places, thread, t.T("support.you_answer"))
	reached := t.Support.Reaches(t.Ctx, thread)
	var choices []chat.Choice
	switch {
	case !reached: // there is nothing to choose
	case wait:
		choices = []chat.Choice{answerChoice(t.Words, thread, "!take", "support.now.label")}
	case !thread.Danger && !thread.Free(t.Now): // who is in danger is answered now
		choices = []chat.Choice{answerChoice(t.Words, thread, "!later", "support.later.label")}
	}
	if thread.Shared() {
		t.Say(mapOf(t.Words, t.Places, thread))
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Eyebrow + ": " + card.Title, Private: true})
	t.Say(chat.Message{
		Text: t.T(costOf(thread.Free(t.Now), wait, reached), "Name", calledIn(t.Words, thread)), Choices: choices, Private: true,
		Nav: append([]chat.Choice{answerChoice(t.Words, thread, "!back", "support.back.label")}, t.Commands("waiting", "menu")...),
	})
}

// costOf names the text that says what an answer costs: it is free now, is to wait, can be sent.
func costOf(free, wait, reached bool) string {
	switch {
	case wait:
		return "support.cost.later"
	case free && reached:
		return "support.cost.free"
	case free:
		return "support.cost.free_only"
	case reached:
		return "support.cost.paid"
	}
	return "support.cost.spent"
}

// answers sends what a member of staff writes to whom they answer; false: it is not meant so.
func (r *Router) answers(t *Turn) bool {
	a := t.Memory.Answering
	if a == nil {
		return false
	}
	if _, button := t.offered(); button {
		return false
	}
	if a.Goes && (t.Event.Kind != chat.Text || r.explicit(t) || t.Now.Sub(a.At) >= goingFor) {
		t.Memory.Answering = nil
		return false
	}
	t.Memory.Answering = nil
	me, ok := t.answersPeople()
	switch {
	case t.Failed != nil:
		return true
	case !ok:
		return false
	case t.Said.Sure && t.Said.Intent == understand.Cancel:
		t.Say(chat.Message{Text: t.T("support.not_sent"), Choices: []chat.Choice{a.again(t)}, Nav: t.Commands("waiting", "menu")})
	case t.Now.Sub(a.At) >= answeringFor:
		t.Say(chat.Message{Text: t.T("support.long_ago"), Choices: []chat.Choice{a.again(t)}, Nav: t.Commands("waiting", "menu")})
	case t.Event.Kind != chat.Text:
		t.Memory.Answering = a
		t.Say(chat.Message{Text: t.T("support.only_words"), Nav: t.Commands("waiting", "menu")})
	default:
		sendAnswer(t, me, a)
	}
	return true
}

// again is the button that takes the same thread.
func (a *Answering) again(t *Turn) chat.Choice {
	return chat.Choice{Label: t.T("support.answer.label"), Tap: chat.Tap{Flow: "answer", Step: "!take", Value: a.Thread}, Primary: true}
}

func sendAnswer(t *Turn, me access.Actor, a *Answering) {
	text := strings.TrimSpace(t.Event.Text)
	thread, err := t.Support.Answer(t.Ctx, me, t.Event.ID, a.Thread, text, a.Wait)
	if t.refused(thread, err) {
		return
	}
	told := Told{
		Key: support.AnswerKey(t.Event.ID), Person: thread.Person, Messages: []chat.Message{fromStaff(t.Speak(thread.Lang), me.Staff.Name, text, thread.Danger)},
		CanWait: a.Wait, OrWaits: true,
	}
	if !a.Wait && thread.ReplyFor == t.Event.ID {
		told.Reply, told.Received = thread.Reply, thread.ReplyAt
	}
	t.Memory.Answering = &Answering{Thread: a.Thread, Wait: a.Wait, Goes: true, At: t.Now}
	at := len(t.out)
	t.Say(chat.Message{
		Private: true, Choices: []chat.Choice{answerChoice(t.Words, thread, "!back", "support.back.label")}, Nav: t.Commands("waiting", "menu"),
	})
	told.Then = func(how How) { t.out[at].Text = t.sent(how, calledIn(t.Words, thread)) }
	t.told(told)
}

// sent says what became of an answer of staff.
func (t *Turn) sent(how How, name string) string {
	key := "support.sent.paid"
	switch how {
	case Replied:
		key = "support.sent.free"
	case Left:
		key = "support.sent.later"
	case Kept:
		key = "support.sent.spent"
	}
	return t.T(key, "Name", name)
}

// fromStaff is what a member of staff writes, as the person reads it.
func fromStaff(w Words, name, text string, urgent bool) chat.Message {
	from := w.T("human.from", "Name", name)
	if name == "" {
		from = w.T("human.from_staff")
	}
	return chat.Message{Text: from + "\n" + text, Urgent: urgent, Nav: []chat.Choice{
		endChoice(w), {Label: w.T("command.menu.label"), Tap: chat.Tap{Flow: "!menu"}},
	}}
}

// endChoice is the person's way out of a talk with staff.
func endChoice(w Words) chat.Choice {
	return chat.Choice{Label: w.T("human.end.label"), Tap: chat.Tap{Flow: "human", Step: "!done"}}
}

// giveBack lets the bot answer again; the person learns it with its next answer, free of charge.
func giveBack(t *Turn, id string) {
	t.Memory.Answering = nil
	thread, err := t.Support.GiveBack(t.Ctx, t.Actor(), t.Event.ID, id)
	if t.refused(thread, err) {
		return
	}
	if thread.EndedBy == "" { // the person knows what they did themselves
		t.told(Told{Key: "back-" + id, Person: thread.Person, Messages: []chat.Message{{Text: t.Speak(thread.Lang).T("support.closed"), CanWait: true}}, CanWait: true})
	}
	t.Say(chat.Message{Text: t.T("support.given_back", "Name", calledIn(t.Words, thread)), Private: true, Nav: t.Commands("waiting", "menu")})
}
