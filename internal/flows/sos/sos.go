package sos

import (
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/support"
)

// Desk is who is behind the bot.
type Desk interface {
	// Hear takes down what the person says, and tells staff what cannot wait. false: it did not succeed, or there is nobody.
	Hear(t *dialog.Turn, asks, danger bool) (*support.Heard, bool)
	// End ends what the person wanted of staff.
	End(t *dialog.Turn)
	// Alone chooses what to say where nobody is on duty: the second to a member of staff.
	Alone(t *dialog.Turn, nobody, alone string) string
}

// SOS is the conversation with somebody in danger.
type SOS struct{ Desk }

// New makes the conversation.
func New(d Desk) *SOS { return &SOS{d} }

// flowID is what its buttons and its intent are called, from before a call meant an organisation's.
const flowID = "call"

// Conversations lists the one.
func (s *SOS) Conversations() []dialog.Conversation { return []dialog.Conversation{s.conversation()} }

// conversation answers a cry for help: hotlines first, then a person, who is told at once. What
// is written and shared in the next hours is for staff, not a wish for work.
func (s *SOS) conversation() dialog.Conversation {
	return dialog.Conversation{
		ID: flowID, Start: s.start, Tapped: func(t *dialog.Turn, tap chat.Tap) {
			if tap.Step != "!over" {
				t.Stale()
				return
			}
			s.end(t)
		},
		Aside: true, Cancel: func(t *dialog.Turn) bool {
			if lately(t) {
				s.end(t)
				return true
			}
			return false
		},
		// Somebody who asks for something else is not in need any more. Staff look after it all the same.
		Left:  func(t *dialog.Turn) { t.Memory.SOSAt = time.Time{} },
		Hears: []dialog.Hearing{{Surety: dialog.Shown, Hear: s.goesOn}},
	}
}

// goesOn hears what somebody tells who was in need lately, unless it answers a question.
func (s *SOS) goesOn(t *dialog.Turn) bool {
	if _, open := t.Open(); !lately(t) || open && t.Event.Kind == chat.Text {
		return false
	}
	switch t.Event.Kind {
	case chat.Location:
		s.note(t, around(t))
	case chat.Text, chat.Sticker, chat.Media:
		s.note(t, "")
	default:
		return false
	}
	return true
}

func (s *SOS) start(t *dialog.Turn) {
	danger := !t.Typed() || !t.Announces()
	heard, ok := s.Hear(t, true, danger)
	if !ok {
		return
	}
	t.Memory.SOSAt = t.Now
	if danger {
		t.Memory.DangerAt = t.Now
	}
	body := "sos.body_nobody"
	switch {
	case heard.OnDuty == 0:
		body = s.Alone(t, body, "sos.body_alone")
	case heard.Later:
		body = "sos.body_later"
	case heard.OnDuty > 0 && danger:
		body = "sos.body"
	case heard.OnDuty > 0:
		body = "sos.body_gathered"
	}
	show(t, t.T(body))
}

// show shows whom to call, and what to tell us.
func show(t *dialog.Turn, body string) {
	nav := append(t.GoOn(), isOver(t), t.Command("nearby"), t.Command("menu"))
	if _, manages := t.Managed(); manages { // who says "we need volunteers" may mean others
		nav = append([]chat.Choice{t.Command("broadcast")}, nav...)
	}
	dial := t.Cards().Hotlines()
	dial[0].Primary = true
	t.Say(chat.Message{
		Cards: []chat.Card{{
			Tone: chat.Alert, Icon: "🚨", Title: t.T("sos.title"), Body: body,
			Rows: []chat.Row{
				{Icon: "🌊", Label: t.T("sos.disaster"), Value: "1784"}, {Icon: "🚑", Label: t.T("sos.medical"), Value: "1669"},
				{Icon: "👮", Label: t.T("sos.police"), Value: "191"}, {Icon: "🚒", Label: t.T("sos.fire"), Value: "199"},
				{Icon: "🤲", Label: t.T("sos.social"), Value: "1300"}, {Icon: "💚", Label: t.T("sos.mind"), Value: "1323"}, {Icon: "🧳", Label: t.T("sos.tourist"), Value: "1155"},
			},
			Note:    t.T("sos.note"),
			Choices: dial,
		}},
		Urgent: true, Alt: t.T("sos.title"), Choices: []chat.Choice{{Label: t.T("place.share.label"), Does: chat.SharesPlace}},
		Nav: nav,
	})
}

func (s *SOS) end(t *dialog.Turn) {
	s.End(t)
	t.Memory.SOSAt = time.Time{}
	t.Say(chat.Message{Text: t.T("sos.over"), Nav: t.Onward("nearby", "menu")})
}

// lastsFor is how long after a cry for help what is said belongs to it.
const lastsFor = 3 * time.Hour

func lately(t *dialog.Turn) bool {
	return !t.Memory.SOSAt.IsZero() && t.Now.Sub(t.Memory.SOSAt) < lastsFor
}

func isOver(t *dialog.Turn) chat.Choice {
	return chat.Choice{Label: t.T("sos.over.label"), Tap: chat.Tap{Flow: flowID, Step: "!over"}}
}

// note takes down what somebody in need tells; where is the place they shared, if they did.
func (s *SOS) note(t *dialog.Turn, where string) {
	heard, ok := s.Hear(t, true, t.Memory.DangerAt.Equal(t.Memory.SOSAt))
	if !ok {
		return
	}
	text := t.T("sos.noted")
	switch {
	case where != "":
		text = t.T("sos.noted_place", "Place", where)
	case heard.OnDuty == 0:
		text = t.T("sos.noted_nobody")
	case t.Event.Kind == chat.Media:
		text = t.T("sos.no_picture")
	}
	t.Say(chat.Message{Text: text, Urgent: true, Choices: t.Cards().Hotlines(), Nav: []chat.Choice{isOver(t), t.Command("nearby"), t.Command("menu")}})
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
