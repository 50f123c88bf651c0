package finding

import (
	"errors"
	"slices"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/flows/answers"
	"jitasa/internal/members"
	"jitasa/internal/place"
	"jitasa/internal/thai"
	spoken "jitasa/internal/thai/when"
	"jitasa/internal/understand"
)

// whereDraft is the answer to "where?", with the search that waits for it.
type whereDraft struct {
	Search search       `json:"search"`
	Home   *domain.Home `json:"home,omitempty"`
}

// askWhere is the talk that finds out where to look.
func (f *Finding) askWhere() dialog.Talk[whereDraft] {
	return dialog.Talk[whereDraft]{
		Flow: flow.New("nearby", flow.Ask("where", whereAnswer(f.Places), func(d *whereDraft, h domain.Home) { d.Home = &h })),
		Finish: func(t *dialog.Turn, s flow.State[whereDraft]) {
			look := s.Draft.Search
			look.ID, look.Next = t.Session(), ""
			look.fromText(t) // "this Saturday in Korat" names more than the place
			if look.home(t.Places, *s.Draft.Home); s.Draft.Home.Province == "" {
				look.set(t, "km:all")
			}
			f.find(t, look)
		},
		Cancel: func(t *dialog.Turn, _ flow.State[whereDraft]) {
			t.Say(chat.Message{Text: t.T("cancel.done"), Nav: t.Onward("nearby", "menu", "help")})
		},
	}
}

// nearbyConversation finds work: near a shared point, a named place, or home.
func (f *Finding) nearbyConversation() dialog.Conversation {
	return dialog.Conversation{
		ID: "nearby",
		Start: func(t *dialog.Turn) {
			if likesNothing(t) {
				t.Say(chat.Say(t.Vary("nearby.none_open")))
			}
			f.look(t)
		},
		Take: f.where.Take,
		Tapped: func(t *dialog.Turn, tap chat.Tap) {
			if tap.Step == "!where" {
				t.Close("nearby")
				f.where.Start(t, flow.State[whereDraft]{Draft: whereDraft{Search: lastSearch(t)}})
				return
			}
			f.narrow(t, tap)
		},
		Hears: []dialog.Hearing{{Surety: dialog.Exact, Hear: f.pointsAtOne}, {Surety: dialog.Exact, Hear: f.closer}, {Surety: dialog.Shown, Hear: f.holds}, {Surety: dialog.Loose, Hear: f.wishes}, {Surety: dialog.Loose, Hear: f.likes}, {Surety: dialog.Loose, Hear: f.missing}},
	}
}

// likesNothing reports whether somebody likes "this work" where none was shown.
//
//i18n:keys nearby.none_open.*
func likesNothing(t *dialog.Turn) bool {
	return t.Memory.AtHand == nil && t.Typed() && t.Said.Refers == understand.This && (t.Said.Wish == understand.Join || t.Said.Wish == understand.Show) && !namesWork(t)
}

// likes hears that, in words that begin nothing else.
func (f *Finding) likes(t *dialog.Turn) bool {
	if _, open := t.Open(); open || !likesNothing(t) {
		return false
	}
	t.Begin("nearby")
	return true
}

// wishes hears where, when or what somebody wants to help with, a shared place, and what goes on from the last results.
func (f *Finding) wishes(t *dialog.Turn) bool {
	switch {
	case asksElse(t):
		return false
	case t.Event.Kind == chat.Location, namesWork(t):
		f.look(t)
	case t.Memory.Search == nil:
		return false
	case t.Said.Word == understand.More && t.Memory.Search.Next == "":
		(*search)(t.Memory.Search).nothing(t, true)
	case t.Said.Word == understand.More:
		f.find(t, *(*search)(t.Memory.Search))
	case t.Said.Word == understand.All: // "anything"
		s := lastSearch(t)
		s.set(t, "clear")
		f.find(t, s)
	default:
		way, ok := wayOfSearch(t)
		if ok {
			t.Press(way)
		}
		return ok
	}
	return true
}

// asksElse reports whether a text asks something else than for work while a question is open: "is it raining in Chiang Mai".
func asksElse(t *dialog.Turn) bool {
	_, open := t.Open()
	return open && t.Typed() && t.Said.Asks && t.Said.Topic == "" && t.Said.Intent != understand.Nearby
}

// wayOfSearch reads a text that says what a button under the last results said,
// though something else was said since.
func wayOfSearch(t *dialog.Turn) (chat.Tap, bool) {
	for _, way := range (*search)(t.Memory.Search).ways(t) {
		if way.Tap.Flow == "nearby" && t.Says(way.Label) {
			return way.Tap, true
		}
	}
	return chat.Tap{}, false
}

// whereAnswer is a place, or anywhere: a home without a province.
func whereAnswer(g *place.Gazetteer) flow.Answer[domain.Home] {
	somewhere := answers.Place(g)
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
func (f *Finding) look(t *dialog.Turn) {
	s := search{ID: t.Session()}
	if goesOn(t) {
		s = lastSearch(t)
		s.ID, s.Next = t.Session(), ""
		if len(t.Said.Causes)+len(t.Said.Kinds) > 0 { // another wish for the same place
			s.set(t, "clear")
		}
	}
	if t.Event.Place != nil && !lookAround(t, &s) {
		return
	}
	choose := s.fromText(t)
	s.Nearest = s.Nearest || wantsCloser(t) || waitsForPlace(t)
	f.fromWords(t, &s)
	home := members.ForMatching(t.Me).Home
	switch {
	case t.Said.DateError != nil:
		whichDay(t, s)
	case len(choose) > 0:
		f.where.StartWith(t, flow.State[whereDraft]{Draft: whereDraft{Search: s}}, "a:"+strings.Join(choose, "."))
	case s.placed():
		f.find(t, s)
	case home != nil:
		s.home(t.Places, *home)
		f.find(t, s)
	case slices.Equal(s.Kinds, []domain.Kind{domain.Remote}): // what is done at home is near everybody
		s.set(t, "km:all")
		f.find(t, s)
	default:
		f.where.Start(t, flow.State[whereDraft]{Draft: whereDraft{Search: s}})
	}
}

// goesOn reports whether a text narrows the last search ("next Saturday")
// instead of beginning another.
func goesOn(t *dialog.Turn) bool {
	return t.Memory.Search != nil && t.Typed() && narrows(t) && !namesPlace(t) && !t.Away()
}

// whichDay asks back about a day that could be two, or is none.
func whichDay(t *dialog.Turn, s search) {
	keep := s // the answer goes on from here
	t.Memory.Search = (*dialog.Search)(&keep)
	m := chat.Message{Text: t.T("nearby.no_such_day")}
	var ambiguous *spoken.AmbiguousDate
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
	m.Nav = t.Onward("nearby", "menu")
	t.Say(m)
}

// lookAround takes a shared location; one abroad or at sea gets a kind word.
func lookAround(t *dialog.Turn, s *search) bool {
	if _, err := answers.Shared(t.Places, t.Event.Place.Point); err != nil {
		var invalid *flow.Invalid
		if errors.As(err, &invalid) {
			t.Say(chat.Message{Text: t.T(invalid.Key), Choices: s.placeChoices(t), Nav: t.Onward("nearby", "menu")})
		}
		return false
	}
	s.around(t.Event.Place.Point)
	return true
}

func (s *search) placeChoices(t *dialog.Turn) []chat.Choice {
	return []chat.Choice{
		{Label: t.T("nearby.where.label"), Tap: s.tap("!where", "")},
		{Label: t.T("nearby.anywhere.label"), Tap: s.tap("!set", "km:all")},
	}
}

// lastSearch is the last look for work, or a new one from home.
func lastSearch(t *dialog.Turn) search {
	if t.Memory.Search != nil {
		return search(*t.Memory.Search)
	}
	return fromHome(t)
}

func fromHome(t *dialog.Turn) search {
	s := search{ID: t.Session(), Anywhere: true}
	if home := members.ForMatching(t.Me).Home; home != nil {
		s.Anywhere = false
		s.home(t.Places, *home)
	}
	return s
}

// narrow obeys the buttons under the results.
func (f *Finding) narrow(t *dialog.Turn, tap chat.Tap) {
	s := lastSearch(t)
	switch tap.Step {
	case "!more":
		if tap.Session != s.ID || tap.Value != s.Next { // of an older search: its first page again is no repeat for anyone
			s.Next = ""
		}
		f.find(t, s)
	case "!when", "!cause", "!kind", "!far":
		s.ask(t, tap.Step)
	case "!set":
		s.set(t, tap.Value)
		s.ID, s.Next = t.Session(), ""
		f.find(t, s)
	case "!again":
		s.Next = ""
		f.find(t, s)
	case "!hide":
		f.hide(t, s, tap.Value)
	default:
		t.Stale()
	}
}

// hide takes an opportunity out of all suggestions; "undo" brings it back.
func (f *Finding) hide(t *dialog.Turn, s search, id string) {
	m := chat.Message{}
	id, back := strings.CutPrefix(id, "-")
	o, ok := f.one(t, id)
	if !ok {
		return
	}
	if back {
		members.Show(t.Me, &s.Hidden, id)
		m.Text = t.T("nearby.unhidden", "Title", title(t, o))
	} else {
		members.Hide(t.Me, &s.Hidden, id)
		m.Text = t.T("nearby.hidden", "Title", title(t, o))
		m.Choices = append(m.Choices, chat.Choice{Label: t.T("nearby.undo.label"), Tap: s.tap("!hide", "-"+id)})
	}
	t.Memory.Search = (*dialog.Search)(&s)
	m.Choices = append(m.Choices, s.back(t))
	m.Nav = t.Onward("nearby", "menu")
	t.Say(m)
}

// back is the way back to what was found.
func (s *search) back(t *dialog.Turn) chat.Choice {
	return chat.Choice{Label: t.T("nearby.again.label"), Tap: s.tap("!again", "")}
}
