package taking

import (
	"errors"
	"slices"
	"strconv"
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flows/answers"
	"jitasa/internal/hours"
	"jitasa/internal/shifts"
)

// namesShown is how many names stand in one message, and namesAsked how many have a button.
const (
	namesShown = 60
	namesAsked = 9
)

// confirmConversation lets whoever leads confirm the hours of everybody in one tap, and correct a few.
func (k *Taking) confirmConversation() dialog.Conversation {
	heard := named("command.confirm.label", k.toConfirm)
	hears := dialog.Hearing{Surety: heard.Surety, Hear: func(t *dialog.Turn) bool { return t.Says(t.T("command.confirm.label")) && k.leads(t) && heard.Hear(t) }}
	return dialog.Conversation{ID: cards.ConfirmFlow, For: k.leads, Start: k.toConfirm, Hears: []dialog.Hearing{hears}, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		of := strings.Split(tap.Value, "|")
		switch n := len(of); {
		case tap.Step == "!show" && n == 1:
			k.sheet(t, of[0])
		case tap.Step == "!all" && n == 1:
			k.confirmAll(t, of[0])
		case tap.Step == "!fix" && n == 1:
			k.choose(t, of[0], tap.Session, true)
		case tap.Step == "!gone" && n == 1:
			k.choose(t, of[0], tap.Session, false)
		case tap.Step == "!min" && n == 2:
			k.askMinutes(t, of[0], of[1])
		case tap.Step == "!why" && n == 4:
			k.askWhy(t, tap.Value)
		case tap.Step == "!do" && n == 5:
			k.correct(t, of)
		case tap.Step == "!absent" && n == 2:
			k.absent(t, of[0], of[1])
		default:
			t.Stale()
		}
	}}
}

// attendee is one of a shift that is over: what is known of their time.
type attendee struct {
	shifts.Guest
	record hours.Record
}

// waits reports whether whoever leads has to say something yet.
func (a attendee) waits() bool {
	return a.SignUp.There() && (a.record.State == hours.Nothing || a.record.State == hours.IsEstimated || a.record.State == hours.IsClaimed)
}

// minutes is what is confirmed in one tap: what somebody said, or how long they were there.
func (a attendee) minutes(sh *shifts.Shift) int {
	switch a.record.State {
	case hours.IsEstimated, hours.IsClaimed:
		return a.record.Said
	case hours.Nothing:
		return a.SignUp.Minutes(sh)
	}
	return a.record.Minutes
}

// attended are those who were to come to a shift; false: it was said why there are none.
func (k *Taking) attended(t *dialog.Turn, shift string) (sh *shifts.Shift, all []attendee, ok bool) {
	sh, guests, _, err := k.Shifts.Roster(t.Ctx, t.Actor(), shift, "", hours.PeopleAtMost)
	if k.refused(t, sh, err) {
		return nil, nil, false
	}
	if !sh.Over(t.Now) {
		t.Say(chat.Message{Text: t.T("confirm.early", "When", t.Cards().ShiftTime(sh)), Nav: t.Commands(cards.CheckInFlow, RosterFlow, "menu")})
		return nil, nil, false
	}
	records, err := k.Hours.In(t.Ctx, t.Actor(), shift)
	if k.refused(t, sh, err) {
		return nil, nil, false
	}
	said := map[string]hours.Record{}
	for _, r := range records {
		said[r.Person] = r
	}
	for _, g := range guests {
		if g.SignUp.State == shifts.Coming {
			all = append(all, attendee{g, said[g.SignUp.Person]})
		}
	}
	return sh, all, true
}

// toConfirm shows the shift whose hours wait, or a list of several.
func (k *Taking) toConfirm(t *dialog.Turn) {
	led, err := k.Shifts.Led(t.Ctx, t.Actor())
	if err != nil {
		t.Failed = err
		return
	}
	var open []*shifts.Shift
	for _, sh := range led {
		if !sh.Over(t.Now) {
			continue
		}
		_, all, ok := k.attended(t, sh.ID)
		if !ok {
			return
		}
		if slices.ContainsFunc(all, attendee.waits) {
			open = append(open, sh)
		}
	}
	m := chat.Message{Alt: t.T("confirm.list_alt"), Nav: t.Commands(RosterFlow, "menu")}
	switch len(open) {
	case 0:
		t.Say(chat.Message{Text: t.T("confirm.none"), Nav: t.Commands(RosterFlow, "menu")})
		return
	case 1:
		k.sheet(t, open[0].ID)
		return
	}
	for _, sh := range open {
		v, ok := k.look(t, sh.ID)
		if !ok {
			return
		}
		card := head(t, v)
		card.Choices = []chat.Choice{primary(button(t, "confirm.show.label", cards.ConfirmFlow, "!show", sh.ID))}
		m.Cards = append(m.Cards, card)
	}
	t.Say(m)
}

// sheet lists who came, how long, and who did not.
func (k *Taking) sheet(t *dialog.Turn, shift string) {
	sh, all, ok := k.attended(t, shift)
	if !ok {
		return
	}
	var came, missing []string
	waiting := 0
	for _, a := range all {
		if !a.SignUp.There() && !a.record.Came {
			missing = append(missing, k.called(t, a))
			continue
		}
		mark := "▫️ "
		if a.waits() {
			waiting++
		} else {
			mark = "✅ "
		}
		came = append(came, mark+k.called(t, a)+" — "+t.Cards().Length(a.minutes(sh)))
	}
	lines := append([]string{"📅 " + t.Cards().ShiftTime(sh), t.T("confirm.came", "Count", len(came))}, some(came)...)
	m := chat.Message{Private: true, Nav: t.Commands(RosterFlow, "menu")}
	if waiting > 0 {
		m.Choices = append(m.Choices, primary(button(t, "confirm.all.label", cards.ConfirmFlow, "!all", shift)))
	}
	if len(came) > 0 {
		m.Choices = append(m.Choices, button(t, "confirm.fix.label", cards.ConfirmFlow, "!fix", shift))
	}
	if len(missing) > 0 {
		lines = append(append(lines, t.T("confirm.missing", "Count", len(missing))), some(missing)...)
		m.Choices = append(m.Choices, button(t, "confirm.gone.label", cards.ConfirmFlow, "!gone", shift))
	}
	m.Text = strings.Join(lines, "\n")
	t.Say(m)
}

// some are the first of many lines.
func some(lines []string) []string {
	if len(lines) > namesShown {
		return append(slices.Clone(lines[:namesShown]), "…")
	}
	return lines
}

// called is what one of those who came is called.
func (k *Taking) called(t *dialog.Turn, a attendee) string {
	if a.Name == "" {
		return t.T("taking.nameless")
	}
	return a.Name
}

// confirmAll confirms the hours of all who came, as they are.
func (k *Taking) confirmAll(t *dialog.Turn, shift string) {
	sh, all, ok := k.attended(t, shift)
	if !ok {
		return
	}
	b := hours.Batch{Shift: shift, Except: map[string]int{}}
	for _, a := range all {
		if settled := a.record.State == hours.IsConfirmed || a.record.State == hours.IsSettled; a.waits() || settled && a.record.Came {
			b.People, b.Except[a.SignUp.Person] = append(b.People, a.SignUp.Person), a.minutes(sh)
		}
	}
	out, told, err := k.Hours.Confirm(t.Ctx, t.Actor(), t.Event.ID, b)
	if k.refused(t, sh, err) {
		return
	}
	done, own := 0, false
	for _, o := range out {
		if o.Err == nil {
			done++
		}
		own = own || errors.Is(o.Err, hours.ErrOwn)
	}
	dialog.Tell(t, told...)
	m := chat.Message{Text: t.T("confirm.done", "Count", done), Nav: t.Commands(RosterFlow, "menu"), Choices: []chat.Choice{button(t, "confirm.fix.label", cards.ConfirmFlow, "!fix", shift)}}
	if own {
		m.Text += "\n" + t.T("confirm.own")
	}
	if slices.ContainsFunc(all, func(a attendee) bool { return !a.SignUp.There() && a.record.State == hours.Nothing }) {
		m.Choices = append(m.Choices, button(t, "confirm.gone.label", cards.ConfirmFlow, "!gone", shift))
	}
	t.Say(m)
}

// choose asks whose time is to be corrected, or who did not come. after is the last one of the page before.
func (k *Taking) choose(t *dialog.Turn, shift, after string, came bool) {
	_, all, ok := k.attended(t, shift)
	if !ok {
		return
	}
	step, again, text := "!absent", "!gone", t.T("confirm.gone_ask")
	if came {
		step, again, text = "!min", "!fix", t.T("confirm.fix_ask")
	}
	m := chat.Message{Text: text, Private: true, Nav: append([]chat.Choice{button(t, "confirm.show.label", cards.ConfirmFlow, "!show", shift)}, t.Commands("menu")...)}
	begun := after == ""
	for _, a := range all {
		person := a.SignUp.Person
		switch {
		case !begun:
			begun = person == after
			continue
		case came != (a.SignUp.There() || a.record.Came), !came && a.record.State != hours.Nothing && a.record.State != hours.IsClaimed:
			continue
		case len(m.Choices) == namesAsked:
			last, _ := strings.CutPrefix(m.Choices[namesAsked-1].Tap.Value, shift+"|")
			m.Choices = append(m.Choices, chat.Choice{Label: t.T("taking.roster_more.label"), Tap: chat.Tap{Flow: cards.ConfirmFlow, Step: again, Session: last, Value: shift}})
			t.Say(m)
			return
		}
		m.Choices = append(m.Choices, chat.Choice{Label: answers.Short(k.called(t, a)), Tap: chat.Tap{Flow: cards.ConfirmFlow, Step: step, Value: shift + "|" + person}})
	}
	if len(m.Choices) == 0 {
		m.Text = t.T("confirm.nobody")
	}
	t.Say(m)
}

// askMinutes asks how long one of those who came was there.
func (k *Taking) askMinutes(t *dialog.Turn, shift, person string) {
	sh, all, ok := k.attended(t, shift)
	if !ok {
		return
	}
	i := slices.IndexFunc(all, func(a attendee) bool { return a.SignUp.Person == person })
	if i < 0 {
		t.Stale()
		return
	}
	a := all[i]
	m := chat.Message{Text: t.T("confirm.min_ask", "Name", k.called(t, a), "Time", t.Cards().Length(a.minutes(sh))), Private: true, Nav: t.Commands("menu")}
	for _, n := range lengths(sh) {
		m.Choices = append(m.Choices, chat.Choice{Label: t.Cards().Length(n), Tap: chat.Tap{
			Flow: cards.ConfirmFlow, Step: "!why", Value: strings.Join([]string{shift, person, strconv.Itoa(a.record.Seen), strconv.Itoa(n)}, "|"),
		}})
	}
	t.Say(m)
}

// lengths are the times that somebody can have been at a shift, in at most nine steps, the longest first.
func lengths(sh *shifts.Shift) (all []int) {
	most := int(sh.To.Sub(sh.From).Minutes())
	step := 30
	for most/step > namesAsked-1 {
		step += 30
	}
	for n := most; n > 0; n -= step {
		all = append(all, n)
	}
	return all
}

// fixes are why whoever leads corrects a time.
func fixes() []string { return []string{"late", "left", "stayed", "forgot"} }

//i18n:keys confirm.why.*
func fixKey(why string) string { return "confirm.why." + why + ".label" }

func (k *Taking) askWhy(t *dialog.Turn, value string) {
	m := chat.Message{Text: t.T("confirm.why_ask"), Nav: t.Commands("menu")}
	for _, why := range fixes() {
		m.Choices = append(m.Choices, button(t, fixKey(why), cards.ConfirmFlow, "!do", value+"|"+why))
	}
	t.Say(m)
}

// correct says that it was another time: shift, person, what was seen, minutes, why.
func (k *Taking) correct(t *dialog.Turn, of []string) {
	seen, err1 := strconv.Atoi(of[2])
	minutes, err2 := strconv.Atoi(of[3])
	if err1 != nil || err2 != nil || !slices.Contains(fixes(), of[4]) {
		t.Stale()
		return
	}
	r, told, err := k.Hours.Correct(t.Ctx, t.Actor(), t.Event.ID, hours.Word{Shift: of[0], Person: of[1], Seen: seen, Minutes: minutes, Reason: t.T(fixKey(of[4]))})
	if k.unsaid(t, err) {
		return
	}
	dialog.Tell(t, told...)
	t.Say(chat.Message{Text: t.T("confirm.fixed", "Time", t.Cards().Length(r.Minutes)), Choices: []chat.Choice{button(t, "confirm.show.label", cards.ConfirmFlow, "!show", of[0])}, Nav: t.Commands(RosterFlow, "menu")})
}

// absent notes that somebody did not come.
func (k *Taking) absent(t *dialog.Turn, shift, person string) {
	_, told, err := k.Hours.Absent(t.Ctx, t.Actor(), t.Event.ID, hours.Word{Shift: shift, Person: person})
	if k.unsaid(t, err) {
		return
	}
	dialog.Tell(t, told...)
	t.Say(chat.Message{
		Text: t.T("confirm.absent"), Nav: t.Commands(RosterFlow, "menu"),
		Choices: []chat.Choice{button(t, "confirm.gone.label", cards.ConfirmFlow, "!gone", shift), button(t, "confirm.show.label", cards.ConfirmFlow, "!show", shift)},
	})
}

// unsaid says why the ledger did not take something; false: it did.
func (k *Taking) unsaid(t *dialog.Turn, err error) bool {
	nav := t.Onward("human", "menu")
	switch {
	case err == nil:
		return false
	case errors.Is(err, hours.ErrOwn):
		t.Say(chat.Message{Text: t.T("confirm.own"), Nav: nav})
	case errors.Is(err, hours.ErrLate), errors.Is(err, hours.ErrOften):
		t.Say(chat.Message{Text: t.T("hours.late"), Nav: nav})
	case errors.Is(err, domain.ErrConflict):
		t.Say(chat.Message{Text: t.T("hours.changed"), Nav: nav})
	case errors.Is(err, domain.ErrNotFound), errors.Is(err, domain.ErrForbidden), errors.Is(err, domain.ErrInvalid), errors.Is(err, hours.ErrEarly):
		t.Stale()
	default:
		t.Failed = err
	}
	return true
}
