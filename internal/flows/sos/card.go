package sos

import (
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// show shows what to do now: the number to call for the harm, big, then the place. staff says who has been told.
func (s *SOS) show(t *dialog.Turn, staff string) {
	harm := t.Memory.Harm
	if harm == "" || harm == domain.AnyHarm {
		if harm != "" {
			staff = t.T("sos.do.help") + "\n" + staff
		}
		t.Say(everyNumber(t, staff))
		return
	}
	card := chat.Card{
		Tone: chat.Alert, Icon: "🚨", Title: t.T("sos.title." + string(harm)), Body: t.T("sos.do."+string(harm)) + "\n\n" + staff, //i18n:keys sos.title.* sos.do.*
		Choices: append(dial(t), chat.Choice{Label: t.T("sos.numbers.label"), Tap: chat.Tap{Flow: flowID, Step: "!numbers"}}),
	}
	for _, n := range harm.Hotlines() {
		card.Rows = append(card.Rows, chat.Row{Icon: icons[n], Label: t.T("sos.number." + n), Value: n}) //i18n:keys sos.number.*
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Urgent: true, Alt: card.Title, Choices: []chat.Choice{share(t)}, Nav: ways(t)})
}

// everyNumber shows all numbers, where it is not known which is right.
func everyNumber(t *dialog.Turn, staff string) chat.Message {
	card := chat.Card{Tone: chat.Alert, Icon: "🚨", Title: t.T("sos.title"), Body: staff, Note: t.T("sos.note"), Choices: dial(t)}
	for _, n := range domain.Hotlines() {
		card.Rows = append(card.Rows, chat.Row{Icon: icons[n], Label: t.T("sos.number." + n), Value: n})
	}
	return chat.Message{Cards: []chat.Card{card}, Urgent: true, Alt: card.Title, Choices: []chat.Choice{share(t)}, Nav: ways(t)}
}

// showNumbers shows all of them: to somebody who has seen the right one, or who looks for help and has said nothing yet.
func (s *SOS) showNumbers(t *dialog.Turn) {
	m := everyNumber(t, t.T("sos.body_numbers"))
	if !lately(t) {
		m = everyNumber(t, t.T("sos.body_menu"))
		m.Choices = []chat.Choice{{Label: t.T("sos.tell.label"), Tap: chat.Tap{Flow: flowID, Step: "!still"}}}
		m.Nav = append(t.GoOn(), t.Command("menu"))
	}
	t.Say(m)
}

var icons = map[string]string{
	domain.CallDisaster: "🌊", domain.CallAmbulance: "🚑", domain.CallPolice: "👮", domain.CallFire: "🚒", domain.CallSocial: "🤲", domain.CallMind: "💚", domain.CallTourist: "🧳",
}

// numbers are the numbers of the harm that was told last.
func numbers(t *dialog.Turn) []string { return t.Memory.Harm.Hotlines() }

// dial are the buttons that call them, the right one first.
func dial(t *dialog.Turn) []chat.Choice {
	all := t.Cards().Dial(numbers(t)...)
	all[0].Primary = true
	return all
}

func share(t *dialog.Turn) chat.Choice {
	return chat.Choice{Label: t.T("place.share.label"), Does: chat.SharesPlace}
}

func ways(t *dialog.Turn) []chat.Choice {
	nav := append(t.GoOn(), isOver(t), t.Command("menu"))
	if _, manages := t.Managed(); manages { // who says "we need volunteers" may mean others
		nav = append([]chat.Choice{t.Command("broadcast")}, nav...)
	}
	return nav
}

func isOver(t *dialog.Turn) chat.Choice {
	return chat.Choice{Label: t.T("sos.over.label"), Tap: chat.Tap{Flow: flowID, Step: "!over"}}
}

// around names the place that was shared, as far as it is known.
func around(t *dialog.Turn) string {
	if t.Event.Place == nil {
		return ""
	}
	near, _, ok := t.Places.Nearest(t.Event.Place.Point)
	if !ok {
		return ""
	}
	return t.NameOf(near.Code)
}
