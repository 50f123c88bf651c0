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

// answerCallConversation takes what people say to a call for help.
func (a *Calling) answerCallConversation() dialog.Conversation {
	return dialog.Conversation{ID: "answer_call", Tapped: func(t *dialog.Turn, tap chat.Tap) {
		value, known := map[string]string{"!come": domain.WillCome, "!later": domain.MaybeLater, "!cannot": domain.CannotCome}[tap.Step]
		if !known {
			t.Stale()
			return
		}
		c, n, err := a.Calls.Asked(t.Ctx, access.Actor{Person: t.Event.Person, From: access.Chat}, tap.Value, value)
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
	}}
}

func answered(t *dialog.Turn, c *domain.Call, value string) {
	again := func(key, step string) chat.Choice {
		return chat.Choice{Label: t.T(key), Tap: chat.Tap{Flow: "answer_call", Step: step, Value: c.ID}}
	}
	switch value {
	case domain.WillCome:
		card := comingCard(t, c)
		card.Choices = append(card.Choices, again("help_wanted.cannot_any_more.label", "!cannot"))
		t.Say(chat.Message{Cards: []chat.Card{card}, Alt: card.Title, Nav: t.Commands("human", "menu")})
	case domain.MaybeLater:
		t.Say(chat.Message{Text: t.T("help_wanted.later"), Choices: []chat.Choice{again("help_wanted.come.label", "!come"), again("help_wanted.cannot.label", "!cannot")}, Nav: t.Commands("menu")})
	default:
		t.Say(chat.Message{Text: t.T("help_wanted.cannot"), Choices: []chat.Choice{again("help_wanted.come.label", "!come")}, Nav: t.Commands("nearby", "menu")})
	}
}

// comingCard says to somebody who comes what to do next.
func comingCard(t *dialog.Turn, c *domain.Call) chat.Card {
	card := chat.Card{
		Tone: chat.Warm, Icon: "🙏", Eyebrow: c.Name.In(t.Words.Lang()), Title: t.T("help_wanted.thanks"), Body: t.T("help_wanted.wait"),
		Rows: []chat.Row{{Icon: "🤝", Label: t.T("broadcast.what_row"), Value: c.What}, t.Cards().WhereRow(c), t.Cards().WhenRow(c)},
		Note: t.T("help_wanted.bring"),
	}
	if c.Contact == "" {
		return card
	}
	card.Body = t.T("help_wanted.agree")
	card.Rows = append(card.Rows, t.Cards().ContactRow(c))
	if phone := cards.Dial(c.Contact); phone != "" {
		card.Choices = append(card.Choices, chat.Choice{Label: t.T("help_wanted.dial.label"), Does: chat.OpensURL, URL: phone, Primary: true})
	}
	return card
}
