package finding

import (
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/match"
	"jitasa/internal/members"
)

// find looks and shows a page of what was found, with its reasons and ways on.
func (f *Finding) find(t *dialog.Turn, s search) {
	t.Close("nearby") // nobody waits for a place any more
	page := s.Next != ""
	result := f.Work.Near(s.query(t))
	ids := make([]string, len(result.Matches))
	for i, m := range result.Matches {
		ids[i] = m.ID
	}
	opportunities, err := f.Work.Opportunities(t.Ctx, ids...)
	if err != nil {
		t.Failed = err
		return
	}
	s.Next = result.Next
	t.Memory.Search = (*dialog.Search)(&s)
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

// headline says what is shown; where the circle had to be widened, it says so.
func (s *search) headline(t *dialog.Turn, r match.Result, page bool) string {
	where := s.what(t)
	switch {
	case page:
		return t.T("nearby.more_found", "Place", where)
	case s.KM > 0 && (r.Country || r.WidenedKM > 0): // so far was said
		return t.T("nearby.found_beyond", "Place", where)
	case r.Country:
		return t.T("nearby.found_country", "Place", where)
	case r.WidenedKM > 0:
		return t.T("nearby.found_wider", "Place", where, "KM", t.Words.KM(r.WidenedKM))
	}
	return t.T("nearby.found", "Place", where)
}

// what is the place and the filters of the search.
func (s *search) what(t *dialog.Turn) string {
	return strings.Join(append([]string{s.where(t)}, s.filters(t)...), " · ")
}

func (s *search) nothing(t *dialog.Turn, page bool) {
	if page {
		t.Say(chat.Message{Text: t.T("nearby.no_more"), Nav: s.ways(t)})
		return
	}
	m := chat.Message{Text: t.T("nearby.nothing", "Place", s.what(t)), Nav: s.ways(t)}
	if !s.Anywhere {
		m.Choices = append(m.Choices, chat.Choice{Label: t.T("nearby.anywhere.label"), Tap: s.tap("!set", "km:all")})
	}
	t.Say(m)
}

// ways are the buttons under the results.
func (s *search) ways(t *dialog.Turn) []chat.Choice {
	nav := t.GoOn()
	add := func(key, step, value string) {
		nav = append(nav, chat.Choice{Label: t.T(key), Tap: s.tap(step, value)})
	}
	if s.Next != "" {
		add("nearby.more.label", "!more", s.Next)
	}
	if len(s.Causes)+len(s.Kinds) > 0 || s.From != "" || s.KM > 0 {
		add("nearby.clear.label", "!set", "clear")
	}
	add("nearby.when.label", "!when", "")
	add("nearby.cause.label", "!cause", "")
	if !s.Anywhere || members.ForMatching(t.Me).Home != nil {
		add("nearby.far.label", "!far", "")
	}
	add("nearby.kind.label", "!kind", "")
	add("nearby.where.label", "!where", "")
	if _, open := t.Opened("signup"); !t.Me.SignedUp() && !open {
		nav = append(nav, t.Command("signup"))
	}
	return append(nav, t.Command("menu"))
}

func opportunityCard(t *dialog.Turn, s *search, o *domain.Opportunity, m match.Match) chat.Card {
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
	if why := reasons(t, o, s.Point != nil, m.Reasons); why != "" {
		card.Note = t.T("nearby.because", "Reasons", why)
	}
	card.Choices = []chat.Choice{
		{Label: t.T("opportunity.details.label"), Full: t.T("opportunity.details_of", "Title", o.Title.In(t.Words.Lang())),
			Tap: chat.Tap{Flow: "opportunity", Step: "!show", Value: o.ID}, Primary: true},
		{Label: t.T("opportunity.interested.label"), Tap: chat.Tap{Flow: "opportunity", Step: "!want", Value: o.ID}},
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

// reasons says why something is suggested, at most three of them. How far it is
// and how many seats are left stand on the card already: they are said again
// only where there is no other reason. near: the distance is one from the person.
func reasons(t *dialog.Turn, o *domain.Opportunity, near bool, list []match.Reason) string {
	var said, shown []string
	for _, r := range list {
		text := reason(t, o, r)
		switch {
		case text == "", r.Code == match.Near && !near:
		case r.Code == match.Near || r.Code == match.FewSeats:
			shown = append(shown, text)
		default:
			said = append(said, text)
		}
	}
	if len(said) == 0 {
		said = shown
	}
	return strings.Join(said[:min(len(said), 3)], " · ")
}

//i18n:keys reason.*
func reason(t *dialog.Turn, o *domain.Opportunity, r match.Reason) string {
	id := "reason." + string(r.Code)
	switch r.Code {
	case match.Near:
		return t.T(id, "KM", t.Words.KM(r.Number))
	case match.Cause:
		return t.T(id, "Cause", t.T("cause."+r.Word+".label"))
	case match.Skill:
		return t.T(id, "Skill", t.T("skill."+r.Word+".label"))
	case match.Soon:
		return soon(t, o)
	case match.FewSeats:
		return t.T(id, "Count", int(r.Number))
	}
	return t.T(id)
}

// soon counts days as people do, by the calendar: at nine in the evening, nine
// in the morning is tomorrow.
func soon(t *dialog.Turn, o *domain.Opportunity) string {
	day := func(at time.Time) time.Time {
		y, m, d := at.In(t.Now.Location()).Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	switch days := int(day(o.StartsAt).Sub(day(t.Now)).Hours() / 24); {
	case days <= 0:
		return t.T("reason.soon_today")
	case days == 1:
		return t.T("reason.soon_tomorrow")
	default:
		return t.T("reason.soon", "Count", days)
	}
}
