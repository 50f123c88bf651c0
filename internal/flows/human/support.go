package human

import (
	"errors"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/support"
)

// Hear takes what the person says down for staff, and tells them what cannot wait. asks: it begins a thread where there
// is none. false: it did not succeed, or there is nobody to say it to.
func (h *Human) Hear(t *dialog.Turn, asks, danger bool) (*support.Heard, bool) {
	return h.hear(t, line(t), asks, danger)
}

func (h *Human) hear(t *dialog.Turn, l support.Line, asks, danger bool) (*support.Heard, bool) {
	if h.Support == nil {
		return &support.Heard{}, asks
	}
	said := support.Said{
		Line: l, Person: t.Event.Person, Name: t.CallName(), Lang: t.Words.Lang(), Asks: asks, Danger: danger, Where: where(t),
	}
	if t.Effects.PassedOn && !t.Waits && t.Event.Kind != chat.Media { // else the bot itself needs the token
		said.Reply, said.Received = t.Event.Reply, t.Event.Received
	}
	heard, err := h.Support.Hear(t.Ctx, said)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return nil, false
	case err != nil:
		t.Failed = err
		return nil, false
	}
	dialog.Tell(t, heard.Notices...)
	t.Memory.Passed = t.Memory.Passed && !danger
	if !t.Memory.Human {
		t.Memory.Human, t.Memory.HumanAt = true, t.Now
	}
	return heard, true
}

// Forward gives staff what the person said to the bot before, in the words of the line, and says so; where nobody is there, whom to
// call meanwhile.
func (h *Human) Forward(t *dialog.Turn, said string, l support.Line) {
	t.Memory.Passed = t.Memory.Passed || !t.Memory.Human
	heard, ok := h.hear(t, l, true, false)
	switch {
	case !ok:
	case heard.OnDuty == 0:
		sayNobody(t, h.Alone(t, "human.nobody", "human.alone"), false)
	case heard.Later:
		sayNobody(t, "human.later", false)
	default:
		t.Say(chat.Message{Text: t.T("human.forwarded", "Said", said), Choices: []chat.Choice{humanIsOver(t)}, Nav: t.Onward("nearby", "menu")})
	}
}

// line is what the event says to a person.
func line(t *dialog.Turn) support.Line {
	l := support.Line{Event: t.Event.ID, At: t.Now, Message: t.Event.Message}
	_, button := t.Tap()
	switch {
	case button:
		l.Sort = support.Asked
	case t.Event.Kind == chat.Text:
		l.Text = strings.TrimSpace(t.Event.Text)
	case t.Event.Kind == chat.Location:
		l.Sort, l.Point = support.Place, &t.Event.Place.Point
	case t.Event.Kind == chat.Sticker:
		l.Sort = support.Sticker
	case t.Event.Kind == chat.Media:
		l.Sort = support.Picture
	default:
		l.Sort = support.Asked
	}
	return l
}

// where is the place that the event is about, as far as it names one, or where the person lives.
func where(t *dialog.Turn) *domain.Home {
	code := t.Said.Place
	if t.Event.Kind == chat.Location {
		if near, _, ok := t.Places.Nearest(t.Event.Place.Point); ok {
			code = near.Code
		}
	}
	switch {
	case len(code) >= 4:
		return &domain.Home{Province: code[:2], District: code[:4]}
	case len(code) == 2:
		return &domain.Home{Province: code}
	case t.Memory.Human: // what is known already is better
		return nil
	}
	return t.Me.Home
}

// inHands reports whether a member of staff has the word with the person. What is over is forgotten here, too: it was
// ended by somebody else.
func (h *Human) inHands(t *dialog.Turn) bool {
	if !t.Memory.Human || h.Support == nil {
		return false
	}
	thread, err := h.Support.Last(t.Ctx, t.Event.Person)
	switch {
	case errors.Is(err, domain.ErrNotFound): // asked for before there were threads
		return false
	case err != nil:
		t.Failed = err
		return false
	case thread.Holds(t.Event.ID):
		return true
	case thread.State == support.Over && thread.EndedBy != t.Event.ID:
		t.Memory.Human, t.Memory.Passed = false, false
		if thread.EndedAt.After(t.Memory.SOSAt) {
			t.Memory.SOSAt = time.Time{}
		}
		return false
	}
	return false
}

// forStaff takes what is for staff alone: the person has ended the talk with them, or is in the middle of it. Of
// somebody who asked for them staff get to know what they write, whatever the bot makes of it; of somebody who only passed a question
// on, what the bot has no answer to (see note).
func (h *Human) forStaff(t *dialog.Turn) bool {
	switch t.Event.Kind {
	case chat.Unfollow: // nobody can be answered who has left
		if t.Memory.Human {
			h.End(t)
		}
		return false
	case chat.Text:
		return h.textForStaff(t)
	case chat.Location, chat.Sticker, chat.Media:
		if h.inHands(t) {
			h.passOn(t)
			return true
		}
	}
	return false
}

func (h *Human) textForStaff(t *dialog.Turn) bool {
	hands := h.inHands(t)
	_, open := t.Open()
	switch {
	case !t.Memory.Human:
		return false
	case t.Says(t.T("human.end.label")), t.Says(t.T("human.done.label")):
		h.endHuman(t)
		return true
	case t.Explicit():
		return false
	case hands:
		h.passOn(t)
		return true
	case !open && t.Memory.ToStaff() && !light(t): // else it is an answer to a question of the bot, or what the bot answers
		h.Hear(t, false, false)
	}
	return false
}

// PassOn gives what the person says to the member of staff who has the word; false: nobody has.
func (h *Human) PassOn(t *dialog.Turn) bool {
	if !h.inHands(t) {
		return false
	}
	h.passOn(t)
	return true
}

// passOn gives what the person says to the member of staff who has the word; the bot keeps out of it.
func (h *Human) passOn(t *dialog.Turn) {
	t.Effects.PassedOn = true
	h.Hear(t, true, false)
	if t.Event.Kind == chat.Media {
		t.Say(chat.Message{Text: t.T("human.no_picture"), Nav: []chat.Choice{t.Cards().EndChoice(), t.Command("menu")}})
	}
}

// End ends what the person wanted of staff.
func (h *Human) End(t *dialog.Turn) {
	t.Memory.Human, t.Memory.Passed = false, false
	if h.Support == nil {
		return
	}
	_, told, err := h.Support.End(t.Ctx, t.Event.Person, t.Event.ID)
	if err != nil {
		t.Failed = err
		return
	}
	dialog.Tell(t, told...)
}
