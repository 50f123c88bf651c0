package flows

import (
	"slices"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/understand"
)

// callConversation answers a call for help: hotlines first, then a person, who is told at once. What
// is written and shared in the next hours is for staff, not a wish for work.
func callConversation() Conversation {
	return Conversation{ID: "call", Start: func(t *Turn) {
		danger := t.Event.Kind != chat.Text || !understand.Announces(t.Text)
		heard, ok := t.hear(true, danger)
		if !ok {
			return
		}
		t.Memory.CalledAt = t.Now
		if danger {
			t.Memory.DangerAt = t.Now
		}
		body := "call.body_nobody"
		switch {
		case heard.OnDuty == 0:
			body = t.alone(body, "call.body_alone")
		case heard.Later:
			body = "call.body_later"
		case heard.OnDuty > 0 && danger:
			body = "call.body"
		case heard.OnDuty > 0:
			body = "call.body_gathered"
		}
		t.sayCall(t.T(body))
	}, Tapped: func(t *Turn, tap chat.Tap) {
		if tap.Step != "!over" {
			t.stale()
			return
		}
		t.endCall()
	}}
}

// sayCall shows whom to call, and what to tell us.
func (t *Turn) sayCall(body string) {
	nav := append(t.goOn(), t.callIsOver(), t.Command("nearby"), t.Command("menu"))
	if _, manages := t.managed(); manages { // who says "we need volunteers" may mean others
		nav = append([]chat.Choice{t.Command("broadcast")}, nav...)
	}
	dial := t.hotlines()
	dial[0].Primary = true
	t.Say(chat.Message{
		Cards: []chat.Card{{
			Tone: chat.Alert, Icon: "🚨", Title: t.T("call.title"), Body: body,
			Rows: []chat.Row{
				{Icon: "🌊", Label: t.T("call.disaster"), Value: "1784"}, {Icon: "🚑", Label: t.T("call.medical"), Value: "1669"},
				{Icon: "👮", Label: t.T("call.police"), Value: "191"}, {Icon: "🚒", Label: t.T("call.fire"), Value: "199"},
				{Icon: "🤲", Label: t.T("call.social"), Value: "1300"}, {Icon: "💚", Label: t.T("call.mind"), Value: "1323"}, {Icon: "🧳", Label: t.T("call.tourist"), Value: "1155"},
			},
			Note:    t.T("call.note"),
			Choices: dial,
		}},
		Urgent: true, Alt: t.T("call.title"), Choices: []chat.Choice{{Label: t.T("place.share.label"), Does: chat.SharesPlace}},
		Nav: nav,
	})
}

// hotlines are the numbers to dial from a button.
func (t *Turn) hotlines() []chat.Choice {
	return []chat.Choice{
		{Label: t.T("call.dial_disaster.label"), Does: chat.OpensURL, URL: "tel:1784"},
		{Label: t.T("call.dial_medical.label"), Does: chat.OpensURL, URL: "tel:1669"},
	}
}

func (t *Turn) endCall() {
	t.endThread()
	t.Memory.CalledAt = time.Time{}
	t.Say(chat.Message{Text: t.T("call.over"), Nav: t.onward("nearby", "menu")})
}

// calledFor is how long after a call for help what is said belongs to it.
const calledFor = 3 * time.Hour

func (t *Turn) calledLately() bool {
	return !t.Memory.CalledAt.IsZero() && t.Now.Sub(t.Memory.CalledAt) < calledFor
}

// turnsFromCall: somebody who asks for something else is not in need any more.
// Staff look after the call all the same.
func (t *Turn) turnsFromCall(intent string) {
	if !slices.Contains([]string{"call", "human", "help", "menu", "language", "plain"}, intent) {
		t.Memory.CalledAt = time.Time{}
	}
}

func (t *Turn) callIsOver() chat.Choice {
	return chat.Choice{Label: t.T("call.over.label"), Tap: chat.Tap{Flow: "call", Step: "!over"}}
}

// noteCall takes down what somebody in need tells; where is the place they shared, if they did.
func (t *Turn) noteCall(where string) {
	heard, ok := t.hear(true, t.Memory.DangerAt.Equal(t.Memory.CalledAt))
	if !ok {
		return
	}
	text := t.T("call.noted")
	switch {
	case where != "":
		text = t.T("call.noted_place", "Place", where)
	case heard.OnDuty == 0:
		text = t.T("call.noted_nobody")
	case t.Event.Kind == chat.Media:
		text = t.T("call.no_picture")
	}
	t.Say(chat.Message{Text: text, Urgent: true, Choices: t.hotlines(), Nav: []chat.Choice{t.callIsOver(), t.Command("nearby"), t.Command("menu")}})
}

// around names the place that was shared, as far as it is known.
func (t *Turn) around() string {
	if t.Event.Place == nil {
		return ""
	}
	near, _, ok := t.Places.Nearest(t.Event.Place.Point)
	if !ok {
		return ""
	}
	return t.nameOf(near.Code)
}
