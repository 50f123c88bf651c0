package taking

import (
	"strconv"
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
)

// Of a shift's buttons, those that join say how many come after the shift's id, and which of them lets the organiser have the phone.
const (
	pick      = "!pick" // the card that asks
	more      = "!more" // how many come
	yes       = "!yes"
	withPhone = "!phone" // joins, and lets the organiser have the phone
	shows     = "!show"
	// in line, where the card says that it is full
	waits          = "!wait"
	waitsWithPhone = "!wait_phone"
)

// joinConversation leads from the card of some work to a seat: the shift, then one tap more.
func (k *Taking) joinConversation() dialog.Conversation {
	return dialog.Conversation{ID: cards.JoinFlow, Hears: []dialog.Hearing{{Surety: dialog.Shown, Hear: k.agrees}}, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		shift, seats := split(tap.Value)
		switch tap.Step {
		case pick:
			k.ask(t, shift, seats, tap.Session)
		case more:
			k.howMany(t, shift)
		case yes, withPhone, waits, waitsWithPhone:
			k.join(t, shift, shifts.Wish{Seats: seats, Phone: tap.Step == withPhone || tap.Step == waitsWithPhone, OrWait: tap.Step == waits || tap.Step == waitsWithPhone}, tap.Session)
		case shows:
			k.show(t, shift)
		default:
			t.Stale()
		}
	}}
}

// joined writes a shift and how many come as the value of a button; split reads it. One comes where nothing is said.
func joined(shift string, seats int) string {
	if seats == 1 {
		return shift
	}
	return shift + "|" + strconv.Itoa(seats)
}

func split(value string) (shift string, seats int) {
	at := strings.LastIndexByte(value, '|')
	if at < 0 {
		return value, 1
	}
	n, err := strconv.Atoi(value[at+1:])
	if err != nil {
		return value, 1
	}
	return value[:at], n
}

// Choices are the buttons by which a person joins some work: of one shift "join", of several the first that suit, each with its time. None: there is no
// shift to come.
func (k *Taking) Choices(t *dialog.Turn, o *domain.Opportunity, campaign string) []chat.Choice {
	all, err := k.Shifts.OfWork(t.Ctx, t.Me, o.ID)
	if err != nil {
		t.Failed = err
		return nil
	}
	var choices []chat.Choice
	for i, v := range all[:min(len(all), shownShifts)] {
		c := chat.Choice{Label: t.T("taking.join.label"), Tap: chat.Tap{Flow: cards.JoinFlow, Step: pick, Session: campaign, Value: v.Shift.ID}, Primary: i == 0}
		if len(all) > 1 {
			k.label(t, &c, v)
		}
		if v.Mine.State.Active() {
			c.Tap.Step, c.Tap.Session = shows, ""
			if len(all) == 1 {
				c.Label = t.T("taking.mine.label")
			}
		}
		choices = append(choices, c)
	}
	return choices
}

// shownShifts is how many shifts a card has buttons for.
const shownShifts = 4

// label makes the button of one of several shifts say when it is, and what is special about it.
func (k *Taking) label(t *dialog.Turn, c *chat.Choice, v shifts.View) {
	from := v.Shift.From.In(t.Now.Location())
	day := strings.Replace(t.Words.Day(from), t.Words.Year(from.Year()), "", 1) // shifts to come are of this year or the next
	at := strings.Join(append(strings.Fields(day), strings.Fields(t.Words.Clock(from))[0]), " ")
	switch {
	case v.Mine.State.Active():
		c.Label, c.Full = "✓ "+at, t.T("taking.at_mine", "When", t.Cards().ShiftTime(v.Shift))
	case v.Unfit == nil && !v.Shift.Room(1):
		c.Label, c.Full = "⏳ "+at, t.T("taking.at_full", "When", t.Cards().ShiftTime(v.Shift))
	default:
		c.Label, c.Full = at, t.Cards().ShiftTime(v.Shift)
	}
}

// ask shows a shift to who wants to join it, with the buttons that do.
func (k *Taking) ask(t *dialog.Turn, shift string, seats int, campaign string) {
	v, ok := k.look(t, shift)
	switch {
	case !ok:
		return
	case v.Mine.State.Active():
		k.show(t, shift)
		return
	case v.Unfit != nil:
		k.failed(t, v, v.Unfit)
		return
	}
	if seats < 1 || seats > shifts.MostTogether || v.Shift.Seats > 0 && seats > v.Shift.Capacity() {
		k.failed(t, v, shifts.ErrTooMany)
		return
	}
	card := head(t, v)
	free, limited := v.Shift.Free()
	full := !v.Shift.Room(seats) || v.Shift.Freed && v.Shift.Waiting > 0
	switch {
	case full:
		card.Body = t.T("taking.ask_wait", "Place", v.Shift.Waiting+1)
	case limited:
		card.Body = t.T("taking.ask_seats", "Count", free)
	default:
		card.Body = t.T("taking.ask")
	}
	if seats > 1 {
		card.Rows = append(card.Rows, chat.Row{Icon: "👥", Label: t.T("taking.company"), Value: t.T("taking.people", "Count", seats)})
	}
	card.Choices = k.consents(t, full, joined(shift, seats))
	for i := range card.Choices {
		card.Choices[i].Tap.Session = campaign
	}
	if seats == 1 && (v.Shift.Seats == 0 || v.Shift.Capacity() > 1) {
		card.Choices = append(card.Choices, button(t, "taking.more.label", cards.JoinFlow, more, shift))
	}
	card.Note = k.phoneNote(t)
	shown(t, v)
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: t.T("taking.ask_alt", "Title", card.Title), Nav: t.Onward("nearby", "my_signups", "menu")})
}

// consents are the buttons that confirm: where somebody has a phone that the organiser does not get yet, one of them gives it.
func (k *Taking) consents(t *dialog.Turn, full bool, value string) []chat.Choice {
	one := func(key, step string) chat.Choice { return button(t, key, cards.JoinFlow, step, value) }
	shares := t.Me.Allows(domain.ForContact, t.Now)
	switch {
	case t.Me.Phone == "" && full:
		return []chat.Choice{primary(one("taking.wait.label", waits))}
	case t.Me.Phone == "":
		return []chat.Choice{primary(one("taking.confirm.label", yes))}
	case shares && full:
		return []chat.Choice{primary(one("taking.wait.label", waitsWithPhone))}
	case shares:
		return []chat.Choice{primary(one("taking.confirm.label", withPhone))}
	case full:
		return []chat.Choice{primary(one("taking.wait_phone.label", waitsWithPhone)), one("taking.wait_alone.label", waits)}
	}
	return []chat.Choice{primary(one("taking.confirm_phone.label", withPhone)), one("taking.confirm_alone.label", yes)}
}

// phoneNote says what the organiser will see of who joins.
func (k *Taking) phoneNote(t *dialog.Turn) string {
	switch {
	case t.Me.Phone == "":
		return t.T("taking.sees_name")
	case t.Me.Allows(domain.ForContact, t.Now):
		return t.T("taking.sees_phone")
	}
	return t.T("taking.sees_either")
}

// howMany asks how many come together.
func (k *Taking) howMany(t *dialog.Turn, shift string) {
	v, ok := k.look(t, shift)
	if !ok {
		return
	}
	m := chat.Message{Text: t.T("taking.how_many"), Nav: t.Onward("my_signups", "menu")}
	for n := 2; n <= mostButtons; n++ {
		if v.Shift.Seats == 0 || n <= v.Shift.Capacity() {
			m.Choices = append(m.Choices, chat.Choice{Label: t.T("taking.people", "Count", n), Tap: chat.Tap{Flow: cards.JoinFlow, Step: pick, Value: joined(shift, n)}})
		}
	}
	t.Say(m)
}

// mostButtons is how many people the buttons offer to come with.
const mostButtons = 10

// join takes the seats, or a place in line, and says what there is now.
func (k *Taking) join(t *dialog.Turn, shift string, w shifts.Wish, campaign string) {
	v, ok := k.look(t, shift)
	if !ok {
		return
	}
	if _, _, err := k.Shifts.Join(t.Ctx, me(t), t.Event.ID, shift, w, t.Me); err != nil {
		k.failed(t, v, err)
		return
	}
	t.Responds(campaign, domain.HasJoined, v.Shift.Work)
	k.show(t, shift)
}

// show shows what somebody has joined: when and where, whom to phone, and the way out.
func (k *Taking) show(t *dialog.Turn, shift string) {
	v, ok := k.look(t, shift)
	if !ok {
		return
	}
	if !v.Mine.State.Active() {
		k.ask(t, shift, 1, "")
		return
	}
	card := k.card(t, v)
	fresh := v.Mine.Last == t.Event.ID
	switch {
	case fresh && v.Mine.State == shifts.Coming:
		card.Tone, card.Icon, card.Title, card.Body = chat.Warm, "🎉", t.T("taking.joined"), card.Title
	case fresh && v.Mine.State == shifts.Waiting:
		card.Tone, card.Icon, card.Title, card.Body = chat.Calm, "🕰️", t.T("taking.waiting"), card.Title
	}
	shown(t, v)
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Title, Nav: t.Onward("my_signups", "nearby", "menu")})
	if point := where(v); fresh && point != nil && v.Mine.State == shifts.Coming {
		t.Say(chat.Message{Place: &chat.Place{Point: *point, Title: t.Cards().WorkTitle(v.Work), Address: address(t, v)}, Nav: t.Onward("my_signups", "nearby", "menu")})
	}
}

// card is a shift as who has joined it sees it.
func (k *Taking) card(t *dialog.Turn, v shifts.View) chat.Card {
	card := head(t, v)
	if v.Shift.State == shifts.Off {
		card.Tags = []string{t.T("taking.state.off")}
		return card
	}
	switch v.Mine.State {
	case shifts.Coming:
		card.Tags = []string{t.T("taking.state.coming")}
	case shifts.Waiting:
		card.Tags = []string{t.T("taking.state.waiting", "Place", v.Ahead+1)}
		card.Note = t.T("taking.wait_note")
	case shifts.Offered:
		card.Tags = []string{t.T("taking.state.offered", "Until", t.Cards().Moment(v.Mine.Until))}
		card.Choices = []chat.Choice{primary(button(t, "taking.accept.label", cards.ComingFlow, "!accept", v.Shift.ID)), button(t, "taking.decline.label", cards.ComingFlow, "!decline", v.Shift.ID)}
	}
	if v.Mine.Seats > 1 {
		card.Rows = append(card.Rows, chat.Row{Icon: "👥", Label: t.T("taking.company"), Value: t.T("taking.people", "Count", v.Mine.Seats)})
	}
	if contact := cards.ContactOf(v.Shift, v.Work); contact != "" && v.Mine.State == shifts.Coming {
		card.Rows = append(card.Rows, chat.Row{Icon: "☎️", Label: t.T("opportunity.contact"), Value: t.InLanguage(contact)})
		if phone := cards.Dial(contact); phone != "" {
			card.Choices = append(card.Choices, chat.Choice{Label: t.T("opportunity.dial.label"), Does: chat.OpensURL, URL: phone, Primary: true})
		}
	}
	if v.Mine.State != shifts.Offered {
		key := "taking.cancel.label"
		if v.Mine.State == shifts.Waiting {
			key = "taking.leave_line.label"
		}
		card.Choices = append(card.Choices, button(t, key, cards.LeaveFlow, "!ask", v.Shift.ID))
	}
	return card
}

// where is where a shift meets; nil if nobody said.
func where(v shifts.View) *domain.Point {
	if v.Shift.Point == nil && v.Work != nil {
		return v.Work.Point
	}
	return v.Shift.Point
}

func address(t *dialog.Turn, v shifts.View) string {
	if meet := v.Shift.Meet.In(t.Words.Lang()); meet != "" {
		return meet
	}
	if v.Work == nil {
		return ""
	}
	return t.NameOf(cards.HomeCode(domain.Home{Province: v.Work.Province, District: v.Work.District}))
}
