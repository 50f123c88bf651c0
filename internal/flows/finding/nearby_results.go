package finding

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/match"
)

func opportunityCard(t *dialog.Turn, s *search, o *domain.Opportunity, m match.Match, most int, told ...match.Code) chat.Card {
	card := opportunityHead(t, o)
	card.Rows = []chat.Row{
		{Icon: "📅", Label: t.T("opportunity.when"), Value: when(t, o)},
		{Icon: "📍", Label: t.T("opportunity.where"), Value: whereOf(t, o)},
		{Icon: "🏠", Label: t.T("opportunity.by"), Value: t.InLanguage(o.Organisation)},
	}
	if m.KM >= 0 && !m.Remote && s.Point != nil {
		card.Tags = append(card.Tags, t.T("nearby.away", "KM", t.Words.KM(m.KM)))
	}
	if left := seatsLeft(t, o); left != "" {
		card.Tags = append(card.Tags, left)
	}
	if why := reasons(t, o, m.Reasons, most, told...); why != "" {
		card.Note = t.T("nearby.because", "Reasons", why)
	}
	card.Choices = []chat.Choice{
		{Label: t.T("opportunity.details.label"), Full: t.T("opportunity.details_of", "Title", o.Title.In(t.Words.Lang())),
			Tap: chat.Tap{Flow: "opportunity", Step: "!show", Value: o.ID}, Primary: true},
		{Label: t.T(joinLabel(o)), Tap: chat.Tap{Flow: "opportunity", Step: "!want", Value: o.ID}},
	}
	if t.Memory.Plain { // each button is a line to be read out; the details have the others
		return card
	}
	if o.Point != nil {
		card.Choices = append(card.Choices, chat.Choice{Label: t.T("opportunity.map.label"), Tap: chat.Tap{Flow: "opportunity", Step: "!map", Value: o.ID}})
	}
	card.Choices = append(card.Choices, chat.Choice{Label: t.T("opportunity.hide.label"), Tap: s.tap("!hide", o.ID)})
	return card
}

// joinLabel names the button of who wants to take part.
//
//i18n:keys taking.join.label opportunity.interested.label
func joinLabel(o *domain.Opportunity) string {
	if o.Owner != "" {
		return "taking.join.label"
	}
	return "opportunity.interested.label"
}

// reasons says why something is suggested, as far as the card does not say it already: day, place, organiser, distance and
// seats stand there. At most so many, the best first; told is what the line above the cards says.
func reasons(t *dialog.Turn, o *domain.Opportunity, list []match.Reason, most int, told ...match.Code) string {
	var said []string
	for _, r := range list {
		if text := reason(t, r); text != "" && !slices.Contains(told, r.Code) {
			said = append(said, text)
		}
	}
	if t.Me.Affiliation == "student" && domain.Yes(o.Certificate) {
		said = append(said, t.T("reason.certificate"))
	}
	return strings.Join(said[:min(len(said), most)], " · ")
}

//i18n:keys reason.*
func reason(t *dialog.Turn, r match.Reason) string {
	id := "reason." + string(r.Code)
	switch r.Code {
	case match.Near, match.Soon, match.FewSeats, match.Remote:
		return ""
	case match.Cause:
		return t.T(id, "Cause", t.T("cause."+r.Word+".label"))
	case match.Skill:
		return t.T(id, "Skill", t.T("skill."+r.Word+".label"))
	}
	return t.T(id)
}
