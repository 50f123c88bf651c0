package flows

import (
	"errors"
	"strconv"

	"jitasa/internal/access"
	"jitasa/internal/calls"
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/place"
)

// CallCard is a call for help as people get it.
func CallCard(w Words, g *place.Gazetteer, c *domain.Call) []chat.Message {
	answer := func(key, step string, primary bool) chat.Choice {
		return chat.Choice{Label: w.T(key), Tap: chat.Tap{Flow: "answer_call", Step: step, Value: c.ID}, Primary: primary}
	}
	title := w.T("help_wanted.title")
	if c.Urgent {
		title = w.T("help_wanted.urgent")
	}
	card := chat.Card{
		Tone: chat.Alert, Icon: "🆘", Eyebrow: c.Name.In(w.Lang()), Title: title, Body: c.What, Rows: callRows(w, g, c), Note: w.T("help_wanted.note"),
		Choices: []chat.Choice{
			answer("help_wanted.come.label", "!come", true), answer("help_wanted.later.label", "!later", false), answer("help_wanted.cannot.label", "!cannot", false),
			{Label: w.T("call.dial_disaster.label"), Does: chat.OpensURL, URL: "tel:1784"}, {Label: w.T("call.dial_medical.label"), Does: chat.OpensURL, URL: "tel:1669"},
		},
	}
	return []chat.Message{{Cards: []chat.Card{card}, Alt: title + ": " + c.What}}
}

func whereRow(w Words, g *place.Gazetteer, c *domain.Call) chat.Row {
	where := ""
	if p, ok := g.Place(homeCode(c.Place)); ok {
		where = placeName(g, p, w.Lang(), false)
	}
	if c.KM > 0 {
		where = w.T("help_wanted.around", "Place", where, "KM", strconv.FormatFloat(c.KM, 'f', -1, 64))
	}
	return chat.Row{Icon: "📍", Label: w.T("broadcast.place_row"), Value: where}
}

func whenRow(w Words, c *domain.Call) chat.Row {
	return chat.Row{Icon: "📅", Label: w.T("broadcast.when_row"), Value: whenText(w, c)}
}

func callRows(w Words, g *place.Gazetteer, c *domain.Call) []chat.Row {
	rows := []chat.Row{
		whereRow(w, g, c), whenRow(w, c),
		{Icon: "👥", Label: w.T("broadcast.need_row"), Value: w.T("broadcast.people.label", "Count", c.Need)},
	}
	if len(c.Skills) > 0 {
		labels := make([]string, 0, len(c.Skills))
		for _, s := range known(c.Skills, domain.Skills()) {
			labels = append(labels, w.T("skill."+s+".label"))
		}
		rows = append(rows, chat.Row{Icon: "🧰", Label: w.T("broadcast.skills_row"), Value: w.List(labels)})
	}
	return rows
}

// answerCallConversation takes what people say to a call for help.
func answerCallConversation() Conversation {
	return Conversation{ID: "answer_call", Tapped: func(t *Turn, tap chat.Tap) {
		value, known := map[string]string{"!come": domain.WillCome, "!later": domain.MaybeLater, "!cannot": domain.CannotCome}[tap.Step]
		if !known || t.Calls == nil {
			t.stale()
			return
		}
		c, n, err := t.Calls.Asked(t.Ctx, access.Actor{Person: t.Event.Person, From: access.Chat}, tap.Value, value)
		switch {
		case isNotFound(err):
			t.stale()
			return
		case errors.Is(err, calls.ErrTooLate):
			t.Say(chat.Message{Text: t.T("help_wanted.over"), Nav: t.Commands("nearby", "menu")})
			return
		case err != nil:
			t.Failed = err
			return
		}
		t.responds(c.ID, domain.HasVoted, value)
		tellManager(t, c, n, value)
		answered(t, c, value)
	}}
}

// tellManager says what an answer changes, once for each change of mind.
func tellManager(t *Turn, c *domain.Call, n domain.CallTally, value string) {
	lang := t.Speak(c.Lang)
	switch {
	case value == n.Mine:
	case value == domain.WillCome:
		t.tellLater(c.By, chat.Message{Text: lang.T("help_wanted.told", "What", c.What, "Come", n.Come+1, "Need", c.Need), CanWait: true})
		if c.Enough(n.Come + 1) {
			t.tellOnce(c.ID+"-enough", c.By, chat.Message{Text: lang.T("help_wanted.told_enough", "What", c.What)})
		}
	case n.Mine == domain.WillCome:
		t.tellLater(c.By, chat.Message{Text: lang.T("help_wanted.told_less", "What", c.What, "Come", n.Come-1, "Need", c.Need), CanWait: true})
	}
}

func answered(t *Turn, c *domain.Call, value string) {
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
func comingCard(t *Turn, c *domain.Call) chat.Card {
	card := chat.Card{
		Tone: chat.Warm, Icon: "🙏", Eyebrow: c.Name.In(t.Words.Lang()), Title: t.T("help_wanted.thanks"), Body: t.T("help_wanted.wait"),
		Rows: []chat.Row{{Icon: "🤝", Label: t.T("broadcast.what_row"), Value: c.What}, whereRow(t.Words, t.Places, c), whenRow(t.Words, c)},
		Note: t.T("help_wanted.bring"),
	}
	if c.Contact == "" {
		return card
	}
	card.Body = t.T("help_wanted.agree")
	card.Rows = append(card.Rows, contactRow(t.Words, c))
	if phone := dial(c.Contact); phone != "" {
		card.Choices = append(card.Choices, chat.Choice{Label: t.T("help_wanted.dial.label"), Does: chat.OpensURL, URL: phone, Primary: true})
	}
	return card
}
