package taking

import (
	"errors"

	"jitasa/internal/access"
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
	"jitasa/internal/shifts"
)

// Parts are what the conversations need.
type Parts struct {
	Shifts *shifts.Service
	Hours  *hours.Service // nil: nobody's are kept, and nobody checks in
}

// Taking is the conversations about taking part.
type Taking struct {
	Parts
}

// New makes the conversations.
func New(p Parts) *Taking { return &Taking{Parts: p} }

// Conversations lists them.
func (k *Taking) Conversations() []dialog.Conversation {
	all := []dialog.Conversation{k.joinConversation(), k.leaveConversation(), k.comingConversation(), k.rosterConversation()}
	if k.Hours != nil {
		all = append(all, k.checkInConversation(), k.confirmConversation(), k.hoursConversation())
	}
	return all
}

// me is the person as one who takes part.
func me(t *dialog.Turn) access.Actor { return access.Actor{Person: t.Event.Person, From: access.Chat} }

// button is one about a shift.
func button(t *dialog.Turn, key, flow, step, value string) chat.Choice {
	return chat.Choice{Label: t.T(key), Tap: chat.Tap{Flow: flow, Step: step, Value: value}}
}

func primary(c chat.Choice) chat.Choice {
	c.Primary = true
	return c
}

// head is what every card of a shift begins with.
func head(t *dialog.Turn, v shifts.View) chat.Card {
	card := chat.Card{Tone: chat.Leaf, Icon: "🎟️", Title: t.Cards().WorkTitle(v.Work), Rows: t.Cards().ShiftRows(v.Shift, v.Work)}
	if v.Work != nil {
		card.Icon, card.Eyebrow = cards.CauseIcon(v.Work.Cause), t.InLanguage(v.Work.Organisation)
	}
	return card
}

// look shows a shift to its person; false: it is not there, which is said, or the turn failed.
func (k *Taking) look(t *dialog.Turn, shift string) (shifts.View, bool) {
	v, err := k.Shifts.Look(t.Ctx, t.Me, shift)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		t.Say(chat.Message{Text: t.T("opportunity.gone"), Nav: t.Commands("nearby", "my_signups", "menu")})
		return v, false
	case err != nil:
		t.Failed = err
		return v, false
	}
	return v, true
}

// failed says why something cannot be done, and what can be instead; of what is no such reason the turn fails.
func (k *Taking) failed(t *dialog.Turn, v shifts.View, err error) {
	var clash *shifts.Clash
	m := chat.Message{Nav: t.Commands("nearby", "my_signups", "menu")}
	other := func() {
		if v.Work != nil {
			m.Choices = append(m.Choices, button(t, "taking.other_shifts.label", "opportunity", "!show", v.Work.ID))
		}
	}
	switch {
	case errors.Is(err, shifts.ErrUnknown):
		m.Text, m.Choices, m.Nav = t.T("taking.signup_first"), t.SignUpFirst(), t.Onward("nearby", "menu")
	case errors.Is(err, shifts.ErrGuardian):
		m.Text, m.Choices, m.Nav = t.T("taking.guardian_first"), t.Cards().Guardian(t.Me, t.Now), t.Commands("profile", "human", "menu")
	case errors.Is(err, shifts.ErrYoung):
		m.Text = t.T("taking.too_young")
		if v.Shift.MinAge > 0 {
			m.Text = t.T("taking.too_young_for", "Age", v.Shift.MinAge)
		}
	case errors.As(err, &clash):
		other()
		m.Text = t.T("taking.clash")
		m.Choices = append([]chat.Choice{button(t, "taking.see_other.label", cards.JoinFlow, "!show", clash.With.Shift)}, m.Choices...)
	case errors.Is(err, shifts.ErrFull):
		other()
		m.Text, m.Choices = t.T("taking.full_now"), append([]chat.Choice{primary(button(t, "taking.wait.label", cards.JoinFlow, "!pick", v.Shift.ID))}, m.Choices...)
	case errors.Is(err, shifts.ErrTooMany):
		m.Text = t.T("taking.too_many", "Most", shifts.MostTogether)
	case errors.Is(err, shifts.ErrOver):
		other()
		m.Text = t.T("taking.over")
	case errors.Is(err, shifts.ErrLapsed):
		m.Text, m.Choices = t.T("taking.lapsed"), []chat.Choice{button(t, "taking.wait_again.label", cards.JoinFlow, "!pick", v.Shift.ID)}
	case errors.Is(err, shifts.ErrNothing):
		m.Text, m.Choices = t.T("taking.nothing"), []chat.Choice{button(t, "taking.join.label", cards.JoinFlow, pick, v.Shift.ID)}
	default:
		t.Failed = err
		return
	}
	t.Say(m)
}
