package flows

import (
	"errors"
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// showCalls lists what a manager can do: call for help, and see the last calls of each organisation.
func showCalls(t *Turn, mine []*domain.Organisation) {
	if len(mine) > callsShown {
		askOrganisation(t, mine)
		return
	}
	var cards []chat.Card
	for _, o := range mine {
		card := chat.Card{Tone: chat.Warm, Icon: "📣", Title: t.T("broadcast.title"), Eyebrow: o.Name.In(t.Words.Lang()), Body: t.T("broadcast.intro")}
		card.Choices = []chat.Choice{{Label: t.T("broadcast.new.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!new", Value: o.ID}, Primary: true}}
		cards = append(cards, card)
		calls, err := t.Calls.Of(t.Ctx, o.ID)
		if err != nil {
			t.Failed = err
			return
		}
		for _, c := range calls[:min(len(calls), callsShown)] {
			cards = append(cards, callOfMine(t, c))
		}
	}
	t.Say(chat.Message{Cards: cards, Alt: t.T("broadcast.title"), Nav: t.Commands("nearby", "menu")})
}

// askOrganisation lets somebody who manages many say which they mean.
func askOrganisation(t *Turn, mine []*domain.Organisation) {
	cards := make([]chat.Card, 0, organisationsShown)
	for _, o := range mine[:min(len(mine), organisationsShown)] {
		cards = append(cards, chat.Card{Tone: chat.Warm, Icon: "📣", Title: o.Name.In(t.Words.Lang()), Choices: []chat.Choice{
			{Label: t.T("broadcast.new.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!new", Value: o.ID}, Primary: true},
			{Label: t.T("broadcast.calls.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!of", Value: o.ID}},
		}})
	}
	t.Say(chat.Message{Text: t.T("broadcast.which"), Cards: cards, Alt: t.T("broadcast.title"), Nav: t.Commands("nearby", "menu")})
}

// organisationsShown bounds the organisations to choose from.
const organisationsShown = 12

// callsShown bounds the organisations, and the calls of each, in one answer.
const callsShown = 3

// stateText says how far a call is.
//
//i18n:keys broadcast.state.*
func stateText(t *Turn, c *domain.Call, n domain.CallTally) string {
	state := string(c.State)
	switch {
	case (c.State == domain.Approved || c.State == domain.Proposed) && c.Past(t.Now):
		state = "past"
	case c.State == domain.Approved && n.Come >= c.Need:
		state = "filled"
	case c.State == domain.Approved && n.Wait.Why != "":
		state = "waits"
	}
	return t.T("broadcast.state." + state)
}

// titleOf is what a call is about.
func titleOf(t *Turn, c *domain.Call) string {
	if c.Disowned() {
		return t.T("broadcast.disowned")
	}
	return c.What
}

func callOfMine(t *Turn, c *domain.Call) chat.Card {
	card := chat.Card{Tone: chat.Calm, Icon: "📋", Eyebrow: stateText(t, c, domain.CallTally{}), Title: titleOf(t, c)}
	if when := whenRow(t.Words, c); when.Value != "" {
		card.Rows = []chat.Row{when}
	}
	end := chat.Choice{Label: t.T("broadcast.end.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!end", Value: c.ID}}
	switch c.State {
	case domain.Proposed:
		end.Label = t.T("broadcast.withdraw.label")
		card.Choices = []chat.Choice{end}
		return card
	case domain.Refused:
		return card
	}
	_, n, err := t.Calls.Get(t.Ctx, c.ID, t.Event.Person)
	if err != nil {
		t.Failed = err
		return card
	}
	card.Eyebrow = stateText(t, c, n)
	if n.Wait.Why != "" && n.Come < c.Need {
		card.Body = waitText(t.Words, n.Wait)
	}
	card.Tags = []string{t.T("broadcast.come_of", "Come", n.Come, "Need", c.Need), t.T("broadcast.later", "Count", n.Later), t.T("broadcast.cannot", "Count", n.Cannot), t.T("broadcast.sent", "Count", n.Sent)}
	card.Choices = []chat.Choice{{Label: t.T("broadcast.tally.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!tally", Value: c.ID}}}
	if c.Open(t.Now) {
		card.Choices = append(card.Choices, end)
	}
	return card
}

// ofMine reads a call of one of the organisations; nil, with an answer, for any other.
func ofMine(t *Turn, mine []*domain.Organisation, id string) *domain.Call {
	c, _, err := t.Calls.Get(t.Ctx, id, t.Event.Person)
	switch {
	case isNotFound(err), err == nil && !slices.ContainsFunc(mine, func(o *domain.Organisation) bool { return o.ID == c.Organisation }):
		t.stale()
		return nil
	case err != nil:
		t.Failed = err
		return nil
	}
	return c
}

func tally(t *Turn, mine []*domain.Organisation, id string) {
	if c := ofMine(t, mine, id); c != nil {
		t.Say(chat.Message{Cards: []chat.Card{callOfMine(t, c)}, Alt: titleOf(t, c), Nav: t.Commands("broadcast", "menu")})
	}
}

func endCallForHelp(t *Turn, mine []*domain.Organisation, id string) {
	c := ofMine(t, mine, id)
	if c == nil {
		return
	}
	d, err := t.Calls.Decide(t.Ctx, c.ID, t.Event.Person, domain.Ended)
	text := t.T("broadcast.ended")
	switch {
	case errors.Is(err, domain.ErrConflict): // refused in the meantime
		text = t.T("broadcast.over", "State", stateText(t, d.Call, domain.CallTally{}))
	case err != nil:
		t.Failed = err
		return
	}
	t.Say(chat.Message{Text: text, Nav: t.Commands("broadcast", "menu")})
}
