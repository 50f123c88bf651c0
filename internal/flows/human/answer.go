package human

import (
	"errors"
	"strings"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/support"
	"jitasa/internal/understand"
)

// answeringFor is how long the next message of a member of staff is an answer; goingFor how long what follows is.
const (
	answeringFor = 30 * time.Minute
	goingFor     = 5 * time.Minute
)

// answerConversation lets staff answer people, and give them back to the bot.
func (h *Human) answerConversation() dialog.Conversation {
	return dialog.Conversation{ID: "answer", Tapped: func(t *dialog.Turn, tap chat.Tap) {
		switch {
		case h.Support == nil:
			h.refused(t, nil, domain.ErrForbidden)
		case tap.Step == "!take":
			h.takeThread(t, tap.Value, false)
		case tap.Step == "!later":
			h.takeThread(t, tap.Value, true)
		case tap.Step == "!back":
			h.giveBack(t, tap.Value)
		default:
			t.Stale()
		}
	}, Hears: []dialog.Hearing{{Surety: dialog.Addressed, Hear: h.answers}}, Pressed: func(t *dialog.Turn, tap chat.Tap) {
		if tap.Flow != "answer" { // who does something else does not answer: their next words are not for that person
			t.Memory.Answering = nil
		}
	}}
}

// takeThread gives this member of staff the word, and asks for their message.
func (h *Human) takeThread(t *dialog.Turn, id string, wait bool) {
	t.Memory.Answering = nil
	thread, err := h.Support.Take(t.Ctx, t.Actor(), t.Event.ID, id)
	if h.refused(t, thread, err) {
		return
	}
	t.Memory.Answering = &dialog.Answering{Thread: id, Wait: wait, At: t.Now}
	h.askAnswer(t, thread, wait)
}

// refused says why a member of staff cannot speak; false: they can.
func (h *Human) refused(t *dialog.Turn, thread *support.Thread, err error) bool {
	nav := t.Commands("waiting", "menu")
	switch {
	case err == nil:
		return false
	case errors.Is(err, domain.ErrForbidden):
		t.Say(chat.Message{Text: t.T("support.not_staff"), Nav: t.Commands("human", "menu")})
	case errors.Is(err, support.ErrTaken):
		t.Say(chat.Message{Text: t.T("support.taken", "Name", h.colleague(t, thread.By)), Nav: nav, Private: true})
	case errors.Is(err, support.ErrOwn):
		t.Say(chat.Message{Text: t.T("support.own"), Nav: nav})
	case errors.Is(err, support.ErrOver):
		t.Say(chat.Message{Text: t.T("support.is_over", "Name", t.Cards().Called(thread)), Nav: nav, Private: true})
	case errors.Is(err, domain.ErrNotFound):
		t.Stale()
	default:
		t.Failed = err
	}
	return true
}

// askAnswer shows what was said, and what it costs to answer.
func (h *Human) askAnswer(t *dialog.Turn, thread *support.Thread, wait bool) {
	card := t.Cards().Thread(thread, t.T("support.you_answer"))
	reached := h.Support.Reaches(t.Ctx, thread)
	var choices []chat.Choice
	switch {
	case !reached: // there is nothing to choose
	case wait:
		choices = []chat.Choice{t.Cards().AnswerChoice(thread, "!take", "support.now.label")}
	case !thread.Danger && !thread.Free(t.Now): // who is in danger is answered now
		choices = []chat.Choice{t.Cards().AnswerChoice(thread, "!later", "support.later.label")}
	}
	if thread.Shared() {
		t.Say(t.Cards().MapOf(thread))
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Eyebrow + ": " + card.Title, Private: true})
	t.Say(chat.Message{
		Text: t.T(costOf(thread.Free(t.Now), wait, reached), "Name", t.Cards().Called(thread)), Choices: choices, Private: true,
		Nav: append([]chat.Choice{t.Cards().AnswerChoice(thread, "!back", "support.back.label")}, t.Commands("waiting", "menu")...),
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
func (h *Human) answers(t *dialog.Turn) bool {
	a := t.Memory.Answering
	if a == nil || t.Event.Kind == chat.Follow || t.Event.Kind == chat.Unfollow { // nothing is written
		return false
	}
	if _, button := t.Offered(); button {
		return false
	}
	if a.Goes && (t.Event.Kind != chat.Text || t.Explicit() && !t.InDanger() || t.Now.Sub(a.At) >= goingFor) {
		t.Memory.Answering = nil
		return false
	}
	t.Memory.Answering = nil
	me, ok := h.answersPeople(t)
	switch {
	case t.Failed != nil:
		return true
	case !ok:
		return false
	case t.Said.Sure && t.Said.Intent == understand.Cancel:
		t.Say(chat.Message{Text: t.T("support.not_sent"), Choices: []chat.Choice{again(t, a)}, Nav: t.Commands("waiting", "menu")})
	case t.Now.Sub(a.At) >= answeringFor:
		t.Say(chat.Message{Text: t.T("support.long_ago"), Choices: []chat.Choice{again(t, a)}, Nav: t.Commands("waiting", "menu")})
	case t.Event.Kind != chat.Text:
		t.Memory.Answering = a
		t.Say(chat.Message{Text: t.T("support.only_words"), Nav: t.Commands("waiting", "menu")})
	default:
		h.sendAnswer(t, me, a)
	}
	return true
}

// again is the button that takes the same thread.
func again(t *dialog.Turn, a *dialog.Answering) chat.Choice {
	return chat.Choice{Label: t.T("support.answer.label"), Tap: chat.Tap{Flow: "answer", Step: "!take", Value: a.Thread}, Primary: true}
}

func (h *Human) sendAnswer(t *dialog.Turn, me access.Actor, a *dialog.Answering) {
	text := strings.TrimSpace(t.Event.Text)
	thread, answer, err := h.Support.Answer(t.Ctx, me, t.Event.ID, a.Thread, text, a.Wait)
	if h.refused(t, thread, err) {
		return
	}
	way := dialog.Delivery{OrWaits: true}
	if !a.Wait && thread.ReplyFor == t.Event.ID {
		way.Reply, way.Received = thread.Reply, thread.ReplyAt
	}
	t.Memory.Answering = &dialog.Answering{Thread: a.Thread, Wait: a.Wait, Goes: true, At: t.Now}
	at := len(t.Answer())
	t.Say(chat.Message{
		Private: true, Choices: []chat.Choice{t.Cards().AnswerChoice(thread, "!back", "support.back.label")}, Nav: t.Commands("waiting", "menu"),
	})
	way.Then = func(how dialog.How) { t.Answer()[at].Text = sent(t, how, t.Cards().Called(thread)) }
	t.TellAs(answer, way)
}

// sent says what became of an answer of staff.
func sent(t *dialog.Turn, how dialog.How, name string) string {
	key := "support.sent.paid"
	switch how {
	case dialog.Replied:
		key = "support.sent.free"
	case dialog.Left:
		key = "support.sent.later"
	case dialog.Kept:
		key = "support.sent.spent"
	}
	return t.T(key, "Name", name)
}

// giveBack lets the bot answer again; the person learns it with its next answer, free of charge.
func (h *Human) giveBack(t *dialog.Turn, id string) {
	t.Memory.Answering = nil
	thread, notices, err := h.Support.GiveBack(t.Ctx, t.Actor(), t.Event.ID, id)
	if h.refused(t, thread, err) {
		return
	}
	dialog.Tell(t, notices...)
	t.Say(chat.Message{Text: t.T("support.given_back", "Name", t.Cards().Called(thread)), Private: true, Nav: t.Commands("waiting", "menu")})
}
