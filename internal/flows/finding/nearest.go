package finding

import (
	"regexp"
	"slices"
	"strings"

	"jitasa/internal/chat"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/members"
)

// closer are the words of those to whom what was shown is too far away.
var closer = regexp.MustCompile(`ใกล้ๆ?กว่า|ใกล้ที่?สุด|ใกล้บ้าน(?:กว่า|ที่?สุด)|ไกล(?:ไป|เกิน|จัง|มาก|อ่ะ|อะ|โพด)|\b(?:closer|nearer|nearest|closest)\b|\btoo far\b|\bso far away\b`)

// wantsCloser reports whether a text asks for work that is nearer, or for the nearest.
func wantsCloser(t *dialog.Turn) bool {
	return t.Typed() && t.Said.Danger == "" && closer.MatchString(strings.ToLower(t.Text))
}

// closer hears who wants nearer work than what is shown: the nearest come first, unless they are shown already.
func (f *Finding) closer(t *dialog.Turn) bool {
	at, ok := atHand(t)
	if _, open := t.Open(); open || !ok || t.Memory.Search == nil || !wantsCloser(t) || namesPlace(t) || t.Said.Topic != "" {
		return false
	}
	s := lastSearch(t)
	s.ID, s.Next = t.Session(), ""
	if !s.Holding { // what is named in a title may be anywhere
		s.Words = nil
	}
	if !s.measures(t) {
		s.nearWhat(t)
		return true
	}
	s.Nearest = true
	first := f.Work.Near(s.query(t)).Matches
	if len(first) == 0 || first[0].Remote || !shownNow(at, first[0].ID) {
		f.find(t, s)
		return true
	}
	o, ok := f.one(t, first[0].ID)
	if ok {
		f.none(t, &s, o, first[0].KM)
	}
	return true
}

// measures reports whether the search has a point from which a person measures, and takes their home for that of a province.
func (s *search) measures(t *dialog.Turn) bool {
	if s.Point != nil {
		return true
	}
	home := members.ForMatching(t.Me).Home
	if home == nil || home.District == "" && !home.Exact {
		return false
	}
	middle := home.Point
	s.Point, s.Province, s.Label, s.Anywhere = &middle, "", home.District, false
	return true
}

// nearWhat asks from where to measure: the next place that is named or shared is it.
func (s *search) nearWhat(t *dialog.Turn) {
	s.Nearest = true
	t.Memory.Search = (*dialog.Search)(s)
	t.Aside()
	share := chat.Choice{Label: t.T("place.share.label"), Does: chat.SharesPlace, Primary: true}
	t.Say(chat.Message{Text: t.T("nearby.near_what"), Choices: []chat.Choice{share, {Label: t.T("nearby.where.label"), Tap: s.tap("!where", "")}}, Nav: []chat.Choice{s.back(t), t.Command("menu")}})
}

// waitsForPlace reports whether a place is named or shared after the bot asked from where to measure.
func waitsForPlace(t *dialog.Turn) bool {
	s := t.Memory.Search
	return s != nil && s.Nearest && s.Point == nil && !t.Away() && (t.Event.Place != nil || namesPlace(t))
}

// shownNow reports whether some work is what is at hand.
func shownNow(at *dialog.AtHand, id string) bool { return slices.Contains(at.IDs, id) }

// none says that nothing is nearer than what is shown.
//
//i18n:keys nearby.no_nearer.*
func (f *Finding) none(t *dialog.Turn, s *search, o *domain.Opportunity, km float64) {
	t.Aside()
	text := t.Vary("nearby.no_nearer", "Title", title(t, o), "KM", t.Words.KM(km))
	show := opportunityChoice(t, "show", "opportunity.details.label", o, true)
	t.Say(chat.Message{Text: text, Choices: []chat.Choice{show}, Nav: append([]chat.Choice{s.back(t)}, s.ways(t)...)})
}
