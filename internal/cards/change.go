package cards

import (
	"strconv"

	"jitasa/internal/chat"
	"jitasa/internal/shifts"
)

// altered says what is another of a shift, and asks who comes whether they still do.
func (c Cards) altered(n shifts.Notice) chat.Message {
	card := chat.Card{Tone: chat.Warm, Icon: "🔔", Eyebrow: c.T("taking.altered_eyebrow"), Title: c.WorkTitle(n.Work), Rows: append(c.Differences(n.Was, n.Shift), c.ShiftRows(n.Shift, n.Work)...)}
	id := n.Shift.ID
	switch n.Mine {
	case shifts.Waiting:
		card.Body = c.T("taking.altered_waiting")
		card.Choices = []chat.Choice{{Label: c.T("taking.leave_line.label"), Tap: chat.Tap{Flow: LeaveFlow, Step: "!ask", Value: id}}}
	case shifts.Offered:
		card.Body = c.T("taking.offered", "Count", n.Seats, "Until", c.Moment(n.Until))
		card.Choices = c.answers(id)
	default:
		card.Body = c.T("taking.still_ask")
		card.Choices = c.StillChoices(n.Shift)
	}
	return chat.Message{Cards: []chat.Card{card}, Alt: c.T("taking.altered_alt", "Title", card.Title)}
}

// Differences are the rows that say what was and is no more of a shift.
func (c Cards) Differences(was shifts.Facts, s *shifts.Shift) []chat.Row {
	var rows []chat.Row
	now := s.Facts()
	if was.Off {
		rows = append(rows, chat.Row{Icon: "✅", Label: c.T("taking.on_again"), Value: c.T("taking.on_again_value")})
	}
	if !was.SameTime(now) {
		rows = append(rows, chat.Row{Icon: "↩️", Label: c.T("taking.was_when"), Value: c.Range(was.From, was.To)})
	}
	if !was.SamePlace(now) {
		meet := was.Meet.In(c.Lang())
		if meet == "" {
			meet = c.T("taking.elsewhere")
		}
		rows = append(rows, chat.Row{Icon: "↩️", Label: c.T("taking.was_meet"), Value: meet})
	}
	return rows
}

// calledOff says that a shift does not take place, and shows other work.
func (c Cards) calledOff(n shifts.Notice) chat.Message {
	card := chat.Card{
		Tone: chat.Calm, Icon: "🙏", Eyebrow: c.T("taking.off_eyebrow"), Title: c.WorkTitle(n.Work), Body: c.T("taking.off_text"),
		Rows:    []chat.Row{{Icon: "📅", Label: c.T("opportunity.when"), Value: c.Range(n.Shift.From, n.Shift.To)}},
		Choices: []chat.Choice{{Label: c.T("command.nearby.label"), Tap: chat.Tap{Flow: "!nearby"}, Primary: true}},
	}
	return chat.Message{Cards: []chat.Card{card}, Alt: c.T("taking.off_alt", "Title", card.Title)}
}

// reminder reminds somebody who comes, and asks whether they still do.
func (c Cards) reminder(n shifts.Notice) chat.Message {
	card := chat.Card{Tone: chat.Leaf, Icon: "⏰", Eyebrow: c.InDays(n.Days), Title: c.WorkTitle(n.Work), Body: c.T("taking.still_ask"), Rows: c.ShiftRows(n.Shift, n.Work), Choices: c.StillChoices(n.Shift)}
	if n.Seats > 1 {
		card.Rows = append(card.Rows, chat.Row{Icon: "👥", Label: c.T("taking.company"), Value: c.T("taking.people", "Count", n.Seats)})
	}
	return chat.Message{Cards: []chat.Card{card}, Alt: card.Eyebrow + ": " + card.Title}
}

// InDays says in how many days something is.
func (c Cards) InDays(days int) string {
	switch days {
	case 0:
		return c.T("taking.today")
	case 1:
		return c.T("taking.tomorrow")
	}
	return c.T("taking.in_days", "Count", days)
}

// StillChoices answer whether somebody still comes. They say what was asked about: a yes to what has changed since is none.
func (c Cards) StillChoices(s *shifts.Shift) []chat.Choice {
	return []chat.Choice{
		{Label: c.T("taking.still.label"), Tap: chat.Tap{Flow: ComingFlow, Step: "!still", Session: strconv.Itoa(s.Changed), Value: s.ID}, Primary: true},
		{Label: c.T("taking.cannot.label"), Tap: chat.Tap{Flow: ComingFlow, Step: "!cannot", Value: s.ID}},
	}
}
