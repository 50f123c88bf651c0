package calling

import (
	"errors"

	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// answerFlow is the flow of the buttons under a call for help.
const answerFlow = "answer_call"

// answerSteps are the buttons that answer a call, by what they answer.
func answerSteps() map[string]string {
	return map[string]string{domain.WillCome: "!come", domain.MaybeLater: "!later", domain.CannotCome: "!cannot"}
}

// answerCallConversation takes what people say to a call for help, by a button or in words.
func (a *Calling) answerCallConversation() dialog.Conversation {
	return dialog.Conversation{ID: answerFlow, Tapped: func(t *dialog.Turn, tap chat.Tap) {
		for value, step := range answerSteps() {
			if tap.Step == step {
				a.answer(t, tap.Value, value)
				return
			}
		}
		if tap.Step == "!show" {
			a.show(t, tap.Value)
			return
		}
		t.Stale()
	}, Hears: []dialog.Hearing{
		{Surety: dialog.Addressed, Hear: a.justAsked}, {Surety: dialog.Exact, Hear: a.takesBack}, {Surety: dialog.Shown, Hear: a.typed},
	}}
}

// me is the person as one who was asked.
func me(t *dialog.Turn) access.Actor { return access.Actor{Person: t.Event.Person, From: access.Chat} }

// answer keeps an answer, and tells whoever calls what it changes.
func (a *Calling) answer(t *dialog.Turn, call, value string) {
	c, n, err := a.Calls.Asked(t.Ctx, me(t), call, value)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		t.Stale()
		return
	case errors.Is(err, calls.ErrTooLate):
		t.Say(chat.Message{Text: t.T("help_wanted.over"), Nav: t.Commands("nearby", "menu")})
		return
	case err != nil:
		t.Failed = err
		return
	}
	t.Responds(c.ID, domain.HasVoted, value)
	dialog.Tell(t, calls.Changed(c, n, value)...)
	answered(t, c, value)
	t.Shows(answerFlow, c.ID)
}

func answered(t *dialog.Turn, c *domain.Call, value string) {
	switch value {
	case domain.WillCome:
		card := comingCard(t, c)
		card.Choices = append(card.Choices, callChoice(t, c, "help_wanted.cannot_any_more.label", "!cannot"))
		t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Title, Nav: t.Commands("human", "menu")})
	case domain.MaybeLater:
		t.Say(chat.Message{Text: t.T("help_wanted.later"), Choices: []chat.Choice{
			callChoice(t, c, "help_wanted.come.label", "!come"), callChoice(t, c, "help_wanted.cannot.label", "!cannot"),
		}, Nav: t.Commands("menu")})
	default:
		t.Say(chat.Message{Text: t.T("help_wanted.cannot"), Choices: []chat.Choice{callChoice(t, c, "help_wanted.come.label", "!come")}, Nav: t.Commands("nearby", "menu")})
	}
}

func callChoice(t *dialog.Turn, c *domain.Call, key, step string) chat.Choice {
	return chat.Choice{Label: t.T(key), Tap: chat.Tap{Flow: answerFlow, Step: step, Value: c.ID}}
}

// comingCard says to somebody who comes what to do next.
func comingCard(t *dialog.Turn, c *domain.Call) chat.Card {
	card := promiseCard(t, c)
	card.Tone, card.Icon, card.Title, card.Body, card.Note = chat.Warm, "🙏", t.T("help_wanted.thanks"), t.T("help_wanted.wait"), t.T("help_wanted.bring")
	card.Rows = append([]chat.Row{{Icon: "🤝", Label: t.T("broadcast.what_row"), Value: c.What}}, card.Rows...)
	if c.Contact != "" {
		card.Body = t.T("help_wanted.agree")
	}
	if t.Typed() && saysMore(t) {
		card.Body += "\n" + t.T("help_wanted.say_more")
	}
	return card
}

// promiseCard is a call as those see it who come: when, where, whom to phone.
func promiseCard(t *dialog.Turn, c *domain.Call) chat.Card {
	card := chat.Card{
		Tone: chat.Alert, Icon: "🤝", Eyebrow: c.Name.In(t.Words.Lang()), Title: c.What, Rows: []chat.Row{t.Cards().WhereRow(c), t.Cards().WhenRow(c)},
	}
	if c.Contact == "" {
		return card
	}
	card.Rows = append(card.Rows, t.Cards().ContactRow(c))
	if phone := cards.Dial(c.Contact); phone != "" {
		card.Choices = append(card.Choices, chat.Choice{Label: t.T("help_wanted.dial.label"), Does: chat.OpensURL, URL: phone, Primary: true})
	}
	return card
}

// show shows a call again, to somebody whom it went to.
func (a *Calling) show(t *dialog.Turn, call string) {
	ask, err := a.Calls.Show(t.Ctx, me(t), call)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		t.Stale()
		return
	case err != nil:
		t.Failed = err
		return
	}
	t.Shows(answerFlow, ask.Call.ID)
	if ask.Promise() {
		card := promised(t, ask)
		t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Title, Nav: t.Commands("my_signups", "human", "menu")})
		return
	}
	said := t.Cards().Call(ask.Call)
	said[0].Nav = t.Commands("nearby", "menu")
	t.Say(said...)
}

// promised is a promise among what somebody is going to do.
func promised(t *dialog.Turn, ask calls.Ask) chat.Card {
	card := promiseCard(t, ask.Call)
	card.Tags = []string{t.T("help_wanted.promised")}
	if ask.Call.State == domain.Ended {
		card.Tags = []string{t.T("broadcast.state.ended")}
	}
	card.Choices = append(card.Choices, callChoice(t, ask.Call, "help_wanted.cannot_any_more.label", "!cannot"))
	return card
}

// Promises are the calls that the person promised to come to, each with its id; nil for none, or where the turn failed.
func (a *Calling) Promises(t *dialog.Turn) (ids []string, all []chat.Card) {
	asks, err := a.Calls.Promised(t.Ctx, me(t))
	if err != nil {
		t.Failed = err
		return nil, nil
	}
	for _, ask := range asks {
		ids, all = append(ids, ask.Call.ID), append(all, promised(t, ask))
	}
	return ids, all
}
