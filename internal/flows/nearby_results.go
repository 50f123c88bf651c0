package flows

import (
	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/match"
	"strings"
)

// find looks and shows a page of what was found, with its reasons and ways on.
func find(t *Turn, s Search) {
	page := s.Next != ""
	result := t.Work.Near(s.query(t))
	ids := make([]string, len(result.Matches))
	for i, m := range result.Matches {
		ids[i] = m.ID
	}
	opportunities, err := t.Work.Opportunities(t.Ctx, ids...)
	if err != nil {
		t.Failed = err
		return
	}
	s.Next = result.Next
	t.Memory.Search = &s
	if len(opportunities) == 0 {
		s.nothing(t, page)
		return
	}
	byID := map[string]match.Match{}
	for _, m := range result.Matches {
		byID[m.ID] = m
	}
	m := chat.Message{Text: s.headline(t, result, page)}
	for _, o := range opportunities {
		m.Cards = append(m.Cards, opportunityCard(t, &s, o, byID[o.ID]))
	}
	m.Alt = t.T("nearby.alt", "Count", len(opportunities), "Place", s.where(t))
	m.Nav = s.ways(t)
	t.Say(m)
}

func (s *Search) headline(t *Turn, r match.Result, page bool) string {
	where := s.where(t)
	if f := s.filters(t); len(f) > 0 {
		where += " · " + strings.Join(f, " · ")
	}
	switch {
	case page:
		return t.T("nearby.more_found", "Place", where)
	case r.Country:
		return t.T("nearby.found_country", "Place", where)
	case r.WidenedKM > 0 && s.Province != "":
		return t.T("nearby.found_beyond", "Place", where, "KM", t.Words.KM(r.WidenedKM))
	case r.WidenedKM > 0:
		return t.T("nearby.found_wider", "Place", where, "Asked", t.Words.KM(r.Asked), "KM", t.Words.KM(r.WidenedKM))
	}
	return t.T("nearby.found", "Place", where)
}

func (s *Search) nothing(t *Turn, page bool) {
	if page {
		t.Say(chat.Message{Text: t.T("nearby.no_more"), Nav: s.ways(t)})
		return
	}
	where := s.where(t)
	if f := s.filters(t); len(f) > 0 {
		where += " · " + strings.Join(f, " · ")
	}
	nav := []chat.Choice{{Label: t.T("nearby.clear.label"), Tap: s.tap("!set", "clear")}}
	t.Say(chat.Message{Text: t.T("nearby.nothing", "Place", where), Nav: append(nav, s.ways(t)...)})
}

// ways are the buttons under the results.
func (s *Search) ways(t *Turn) []chat.Choice {
	var nav []chat.Choice
	add := func(key, step, value string) {
		nav = append(nav, chat.Choice{Label: t.T(key), Tap: s.tap(step, value)})
	}
	if s.Next != "" {
		add("nearby.more.label", "!more", s.Next)
	}
	add("nearby.when.label", "!when", "")
	add("nearby.cause.label", "!cause", "")
	add("nearby.far.label", "!far", "")
	add("nearby.kind.label", "!kind", "")
	add("nearby.where.label", "!where", "")
	if !t.Me.SignedUp() {
		nav = append(nav, t.Command("signup"))
	}
	return append(nav, t.Command("menu"))
}

func opportunityCard(t *Turn, s *Search, o *domain.Opportunity, m match.Match) chat.Card {
	card := opportunityHead(t, o)
	card.Rows = []chat.Row{
		{Icon: "🗓", Label: t.T("opportunity.when"), Value: when(t, o)},
		{Icon: "📍", Label: t.T("opportunity.where"), Value: whereOf(t, o)},
		{Icon: "🏠", Label: t.T("opportunity.by"), Value: o.Organisation},
	}
	if m.KM >= 0 && !m.Remote && s.Point != nil {
		card.Tags = append(card.Tags, t.T("nearby.away", "KM", t.Words.KM(m.KM)))
	}
	if left := seatsLeft(t, o); left != "" {
		card.Tags = append(card.Tags, left)
	}
	if why := reasons(t, m.Reasons); why != "" {
		card.Note = t.T("nearby.because", "Reasons", why)
	}
	card.Choices = []chat.Choice{
		{Label: t.T("opportunity.details.label"), Full: t.T("opportunity.details_of", "Title", o.Title.In(t.Words.Lang())),
			Tap: chat.Tap{Flow: "opportunity", Step: "!show", Value: o.ID}, Primary: true},
		{Label: t.T("opportunity.interested.label"), Tap: chat.Tap{Flow: "opportunity", Step: "!want", Value: o.ID}},
	}
	if o.Point != nil {
		card.Choices = append(card.Choices, chat.Choice{Label: t.T("opportunity.map.label"), Tap: chat.Tap{Flow: "opportunity", Step: "!map", Value: o.ID}})
	}
	card.Choices = append(card.Choices, chat.Choice{Label: t.T("opportunity.hide.label"), Tap: s.tap("!hide", o.ID)})
	return card
}

// reasons says why something is suggested, at most three of them.
func reasons(t *Turn, list []match.Reason) string {
	var said []string
	for _, r := range list {
		if len(said) == 3 {
			break
		}
		if text := reason(t, r); text != "" {
			said = append(said, text)
		}
	}
	return strings.Join(said, " · ")
}

//i18n:keys reason.*
func reason(t *Turn, r match.Reason) string {
	id := "reason." + string(r.Code)
	switch r.Code {
	case match.Near:
		return t.T(id, "KM", t.Words.KM(r.Number))
	case match.Cause:
		return t.T(id, "Cause", t.T("cause."+r.Word+".label"))
	case match.Skill:
		return t.T(id, "Skill", t.T("skill."+r.Word+".label"))
	case match.Soon:
		if r.Number < 1 {
			return t.T("reason.soon_today")
		}
		return t.T(id, "Count", int(r.Number))
	case match.FewSeats:
		return t.T(id, "Count", int(r.Number))
	}
	return t.T(id)
}
