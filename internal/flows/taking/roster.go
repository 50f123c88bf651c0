package taking

import (
	"errors"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
)

// RosterFlow is the flow of those who lead shifts.
const RosterFlow = "roster"

// rosterPage is how many of those who come stand in one message.
const rosterPage = 30

// rosterConversation shows who comes to the shifts that somebody leads.
func (k *Taking) rosterConversation() dialog.Conversation {
	return dialog.Conversation{
		ID: RosterFlow, For: k.leads, Start: k.led,
		Tapped: func(t *dialog.Turn, tap chat.Tap) {
			switch tap.Step {
			case "!show":
				k.roster(t, tap.Value, tap.Session)
			case "!change":
				k.changes(t, tap.Value)
			case "!plan":
				k.asksToChange(t, tap.Value, tap.Session)
			case "!do":
				k.change(t, tap.Value, tap.Session)
			default:
				t.Stale()
			}
		},
	}
}

// leads reports whether somebody leads shifts, or manages an organisation.
func (k *Taking) leads(t *dialog.Turn) bool {
	if _, manages := t.Managed(); manages {
		return true
	}
	led, err := k.Shifts.Led(t.Ctx, me(t))
	if err != nil {
		t.Failed = err
	}
	return len(led) > 0
}

// led lists the shifts that somebody leads.
func (k *Taking) led(t *dialog.Turn) {
	all, err := k.Shifts.Led(t.Ctx, t.Actor())
	if err != nil {
		t.Failed = err
		return
	}
	if len(all) == 0 {
		t.Say(chat.Message{Text: t.T("taking.roster_none"), Nav: t.Commands("menu")})
		return
	}
	m := chat.Message{Alt: t.T("taking.roster_alt"), Nav: t.Commands("menu")}
	for _, sh := range all {
		v, ok := k.look(t, sh.ID)
		if !ok {
			return
		}
		card := head(t, v)
		card.Tags = []string{k.numbers(t, sh)}
		card.Choices = []chat.Choice{primary(button(t, "taking.who_comes.label", RosterFlow, "!show", sh.ID))}
		m.Cards = append(m.Cards, card)
	}
	m.Text = k.cost(t)
	if t.Failed == nil {
		t.Say(m)
	}
}

// cost says to who manages an organisation what the reminders of its shifts still cost this month; "" if nothing.
func (k *Taking) cost(t *dialog.Turn) string {
	var all shifts.Cost
	managed, _ := t.Managed()
	for _, o := range managed {
		c, err := k.Shifts.Reminders(t.Ctx, t.Actor(), o.ID, t.Now)
		if err != nil {
			t.Failed = err
			return ""
		}
		all.Now, all.Most = all.Now+c.Now, all.Most+c.Most
	}
	if all.Most == 0 {
		return ""
	}
	return t.T("taking.reminders_cost", "Now", all.Now, "Most", all.Most)
}

// numbers says how many come of how many, and who waits.
func (k *Taking) numbers(t *dialog.Turn, sh *shifts.Shift) string {
	text := t.T("taking.coming_all", "Taken", sh.Taken)
	if sh.Seats > 0 {
		text = t.T("taking.coming_of", "Taken", sh.Taken, "Seats", sh.Capacity())
	}
	if sh.Waiting > 0 {
		text += " · " + t.T("taking.coming_wait", "Count", sh.Waiting)
	}
	return text
}

// roster lists who comes, with the phones of those who let the organiser have them.
func (k *Taking) roster(t *dialog.Turn, shift, after string) {
	sh, all, next, err := k.Shifts.Roster(t.Ctx, t.Actor(), shift, after, rosterPage)
	switch {
	case errors.Is(err, domain.ErrForbidden), errors.Is(err, domain.ErrNotFound):
		t.Stale()
		return
	case err != nil:
		t.Failed = err
		return
	}
	lines := []string{"📋 " + t.Cards().ShiftTime(sh), k.numbers(t, sh)}
	for _, g := range all {
		lines = append(lines, k.guest(t, sh, g))
	}
	m := chat.Message{Text: strings.Join(lines, "\n"), Private: true, Nav: append([]chat.Choice{t.Command(RosterFlow)}, t.Commands("menu")...)}
	m.Choices = []chat.Choice{button(t, "taking.change.label", RosterFlow, "!change", shift)}
	if next != "" {
		m.Choices = []chat.Choice{m.Choices[0], {Label: t.T("taking.roster_more.label"), Tap: chat.Tap{Flow: RosterFlow, Step: "!show", Session: next, Value: shift}}}
	}
	t.Say(m)
}

// guest is one who comes, in a line; ✓: they said that it is for sure.
func (k *Taking) guest(t *dialog.Turn, sh *shifts.Shift, g shifts.Guest) string {
	name := g.Name
	if name == "" {
		name = t.T("taking.nameless")
	}
	line := "• " + name
	if g.SignUp.Sure(sh) {
		line += " ✓"
	}
	if g.SignUp.Seats > 1 {
		line += " " + t.T("taking.and_more", "Count", g.SignUp.Seats-1)
	}
	if g.Phone != "" {
		line += " " + t.Words.Phone(g.Phone)
	}
	switch g.SignUp.State {
	case shifts.Waiting:
		line += " (" + t.T("taking.in_line") + ")"
	case shifts.Offered:
		line += " (" + t.T("taking.has_offer") + ")"
	case shifts.Cancelled:
		line += " (" + t.T("taking.does_not_come", "Why", t.T(whyLabel(g.SignUp.Why))) + ")"
	}
	return line
}
