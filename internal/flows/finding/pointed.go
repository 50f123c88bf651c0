package finding

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flows/answers"
	"jitasa/internal/understand"
)

// The flows that show work.
const (
	workFlow = "opportunity" // a card, or a list
	mineFlow = "my_signups"
)

// What begins the id of a promised call, and of a shift that was joined, among what somebody is going to do.
const (
	promise = "call:"
	inShift = "shift:"
)

// atHand is the work that "this one" means; false: something else is at hand, or nothing.
func atHand(t *dialog.Turn) (*dialog.AtHand, bool) {
	at := t.Memory.AtHand
	ours := at != nil && len(at.IDs) > 0 && (at.Flow == workFlow || at.Flow == mineFlow)
	return at, ours
}

// hearsPointing is what the conversations about work hear of what they have shown. Words that begin something else ("sign me up") mean what is at
// hand where they point at it.
func (f *Finding) hearsPointing() []dialog.Hearing {
	return []dialog.Hearing{{Surety: dialog.Exact, Hear: func(t *dialog.Turn) bool {
		at, ok := atHand(t)
		if !ok || !t.Typed() || !t.Said.Sure {
			return false
		}
		_, open := t.Open()
		switch {
		case t.Said.Refers != "" && t.Said.Intent != "":
			return f.pointed(t)
		case t.Said.Intent == understand.SignUp && t.Said.Refers == "" && len(at.IDs) == 1 && t.Me.SignedUp() && !open && !asVolunteer(t.Text):
			f.signsUp(t, at.IDs[0])
			return true
		}
		return false
	}}, {Surety: dialog.Shown, Hear: f.pointed}}
}

// pointed hears what is said of the work at hand.
func (f *Finding) pointed(t *dialog.Turn) bool {
	at, ok := atHand(t)
	if !ok || !t.Typed() || t.Said.Topic != "" {
		return false
	}
	if n, ok := placeIn(t, len(list(at))); ok {
		f.nth(t, list(at), n)
		return true
	}
	wish := t.Said.Wish
	if t.Said.DateFrom != "" && wish == understand.Come { // when they are free, which is a wish for work on that day
		return false
	}
	switch {
	case t.Said.Refers == understand.Other:
		f.others(t)
	case t.Said.Refers == understand.This && len(at.IDs) > 1:
		f.which(t, at.IDs, t.Vary("nearby.which_one"))
	case t.Said.Refers == understand.This:
		f.obey(t, at.IDs[0], wish)
	case t.Said.Word == understand.No && len(at.IDs) == 1 && offered(t, at.IDs[0]):
		f.obey(t, at.IDs[0], understand.Refuse)
	default:
		return false
	}
	return true
}

// signsUp takes "sign me up" of somebody who has signed up for the card that they opened; one that was only suggested, they are asked about.
func (f *Finding) signsUp(t *dialog.Turn, id string) {
	if opened(t, id) || slices.Contains(t.Me.Interested, id) {
		f.obey(t, id, understand.Join)
		return
	}
	if o, ok := f.one(t, id); !ok || o.Owner != "" { // whoever can join is led there, and asked before anything is done
		if ok {
			f.want(t, o, "")
		}
		return
	}
	f.asksOf(t, id, "nearby.signed_up")
	if len(t.Answer()) > 0 {
		last := &t.Answer()[len(t.Answer())-1]
		last.Nav = append(t.Commands("profile"), last.Nav...)
	}
}

// asVolunteer reports whether a text wants to become a volunteer, and not to join some work.
func asVolunteer(text string) bool {
	text = strings.ToLower(text)
	return slices.ContainsFunc([]string{"อาสา", "สมาชิก", "volunteer", "member", "account"}, func(w string) bool { return strings.Contains(text, w) })
}

// opened reports whether the details of some work are shown, and not only its suggestion.
func opened(t *dialog.Turn, id string) bool {
	return offered(t, id) && !slices.ContainsFunc(t.Memory.Offered, func(o dialog.Offer) bool {
		return o.Tap == chat.Tap{Flow: workFlow, Step: "!show", Value: id}
	})
}

// pointsAtOne hears a bare number, where nothing else waits for an answer.
func (f *Finding) pointsAtOne(t *dialog.Turn) bool {
	if _, open := t.Open(); open || t.Said.Refers != "" || t.Event.Kind != chat.Text {
		return false
	}
	return f.pointed(t)
}

// list is the list that a number means: the one that is shown, or the one from which something was opened.
func list(at *dialog.AtHand) []string {
	if len(at.IDs) == 1 && len(at.Among) > 0 {
		return at.Among
	}
	return at.IDs
}

// offered reports whether buttons of some work are still shown.
func offered(t *dialog.Turn, id string) bool {
	return slices.ContainsFunc(t.Memory.Offered, func(o dialog.Offer) bool { return o.Tap.Flow == workFlow && o.Tap.Value == id })
}

// nth takes the wish for one of a list; of a number beyond it, it asks which.
func (f *Finding) nth(t *dialog.Turn, ids []string, n int) {
	if n > len(ids) {
		f.which(t, ids, t.T("nearby.only_so_many", "Count", len(ids)))
		return
	}
	f.obey(t, ids[n-1], t.Said.Wish)
}

// obey does with one piece of work what is wished.
func (f *Finding) obey(t *dialog.Turn, id string, wish understand.Wish) {
	if call, ok := strings.CutPrefix(id, promise); ok {
		step := "!show"
		if wish == understand.Cannot || wish == understand.Refuse {
			step = "!cannot"
		}
		t.Press(chat.Tap{Flow: "answer_call", Step: step, Value: call})
		return
	}
	if shift, ok := strings.CutPrefix(id, inShift); ok {
		tap := chat.Tap{Flow: "join", Step: "!show", Value: shift}
		if wish == understand.Cannot || wish == understand.Refuse {
			tap.Flow, tap.Step = "leave", "!ask"
		}
		t.Press(tap)
		return
	}
	one, open := t.Memory.AtHand.One(workFlow)
	switch {
	case t.Said.Asks && (wish == understand.Join || wish == understand.Come): // "do I have to book?" books nothing
		f.asksOf(t, id, "nearby.this_one")
	case wish == understand.Join, wish == understand.Come:
		t.Press(chat.Tap{Flow: workFlow, Step: "!want", Value: id})
	case wish == understand.Refuse, wish == understand.Cannot:
		f.decline(t, id, wish)
	case wish == understand.Maybe:
		f.sayOf(t, id, "nearby.think")
	case open && one == id && wish == "": // it is shown already
		f.asksOf(t, id, "nearby.this_one")
	default:
		t.Press(chat.Tap{Flow: workFlow, Step: "!show", Value: id})
	}
}

// decline takes what somebody does not want out of what they are interested in, or of the suggestions; one who cannot come that day
// may still like it.
func (f *Finding) decline(t *dialog.Turn, id string, wish understand.Wish) {
	switch {
	case f.Taking != nil && f.Taking.Leave(t, id):
	case slices.Contains(t.Me.Interested, id):
		t.Press(chat.Tap{Flow: workFlow, Step: "!drop", Value: id})
	case wish == understand.Cannot:
		f.sayOf(t, id, "nearby.cannot")
	default:
		s := lastSearch(t)
		t.Press(s.tap("!hide", id))
		if at := t.Memory.AtHand; len(at.Among) > 0 {
			t.Shows(workFlow, at.Among...)
		}
	}
}

// sayOf says something about a piece of work, with the button of who is interested.
func (f *Finding) sayOf(t *dialog.Turn, id, key string) { f.ofOne(t, id, key, "want") }

// asksOf asks whether a piece of work is meant: a yes to it is that button.
func (f *Finding) asksOf(t *dialog.Turn, id, key string) {
	f.ofOne(t, id, key, strings.TrimPrefix(agrees, "!"))
}

func (f *Finding) ofOne(t *dialog.Turn, id, key, step string) {
	o, ok := f.one(t, id)
	if !ok {
		return
	}
	t.Aside()
	t.Say(chat.Message{Text: t.T(key, "Title", title(t, o)), Choices: []chat.Choice{opportunityChoice(t, step, joinLabel(o), o, true)}, Nav: fromResults(t, "my_signups")})
}

// one is a piece of work that is there still; false: it is not, which is said, or the turn failed.
func (f *Finding) one(t *dialog.Turn, id string) (*domain.Opportunity, bool) {
	found, err := f.Work.Opportunities(t.Ctx, id)
	switch {
	case err != nil:
		t.Failed = err
		return nil, false
	case len(found) == 0:
		t.Say(chat.Message{Text: t.T("opportunity.gone"), Nav: t.Commands("nearby", "my_signups", "menu")})
		return nil, false
	}
	return found[0], true
}

// others shows the next page of what was found, or says that there is no more.
func (f *Finding) others(t *dialog.Turn) {
	switch s := (*search)(t.Memory.Search); {
	case s == nil:
		f.look(t)
	case s.Next == "":
		s.nothing(t, true)
	default:
		f.find(t, *s)
	}
}

// which asks what is meant, with the two that are the likeliest.
func (f *Finding) which(t *dialog.Turn, ids []string, text string) {
	m := chat.Message{Text: text, Nav: fromResults(t)}
	for _, id := range ids[:min(len(ids), 2)] {
		if c, ok := f.choice(t, id, t.Said.Wish); ok {
			m.Choices = append(m.Choices, c)
		}
	}
	if t.Failed != nil {
		return
	}
	t.Aside()
	t.Say(m)
}

// choice is a button that does with a piece of work what is wished, called like it; false: it is not there any more.
func (f *Finding) choice(t *dialog.Turn, id string, wish understand.Wish) (chat.Choice, bool) {
	if strings.HasPrefix(id, promise) || strings.HasPrefix(id, inShift) {
		return chat.Choice{}, false
	}
	found, err := f.Work.Opportunities(t.Ctx, id)
	if err != nil {
		t.Failed = err
	}
	if len(found) == 0 {
		return chat.Choice{}, false
	}
	step := "!show"
	if wish == understand.Join || wish == understand.Come {
		step = "!want"
	}
	name := title(t, found[0])
	return chat.Choice{Label: answers.Short(name), Full: name, Tap: chat.Tap{Flow: workFlow, Step: step, Value: id}}, true
}

// AtHand is the one piece of work that is at hand, as a button for who may mean something else; drops: they do not come.
func (f *Finding) AtHand(t *dialog.Turn, drops bool) (chat.Choice, bool) {
	id, ok := t.Memory.AtHand.One(workFlow)
	if !ok || drops && !slices.Contains(t.Me.Interested, id) {
		return chat.Choice{}, false
	}
	c, ok := f.choice(t, id, understand.Join)
	if drops {
		c.Tap.Step = "!drop"
	}
	return c, ok
}
