package flows

import (
	"errors"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/place"
)

// approvalMessages ask a member of staff to decide about a call.
func approvalMessages(w Words, g *place.Gazetteer, c *domain.Call, e domain.CallEstimate) []chat.Message {
	rows := callRows(w, g, c)
	if c.Contact != "" {
		rows = append(rows, chat.Row{Icon: "☎️", Label: w.T("broadcast.contact_row"), Value: c.Contact})
	}
	urgent := w.T("broadcast.urgent.no.label")
	if c.Urgent {
		urgent = w.T("broadcast.urgent.yes.label")
	}
	rows = append(rows, chat.Row{Icon: "⏱️", Label: w.T("broadcast.urgent_row"), Value: urgent})
	card := chat.Card{
		Tone: chat.Calm, Icon: "🛂", Title: w.T("approve.title"), Eyebrow: c.Name.In(w.Lang()), Body: w.T("approve.body"), Rows: append(rows, costRows(w, e)...),
		Choices: []chat.Choice{decision(w, c, "!yes"), decision(w, c, "!no")},
	}
	return []chat.Message{{Text: c.What, Cards: []chat.Card{card}, Alt: w.T("approve.title")}}
}

// decision is a button of staff about a call: "!yes" or "!no".
func decision(w Words, c *domain.Call, step string) chat.Choice {
	label := w.T("approve.no.label")
	if step == "!yes" {
		label = w.T("approve.yes.label")
	}
	return chat.Choice{Label: label, Tap: chat.Tap{Flow: "approve", Step: step, Value: c.ID}, Primary: step == "!yes"}
}

// approveConversation takes the decisions of staff about calls for help.
func approveConversation() Conversation {
	return Conversation{ID: "approve", Tapped: func(t *Turn, tap chat.Tap) {
		roles := t.roles()
		switch {
		case t.Failed != nil:
			return
		case !roles.Decides():
			t.Say(chat.Message{Text: t.T("approve.not_staff"), Nav: t.Commands("human", "menu")})
			return
		case tap.Step != "!yes" && tap.Step != "!no":
			t.stale()
			return
		}
		state := domain.Refused
		if tap.Step == "!yes" {
			state = domain.Approved
		}
		decide(t, tap.Value, roles.Staff.ID, state)
	}}
}

func decide(t *Turn, id, staff string, state domain.CallState) {
	nav := t.Commands("menu")
	c, _, err := t.Calls.Get(t.Ctx, id, t.Event.Person)
	if err == nil && c.State == domain.Proposed && c.Past(t.Now) && state == domain.Approved {
		t.Say(chat.Message{Text: t.T("approve.past"), Choices: []chat.Choice{decision(t.Words, c, "!no")}, Nav: nav})
		return
	}
	if err == nil {
		c, err = t.Calls.Decide(t.Ctx, id, staff, state, t.Now)
	}
	switch {
	case isNotFound(err):
		t.stale()
	case errors.Is(err, domain.ErrConflict):
		sayDecided(t, c)
	case errors.Is(err, domain.ErrInvalid): // nobody to send it to, or no messages left
		t.Say(chat.Message{Text: t.T("approve.impossible"), Nav: nav})
	case err != nil:
		t.Failed = err
	case state == domain.Approved:
		t.tellOnce(c.ID+"-approved", c.By, chat.Message{Text: t.Speak(c.Lang).T("approve.told_yes", "What", c.What)})
		t.Say(chat.Message{Text: t.T("approve.done_yes"), Nav: nav})
	default:
		t.tellOnce(c.ID+"-refused", c.By, chat.Message{Text: t.Speak(c.Lang).T("approve.told_no", "What", c.What)})
		t.Say(chat.Message{Text: t.T("approve.done_no"), Nav: nav})
	}
}

// sayDecided tells a member of staff who was faster.
func sayDecided(t *Turn, c *domain.Call) {
	name, err := t.Roles.Name(t.Ctx, c.DecidedBy)
	if err != nil {
		t.Failed = err
		return
	}
	text := t.T("approve.already", "State", stateText(t, c, domain.CallTally{}))
	if name != "" {
		text = t.T("approve.already_by", "Name", name, "State", stateText(t, c, domain.CallTally{}))
	}
	t.Say(chat.Message{Text: text, Nav: t.Commands("menu")})
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
