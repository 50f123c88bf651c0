package calling

import (
	"errors"
	"slices"

	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// approveConversation shows staff the calls that wait for them, and takes their decisions.
func (a *Calling) approveConversation() dialog.Conversation {
	return dialog.Conversation{ID: "approve", Start: a.showWaiting, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		to, known := map[string]domain.CallState{"!yes": domain.Approved, "!no": domain.Refused}[tap.Step]
		if !known {
			t.Stale()
			return
		}
		a.decide(t, tap.Value, to)
	}}
}

// notStaff answers whoever does not decide about calls.
func notStaff(t *dialog.Turn) {
	t.Say(chat.Message{Text: t.T("approve.not_staff"), Nav: t.Commands("human", "menu")})
}

// waitingShown bounds the calls to decide about in one answer.
const waitingShown = 5

// showWaiting lists the calls that wait for staff, those that need people first at the front.
func (a *Calling) showWaiting(t *dialog.Turn) {
	me := t.Actor()
	waiting, err := a.Calls.Proposed(t.Ctx, me)
	switch {
	case errors.Is(err, domain.ErrForbidden):
		notStaff(t)
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
		card := t.Cards().Approval(c)
		card.Title, card.Body = c.What, ""
		if e, err := a.Calls.Estimate(t.Ctx, me, c); err == nil { // without the platform there is none: the decision is not for that
			card.Rows = append(card.Rows, t.Cards().CostRows(e)...)
		}
		cards = append(cards, card)
	}
	t.Say(chat.Message{Text: t.T("approve.waiting", "Count", len(waiting)), Cards: cards, Alt: t.T("approve.title"), Nav: nav})
}

func (a *Calling) decide(t *dialog.Turn, id string, state domain.CallState) {
	d, err := a.Calls.Decide(t.Ctx, t.Actor(), t.Event.ID, id, state)
	c, nav := d.Call, t.Commands("approve", "menu")
	dialog.Tell(t, d.Notices...)
	switch {
	case errors.Is(err, domain.ErrForbidden):
		notStaff(t)
	case errors.Is(err, domain.ErrNotFound):
		t.Stale()
	case errors.Is(err, calls.ErrPast):
		t.Say(chat.Message{Text: t.Cards().Unsendable(err), Choices: []chat.Choice{t.Cards().Decision(c, "!no")}, Nav: nav})
	case errors.Is(err, domain.ErrConflict):
		a.sayDecided(t, c)
	case errors.Is(err, calls.ErrNobody), errors.Is(err, calls.ErrOverCost):
		t.Say(chat.Message{Text: t.Cards().Unsendable(err), Nav: nav})
	case err != nil:
		t.Failed = err
	case state == domain.Approved:
		t.Say(chat.Message{Text: approvedText(t, d), Nav: nav})
	default:
		t.Say(chat.Message{Text: t.T("approve.done_no"), Nav: nav})
	}
}

// approvedText says to a member of staff what came of the approval.
func approvedText(t *dialog.Turn, d calls.Decision) string {
	if d.Wait.Why != "" {
		return t.T("approve.done_later", "Why", t.Cards().WaitText(d.Wait))
	}
	return t.T("approve.done_yes")
}

// sayDecided tells a member of staff who was faster.
func (a *Calling) sayDecided(t *dialog.Turn, c *domain.Call) {
	_, n, err := a.Calls.Get(t.Ctx, t.Actor(), c.ID)
	if err != nil {
		t.Failed = err
		return
	}
	text := t.T("approve.ended")
	if c.State != domain.Ended {
		name, err := a.Staff.Name(t.Ctx, c.DecidedBy)
		if err != nil {
			t.Failed = err
			return
		}
		state := t.Cards().CallState(c, n, t.Now)
		if text = t.T("approve.already", "State", state); name != "" {
			text = t.T("approve.already_by", "Name", name, "State", state)
		}
	}
	if n.Wait.Why != "" {
		text += "\n" + t.Cards().WaitText(n.Wait)
	}
	t.Say(chat.Message{Text: text, Nav: t.Commands("approve", "menu")})
}
