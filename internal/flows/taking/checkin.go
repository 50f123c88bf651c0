package taking

import (
	"errors"
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
)

// checkInConversation takes the code that is shown where a shift is, whatever else is open; whoever leads is shown it.
func (k *Taking) checkInConversation() dialog.Conversation {
	return dialog.Conversation{
		ID: cards.CheckInFlow, Start: k.checkIn, Hears: []dialog.Hearing{{Surety: dialog.Addressed, Hear: k.hearsCode}, named("command.checkin.label", k.checkIn)},
		Tapped: func(t *dialog.Turn, tap chat.Tap) {
			switch tap.Step {
			case "!leave":
				a, err := k.Shifts.CheckOut(t.Ctx, me(t), tap.Value)
				k.arrived(t, a, err)
			default:
				k.door(t, tap)
			}
		},
	}
}

// named hears what a conversation is called, without the picture before it: words that are read as a question otherwise.
func named(label string, start func(*dialog.Turn)) dialog.Hearing {
	return dialog.Hearing{Surety: dialog.Exact, Hear: func(t *dialog.Turn) bool {
		if t.Event.Kind != chat.Text || !t.Says(t.T(label)) {
			return false
		}
		start(t)
		return true
	}}
}

// hearsCode takes a text that is a code; false: it is none.
func (k *Taking) hearsCode(t *dialog.Turn) bool {
	if t.Event.Kind != chat.Text {
		return false
	}
	code, ok := shifts.ReadCode(afterWords(t))
	if !ok {
		return false
	}
	a, err := k.Shifts.CheckIn(t.Ctx, me(t), t.Event.ID, code, t.Me)
	k.arrived(t, a, err)
	return true
}

// afterWords is what was written, without the words that say what the code is for, in any language.
func afterWords(t *dialog.Turn) string {
	text := strings.ToLower(t.Text)
	for _, l := range domain.Languages() {
		for word := range strings.SplitSeq(t.Speak(l.Tag).T("checkin.words"), ", ") {
			if rest, found := strings.CutPrefix(text, word); found {
				return strings.TrimLeft(rest, " :")
			}
		}
	}
	return text
}

// arrived says what came of a code.
func (k *Taking) arrived(t *dialog.Turn, a shifts.Arrival, err error) {
	m := chat.Message{Nav: t.Onward("my_signups", "human", "menu")}
	switch {
	case err == nil:
		k.there(t, a)
		return
	case errors.Is(err, domain.ErrNotFound):
		t.Stale()
		return
	case errors.Is(err, shifts.ErrOften):
		m.Text = t.T("checkin.often")
	case errors.Is(err, shifts.ErrCode):
		m.Text = t.T("checkin.wrong")
	case errors.Is(err, shifts.ErrSoon):
		m.Text = t.T("checkin.soon", "When", t.Cards().ShiftTime(a.Shift))
	case errors.Is(err, shifts.ErrEnded):
		m.Text = t.T("checkin.ended")
	case errors.Is(err, shifts.ErrFull):
		m.Text = t.T("checkin.full")
	case errors.Is(err, shifts.ErrUnknown):
		t.Memory.Pass = a.Pass
		m.Text, m.Choices, m.Nav = t.T("checkin.signup_first"), t.SignUpFirst(), t.Onward("nearby", "menu")
	case a.Shift == nil:
		t.Failed = err
		return
	default:
		v, ok := k.look(t, a.Shift.ID)
		if ok {
			k.failed(t, v, err)
		}
		return
	}
	t.Say(m)
}

// there says that somebody is there, or has left.
func (k *Taking) there(t *dialog.Turn, a shifts.Arrival) {
	v, ok := k.look(t, a.Shift.ID)
	if !ok {
		return
	}
	card := chat.Card{Tone: chat.Warm, Icon: "🙌", Eyebrow: t.Cards().WorkTitle(v.Work), Title: t.T("checkin.in")}
	card.Rows = []chat.Row{{Icon: "🟢", Label: t.T("checkin.since"), Value: t.Words.Clock(a.Mine.In)}}
	if a.Mine.Out.IsZero() {
		card.Body = t.T("checkin.in_text")
		card.Rows = append(card.Rows, chat.Row{Icon: "🏁", Label: t.T("checkin.ends"), Value: t.Words.Clock(a.Shift.To)})
	} else {
		card.Icon, card.Title, card.Body = "💚", t.T("checkin.out"), t.T("checkin.out_text", "Time", t.Cards().Length(a.Mine.Minutes(a.Shift)))
		card.Rows = append(card.Rows, chat.Row{Icon: "🏁", Label: t.T("checkin.until"), Value: t.Words.Clock(a.Mine.Out)})
	}
	if a.Mine.Out.IsZero() && !a.Shift.Over(t.Now) {
		card.Choices = []chat.Choice{button(t, "checkin.leave.label", cards.CheckInFlow, "!leave", a.Shift.ID)}
	}
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Title, Nav: t.Onward(cards.HoursFlow, "my_signups", "menu")})
}

// Enters lets somebody in who typed a code before they signed up; false: nobody waits to be.
func (k *Taking) Enters(t *dialog.Turn) bool {
	pass := t.Memory.Pass
	if pass == "" {
		return false
	}
	t.Memory.Pass = ""
	a, err := k.Shifts.Enter(t.Ctx, me(t), t.Event.ID, pass, t.Me)
	if errors.Is(err, shifts.ErrCode) || errors.Is(err, domain.ErrNotFound) {
		return false
	}
	k.arrived(t, a, err)
	return true
}
