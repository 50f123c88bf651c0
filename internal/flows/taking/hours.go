package taking

import (
	"slices"
	"strconv"
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/hours"
)

// hoursShown is how many of somebody's records are shown, the last ones first.
const hoursShown = 6

// hoursConversation shows somebody's own hours, and takes what is not right about them.
func (k *Taking) hoursConversation() dialog.Conversation {
	return dialog.Conversation{ID: cards.HoursFlow, Start: k.myHours, Hears: []dialog.Hearing{named("command.hours.label", k.myHours)}, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		of := strings.Split(tap.Value, "|")
		switch {
		case tap.Step == "!dispute" && len(of) == 1:
			k.disputes(t, of[0])
		case tap.Step == "!appeal" && len(of) == 1:
			k.appeals(t, of[0])
		case tap.Step == "!say" && len(of) == 4:
			k.says(t, of)
		default:
			t.Stale()
		}
	}}
}

// myHours says what counts, what waits, and what a student of กยศ. lacks this year.
func (k *Taking) myHours(t *dialog.Turn) {
	records, err := k.Hours.Of(t.Ctx, me(t), t.Event.Person)
	if err != nil {
		t.Failed = err
		return
	}
	if len(records) == 0 {
		t.Say(chat.Message{Text: t.T("hours.none"), Nav: t.Onward("nearby", "my_signups", "menu")})
		return
	}
	from, to := hours.Year(t.Now)
	year, err := k.Hours.Student(t.Ctx, me(t), t.Event.Person, from, to, 0)
	if err != nil {
		t.Failed = err
		return
	}
	sum := chat.Card{Tone: chat.Warm, Icon: "⏱️", Eyebrow: t.T("hours.mine_eyebrow"), Title: t.Cards().Length(year.Minutes), Body: t.T("hours.mine_text")}
	row := func(icon, key string, minutes int) {
		sum.Rows = append(sum.Rows, chat.Row{Icon: icon, Label: t.T(key), Value: t.Cards().Length(minutes)})
	}
	if year.Waiting > 0 {
		row("⏳", "hours.mine_waiting", year.Waiting)
	}
	if year.Missing > 0 {
		row("🎓", "hours.mine_missing", year.Missing)
	} else {
		sum.Rows = append(sum.Rows, chat.Row{Icon: "🎓", Label: t.T("hours.mine_missing"), Value: t.T("hours.mine_full")})
	}
	m := chat.Message{Cards: []chat.Card{sum}, Alt: t.T("hours.mine_eyebrow"), Nav: t.Onward("nearby", "my_signups", "menu")}
	slices.Reverse(records)
	for _, r := range records[:min(len(records), hoursShown)] {
		m.Cards = append(m.Cards, k.recordCard(t, r))
	}
	t.Say(m)
}

//i18n:keys hours.state.*
func stateKey(s hours.State) string { return "hours.state." + string(s) }

// recordCard is one time that somebody gave.
func (k *Taking) recordCard(t *dialog.Turn, r hours.Record) chat.Card {
	title := r.Title.In(t.Words.Lang())
	if title == "" {
		title = t.T("taking.some_work")
	}
	card := chat.Card{Tone: chat.Calm, Icon: "🗓️", Title: title, Tags: []string{t.T(stateKey(r.State))}, Rows: []chat.Row{{Icon: "📅", Label: t.T("hours.when"), Value: t.Cards().Range(r.From, r.To)}}}
	count := r.Minutes
	if r.Open() {
		count = r.Said
	}
	if r.Came || r.Open() {
		card.Rows = append(card.Rows, chat.Row{Icon: "⏱️", Label: t.T("hours.length"), Value: t.Cards().Length(count)})
	}
	switch r.State {
	case hours.IsConfirmed:
		card.Choices = []chat.Choice{button(t, "hours.dispute.label", cards.HoursFlow, "!dispute", r.Shift)}
	case hours.IsAbsent:
		card.Choices = []chat.Choice{button(t, "hours.appeal.label", cards.HoursFlow, "!appeal", r.Shift)}
	}
	return card
}

// mine is somebody's record of a shift in a state; false: it is another by now, which is said.
func (k *Taking) mine(t *dialog.Turn, shift string, state hours.State) (hours.Record, bool) {
	r, err := k.Hours.Get(t.Ctx, me(t), shift, t.Event.Person)
	if k.unsaid(t, err) {
		return r, false
	}
	if r.State != state {
		t.Say(chat.Message{Text: t.T("hours.changed"), Nav: t.Commands(cards.HoursFlow, "menu")})
		return r, false
	}
	return r, true
}

// say is a button that says how long it was, and why.
func (k *Taking) say(t *dialog.Turn, r hours.Record, key string, minutes int) chat.Choice {
	why := key[strings.LastIndexByte(strings.TrimSuffix(key, ".label"), '.')+1:]
	return button(t, key, cards.HoursFlow, "!say", strings.Join([]string{r.Shift, strconv.Itoa(r.Seen), strconv.Itoa(minutes), strings.TrimSuffix(why, ".label")}, "|"))
}

// disputes asks what is not right about confirmed hours.
func (k *Taking) disputes(t *dialog.Turn, shift string) {
	r, ok := k.mine(t, shift, hours.IsConfirmed)
	if !ok {
		return
	}
	most := int(r.To.Sub(r.From).Minutes())
	m := chat.Message{Text: t.T("hours.dispute_ask", "Time", t.Cards().Length(r.Minutes)), Nav: t.Commands(cards.HoursFlow, "human", "menu")}
	if r.Minutes < most {
		m.Choices = append(m.Choices, k.say(t, r, "hours.why.all.label", most))
	}
	if longer := r.Minutes + 60; longer < most {
		m.Choices = append(m.Choices, k.say(t, r, "hours.why.longer.label", longer))
	}
	if shorter := r.Minutes - 60; shorter >= 0 {
		m.Choices = append(m.Choices, k.say(t, r, "hours.why.shorter.label", shorter))
	}
	t.Say(m)
}

// appeals asks who is noted as absent whether they came, or could not.
func (k *Taking) appeals(t *dialog.Turn, shift string) {
	r, ok := k.mine(t, shift, hours.IsAbsent)
	if !ok {
		return
	}
	t.Say(chat.Message{Text: t.T("hours.appeal_ask"), Nav: t.Commands(cards.HoursFlow, "human", "menu"), Choices: []chat.Choice{
		k.say(t, r, "hours.why.came.label", int(r.To.Sub(r.From).Minutes())), k.say(t, r, "hours.why.ill.label", 0), k.say(t, r, "hours.why.travel.label", 0), k.say(t, r, "hours.why.busy.label", 0),
	}})
}

//i18n:keys hours.why.*
func ownWhyKey(why string) string { return "hours.why." + why + ".label" }

// says that it was otherwise: shift, what was seen, minutes, why.
func (k *Taking) says(t *dialog.Turn, of []string) {
	seen, err1 := strconv.Atoi(of[1])
	minutes, err2 := strconv.Atoi(of[2])
	if err1 != nil || err2 != nil || !slices.Contains([]string{"all", "longer", "shorter", "came", "ill", "travel", "busy"}, of[3]) {
		t.Stale()
		return
	}
	w := hours.Word{Shift: of[0], Person: t.Event.Person, Seen: seen, Minutes: minutes, Reason: t.T(ownWhyKey(of[3]))}
	disputes := slices.Contains([]string{"all", "longer", "shorter"}, of[3])
	say := k.Hours.Appeal
	if disputes {
		say = k.Hours.Dispute
	}
	_, told, err := say(t.Ctx, me(t), t.Event.ID, w)
	if k.unsaid(t, err) {
		return
	}
	dialog.Tell(t, told...)
	t.Say(chat.Message{Text: t.T("hours.said"), Nav: t.Commands(cards.HoursFlow, "my_signups", "menu")})
}
