package flows

import (
	"errors"
	"slices"

	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/place"
)

// approvalMessages ask a member of staff to decide about a call.
func approvalMessages(w Words, g *place.Gazetteer, c *domain.Call, e domain.CallEstimate) []chat.Message {
	card := approvalCard(w, g, c)
	card.Rows = append(card.Rows, costRows(w, e)...)
	return []chat.Message{{Text: c.What, Cards: []chat.Card{card}, Alt: w.T("approve.title")}}
}

// approvalCard is a call as staff see it before they decide.
func approvalCard(w Words, g *place.Gazetteer, c *domain.Call) chat.Card {
	rows := callRows(w, g, c)
	if c.Contact != "" {
		rows = append(rows, contactRow(w, c))
	}
	urgent := w.T("broadcast.urgent.no.label")
	if c.Urgent {
		urgent = w.T("broadcast.urgent.yes.label")
	}
	return chat.Card{
		Tone: chat.Calm, Icon: "🛂", Title: w.T("approve.title"), Eyebrow: c.Name.In(w.Lang()), Body: w.T("approve.body"),
		Rows:    append(rows, chat.Row{Icon: "⏱️", Label: w.T("broadcast.urgent_row"), Value: urgent}),
		Choices: []chat.Choice{decision(w, c, "!yes"), decision(w, c, "!no")},
	}
}

// decision is a button of staff about a call: "!yes" or "!no".
func decision(w Words, c *domain.Call, step string) chat.Choice {
	label := w.T("approve.no.label")
	if step == "!yes" {
		label = w.T("approve.yes.label")
	}
	return chat.Choice{Label: label, Tap: chat.Tap{Flow: "approve", Step: step, Value: c.ID}, Primary: step == "!yes"}
}

// approveConversation shows staff the calls that wait for them, and takes their decisions.
func approveConversation() Conversation {
	return Conversation{ID: "approve", Start: func(t *Turn) {
		if t.Calls == nil {
			t.notStaff()
			return
		}
		showWaiting(t)
	}, Tapped: func(t *Turn, tap chat.Tap) {
		to, known := map[string]domain.CallState{"!yes": domain.Approved, "!no": domain.Refused}[tap.Step]
		switch {
		case t.Calls == nil:
			t.notStaff()
		case !known:
			t.stale()
		default:
			decide(t, tap.Value, to)
		}
	}}
}

// notStaff answers whoever does not decide about calls.
func (t *Turn) notStaff() {
	t.Say(chat.Message{Text: t.T("approve.not_staff"), Nav: t.Commands("human", "menu")})
}

// waitingShown bounds the calls to decide about in one answer.
const waitingShown = 5

// showWaiting lists the calls that wait for staff, those that need people first at the front.
func showWaiting(t *Turn) {
	me := t.Actor()
	waiting, err := t.Calls.Proposed(t.Ctx, me)
	switch {
	case errors.Is(err, domain.ErrForbidden):
		t.notStaff()
		return
	case err != nil:
		t.Failed = err
		return
	}
	nav := t.Commands("menu")
	if len(waiting) == 0 {
		t.Say(chat.Message{Text: t.T("approve.nothing"), Nav: nav})
		return
	}
	slices.SortStableFunc(waiting, func(a, b *domain.Call) int { return a.From.Compare(b.From) })
	cards := make([]chat.Card, 0, waitingShown)
	for _, c := range waiting[:min(len(waiting), waitingShown)] {
		card := approvalCard(t.Words, t.Places, c)
		card.Title, card.Body = c.What, ""
		if e, err := t.Calls.Estimate(t.Ctx, me, c); err == nil { // without the platform there is none: the decision is not for that
			card.Rows = append(card.Rows, costRows(t.Words, e)...)
		}
		cards = append(cards, card)
	}
	t.Say(chat.Message{Text: t.T("approve.waiting", "Count", len(waiting)), Cards: cards, Alt: t.T("approve.title"), Nav: nav})
}

func decide(t *Turn, id string, state domain.CallState) {
	d, err := t.Calls.Decide(t.Ctx, t.Actor(), t.Event.ID, id, state)
	c, nav := d.Call, t.Commands("approve", "menu")
	switch {
	case errors.Is(err, domain.ErrForbidden):
		t.notStaff()
	case isNotFound(err):
		t.stale()
	case errors.Is(err, calls.ErrPast):
		t.Say(chat.Message{Text: refusedText(t.Words, err), Choices: []chat.Choice{decision(t.Words, c, "!no")}, Nav: nav})
	case errors.Is(err, domain.ErrConflict):
		sayDecided(t, c)
	case errors.Is(err, calls.ErrNobody), errors.Is(err, calls.ErrOverCost):
		t.told(CallReturned(t.Speak(c.Lang), c, err))
		t.Say(chat.Message{Text: refusedText(t.Words, err), Nav: nav})
	case err != nil:
		t.Failed = err
	case state == domain.Approved:
		t.told(approvedTold(t.Speak(c.Lang), c, d.Wait))
		t.Say(chat.Message{Text: approvedText(t, d), Nav: nav})
	default:
		t.tellOnce(c.ID+"-refused", c.By, chat.Message{Text: t.Speak(c.Lang).T("approve.told_no", "What", c.What)})
		t.Say(chat.Message{Text: t.T("approve.done_no"), Nav: nav})
	}
}

// approvedText says to a member of staff what came of the approval.
func approvedText(t *Turn, d calls.Decision) string {
	if d.Wait.Why != "" {
		return t.T("approve.done_later", "Why", waitText(t.Words, d.Wait))
	}
	return t.T("approve.done_yes")
}

// approvedTold says to whoever made a call that it was approved. Without messages left that waits for their next answer.
func approvedTold(w Words, c *domain.Call, wait domain.CallWait) Told {
	text := w.T("approve.told_yes", "What", c.What)
	switch wait.Why {
	case "":
	case domain.WaitsToStart, domain.WaitsForLine: // this waits for LINE as well: it must be true when it comes
		text = w.T("approve.told_soon", "What", c.What)
	default:
		text = w.T("approve.told_later", "What", c.What, "Why", waitText(w, wait))
	}
	m := chat.Message{Text: text, CanWait: wait.Why == domain.WaitsForMessages}
	return Told{Key: c.ID + "-approved", Person: c.By, Messages: []chat.Message{m}, CanWait: m.CanWait}
}

// waitText says why a call is not going out yet, and when it will.
//
//i18n:keys broadcast.wait.*
func waitText(w Words, wait domain.CallWait) string {
	at := ""
	if !wait.Until.IsZero() {
		at = w.Range(wait.Until, wait.Until)
	}
	return w.T("broadcast.wait."+wait.Why, "At", at)
}

// sayDecided tells a member of staff who was faster.
func sayDecided(t *Turn, c *domain.Call) {
	_, n, err := t.Calls.Get(t.Ctx, t.Actor(), c.ID)
	if err != nil {
		t.Failed = err
		return
	}
	text := t.T("approve.ended")
	if c.State != domain.Ended { // that was whoever made it
		name, err := t.Access.Name(t.Ctx, c.DecidedBy)
		if err != nil {
			t.Failed = err
			return
		}
		state := stateText(t, c, n)
		if text = t.T("approve.already", "State", state); name != "" {
			text = t.T("approve.already_by", "Name", name, "State", state)
		}
	}
	if n.Wait.Why != "" {
		text += "\n" + waitText(t.Words, n.Wait)
	}
	t.Say(chat.Message{Text: text, Nav: t.Commands("approve", "menu")})
}

// CallReturned says to whoever made a call why it cannot be sent as it is. Without messages left that waits for their next answer.
func CallReturned(w Words, c *domain.Call, why error) Told {
	m := chat.Message{Text: w.T("approve.told_returned", "What", c.What, "Why", returnedText(w, why)), CanWait: errors.Is(why, calls.ErrOverCost)}
	return Told{Key: c.ID + "-returned", Person: c.By, Messages: []chat.Message{m}, CanWait: m.CanWait}
}

func returnedText(w Words, why error) string {
	switch {
	case errors.Is(why, calls.ErrNobody):
		return w.T("approve.why_nobody")
	case errors.Is(why, calls.ErrOverCost):
		return w.T("approve.why_over_cost")
	case errors.Is(why, calls.ErrPast):
		return w.T("approve.why_past")
	}
	return w.T("approve.why_late")
}

// CallToDecideAgain says to the member of staff who approved a call, and reads w, that it waits for them again.
func CallToDecideAgain(w Words, g *place.Gazetteer, c *domain.Call, e domain.CallEstimate, staff *domain.Staff, why error) Told {
	m := []chat.Message{{Text: w.T("approve.again", "What", c.What, "Why", refusedText(w, why))}}
	if !errors.Is(why, calls.ErrPast) {
		m = append(m, approvalMessages(w, g, c, e)...)
	}
	return Told{Key: c.ID + "-returned-" + staff.ID, Person: staff.Person, Messages: m}
}

// refusedText says to staff why a call cannot be sent.
func refusedText(w Words, why error) string {
	switch {
	case errors.Is(why, calls.ErrNobody):
		return w.T("approve.nobody")
	case errors.Is(why, calls.ErrOverCost):
		return w.T("approve.over_cost")
	case errors.Is(why, calls.ErrPast):
		return w.T("approve.past")
	}
	return w.T("approve.late")
}

func isNotFound(err error) bool { return errors.Is(err, domain.ErrNotFound) }

// tellOnce says something to somebody else, who has not asked for it: it costs
// a message, so a button that is tapped again does not say it again. The key begins with
// the id of what it is about, by which it is found when that is erased.
func (t *Turn) tellOnce(key, person string, m ...chat.Message) {
	t.told(Told{Key: key, Person: person, Messages: m})
}

// tellLater is for what can wait for the person's next answer, which is free.
func (t *Turn) tellLater(person string, m ...chat.Message) {
	t.told(Told{Person: person, Messages: m, CanWait: true})
}

// told drops what is for somebody who has had themselves erased.
func (t *Turn) told(told Told) {
	if told.Person != "" {
		t.Effects.Tell = append(t.Effects.Tell, told)
	}
}
