package flows

import (
	"errors"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow"
)

// whereDraft is the answer to "where?", with the search that waits for it.
type whereDraft struct {
	Search Search       `json:"search"`
	Home   *domain.Home `json:"home,omitempty"`
}

// nearbyConversation finds work: near a shared point, a named place, or home.
func nearbyConversation(w World) Conversation {
	ask := flow.New("nearby", flow.Ask("where", placeAnswer(w.Places), func(d *whereDraft, h domain.Home) { d.Home = &h }))
	k := talk[whereDraft]{
		flow: ask,
		finish: func(t *Turn, s flow.State[whereDraft]) {
			search := s.Draft.Search
			search.fromText(t) // "this Saturday in Korat" names more than the place
			search.home(t.Places, *s.Draft.Home)
			find(t, search)
		},
		cancel: func(t *Turn, _ flow.State[whereDraft]) {
			t.Say(chat.Message{Text: t.T("cancel.done"), Nav: append(t.goOn(), t.Commands("menu", "help")...)})
		},
	}
	return Conversation{
		ID:    "nearby",
		Start: func(t *Turn) { look(t, k) },
		Take:  k.take,
		Tapped: func(t *Turn, tap chat.Tap) {
			if tap.Step == "!where" {
				k.start(t, flow.State[whereDraft]{Draft: whereDraft{Search: t.search()}})
				return
			}
			narrow(t, tap)
		},
	}
}

// look begins with what the event says, then the profile, then asks.
func look(t *Turn, k talk[whereDraft]) {
	search := Search{ID: t.session()}
	if t.Event.Place != nil {
		if !lookAround(t, &search) {
			return
		}
	}
	choose := search.fromText(t)
	switch {
	case len(choose) > 0:
		k.startWith(t, flow.State[whereDraft]{Draft: whereDraft{Search: search}}, "a:"+strings.Join(choose, "."))
	case search.placed():
		find(t, search)
	case t.Me.Home != nil:
		search.home(t.Places, *t.Me.Home)
		find(t, search)
	default:
		k.start(t, flow.State[whereDraft]{Draft: whereDraft{Search: search}})
	}
}

// lookAround takes a shared location; one abroad or at sea gets a kind word.
func lookAround(t *Turn, s *Search) bool {
	if _, err := shared(t.Places, t.Event.Place.Point); err != nil {
		var invalid *flow.Invalid
		if errors.As(err, &invalid) {
			t.Say(chat.Message{Text: t.T(invalid.Key), Nav: append(s.placeChoices(t), t.Commands("menu")...)})
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
	s := Search{ID: t.session(), Anywhere: true}
	if t.Me.Home != nil {
		s.Anywhere = false
		s.home(t.Places, *t.Me.Home)
	}
	return s
}

func nearHome(t *Turn) {
	s := Search{ID: t.session(), Anywhere: true}
	if t.Me.Home != nil {
		s.Anywhere = false
		s.home(t.Places, *t.Me.Home)
	}
	find(t, s)
}

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
	case "!hide":
		hide(t, tap.Value)
	default:
		t.stale()
	}
}

// hide takes an opportunity out of all suggestions; "undo" brings it back.
func hide(t *Turn, id string) {
	if back, ok := strings.CutPrefix(id, "-"); ok {
		t.Me.Hidden = without(t.Me.Hidden, back)
		t.Say(chat.Message{Text: t.T("nearby.unhidden"), Nav: t.Commands("nearby", "menu")})
		return
	}
	t.Me.Hidden = lastOf(append(without(t.Me.Hidden, id), id), rememberedAtMost)
	s := t.search()
	nav := []chat.Choice{{Label: t.T("nearby.undo.label"), Tap: s.tap("!hide", "-"+id)}}
	t.Say(chat.Message{Text: t.T("nearby.hidden"), Nav: append(nav, t.Commands("nearby", "menu")...)})
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
