package asking

import (
	"errors"
	"strings"

	"jitasa/internal/calls"
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// call is a call for help as what a question is about; false: it did not go to the person, or is not there any more.
func (a *Asking) call(t *dialog.Turn, id string) (matter, bool) {
	ask, err := a.Calls.Show(t.Ctx, me(t), id)
	switch {
	case errors.Is(err, domain.ErrNotFound), err == nil && ask.Call.Disowned():
		return matter{}, false
	case err != nil:
		t.Failed = err
		return matter{}, false
	}
	c := wanted{t, ask}
	return matter{
		id: ofCall + id, title: ask.Call.What, by: ask.Call.Name.In(t.Words.Lang()), text: ask.Call.What + " " + ask.Call.When,
		fact: c.fact, choices: c.choices, nav: []chat.Choice{c.button("!show", "opportunity.details.label"), t.Command("human"), t.Command("menu")},
	}, true
}

// wanted is a call that somebody asks about.
type wanted struct {
	*dialog.Turn
	calls.Ask
}

// fact is what the call says.
func (c wanted) fact(topic string) (fact, bool) {
	said := func(key, value string) (fact, bool) { return fact{key: key, args: []any{"Said", value}}, value != "" }
	switch topic = strings.TrimPrefix(topic, ofWork); topic {
	case "paid":
		return fact{key: "paid_nothing"}, true
	case "when", "hours":
		return said("when", c.Cards().WhenRow(c.Call).Value)
	case "where", "directions":
		return said("call_where", c.Cards().WhereRow(c.Call).Value)
	case "join":
		return fact{key: "call_join"}, true
	case "seats":
		return fact{key: "call_seats", args: []any{"Count", c.Call.Need}}, true
	case "skills":
		f, ok := said("skills", c.Cards().Labels("skill.", domain.Known(c.Call.Skills, domain.Skills())))
		if !ok {
			return fact{key: "skills_none", open: true}, true
		}
		return f, ok
	case "organiser":
		return said("organiser", c.Call.Name.In(c.Words.Lang()))
	case "contact":
		if !c.Promise() {
			return fact{key: "call_contact"}, c.Call.Contact != ""
		}
		if c.Call.Contact == "" {
			return fact{}, false
		}
		return said("contact", c.Cards().ContactRow(c.Call).Value)
	case "cancel":
		return fact{key: "call_cancel"}, true
	case "bring", "wear":
		return fact{key: "call_bring", open: true}, true
	case "safe":
		return fact{key: "call_safe", open: true}, true
	case "more":
		return said("more", c.Call.What)
	}
	return fact{}, false
}

// choices are what somebody does who was asked: they dial, come, or do not.
func (c wanted) choices(topic string) (all []chat.Choice) {
	if !c.Promise() {
		return []chat.Choice{c.button("!come", "help_wanted.come.label"), c.button("!cannot", "help_wanted.cannot.label")}
	}
	if phone := cards.Dial(c.Call.Contact); phone != "" {
		all = append(all, chat.Choice{Label: c.T("help_wanted.dial.label"), Does: chat.OpensURL, URL: phone})
	}
	return append(all, c.button("!cannot", "help_wanted.cannot_any_more.label"))
}

func (c wanted) button(step, key string) chat.Choice {
	return chat.Choice{Label: c.T(key), Tap: chat.Tap{Flow: callFlow, Step: step, Value: c.Call.ID}}
}
