package asking

import (
	"strings"

	"jitasa/internal/access"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flows/answers"
)

// matter is what a question can be about: a piece of work, or a call for help.
type matter struct {
	id       string // as it is at hand
	title    string
	by       string // who organises it
	text     string // what they wrote,
	expenses string // and of expenses
	fact     func(topic string) (fact, bool)
	choices  func(topic string) []chat.Choice
	nav      []chat.Choice
}

// fact is an answer out of what is known of a matter.
type fact struct {
	key  string // of the text: asking.work.KEY
	args []any
	open bool // the organiser may have said more than the fact does
	// unsure: it is only half an answer, and staff may know more.
	unsure bool
}

// The flows that show what can be asked about, and what begins the id of a call among work.
const (
	workFlow = "opportunity"
	mineFlow = "my_signups"
	callFlow = "answer_call"
	ofCall   = "call:"
)

// atHand are the ids of what a question can be about: what was shown last, or a call that reached the person since.
func (a *Asking) atHand(t *dialog.Turn) []string {
	if id, ok := a.justCalled(t); ok || t.Failed != nil {
		t.Shows(callFlow, id)
		return []string{ofCall + id}
	}
	at := t.Memory.AtHand
	switch {
	case at == nil:
	case at.Flow == workFlow, at.Flow == mineFlow:
		return at.IDs
	case at.Flow == callFlow && a.Calls != nil:
		ids := make([]string, len(at.IDs))
		for i, id := range at.IDs {
			ids[i] = ofCall + id
		}
		return ids
	}
	return nil
}

// justCalled is the call that reached the person after everything else that they see.
func (a *Asking) justCalled(t *dialog.Turn) (string, bool) {
	if a.Calls == nil || t.Memory.Seen.IsZero() || !t.Me.Consents.Given(domain.ForEmergency) {
		return "", false
	}
	asks, err := a.Calls.WaitingFor(t.Ctx, me(t))
	if err != nil {
		t.Failed = err
		return "", false
	}
	if len(asks) == 0 || !asks[0].At.After(t.Memory.Seen) {
		return "", false
	}
	return asks[0].Call.ID, true
}

// me is the person as one who was asked.
func me(t *dialog.Turn) access.Actor { return access.Actor{Person: t.Event.Person, From: access.Chat} }

// find looks for what a question is about; false: it is gone, or the turn failed.
func (a *Asking) find(t *dialog.Turn, id string) (matter, bool) {
	if call, ok := strings.CutPrefix(id, ofCall); ok {
		return a.call(t, call)
	}
	return a.work(t, id)
}

// ofOne answers a question about one matter, which is at hand from now on. chosen: it was pointed at, and is named.
func (a *Asking) ofOne(t *dialog.Turn, topic, id string, chosen bool) {
	m, ok := a.find(t, id)
	switch {
	case t.Failed != nil:
		return
	case !ok:
		reply{text: t.T("asking.gone"), nav: t.Onward("nearby", "my_signups", "menu")}.say(t)
		return
	}
	isAbout(t, topic, m)
	text, unsaid, empty := a.answer(t, m, topic)
	if chosen {
		shows(t, id)
		text = t.T("asking.of", "Title", m.title) + "\n" + text
	}
	r := reply{text: text, empty: empty, choices: m.choices(topic), nav: m.nav}
	if unsaid && t.Memory.Asked != nil {
		r.choices = append([]chat.Choice{passing(t)}, r.choices...)
	}
	r.say(t)
}

// shows makes a matter the one that is at hand.
func shows(t *dialog.Turn, id string) {
	if call, ok := strings.CutPrefix(id, ofCall); ok {
		t.Shows(callFlow, call)
		return
	}
	t.Shows(workFlow, id)
}

// answer is what is known of a topic: the fact, and what the organiser wrote about it. unsaid: staff may know more, as the same
// question came again and again; empty: there is nothing.
//
//i18n:keys asking.meanwhile.* asking.noted.* asking.depends.* asking.unknown.* asking.which.* asking.work.* asking.what.* asking.unsaid.* asking.quote.* asking.still.*
func (a *Asking) answer(t *dialog.Turn, m matter, topic string) (text string, unsaid, empty bool) {
	f, known := m.fact(topic)
	if known {
		text, unsaid = once(t, "asking.work."+f.key, f.args...)
		unsaid = unsaid || f.unsure
		if !f.open {
			return text, unsaid, false
		}
	}
	quote := a.quotes.about(topic, m.text, m.expenses, t.Words.Lang())
	switch {
	case quote != "" && known:
		return text + "\n" + t.Vary("asking.quote", "Quote", quote), unsaid, false
	case quote != "":
		return t.Vary("asking.quote", "Quote", quote), false, false
	case known:
		return text, unsaid, false
	}
	return t.Vary("asking.unsaid", "What", t.T("asking.what."+strings.TrimPrefix(topic, ofWork))), true, true
}

// likeliest is how many of a list are offered to choose from.
const likeliest = 2

// which asks what of a list a question is about.
func (a *Asking) which(t *dialog.Turn, topic string, ids []string) {
	isAbout(t, topic, matter{})
	r := reply{text: t.Vary("asking.which"), nav: []chat.Choice{a.Work.Back(t), t.Command("menu")}}
	for _, id := range ids {
		if len(r.choices) == likeliest {
			break
		}
		if m, ok := a.find(t, id); ok {
			r.choices = append(r.choices, chat.Choice{Label: answers.Short(m.title), Full: m.title, Tap: chat.Tap{Flow: flowID, Step: about, Session: topic, Value: id}})
		}
	}
	if t.Failed == nil {
		r.say(t)
	}
}
