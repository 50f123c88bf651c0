package flows

import (
	"errors"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/place"
	"jitasa/internal/support"
	"jitasa/internal/understand"
)

// hear takes what the person says down for staff, and tells them what cannot wait. asks: it begins a thread where there
// is none. false: it did not succeed, or there is nobody to say it to.
func (t *Turn) hear(asks, danger bool) (*support.Heard, bool) {
	if t.Support == nil {
		return &support.Heard{}, asks
	}
	said := support.Said{
		Line: t.line(), Person: t.Event.Person, Name: t.callName(), Lang: t.Words.Lang(), Asks: asks, Danger: danger, Where: t.where(),
	}
	if t.Effects.PassedOn && !t.Waits && t.Event.Kind != chat.Media { // else the bot itself needs the token
		said.Reply, said.Received = t.Event.Reply, t.Event.Received
	}
	heard, err := t.Support.Hear(t.Ctx, said)
	switch {
	case isNotFound(err):
		return nil, false
	case err != nil:
		t.Failed = err
		return nil, false
	}
	t.tellStaff(heard.Notices)
	if !t.Memory.Human {
		t.Memory.Human, t.Memory.HumanAt = true, t.Now
	}
	return heard, true
}

// line is what the event says to a person.
func (t *Turn) line() support.Line {
	l := support.Line{Event: t.Event.ID, At: t.Now, Message: t.Event.Message}
	switch t.Event.Kind {
	case chat.Text:
		l.Text = strings.TrimSpace(t.Event.Text)
	case chat.Location:
		l.Sort, l.Point = support.Place, &t.Event.Place.Point
	case chat.Sticker:
		l.Sort = support.Sticker
	case chat.Media:
		l.Sort = support.Picture
	default:
		l.Sort = support.Asked
	}
	return l
}

// where is the place that the event is about, as far as it names one, or where the person lives.
func (t *Turn) where() *domain.Home {
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
func (t *Turn) inHands() bool {
	if !t.Memory.Human || t.Support == nil {
		return false
	}
	thread, err := t.Support.Last(t.Ctx, t.Event.Person)
	switch {
	case isNotFound(err): // asked for before there were threads
		return false
	case err != nil:
		t.Failed = err
		return false
	case thread.Holds(t.Event.ID):
		return true
	case thread.State == support.Over && thread.EndedBy != t.Event.ID:
		t.Memory.Human = false
		if thread.EndedAt.After(t.Memory.CalledAt) {
			t.Memory.CalledAt = time.Time{}
		}
		return false
	}
	return false
}

// forStaff takes a text that is for staff alone: the person has ended the talk with them, or is in the middle of it. Of
// somebody who waits staff get to know what they write, whatever the bot makes of it.
func (r *Router) forStaff(t *Turn) bool {
	hands := t.inHands()
	_, open := t.open()
	switch {
	case !t.Memory.Human:
		return false
	case t.saysLabel(t.T("human.end.label")), t.saysLabel(t.T("human.done.label")):
		t.endHuman()
		return true
	case r.explicit(t):
		return false
	case hands:
		t.passOn()
		return true
	case !open: // else it is an answer to a question of the bot
		t.hear(false, false)
	}
	return false
}

// passOn gives what the person says to the member of staff who has the word; the bot keeps out of it.
func (t *Turn) passOn() {
	t.Effects.PassedOn = true
	t.hear(true, false)
	if t.Event.Kind == chat.Media {
		t.Say(chat.Message{Text: t.T("human.no_picture"), Nav: []chat.Choice{endChoice(t.Words), t.Command("menu")}})
	}
}

// explicit reports whether a text is for the bot though a member of staff has the word: a cry for help, a command said
// plainly, what a button says.
func (r *Router) explicit(t *Turn) bool {
	c, known := r.byID[string(t.Said.Intent)]
	command := known && c.Start != nil || t.Said.Intent == understand.Cancel
	return t.inDanger() || t.Said.Sure && command || r.named(t) != nil
}

func (t *Turn) saysLabel(label string) bool {
	said := strings.TrimSpace(t.Text)
	return said != "" && (strings.EqualFold(said, label) || strings.EqualFold(said, unadorned(label)))
}

// inDanger reports whether the text is a cry for help, and not a search for volunteers.
func (t *Turn) inDanger() bool {
	return t.Said.Intent == understand.Call && !understand.Announces(t.Text)
}

// endThread ends what the person wanted of staff.
func (t *Turn) endThread() {
	t.Memory.Human = false
	if t.Support == nil {
		return
	}
	_, told, err := t.Support.End(t.Ctx, t.Event.Person, t.Event.ID)
	if err != nil {
		t.Failed = err
		return
	}
	t.tellStaff(told)
}

func (t *Turn) tellStaff(notices []support.Notice) {
	for _, n := range notices {
		t.told(Told{Key: n.Key, Person: n.To, Messages: SupportNotice(t.Speak(n.Lang), t.Places, n), CanWait: n.CanWait})
	}
}

// SupportNotice says to its reader what a notice is about.
func SupportNotice(w Words, g *place.Gazetteer, n support.Notice) []chat.Message {
	if n.Kind == support.Spent {
		return []chat.Message{{Text: w.T("support.spent"), Urgent: true, Nav: []chat.Choice{waitingChoice(w)}}}
	}
	first := n.Threads[0]
	switch n.Kind {
	case support.Alarm:
		return aboutThread(w, g, first, w.T("support.alarm"))
	case support.More:
		return aboutThread(w, g, first, w.T("support.more"))
	case support.Wait:
		if len(n.Threads) == 1 {
			return aboutThread(w, g, first, w.T("support.wait"))
		}
		return []chat.Message{theyWait(w, g, n.Threads, w.T("support.waiting", "Count", len(n.Threads)))}
	case support.Look:
		return []chat.Message{{Text: looking(w, first), CanWait: true, Nav: []chat.Choice{waitingChoice(w)}}}
	case support.Safe:
		return []chat.Message{{Text: w.T("support.safe", "Name", calledIn(w, first)), CanWait: true, Private: true}}
	case support.Closed:
		return []chat.Message{{Text: w.T("support.closed"), CanWait: true}}
	case support.Ended:
		return []chat.Message{{Text: w.T("support.ended", "Name", calledIn(w, first)), CanWait: true, Private: true}}
	}
	key := "support.lapsed"
	if n.Kind == support.Late {
		key = "support.lapsed_waits"
	}
	return []chat.Message{{Text: w.T(key, "Name", calledIn(w, first)), CanWait: true, Private: true}}
}

// looking says that somebody waits, and nothing of what they said.
func looking(w Words, t *support.Thread) string {
	switch {
	case t.Danger:
		return w.T("support.look.danger")
	case t.State == support.Hands:
		return w.T("support.look.hands")
	}
	return w.T("support.look.waits")
}

func calledIn(w Words, t *support.Thread) string {
	if t.Name == "" {
		return w.T("support.somebody")
	}
	return t.Name
}

func isTaken(err error) bool { return errors.Is(err, support.ErrTaken) }
func isOver(err error) bool  { return errors.Is(err, support.ErrOver) }
