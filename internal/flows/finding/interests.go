package finding

import (
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// interestsConversation shows what a person said to be interested in, newest first.
func (f *Finding) interestsConversation() dialog.Conversation {
	return dialog.Conversation{ID: "my_signups", Start: func(t *dialog.Turn) {
		ids := slices.Clone(t.Me.Interested[max(0, len(t.Me.Interested)-12):])
		slices.Reverse(ids)
		found, err := f.Work.Opportunities(t.Ctx, ids...)
		if err != nil {
			t.Failed = err
			return
		}
		if len(found) == 0 {
			t.Say(chat.Message{Text: t.T("interests.none"), Nav: t.Commands("nearby", "menu")})
			return
		}
		m := chat.Message{Text: t.T("interests.some", "Count", len(found)), Alt: t.T("interests.some", "Count", len(found))}
		for _, o := range found {
			card := opportunityHead(t, o)
			card.Rows = []chat.Row{
				{Icon: "📅", Label: t.T("opportunity.when"), Value: when(t, o)},
				{Icon: "📍", Label: t.T("opportunity.where"), Value: whereOf(t, o)},
			}
			if o.Over(t.Now) {
				card.Tags = []string{t.T("opportunity.over")}
			} else if left := seatsLeft(t, o); left != "" {
				card.Tags = []string{left}
			}
			card.Choices = []chat.Choice{
				opportunityChoice(t, "show", "opportunity.details.label", o, true), opportunityChoice(t, "drop", "opportunity.drop.label", o, false),
			}
			m.Cards = append(m.Cards, card)
		}
		m.Nav = t.Commands("nearby", "profile", "menu")
		t.Say(m)
	}}
}
