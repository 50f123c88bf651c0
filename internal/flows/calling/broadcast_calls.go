package calling

import (
	"errors"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
)

// showCalls lists what a manager can do: call for help, and see the last calls of each organisation.
func (a *Calling) showCalls(t *dialog.Turn, mine []*domain.Organisation) {
	if len(mine) > callsShown {
		askOrganisation(t, mine)
		return
	}
	var cards []chat.Card
	for _, o := range mine {
		card := chat.Card{Tone: chat.Warm, Icon: "📣", Title: t.T("broadcast.title"), Eyebrow: o.Name.In(t.Words.Lang()), Body: t.T("broadcast.intro")}
		card.Choices = []chat.Choice{{Label: t.T("broadcast.new.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!new", Value: o.ID}, Primary: true}}
		cards = append(cards, card)
		list, err := a.Calls.Of(t.Ctx, t.Actor(), o.ID)
		if err != nil {
			t.Failed = err
			return
		}
		for _, c := range list[:min(len(list), callsShown)] {
			cards = append(cards, a.callOfMine(t, c))
		}
	}
	t.Say(chat.Message{Cards: cards, Alt: t.T("broadcast.title"), Nav: t.Commands("nearby", "menu")})
}

// askOrganisation lets somebody who manages many say which they mean.
func askOrganisation(t *dialog.Turn, mine []*domain.Organisation) {
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

func (a *Calling) callOfMine(t *dialog.Turn, c *domain.Call) chat.Card {
	card := chat.Card{Tone: chat.Calm, Icon: "📋", Eyebrow: t.Cards().CallState(c, domain.CallTally{}, t.Now), Title: t.Cards().CallTitle(c)}
	if when := t.Cards().WhenRow(c); when.Value != "" {
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
	_, n, err := a.Calls.Get(t.Ctx, t.Actor(), c.ID)
	if err != nil {
		t.Failed = err
		return card
	}
	card.Eyebrow = t.Cards().CallState(c, n, t.Now)
	if n.Wait.Why != "" && !c.Enough(n.Come) {
		card.Body = t.Cards().WaitText(n.Wait)
	}
	card.Tags = []string{t.T("broadcast.come_of", "Come", n.Come, "Need", c.Need), t.T("broadcast.later", "Count", n.Later), t.T("broadcast.cannot", "Count", n.Cannot), t.T("broadcast.sent", "Count", n.Sent)}
	card.Choices = []chat.Choice{{Label: t.T("broadcast.tally.label"), Tap: chat.Tap{Flow: "broadcast", Step: "!tally", Value: c.ID}}}
	if c.Open(t.Now) {
		card.Choices = append(card.Choices, end)
	}
	return card
}

// notMine answers whoever means a call that they do not manage, or that is not there; false: they do.
func notMine(t *dialog.Turn, err error) bool {
	switch {
	case errors.Is(err, domain.ErrNotFound), errors.Is(err, domain.ErrForbidden):
		t.Stale()
	case err != nil:
		t.Failed = err
	}
	return err != nil
}

func (a *Calling) tally(t *dialog.Turn, id string) {
	c, _, err := a.Calls.Get(t.Ctx, t.Actor(), id)
	if !notMine(t, err) {
		t.Say(chat.Message{Cards: []chat.Card{a.callOfMine(t, c)}, Alt: t.Cards().CallTitle(c), Nav: t.Commands("broadcast", "menu")})
	}
}

func (a *Calling) endCallForHelp(t *dialog.Turn, id string) {
	c, notices, err := a.Calls.End(t.Ctx, t.Actor(), t.Event.ID, id)
	dialog.Tell(t, notices...)
	text := t.T("broadcast.ended")
	switch {
	case errors.Is(err, domain.ErrConflict): // refused in the meantime
		text = t.T("broadcast.over", "State", t.Cards().CallState(c, domain.CallTally{}, t.Now))
	case notMine(t, err):
		return
	}
	t.Say(chat.Message{Text: text, Nav: t.Commands("broadcast", "menu")})
}
