package finding

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/flows/answers"
	"jitasa/internal/match"
	"jitasa/internal/members"
	"jitasa/internal/place"
)

// search is the look for work that the memory keeps.
type search dialog.Search

// shownAtOnce is how many opportunities one answer shows.
const shownAtOnce = 8

// readAtOnce is how many of them where they are read out one after another.
const readAtOnce = 4

func (s *search) placed() bool { return s.Point != nil || s.Province != "" || s.Anywhere }

// at looks around a place: in the whole of a province, around the middle of anything smaller.
func (s *search) at(p place.Place) {
	s.Label, s.Province, s.Point, s.Anywhere = p.Code, "", nil, false
	if p.Level == place.Province {
		s.Province = p.Code
		return
	}
	s.Point = &p.Point
}

func (s *search) around(p domain.Point) {
	s.Label, s.Province, s.Anywhere, s.Point = "", "", false, &p
}

func (s *search) home(g *place.Gazetteer, h domain.Home) {
	if h.Exact {
		s.around(h.Point)
		return
	}
	code := h.District
	if code == "" {
		code = h.Province
	}
	if p, ok := g.Place(code); ok {
		s.at(p)
	}
}

// days reads the dates as instants; to is the end of the last day.
func (s *search) days(zone *time.Location) (from, to time.Time) {
	if d, err := time.ParseInLocation(time.DateOnly, s.From, zone); err == nil {
		from = d
	}
	if d, err := time.ParseInLocation(time.DateOnly, s.To, zone); err == nil {
		to = d.AddDate(0, 0, 1)
	}
	return from, to
}

func (s *search) query(t *dialog.Turn) match.Query {
	q := match.For(members.ForMatching(t.Me), t.Now)
	q.Minor = t.Me.Minor(t.Now) // who has not told an age is shown everything; joining asks again
	q.Exclude = append(slices.Clone(q.Exclude), s.Hidden...)
	q.Point, q.Province, q.Causes, q.Kinds, q.MaxKM = s.Point, s.Province, s.Causes, s.Kinds, s.KM
	if p, ok := t.Places.Place(s.Province); ok { // where there is too little, what is around it comes next
		q.Point = &p.Point
	}
	q.From, q.To = s.days(t.Now.Location())
	q.Limit, q.Enough, q.After, q.Count = shownAtOnce, 3, s.Next, true
	q.Words, q.WordsOnly = s.Words, s.Holding
	s.demand(&q)
	if but := len(domain.Causes()) - len(q.Likes); len(s.Causes) == 0 && but > 0 && but <= leftOutAtMost { // "anything but animals"
		q.Causes, q.Likes = q.Likes, nil // and "you chose" says nothing then
	}
	q.Nearest = s.Nearest
	if !s.Nearest && s.ledByLikes(q.Likes) {
		q.LikesFirst = true
		if s.KM == 0 && (s.Province == "" || s.atHome(t)) {
			q.LikesKM = likedKM
		}
	}
	if t.Memory.Plain {
		q.Limit = readAtOnce
	}
	if s.KM > 0 || s.Holding { // so far was said, or just this: farther only for want of anything
		q.Enough = 1
	}
	return q
}

// likedKM is how far work of the causes that a person chose is looked for, from where they live.
const likedKM = 50

// mostLikes is how many causes can be liked and still mean something.
const mostLikes = 9

// leftOutAtMost is how few causes somebody leaves out who does not want them: work of these is not suggested.
const leftOutAtMost = 3

// ledByLikes reports whether what the person likes comes first: not where they ask for something else now.
func (s *search) ledByLikes(likes []domain.Cause) bool {
	return len(likes) > 0 && len(likes) <= mostLikes && len(s.Causes) == 0 && !s.Holding && !slices.Contains(s.Kinds, domain.Emergency)
}

// atHome reports whether the place looked at is where the person lives.
func (s *search) atHome(t *dialog.Turn) bool {
	home := members.ForMatching(t.Me).Home
	switch {
	case home == nil || s.KM > 0:
		return false
	case home.Exact:
		return s.Label == "" && s.Point != nil && *s.Point == home.Point
	case home.District != "":
		return s.Label == home.District
	}
	return s.Label != "" && s.Label == home.Province
}

// fromText fills in what a text names. It reports whether the place is one of several.
func (s *search) fromText(t *dialog.Turn) (choose []string) {
	if p, ok := t.Places.Place(t.Said.Place); ok {
		s.at(p)
	}
	if t.Said.DateFrom != "" {
		s.From, s.To = t.Said.DateFrom, t.Said.DateTo
		if s.To == "" {
			s.To = s.From
		}
	}
	if len(t.Said.Causes) > 0 {
		s.Causes = answers.ToCauses(t.Said.Causes)
	}
	if len(t.Said.Kinds) > 0 {
		s.Kinds = nil
		for _, k := range t.Said.Kinds {
			s.Kinds = append(s.Kinds, domain.Kind(k))
		}
	}
	s.timesFrom(t)
	for _, d := range t.Said.Only {
		s.only(d)
	}
	if km := saidKM(t); km > 0 && s.placed() {
		s.far(t, strconv.FormatFloat(km, 'f', -1, 64))
	}
	return t.Said.Places
}

// where names the place looked at.
func (s *search) where(t *dialog.Turn) string {
	switch {
	case s.Label != "":
		if name := t.NameOf(s.Label); name != "" {
			return name
		}
	case s.Point != nil:
		if p, _, ok := t.Places.Nearest(*s.Point); ok {
			return t.T("nearby.around", "Place", t.NameOf(p.DistrictCode()))
		}
	}
	return t.T("nearby.anywhere")
}

// filters says what the search is narrowed to, for the line above the results.
func (s *search) filters(t *dialog.Turn) []string {
	var all []string
	for _, c := range s.Causes {
		all = append(all, t.T("cause."+string(c)+".label"))
	}
	for _, k := range s.Kinds {
		all = append(all, t.T("kind."+string(k)+".label"))
	}
	if from, to := s.days(t.Now.Location()); !from.IsZero() {
		all = append(all, t.Words.Days(from, to.AddDate(0, 0, -1)))
	}
	if s.KM > 0 {
		all = append(all, t.T("nearby.within", "KM", t.Words.KM(s.KM)))
	}
	return append(all, s.demands(t)...)
}

// whatElse is the place and the filters of the search.
func (s *search) whatElse(t *dialog.Turn) string {
	return strings.Join(append([]string{s.where(t)}, s.filters(t)...), " · ")
}

// what is the place and the filters, and the words that are looked for.
func (s *search) what(t *dialog.Turn) string {
	text := s.whatElse(t)
	if s.Holding {
		text += " · " + t.T("nearby.quoted", "Words", strings.Join(s.Words, " "))
	}
	return text
}

func (s *search) tap(step, value string) chat.Tap {
	return chat.Tap{Flow: "nearby", Step: step, Session: s.ID, Value: value}
}
