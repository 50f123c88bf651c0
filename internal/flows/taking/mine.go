package taking

import (
	"jitasa/internal/cards"
	"jitasa/internal/chat"
	"jitasa/internal/dialog"
)

// Mine are the shifts that the person has joined or waits for, each with its id; nil for none, or where the turn failed.
func (k *Taking) Mine(t *dialog.Turn) (ids []string, all []chat.Card) {
	mine, err := k.Shifts.Mine(t.Ctx, t.Me)
	if err != nil {
		t.Failed = err
		return nil, nil
	}
	for _, v := range mine {
		card := k.card(t, v)
		card.Choices = append([]chat.Choice{primary(button(t, "opportunity.details.label", cards.JoinFlow, shows, v.Shift.ID))}, withoutPrimary(card.Choices)...)
		ids, all = append(ids, v.Shift.ID), append(all, card)
	}
	return ids, all
}

func withoutPrimary(choices []chat.Choice) []chat.Choice {
	for i := range choices {
		choices[i].Primary = false
	}
	return choices
}

// Bring is what to bring to some work, as the first of its shifts says it that the person joined or could.
func (k *Taking) Bring(t *dialog.Turn, work string) string {
	all, err := k.Shifts.OfWork(t.Ctx, t.Me, work)
	if err != nil {
		t.Failed = err
		return ""
	}
	for _, v := range all {
		if bring := v.Shift.Bring.In(t.Words.Lang()); bring != "" {
			return bring
		}
	}
	return ""
}
