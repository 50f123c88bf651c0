package taking

import (
	"slices"
	"strings"

	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/shifts"
)

// reasons are why people cancel late, as they are asked; each is a button.
func reasons() []string { return []string{"ill", "busy", "travel", "other"} }

// leaveConversation gives a seat back, or a place in line: asked once, done, and where it is late, why.
func (k *Taking) leaveConversation() dialog.Conversation {
	return dialog.Conversation{ID: cards.LeaveFlow, Yes: "!yes", No: "!stay", Hears: []dialog.Hearing{{Surety: dialog.Shown, Hear: k.cannot}}, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		switch {
		case tap.Step == "!stay":
			k.show(t, tap.Value)
		case tap.Step == "!ask":
			k.asksToLeave(t, tap.Value)
		case tap.Step == "!yes":
			k.leave(t, tap.Value)
		case strings.HasPrefix(tap.Step, "!why."):
			k.explain(t, tap.Value, strings.TrimPrefix(tap.Step, "!why."))
		default:
			t.Stale()
		}
	}}
}

func (k *Taking) asksToLeave(t *dialog.Turn, shift string) {
	v, ok := k.look(t, shift)
	if !ok {
		return
	}
	if !v.Mine.State.Active() {
		k.failed(t, v, shifts.ErrNothing)
		return
	}
	card := head(t, v)
	card.Tone, card.Icon, card.Body = chat.PlainTone, "🤔", t.T("taking.leave_ask")
	if v.Mine.State == shifts.Waiting {
		card.Body = t.T("taking.leave_line_ask")
	} else if v.Shift.Late(t.Now) {
		card.Body = t.T("taking.leave_late_ask")
	}
	card.Choices = []chat.Choice{primary(button(t, "taking.leave_yes.label", cards.LeaveFlow, "!yes", shift)), button(t, "taking.leave_no.label", cards.LeaveFlow, "!stay", shift)}
	if v.Mine.State == shifts.Waiting {
		card.Choices = []chat.Choice{primary(button(t, "taking.leave_line_yes.label", cards.LeaveFlow, "!yes", shift)), button(t, "taking.leave_line_no.label", cards.LeaveFlow, "!stay", shift)}
	}
	shown(t, v)
	t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Body, Nav: t.Onward("my_signups", "menu")})
}

// leave gives back, and asks why where an organiser has little time left.
func (k *Taking) leave(t *dialog.Turn, shift string) {
	v, ok := k.look(t, shift)
	if !ok {
		return
	}
	sh, mine, err := k.Shifts.Cancel(t.Ctx, me(t), t.Event.ID, shift)
	if err != nil {
		k.failed(t, v, err)
		return
	}
	title := t.Cards().WorkTitle(v.Work)
	m := chat.Message{Text: t.T("taking.left", "Title", title), Nav: t.Onward("nearby", "my_signups", "menu")}
	if mine.Was == shifts.Coming {
		m.Text = t.T("taking.left_seat", "Title", title)
		if sh.Late(t.Now) {
			m.Text += "\n\n" + t.T("taking.why_ask")
			for _, why := range reasons() {
				m.Choices = append(m.Choices, k.reason(t, why, shift))
			}
		}
	}
	m.Choices = append(m.Choices, button(t, "taking.again.label", cards.JoinFlow, pick, shift))
	t.Say(m)
}

//i18n:keys taking.why.*
func whyLabel(why string) string { return "taking.why." + why + ".label" }

func (k *Taking) reason(t *dialog.Turn, why, shift string) chat.Choice {
	return chat.Choice{Label: t.T(whyLabel(why)), Tap: chat.Tap{Flow: cards.LeaveFlow, Step: "!why." + why, Value: shift}}
}

// explain keeps why somebody does not come, for who leads the shift.
func (k *Taking) explain(t *dialog.Turn, shift, why string) {
	v, ok := k.look(t, shift)
	if !ok {
		return
	}
	if v.Mine.State != shifts.Cancelled || !slices.Contains(reasons(), why) {
		t.Stale()
		return
	}
	if err := k.Shifts.Explain(t.Ctx, me(t), shift, why); err != nil {
		t.Failed = err
		return
	}
	t.Say(chat.Message{Text: t.T("taking.why_thanks"), Nav: t.Onward("nearby", "my_signups", "menu")})
}

// Leave asks whether somebody gives back what they have joined of some work; false: they have joined none.
func (k *Taking) Leave(t *dialog.Turn, work string) bool {
	all, err := k.Shifts.OfWork(t.Ctx, t.Me, work)
	if err != nil {
		t.Failed = err
		return true
	}
	if len(all) == 0 || !all[0].Mine.State.Active() {
		return false
	}
	k.asksToLeave(t, all[0].Shift.ID)
	return true
}
