package finding

import (
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/match"
	"jitasa/internal/members"
)

// page is one page of what was found: what was asked for first, then the rest.
type page struct {
	match.Result
	*search
	further    bool // not the first one
	matches    map[string]match.Match
	lead, rest []*domain.Opportunity
}

// read asks for a page, and remembers where the next one begins; false: the work could not be read.
func (f *Finding) read(t *dialog.Turn, s *search, q match.Query) (*page, bool) {
	p := &page{search: s, further: s.Next != "", matches: map[string]match.Match{}}
	p.Result = f.Work.Near(q)
	ids, leads := make([]string, len(p.Matches)), map[string]bool{}
	for i, m := range p.Matches {
		ids[i], p.matches[m.ID], leads[m.ID] = m.ID, m, i < p.Lead
	}
	found, err := f.Work.Opportunities(t.Ctx, ids...)
	if err != nil {
		t.Failed = err
		return nil, false
	}
	for _, o := range found {
		if leads[o.ID] {
			p.lead = append(p.lead, o)
		} else {
			p.rest = append(p.rest, o)
		}
	}
	s.Next = p.Result.Next
	if s.Words = p.Result.Words; len(s.Words) == 0 {
		s.Holding = false
	}
	t.Memory.Search = (*dialog.Search)(s)
	return p, true
}

// find looks and shows a page of what was found, with its reasons and ways on.
func (f *Finding) find(t *dialog.Turn, s search) {
	t.Close("nearby") // nobody waits for a place any more
	asked := s.Words
	p, ok := f.read(t, &s, s.query(t))
	switch {
	case !ok:
	case len(asked) > 0 && len(s.Words) == 0 && len(p.lead)+len(p.rest) == 0:
		noWords(t, &s, asked)
	case len(p.lead)+len(p.rest) == 0:
		s.nothing(t, p.further)
	default:
		f.show(t, p)
	}
}

// show says what was found in two groups, each with its line: what was asked for first, and the rest.
func (f *Finding) show(t *dialog.Turn, p *page) {
	if len(p.lead) > 0 {
		t.Say(p.group(t, p.leadLine(t), p.lead, 2, match.Cause, match.Titled))
		if len(p.rest) > 0 {
			t.Say(p.group(t, p.restLine(t), p.rest, 2, match.Titled))
		}
	} else {
		t.Say(p.group(t, p.line(t), p.rest, 2))
	}
	last := &t.Answer()[len(t.Answer())-1]
	if p.further && p.search.Next == "" {
		last.Text += "\n" + t.T("nearby.last_page")
		last.Choices = append(last.Choices, p.farther(t)...)
	}
	if urgent, ok := f.urgent(t, p); ok {
		last.Choices = append(last.Choices, urgent)
	}
	last.Nav = p.ways(t)
	t.Shows("opportunity", p.ids()...)
}

// group is some of the work under a line of its own.
func (p *page) group(t *dialog.Turn, line string, work []*domain.Opportunity, most int, told ...match.Code) chat.Message {
	m := chat.Message{Text: line, Alt: t.T("nearby.alt", "Count", len(work), "Place", p.where(t))}
	for _, o := range work {
		m.Cards = append(m.Cards, opportunityCard(t, p.search, o, p.matches[o.ID], most, told...))
	}
	return m
}

func (p *page) ids() (ids []string) {
	for _, o := range slices.Concat(p.lead, p.rest) {
		ids = append(ids, o.ID)
	}
	return ids
}

// NearHome shows one piece of work to begin with: the best of what the person chose that is near where they live.
func (f *Finding) NearHome(t *dialog.Turn) {
	t.Close("nearby")
	s := fromHome(t)
	q := s.query(t)
	q.Limit = 1
	p, ok := f.read(t, &s, q)
	if !ok {
		return
	}
	work := slices.Concat(p.lead, p.rest)
	if len(work) == 0 {
		s.nothing(t, false)
		return
	}
	m := p.group(t, p.firstLine(t), work, 1, match.Cause)
	if len(p.lead) == 0 {
		m = p.group(t, p.firstLine(t), work, 1)
	}
	if urgent, ok := f.urgent(t, p); ok {
		m.Choices = append(m.Choices, urgent)
	}
	m.Nav = s.ways(t)
	t.Say(m)
	t.Shows("opportunity", p.ids()...)
}

// urgentKM is how near an emergency has to be for somebody who looks for something else to be told of it.
const urgentKM = 25

// urgent is the button of an emergency near by that is not shown, where what the person likes comes first.
func (f *Finding) urgent(t *dialog.Turn, p *page) (chat.Choice, bool) {
	q := p.query(t)
	if p.further || !q.LikesFirst || q.Point == nil || len(p.Kinds) > 0 || p.From != "" {
		return chat.Choice{}, false
	}
	q.Kinds, q.MaxKM, q.Province, q.Enough, q.Limit, q.LikesFirst, q.Words, q.Count = []domain.Kind{domain.Emergency}, urgentKM, "", 1, 1, false, nil, false
	found := f.Work.Near(q)
	if len(found.Matches) == 0 || found.Country || found.WidenedKM > 0 || p.matches[found.Matches[0].ID].ID != "" {
		return chat.Choice{}, false
	}
	return chat.Choice{Label: t.T("nearby.urgent.label"), Tap: chat.Tap{Flow: "opportunity", Step: "!show", Value: found.Matches[0].ID}}, true
}

// farther leads on from where there is no more.
func (s *search) farther(t *dialog.Turn) []chat.Choice {
	var all []chat.Choice
	if !s.Anywhere {
		all = append(all, chat.Choice{Label: t.T("nearby.anywhere.label"), Tap: s.tap("!set", "km:all")})
	}
	return append(all, chat.Choice{Label: t.T("nearby.again.label"), Tap: s.tap("!again", "")})
}

// nothing says that there is nothing, or no more.
//
//i18n:keys nearby.no_more.* nearby.only_said.* nearby.which_one.*
func (s *search) nothing(t *dialog.Turn, more bool) {
	m := chat.Message{Text: t.T("nearby.nothing", "Place", s.what(t)), Nav: s.ways(t)}
	switch {
	case more:
		m.Text = t.Vary("nearby.no_more")
		m.Choices = s.farther(t)
	case !s.Anywhere:
		m.Choices = append(m.Choices, chat.Choice{Label: t.T("nearby.anywhere.label"), Tap: s.tap("!set", "km:all")})
	}
	if len(s.said()) > 0 {
		m.Text += "\n" + t.Vary("nearby.only_said")
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
	if len(s.Causes)+len(s.Kinds)+len(s.Only)+len(s.Words) > 0 || s.From != "" || s.KM > 0 {
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
