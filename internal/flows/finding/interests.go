package finding

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// interestsConversation shows what a person is going to do: first the calls that they promised to come to, then what they said to be
// interested in, newest first.
func (f *Finding) interestsConversation() dialog.Conversation {
	return dialog.Conversation{ID: "my_signups", Start: func(t *dialog.Turn) {
		var mine []string
		var promises []chat.Card
		if f.Promises != nil {
			if mine, promises = f.Promises(t); t.Failed != nil {
				return
			}
		}
		for i := range mine {
			mine[i] = promise + mine[i]
		}
		ids := slices.Clone(t.Me.Interested[max(0, len(t.Me.Interested)-12):])
		slices.Reverse(ids)
		found, err := f.Work.Opportunities(t.Ctx, ids...)
		if err != nil {
			t.Failed = err
			return
		}
		if len(found)+len(mine) == 0 {
			t.Say(chat.Message{Text: t.T("interests.none"), Nav: t.Commands("nearby", "menu")})
			return
		}
		m := chat.Message{Text: whatIsMine(t, len(mine), len(found)), Cards: promises}
		m.Alt = m.Text
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
			m.Cards, mine = append(m.Cards, card), append(mine, o.ID)
		}
		t.Shows(mineFlow, mine...)
		m.Nav = t.Commands("nearby", "profile", "menu")
		t.Say(m)
	}}
}

// whatIsMine says how much there is of what.
func whatIsMine(t *dialog.Turn, promised, interested int) string {
	var lines []string
	if promised > 0 {
		lines = append(lines, t.T("interests.promised", "Count", promised))
	}
	if interested > 0 {
		lines = append(lines, t.T("interests.some", "Count", interested))
	}
	return strings.Join(lines, "\n")
}
