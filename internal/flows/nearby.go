package flows

import (
	"errors"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/place"
	"jitasa/internal/thai"
)

// whereDraft is the answer to "where?", with the search that waits for it.
type whereDraft struct {
	Search Search       `json:"search"`
	Home   *domain.Home `json:"home,omitempty"`
}

// nearbyConversation finds work: near a shared point, a named place, or home.
func nearbyConversation(w World) Conversation {
	ask := flow.New("nearby", flow.Ask("where", whereAnswer(w.Places), func(d *whereDraft, h domain.Home) { d.Home = &h }))
	k := talk[whereDraft]{
		flow: ask,
		finish: func(t *Turn, s flow.State[whereDraft]) {
			search := s.Draft.Search
			search.ID, search.Next = t.session(), ""
			search.fromText(t) // "this Saturday in Korat" names more than the place
			if search.home(t.Places, *s.Draft.Home); s.Draft.Home.Province == "" {
				search.set(t, "km:all")
			}
			find(t, search)
		},
		cancel: func(t *Turn, _ flow.State[whereDraft]) {
			t.Say(chat.Message{Text: t.T("cancel.done"), Nav: t.onward("nearby", "menu", "help")})
		},
	}
	return Conversation{
		ID:    "nearby",
		Start: func(t *Turn) { look(t, k) },
		Take:  k.take,
		Tapped: func(t *Turn, tap chat.Tap) {
			if tap.Step == "!where" {
				t.close("nearby")
				k.start(t, flow.State[whereDraft]{Draft: whereDraft{Search: t.search()}})
				return
			}
			narrow(t, tap)
		},
	}
}

// whereAnswer is a place, or anywhere: a home without a province.
func whereAnswer(g *place.Gazetteer) flow.Answer[domain.Home] {
	somewhere := placeAnswer(g)
	return flow.Answer[domain.Home]{
		Options: func(in flow.Input) []flow.Option {
			return append(somewhere.Options(in), flow.Option{Value: "all", Label: in.Texts.T("nearby.anywhere.label")})
		},
		Parse: func(in flow.Input) (domain.Home, error) {
			if in.Value == "all" || in.Word == flow.Any {
				return domain.Home{}, nil
			}
			return somewhere.Parse(in)
		},
	}
}

// look begins with what the event says, then the profile, then asks.
func look(t *Turn, k talk[whereDraft]) {
	search := Search{ID: t.session()}
	if t.goesOn() {
		search = t.search()
		search.ID, search.Next = t.session(), ""
		if len(t.Said.Causes)+len(t.Said.Kinds) > 0 { // another wish for the same place
			search.set(t, "clear")
		}
	}
	if t.Event.Place != nil && !lookAround(t, &search) {
		return
	}
	choose := search.fromText(t)
	home := t.consented().Home
	switch {
	case t.Said.DateError != nil:
		whichDay(t, search)
	case len(choose) > 0:
		k.startWith(t, flow.State[whereDraft]{Draft: whereDraft{Search: search}}, "a:"+strings.Join(choose, "."))
	case search.placed():
		find(t, search)
	case home != nil:
		search.home(t.Places, *home)
		find(t, search)
	default:
		k.start(t, flow.State[whereDraft]{Draft: whereDraft{Search: search}})
	}
}

// goesOn reports whether a text narrows the last search ("next Saturday")
// instead of beginning another.
func (t *Turn) goesOn() bool {
	return t.Memory.Search != nil && t.Event.Kind == chat.Text && t.narrows() && !t.namesPlace() && !t.away()
}

// whichDay asks back about a day that could be two, or is none.
func whichDay(t *Turn, s Search) {
	keep := s // the answer goes on from here
	t.Memory.Search = &keep
	m := chat.Message{Text: t.T("nearby.no_such_day")}
	var ambiguous *thai.AmbiguousDate
	if errors.As(t.Said.DateError, &ambiguous) {
		m.Text = t.T("nearby.which_day")
		for _, c := range ambiguous.Candidates {
			if day := c.From; !day.Before(thai.DayOf(t.Now)) && day.Before(thai.DayOf(t.Now.AddDate(2, 0, 0))) {
				label := t.Words.Day(time.Date(day.Year, day.Month, day.Day, 0, 0, 0, 0, t.Now.Location()))
				m.Choices = append(m.Choices, chat.Choice{Label: label, Tap: s.tap("!set", "when:"+c.From.String())})
			}
		}
	}
	m.Choices = append(m.Choices, s.calendar(t))
	m.Choices = append(m.Choices, chat.Choice{Label: t.T("nearby.when.any.label"), Tap: s.tap("!set", "when:any")})
	m.Nav = t.onward("nearby", "menu")
	t.Say(m)
}

// lookAround takes a shared location; one abroad or at sea gets a kind word.
func lookAround(t *Turn, s *Search) bool {
	if _, err := shared(t.Places, t.Event.Place.Point); err != nil {
		var invalid *flow.Invalid
		if errors.As(err, &invalid) {
			t.Say(chat.Message{Text: t.T(invalid.Key), Choices: s.placeChoices(t), Nav: t.onward("nearby", "menu")})
		}
		return false
	}
	s.around(t.Event.Place.Point)
	return true
}

func (s *Search) placeChoices(t *Turn) []chat.Choice {
	return []chat.Choice{
		{Label: t.T("nearby.where.label"), Tap: s.tap("!where", "")},
		{Label: t.T("nearby.anywhere.label"), Tap: s.tap("!set", "km:all")},
	}
}

// search is the last one, or a new one from home.
func (t *Turn) search() Search {
	if t.Memory.Search != nil {
		return *t.Memory.Search
	}
	return t.fromHome()
}

func (t *Turn) fromHome() Search {
	s := Search{ID: t.session(), Anywhere: true}
	if home := t.consented().Home; home != nil {
		s.Anywhere = false
		s.home(t.Places, *home)
	}
	return s
}

func nearHome(t *Turn) { find(t, t.fromHome()) }

// narrow obeys the buttons under the results.
func narrow(t *Turn, tap chat.Tap) {
	s := t.search()
	switch tap.Step {
	case "!more":
		if tap.Session != s.ID || tap.Value != s.Next { // of an older search: its first page again is no repeat for anyone
			s.Next = ""
		}
		find(t, s)
	case "!when", "!cause", "!kind", "!far":
		s.ask(t, tap.Step)
	case "!set":
		s.set(t, tap.Value)
		s.ID, s.Next = t.session(), ""
		find(t, s)
	case "!again":
		s.Next = ""
		find(t, s)
	case "!hide":
		hide(t, s, tap.Value)
	default:
		t.stale()
	}
}

// hide takes an opportunity out of all suggestions; "undo" brings it back. For
// those who declined being remembered it lasts as long as the search.
func hide(t *Turn, s Search, id string) {
	hidden := &s.Hidden
	if t.Me.Consents.Given(domain.ForMatching) {
		hidden = &t.Me.Hidden
	}
	id, back := strings.CutPrefix(id, "-")
	*hidden = without(*hidden, id)
	m := chat.Message{Text: t.T("nearby.unhidden")}
	if !back {
		*hidden = lastOf(append(*hidden, id), rememberedAtMost)
		m.Text = t.T("nearby.hidden")
		m.Choices = append(m.Choices, chat.Choice{Label: t.T("nearby.undo.label"), Tap: s.tap("!hide", "-"+id)})
	}
	t.Memory.Search = &s
	m.Choices = append(m.Choices, s.back(t))
	m.Nav = t.onward("nearby", "menu")
	t.Say(m)
}

// back is the way back to what was found.
func (s *Search) back(t *Turn) chat.Choice {
	return chat.Choice{Label: t.T("nearby.again.label"), Tap: s.tap("!again", "")}
}

// rememberedAtMost bounds the lists of opportunities in a profile.
const rememberedAtMost = 200

func lastOf(list []string, n int) []string { return list[max(0, len(list)-n):] }

func without(list []string, id string) []string {
	var kept []string
	for _, v := range list {
		if v != id {
			kept = append(kept, v)
		}
	}
	return kept
}
