package finding

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// interestsConversation shows what a person is going to do: first the shifts that they joined, then the calls that they promised
// to come to, then what they said to be interested in, newest first.
func (f *Finding) interestsConversation() dialog.Conversation {
	return dialog.Conversation{ID: "my_signups", Start: func(t *dialog.Turn) {
		mine, promises, joined := f.promised(t)
		if t.Failed != nil {
			return
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
		m := chat.Message{Text: whatIsMine(t, joined, len(mine)-joined, len(found)), Cards: promises}
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

// promised is what the person has said that they come to: the shifts that they joined, then the calls.
func (f *Finding) promised(t *dialog.Turn) (ids []string, all []chat.Card, joined int) {
	if f.Taking != nil {
		mine, shown := f.Taking.Mine(t)
		for _, id := range mine {
			ids = append(ids, inShift+id)
		}
		all, joined = shown, len(mine)
	}
	if f.Promises == nil || t.Failed != nil {
		return ids, all, joined
	}
	calls, shown := f.Promises(t)
	for _, id := range calls {
		ids = append(ids, promise+id)
	}
	return ids, append(all, shown...), joined
}

// whatIsMine says how much there is of what.
func whatIsMine(t *dialog.Turn, joined, promised, interested int) string {
	var lines []string
	if joined > 0 {
		lines = append(lines, t.T("interests.joined", "Count", joined))
	}
	if promised > 0 {
		lines = append(lines, t.T("interests.promised", "Count", promised))
	}
	if interested > 0 {
		lines = append(lines, t.T("interests.some", "Count", interested))
	}
	return strings.Join(lines, "\n")
}
