package cards

import (
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/hours"
)

// ofHours tells volunteers what was said of their hours, and who leads what waits for them.
func (c Cards) ofHours(n hours.Notice) []chat.Message {
	r := n.Record
	card := chat.Card{Tone: chat.Calm, Icon: "⏱️", Title: r.Title.In(c.Lang()), Rows: []chat.Row{{Icon: "📅", Label: c.T("hours.when"), Value: c.Range(r.From, r.To)}}}
	if n.Reason != "" {
		card.Rows = append(card.Rows, chat.Row{Icon: "💬", Label: c.T("hours.reason"), Value: n.Reason})
	}
	forLeaders := true
	switch n.Kind {
	case hours.Claimed:
		card.Eyebrow, card.Body = c.T("hours.claimed.title"), c.T("hours.claimed.text")
	case hours.Estimated:
		card.Eyebrow, card.Body = c.T("hours.estimated.title"), c.T("hours.estimated.text", "Count", n.People)
	case hours.Disputed:
		card.Eyebrow, card.Body = c.T("hours.disputed.title"), c.T("hours.disputed.text", "Name", c.volunteer(n), "Said", c.Length(r.Said), "Counts", c.Length(r.Minutes))
	case hours.Appealed:
		card.Eyebrow, card.Body = c.T("hours.appealed.title"), c.appealed(n)
	default:
		forLeaders = false
		card.Eyebrow, card.Body = c.ofOwnHours(n)
	}
	if n.Kind == hours.Confirmed {
		card.Tone, card.Icon = chat.Warm, "💚"
	}
	return []chat.Message{{Cards: []chat.Card{card}, Alt: card.Eyebrow + ": " + card.Title, CanWait: n.CanWait, Private: forLeaders}}
}

// ofOwnHours says to a volunteer what was said of theirs.
func (c Cards) ofOwnHours(n hours.Notice) (title, text string) {
	r := n.Record
	switch n.Kind {
	case hours.Confirmed:
		return c.T("hours.confirmed.title"), c.T("hours.confirmed.text", "Time", c.Length(r.Minutes))
	case hours.Corrected:
		return c.T("hours.corrected.title"), c.T("hours.corrected.text", "Time", c.Length(r.Minutes))
	case hours.Settled:
		if !r.Came {
			return c.T("hours.settled.title"), c.T("hours.settled.absent")
		}
		return c.T("hours.settled.title"), c.T("hours.settled.text", "Time", c.Length(r.Minutes))
	case hours.Absent:
		return c.T("hours.absent.title"), c.T("hours.absent.text", "Count", int(hours.DisputeFor/(24*time.Hour)))
	}
	return c.T("hours.excused.title"), c.T("hours.excused.text")
}

// appealed says what somebody says who is noted as absent: that they came, or could not.
func (c Cards) appealed(n hours.Notice) string {
	if n.Record.Said == 0 {
		return c.T("hours.appealed.could_not", "Name", c.volunteer(n))
	}
	return c.T("hours.appealed.came", "Name", c.volunteer(n), "Said", c.Length(n.Record.Said))
}

// volunteer is what the volunteer of a notice is called.
func (c Cards) volunteer(n hours.Notice) string {
	if n.Name == "" {
		return c.T("hours.somebody")
	}
	return n.Name
}

// Length writes how long something was, in hours and minutes.
func (c Cards) Length(minutes int) string {
	h, m := c.T("hours.hours", "Count", minutes/60), c.T("hours.minutes", "Count", minutes%60)
	switch {
	case minutes < 60:
		return m
	case minutes%60 == 0:
		return h
	}
	return h + " " + m
}
