package cards

import (
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
)

// The flows of taking part.
const (
	JoinFlow   = "join"   // a shift, from its card to a seat
	LeaveFlow  = "leave"  // giving it back
	ComingFlow = "coming" // the answer to an offered seat, or to a reminder

	CheckInFlow = "checkin" // being there, and the code for it
	HoursFlow   = "hours"   // somebody's own
	ConfirmFlow = "confirm" // those of others, for whoever leads
)

// ofShift tells people of the shifts that they take part in, or lead.
func (c Cards) ofShift(n shifts.Notice) []chat.Message {
	title := c.WorkTitle(n.Work)
	switch n.Kind {
	case shifts.SeatOffered:
		return []chat.Message{c.offered(n)}
	case shifts.SeatPassed:
		return []chat.Message{{Text: c.T("taking.told_passed", "Title", title), CanWait: true, Choices: []chat.Choice{
			{Label: c.T("taking.wait_again.label"), Tap: chat.Tap{Flow: JoinFlow, Step: "!pick", Value: n.Shift.ID}},
		}}}
	case shifts.TakenOut:
		return []chat.Message{{Text: c.T("taking.told_out", "Title", title, "When", c.ShiftTime(n.Shift)), Nav: []chat.Choice{
			{Label: c.T("command.human.label"), Tap: chat.Tap{Flow: "!human"}}, {Label: c.T("command.nearby.label"), Tap: chat.Tap{Flow: "!nearby"}},
		}}}
	case shifts.CancelsLate:
		return []chat.Message{{Text: c.T("taking.told_late", "Title", title, "When", c.ShiftTime(n.Shift), "Taken", n.Shift.Taken), CanWait: true, Private: true}}
	case shifts.Altered:
		return []chat.Message{c.altered(n)}
	case shifts.CalledOff:
		return []chat.Message{c.calledOff(n)}
	case shifts.Reminds:
		return []chat.Message{c.reminder(n)}
	}
	return nil
}

// offered asks somebody who waited whether they take the seats that are held for them.
func (c Cards) offered(n shifts.Notice) chat.Message {
	card := chat.Card{
		Tone: chat.Warm, Icon: "🎟️", Eyebrow: c.T("taking.offered_eyebrow"), Title: c.WorkTitle(n.Work), Body: c.T("taking.offered", "Count", n.Seats, "Until", c.Moment(n.Until)),
		Rows: c.ShiftRows(n.Shift, n.Work), Choices: c.answers(n.Shift.ID),
	}
	return chat.Message{Cards: []chat.Card{card}, Alt: c.T("taking.offered_alt", "Title", card.Title)}
}

// answers are those to an offer.
func (c Cards) answers(shift string) []chat.Choice {
	return []chat.Choice{
		{Label: c.T("taking.accept.label"), Tap: chat.Tap{Flow: ComingFlow, Step: "!accept", Value: shift}, Primary: true},
		{Label: c.T("taking.decline.label"), Tap: chat.Tap{Flow: ComingFlow, Step: "!decline", Value: shift}},
	}
}

// WorkTitle is what a piece of work is called.
func (c Cards) WorkTitle(o *domain.Opportunity) string {
	if o == nil {
		return c.T("taking.some_work")
	}
	return o.Title.In(c.Lang())
}

// ShiftRows say when and where a shift is, and what to bring.
func (c Cards) ShiftRows(s *shifts.Shift, o *domain.Opportunity) []chat.Row {
	rows := []chat.Row{{Icon: "📅", Label: c.T("opportunity.when"), Value: c.ShiftTime(s)}}
	if name := s.Name.In(c.Lang()); name != "" {
		rows = append(rows, chat.Row{Icon: "🔖", Label: c.T("taking.shift"), Value: name})
	}
	row := func(icon, key, value string) {
		if value != "" {
			rows = append(rows, chat.Row{Icon: icon, Label: c.T(key), Value: value})
		}
	}
	if o != nil && o.Province != "" {
		row("📍", "opportunity.where", c.PlaceOf(domain.Home{Province: o.Province, District: o.District}))
	}
	row("🧭", "taking.meet", s.Meet.In(c.Lang()))
	row("🎒", "taking.bring", s.Bring.In(c.Lang()))
	return rows
}

// ShiftTime says when a shift is.
func (c Cards) ShiftTime(s *shifts.Shift) string { return c.Range(s.From, s.To) }

// ContactOf is whom to phone about a shift; "" if nobody said.
func ContactOf(s *shifts.Shift, o *domain.Opportunity) string {
	if s.Contact == "" && o != nil {
		return o.Contact
	}
	return s.Contact
}

// Moment is a day and a time of it.
func (c Cards) Moment(at time.Time) string { return c.Day(at) + " " + c.Clock(at) }
