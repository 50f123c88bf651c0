package calling

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flows/answers"
	"jitasa/internal/understand"
)

// said is an answer to a call in words.
type said struct {
	value   string // as in domain.Response
	plainly bool   // so that it can be kept without asking back
	anymore bool   // of somebody who had promised
}

// wordsOf reads an answer to a call; false: the text is none. "Yes" and "no" are answers only to what was shown last.
func wordsOf(t *dialog.Turn, last bool) (said, bool) {
	if !t.Typed() || t.Said.Asks || t.Said.Topic != "" {
		return said{}, false
	}
	anymore := strings.Contains(t.Text, "แล้ว") || strings.Contains(strings.ToLower(t.Text), "more")
	switch {
	case t.Said.Wish == understand.Come:
		return said{domain.WillCome, t.Said.DateFrom == "", false}, true // of a day they may be free on another
	case t.Said.Wish == understand.Cannot, t.Said.Hints == understand.Cannot:
		return said{domain.CannotCome, true, anymore}, true
	case t.Said.Wish == understand.Maybe, t.Says(t.T("help_wanted.later.label")):
		return said{domain.MaybeLater, true, false}, true
	case t.Said.Wish == understand.Join && t.Said.Refers == understand.This: // liking is no promise
		return said{domain.WillCome, false, false}, true
	case !last || !t.Said.Sure:
	case t.Said.Word == understand.Yes:
		return said{domain.WillCome, !t.Said.Bare, false}, true
	case t.Said.Word == understand.No:
		return said{domain.CannotCome, true, false}, true
	}
	return said{}, false
}

// justAsked hears an answer to a call that reached the person after everything else that they see: before a question that was
// open already, and before the buttons of an older answer.
func (a *Calling) justAsked(t *dialog.Turn) bool {
	if !t.Me.Consents.Given(domain.ForEmergency) {
		return false
	}
	s, ok := wordsOf(t, true)
	if !ok {
		return false
	}
	asks, ok := a.waiting(t)
	if !ok {
		return t.Failed != nil
	}
	asks = slices.DeleteFunc(asks, func(ask calls.Ask) bool { return !ask.At.After(t.Memory.Seen) })
	if len(asks) == 0 {
		return false
	}
	a.mean(t, calls.Meant(asks, s.value, s.anymore), s)
	return true
}

// waiting are the calls that the person can answer; false: there are none, or the turn failed.
func (a *Calling) waiting(t *dialog.Turn) ([]calls.Ask, bool) {
	asks, err := a.Calls.WaitingFor(t.Ctx, me(t))
	if err != nil {
		t.Failed = err
		return nil, false
	}
	return asks, len(asks) > 0
}

// takesBack hears who cancels the call that is at hand, in words that begin something else otherwise.
func (a *Calling) takesBack(t *dialog.Turn) bool {
	id, at := t.Memory.AtHand.One(answerFlow)
	if _, open := t.Open(); !at || open || !t.Typed() || t.Said.Refers != understand.This {
		return false
	}
	switch {
	case t.Said.Wish == understand.Cannot && t.Said.Intent == understand.Cancel, t.Said.Wish == understand.Refuse && t.Said.Sure:
		a.answer(t, id, domain.CannotCome)
	case t.Said.Wish == understand.Join && t.Said.Sure:
		a.show(t, id)
	default:
		return false
	}
	return true
}

// mostRecent is how long a call that nobody has answered competes with what was shown since.
const mostRecent = 12 * time.Hour

// typed hears an answer to the call at hand, or to one that went to the person at another time.
func (a *Calling) typed(t *dialog.Turn) bool {
	if tap, ok := chosen(t); ok {
		t.Press(tap)
		return true
	}
	id, at := t.Memory.AtHand.One(answerFlow)
	s, ok := wordsOf(t, at)
	switch {
	case !ok:
		return false
	case at && s.plainly:
		a.answer(t, id, s.value)
		return true
	case at:
		a.show(t, id)
		return true
	}
	return a.elsewhere(t, s)
}

// elsewhere looks for the call that an answer is to, where something else is at hand or nothing.
func (a *Calling) elsewhere(t *dialog.Turn, s said) bool {
	card := work(t)
	if card && t.Said.DateFrom != "" {
		return false
	}
	if s.value == domain.MaybeLater || !s.plainly && !t.Me.Consents.Given(domain.ForEmergency) {
		return false
	}
	asks, err := a.Calls.WaitingFor(t.Ctx, me(t))
	if err != nil {
		t.Failed = err
		return true
	}
	asks = calls.Meant(asks, s.value, s.anymore)
	if card { // what is over, old or answered is not what they mean then
		asks = slices.DeleteFunc(asks, func(ask calls.Ask) bool {
			return !ask.Call.Open(t.Now) || ask.Mine == s.value || !ask.Promise() && t.Now.Sub(ask.At) > mostRecent
		})
	}
	if len(asks) == 0 && s.value == domain.CannotCome {
		if asks, err = a.Calls.Promised(t.Ctx, me(t)); err != nil {
			t.Failed = err
			return true
		}
	}
	if len(asks) == 0 {
		return false
	}
	a.mean(t, asks, s)
	return true
}

// work reports whether work to be found is at hand.
func work(t *dialog.Turn) bool {
	return t.Memory.AtHand != nil && t.Memory.AtHand.Flow != answerFlow
}

// mean takes an answer to the one call that it can be about; of several, or with work at hand, it asks which.
func (a *Calling) mean(t *dialog.Turn, asks []calls.Ask, s said) {
	last := slices.ContainsFunc(asks, func(ask calls.Ask) bool { return ask.At.After(t.Memory.Seen) })
	if a.AtHand != nil && work(t) && (!last || !s.plainly) {
		if other, ok := a.AtHand(t, s.value == domain.CannotCome); ok {
			a.which(t, asks, s, other)
			return
		}
	}
	switch {
	case len(asks) > 1:
		a.which(t, asks, s)
	case s.plainly:
		a.answer(t, asks[0].Call.ID, s.value)
	default:
		surely(t, asks[0].Call)
	}
}

// surely asks who likes a call whether they really come.
func surely(t *dialog.Turn, c *domain.Call) {
	t.Shows(answerFlow, c.ID)
	come := callChoice(t, c, "help_wanted.come.label", "!come")
	come.Primary = true
	t.Say(chat.Message{Text: t.T("help_wanted.surely", "What", c.What), Choices: []chat.Choice{
		come, callChoice(t, c, "help_wanted.later.label", "!later"), callChoice(t, c, "help_wanted.cannot.label", "!cannot"),
	}, Nav: t.Commands("menu")})
}

// askedAbout bounds the calls to choose from.
const askedAbout = 4

// which asks which call an answer is to, by name; others are what else it can be about.
func (a *Calling) which(t *dialog.Turn, asks []calls.Ask, s said, others ...chat.Choice) {
	m := chat.Message{Nav: t.Commands("my_signups", "menu")}
	lines := []string{t.T("help_wanted.which")}
	var ids []string
	for _, ask := range asks[:min(len(asks), askedAbout)] {
		c := ask.Call
		lines = append(lines, "• "+c.What+" · "+c.Name.In(t.Words.Lang())+" · "+t.Cards().WhenRow(c).Value)
		step := answerSteps()[s.value]
		if !s.plainly {
			step = "!show"
		}
		m.Choices = append(m.Choices, chat.Choice{Label: answers.Short(c.What), Full: c.What, Tap: chat.Tap{Flow: answerFlow, Step: step, Value: c.ID}})
		ids = append(ids, c.ID)
	}
	for _, o := range others {
		lines = append(lines, "• "+o.Full)
		m.Choices, ids = append(m.Choices, o), append(ids, o.Tap.Value)
	}
	t.Shows(answerFlow, ids...)
	m.Text = strings.Join(lines, "\n")
	t.Say(m)
}

// chosen is the button of the calls to choose from that a text points at by its place.
func chosen(t *dialog.Turn) (chat.Tap, bool) {
	at := t.Memory.AtHand
	if at == nil || at.Flow != answerFlow || len(at.IDs) < 2 || !t.Typed() {
		return chat.Tap{}, false
	}
	n, err := strconv.Atoi(t.Said.Refers)
	if t.Said.Refers == understand.Last {
		n, err = len(at.IDs), nil
	}
	if err != nil || n < 1 || n > len(at.IDs) {
		return chat.Tap{}, false
	}
	for _, o := range t.Memory.Offered {
		if o.Tap.Value == at.IDs[n-1] {
			return o.Tap, true
		}
	}
	return chat.Tap{}, false
}

// several says that somebody brings others along.
var several = regexp.MustCompile(`[2-9][0-9]? ?(?:คน|ท่าน|people|persons|pax|of us|friends|others)|(?:สอง|สาม|สี่|ห้า)คน|เพื่อน|friend|กับแฟน|กับลูก`)

// saysMore reports whether a promise says how many come, or when: whoever calls is told only that somebody comes.
func saysMore(t *dialog.Turn) bool {
	return t.Said.Time != "" || several.MatchString(strings.ToLower(t.Text))
}
