package taking

import (
	"errors"
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flows/answers"
	"jitasa/internal/shifts"
)

// atTheDoor is how many people stand in one message of who is there: each may have a button.
const atTheDoor = 9

// checkIn shows the code to whoever leads, and others what to do.
func (k *Taking) checkIn(t *dialog.Turn) {
	all, err := k.Shifts.Led(t.Ctx, t.Actor())
	if err != nil {
		t.Failed = err
		return
	}
	m := chat.Message{Alt: t.T("checkin.codes_alt"), Nav: t.Commands("menu")}
	var now []*shifts.Shift
	for _, sh := range all {
		if sh.Arriving(t.Now) {
			now = append(now, sh)
		}
	}
	switch {
	case len(all) == 0:
		t.Say(chat.Message{Text: t.T("checkin.how"), Nav: t.Onward("my_signups", "nearby", "menu")})
		return
	case len(now) == 0:
		t.Say(chat.Message{Text: t.T("checkin.none_now"), Nav: t.Commands(RosterFlow, cards.ConfirmFlow, "menu")})
		return
	case len(now) == 1:
		k.code(t, now[0].ID)
		return
	}
	for _, sh := range now {
		v, ok := k.look(t, sh.ID)
		if !ok {
			return
		}
		card := head(t, v)
		card.Choices = []chat.Choice{primary(button(t, "checkin.code.label", cards.CheckInFlow, "!code", sh.ID))}
		m.Cards = append(m.Cards, card)
	}
	t.Say(m)
}

// door is a button of whoever leads.
func (k *Taking) door(t *dialog.Turn, tap chat.Tap) {
	shift, person, _ := strings.Cut(tap.Value, "|")
	switch tap.Step {
	case "!code":
		k.code(t, shift)
	case "!who":
		k.who(t, shift, tap.Session)
	case "!in", "!not":
		k.tick(t, tap, shift, person)
	case "!paper":
		k.paper(t, shift)
	default:
		t.Stale()
	}
}

// refused says why whoever leads cannot do something; false: there is nothing to say, and they can.
func (k *Taking) refused(t *dialog.Turn, sh *shifts.Shift, err error) bool {
	nav := t.Commands(RosterFlow, "menu")
	switch {
	case err == nil:
		return false
	case errors.Is(err, domain.ErrForbidden), errors.Is(err, domain.ErrNotFound):
		t.Stale()
	case errors.Is(err, shifts.ErrSoon):
		t.Say(chat.Message{Text: t.T("checkin.code_soon", "When", t.Cards().ShiftTime(sh)), Nav: nav})
	case errors.Is(err, shifts.ErrEnded):
		t.Say(chat.Message{Text: t.T("checkin.code_ended"), Nav: t.Commands(cards.ConfirmFlow, "menu")})
	case errors.Is(err, shifts.ErrOver), errors.Is(err, shifts.ErrNothing):
		t.Say(chat.Message{Text: t.T("checkin.not_there"), Nav: nav})
	default:
		t.Failed = err
	}
	return true
}

// code shows the code of now, big.
func (k *Taking) code(t *dialog.Turn, shift string) {
	sh, code, until, err := k.Shifts.Code(t.Ctx, t.Actor(), shift)
	if k.refused(t, sh, err) {
		return
	}
	v, ok := k.look(t, shift)
	if !ok {
		return
	}
	card := chat.Card{
		Tone: chat.Leaf, Icon: "🔢", Eyebrow: t.Cards().WorkTitle(v.Work), Title: shifts.Grouped(code), Body: t.T("checkin.code_text", "Until", t.Words.Clock(until)),
		Choices: []chat.Choice{
			primary(button(t, "checkin.new.label", cards.CheckInFlow, "!code", shift)), button(t, "checkin.who.label", cards.CheckInFlow, "!who", shift),
			button(t, "checkin.paper.label", cards.CheckInFlow, "!paper", shift),
		},
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Title, Private: true, Nav: t.Commands(RosterFlow, "menu")})
}

// who lists who is there, and has a button for each who is not.
func (k *Taking) who(t *dialog.Turn, shift, after string) {
	sh, all, next, err := k.Shifts.Roster(t.Ctx, t.Actor(), shift, after, atTheDoor)
	if k.refused(t, sh, err) {
		return
	}
	m := chat.Message{Private: true, Nav: append([]chat.Choice{button(t, "checkin.code.label", cards.CheckInFlow, "!code", shift)}, t.Commands("menu")...)}
	lines := []string{t.T("checkin.who_text")}
	for _, g := range all {
		name := g.Name
		if name == "" {
			name = t.T("taking.nameless")
		}
		tap := chat.Tap{Flow: cards.CheckInFlow, Step: "!in", Session: after, Value: shift + "|" + g.SignUp.Person}
		if g.SignUp.There() {
			lines = append(lines, "✅ "+name+" "+t.Words.Clock(g.SignUp.In)+" ("+t.T(howKey(g.SignUp.How))+")")
			continue
		}
		lines = append(lines, "▫️ "+name)
		m.Choices = append(m.Choices, chat.Choice{Label: answers.Short("✔ " + name), Full: t.T("checkin.tick", "Name", name), Tap: tap})
	}
	if len(all) == 0 {
		lines = []string{t.T("checkin.who_none")}
	}
	if next != "" {
		m.Choices = append(m.Choices, chat.Choice{Label: t.T("taking.roster_more.label"), Tap: chat.Tap{Flow: cards.CheckInFlow, Step: "!who", Session: next, Value: shift}})
	}
	m.Text = strings.Join(lines, "\n")
	t.Say(m)
}

//i18n:keys checkin.how.*
func howKey(how shifts.How) string { return "checkin.how." + string(how) }

// tick notes that somebody is there.
func (k *Taking) tick(t *dialog.Turn, tap chat.Tap, shift, person string) {
	do := shifts.TickIn
	if tap.Step == "!not" {
		do = shifts.Untick
	}
	a, err := k.Shifts.Tick(t.Ctx, t.Actor(), t.Event.ID, shift, person, do)
	if k.refused(t, a.Shift, err) {
		return
	}
	k.who(t, shift, tap.Session)
	if do == shifts.TickIn {
		undo := chat.Choice{Label: t.T("checkin.undo.label"), Tap: chat.Tap{Flow: cards.CheckInFlow, Step: "!not", Session: tap.Session, Value: tap.Value}}
		if said := t.Answer(); len(said) > 0 {
			last := &said[len(said)-1]
			last.Choices = append(last.Choices, undo)
		}
	}
}

// paper lists the codes for a place where phones are offline.
func (k *Taking) paper(t *dialog.Turn, shift string) {
	sh, all, err := k.Shifts.Paper(t.Ctx, t.Actor(), shift)
	if k.refused(t, sh, err) {
		return
	}
	lines := []string{t.T("checkin.paper_text"), "📅 " + t.Cards().ShiftTime(sh)}
	for _, p := range all {
		lines = append(lines, t.Words.Clock(p.From)+"  "+shifts.Grouped(p.Code))
	}
	t.Say(chat.Message{Text: strings.Join(lines, "\n"), Private: true, Nav: t.Commands(RosterFlow, "menu")})
}
