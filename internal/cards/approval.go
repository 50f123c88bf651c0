package cards

import (
	"errors"

	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// toDecide asks a member of staff to decide about a call.
func (c Cards) toDecide(call *domain.Call, e domain.CallEstimate) []chat.Message {
	card := c.Approval(call)
	card.Rows = append(card.Rows, c.CostRows(e)...)
	return []chat.Message{{Text: call.What, Cards: []chat.Card{card}, Alt: c.T("approve.title")}}
}

// Approval is a call as staff see it before they decide.
func (c Cards) Approval(call *domain.Call) chat.Card {
	rows := c.callRows(call)
	if call.Contact != "" {
		rows = append(rows, c.ContactRow(call))
	}
	urgent := c.T("broadcast.urgent.no.label")
	if call.Urgent {
		urgent = c.T("broadcast.urgent.yes.label")
	}
	return chat.Card{
		Tone: chat.Calm, Icon: "🛂", Title: c.T("approve.title"), Eyebrow: call.Name.In(c.Lang()), Body: c.T("approve.body"),
		Rows:    append(rows, chat.Row{Icon: "⏱️", Label: c.T("broadcast.urgent_row"), Value: urgent}),
		Choices: []chat.Choice{c.Decision(call, "!yes"), c.Decision(call, "!no")},
	}
}

// Decision is a button of staff about a call: "!yes" or "!no".
func (c Cards) Decision(call *domain.Call, step string) chat.Choice {
	label := c.T("approve.no.label")
	if step == "!yes" {
		label = c.T("approve.yes.label")
	}
	return chat.Choice{Label: label, Tap: chat.Tap{Flow: "approve", Step: step, Value: call.ID}, Primary: step == "!yes"}
}

// WaitText says why a call is not going out yet, and when it will.
//
//i18n:keys broadcast.wait.*
func (c Cards) WaitText(wait domain.CallWait) string {
	at := ""
	if !wait.Until.IsZero() {
		at = c.Range(wait.Until, wait.Until)
	}
	return c.T("broadcast.wait."+wait.Why, "At", at)
}

// returnedText says to whoever made a call why it cannot be sent.
func (c Cards) returnedText(why error) string {
	switch {
	case errors.Is(why, calls.ErrNobody):
		return c.T("approve.why_nobody")
	case errors.Is(why, calls.ErrOverCost):
		return c.T("approve.why_over_cost")
	case errors.Is(why, calls.ErrPast):
		return c.T("approve.why_past")
	}
	return c.T("approve.why_late")
}

// Unsendable says to staff why a call cannot be sent.
func (c Cards) Unsendable(why error) string { return c.T(UnsendableKey(why)) }

// UnsendableKey names the text that says to staff why a call cannot be sent; "" for an error that is none of its reasons.
//
//i18n:keys approve.nobody approve.over_cost approve.past approve.late
func UnsendableKey(why error) string {
	switch {
	case errors.Is(why, calls.ErrNobody):
		return "approve.nobody"
	case errors.Is(why, calls.ErrOverCost):
		return "approve.over_cost"
	case errors.Is(why, calls.ErrPast):
		return "approve.past"
	case errors.Is(why, calls.ErrLate):
		return "approve.late"
	}
	return ""
}
