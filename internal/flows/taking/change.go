package taking

import (
	"errors"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
)

// moreSeats is how many seats a button adds.
const moreSeats = 5

// alteration is one of the changes that a leader has buttons for.
type alteration struct {
	name string
	fits func(*shifts.Shift) bool
	make func(*shifts.Shift) shifts.Changes
}

// alterations are those, in the order of their buttons.
func alterations() []alteration {
	later := func(d time.Duration) func(*shifts.Shift) shifts.Changes {
		return func(s *shifts.Shift) shifts.Changes {
			from, to := s.From.Add(d), s.To.Add(d)
			return shifts.Changes{From: &from, To: &to}
		}
	}
	always := func(*shifts.Shift) bool { return true }
	const day = 24 * time.Hour
	return []alteration{
		{"hour_later", always, later(time.Hour)}, {"hour_earlier", always, later(-time.Hour)}, {"day_later", always, later(day)}, {"week_later", always, later(7 * day)},
		{"seats", func(s *shifts.Shift) bool { return s.Seats > 0 }, func(s *shifts.Shift) shifts.Changes {
			seats := s.Seats + moreSeats
			return shifts.Changes{Seats: &seats}
		}},
		{"off", always, func(*shifts.Shift) shifts.Changes {
			off := shifts.Off
			return shifts.Changes{State: &off}
		}},
	}
}

//i18n:keys taking.change.*
func changeLabel(name string) string { return "taking.change." + name + ".label" }

// leading shows a shift to who leads it; false: it is not theirs, or is over, which is said, or the turn failed.
func (k *Taking) leading(t *dialog.Turn, shift string) (shifts.View, bool) {
	v, ok := k.look(t, shift)
	switch {
	case !ok:
		return v, false
	case !v.Shift.LedBy(t.Actor()):
		t.Stale()
		return v, false
	case v.Shift.Edited == t.Event.ID: // by this very tap, which is read again
	case v.Shift.State == shifts.Off || v.Shift.Over(t.Now):
		t.Say(chat.Message{Text: t.T("taking.change_over"), Nav: append([]chat.Choice{t.Command(RosterFlow)}, t.Commands("menu")...)})
		return v, false
	}
	return v, true
}

// changes shows what a leader can change.
func (k *Taking) changes(t *dialog.Turn, shift string) {
	v, ok := k.leading(t, shift)
	if !ok {
		return
	}
	card := head(t, v)
	card.Body, card.Tags = t.T("taking.change_what"), []string{k.numbers(t, v.Shift)}
	for _, a := range alterations() {
		if a.fits(v.Shift) {
			card.Choices = append(card.Choices, alters(t, changeLabel(a.name), "!plan", v.Shift, a.name))
		}
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Body, Nav: append([]chat.Choice{t.Command(RosterFlow)}, t.Commands("menu")...)})
}

// alters is a button for a change of a shift as it is seen now.
func alters(t *dialog.Turn, key, step string, s *shifts.Shift, name string) chat.Choice {
	return chat.Choice{Label: t.T(key, "Count", moreSeats), Tap: chat.Tap{Flow: RosterFlow, Step: step, Session: strconv.Itoa(s.Edits) + "." + name, Value: s.ID}}
}

// alteration reads such a button.
func (k *Taking) alteration(v shifts.View, session string) (c shifts.Changes, name string, ok bool) {
	seen, name, _ := strings.Cut(session, ".")
	n, err := strconv.Atoi(seen)
	if err != nil {
		return c, "", false
	}
	for _, a := range alterations() {
		if a.name == name && a.fits(v.Shift) {
			c = a.make(v.Shift)
			c.Seen = n
			return c, name, true
		}
	}
	return c, "", false
}

// asksToChange shows what a change comes to, and asks.
func (k *Taking) asksToChange(t *dialog.Turn, shift, session string) {
	v, ok := k.leading(t, shift)
	if !ok {
		return
	}
	c, name, ok := k.alteration(v, session)
	if !ok {
		t.Stale()
		return
	}
	card := head(t, v)
	card.Tone, card.Icon, card.Title, card.Body = chat.PlainTone, "🤔", t.T(changeLabel(name), "Count", moreSeats), card.Title
	if c.From != nil {
		card.Rows = append(card.Rows, chat.Row{Icon: "➡️", Label: t.T("taking.will_be"), Value: t.Cards().Range(*c.From, *c.To)})
	}
	switch {
	case c.Seats != nil:
		card.Note = t.T("taking.change_seats_note")
	case v.Shift.Taken+v.Shift.Held+v.Shift.Waiting > 0:
		card.Note = t.T("taking.change_note")
	}
	do := alters(t, "taking.change_yes.label", "!do", v.Shift, name)
	do.Tap.Session = session // as it was seen when the change was chosen
	card.Choices = []chat.Choice{primary(do), button(t, "taking.change_no.label", RosterFlow, "!change", shift)}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Title, Nav: append([]chat.Choice{t.Command(RosterFlow)}, t.Commands("menu")...)})
}

// change changes a shift, and says so.
func (k *Taking) change(t *dialog.Turn, shift, session string) {
	v, ok := k.leading(t, shift)
	if !ok {
		return
	}
	c, _, ok := k.alteration(v, session)
	if !ok {
		t.Stale()
		return
	}
	m := chat.Message{Nav: append([]chat.Choice{t.Command(RosterFlow)}, t.Commands("menu")...)}
	sh, err := k.Shifts.Change(t.Ctx, t.Actor(), t.Event.ID, shift, c)
	switch {
	case errors.Is(err, domain.ErrConflict):
		t.Say(chat.Message{Text: t.T("taking.change_conflict")})
		k.changes(t, shift)
		return
	case errors.Is(err, shifts.ErrPlan):
		m.Text = t.T("taking.change_cannot")
	case err != nil:
		t.Failed = err
		return
	case sh.State == shifts.Off:
		m.Text = t.T("taking.change_done_off")
	default:
		m.Text = t.T("taking.change_done", "When", t.Cards().ShiftTime(sh), "Numbers", k.numbers(t, sh))
		if sh.Telling != nil {
			m.Text += "\n" + t.T("taking.change_told")
		}
	}
	m.Choices = []chat.Choice{button(t, "taking.who_comes.label", RosterFlow, "!show", shift)}
	t.Say(m)
}
