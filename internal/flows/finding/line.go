package finding

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/match"
	"jitasa/internal/members"
)

// counted are how many there are: with a place, and to be done from anywhere; causes tells of which.
func counted(all []match.Count) (placed, remote int, causes []domain.Cause) {
	for _, c := range all {
		placed, remote = placed+c.Placed, remote+c.Remote
		causes = append(causes, c.Cause)
	}
	return placed, remote, causes
}

// line is above what was found where nothing comes first: where, for what, how far the search had to go, and how many there are.
func (p *page) line(t *dialog.Turn) string {
	where := p.what(t)
	text := t.T("nearby.found", "Place", where)
	switch {
	case p.further:
		return t.T("nearby.more_found", "Place", where)
	case p.Holding:
		text = p.withWords(t)
	case p.query(t).LikesFirst && p.Lead == 0:
		text = p.nothingLiked(t)
	case p.KM > 0 && (p.Country || p.WidenedKM > 0): // so far was said
		text = t.T("nearby.found_beyond", "Place", where)
	case p.Country:
		text = t.T("nearby.found_country", "Place", where)
	case p.WidenedKM > 0:
		text = t.T("nearby.found_wider", "Place", where, "KM", t.Words.KM(p.WidenedKM))
	}
	if !p.Holding && len(p.Counts) > 0 && p.Lead == 0 && !p.query(t).LikesFirst {
		text += "\n" + p.howMany(t)
	}
	if p.Nearest && p.Point != nil {
		text += "\n" + t.T("nearby.nearest_first")
	}
	if len(p.said()) > 0 {
		text += "\n" + t.Vary("nearby.only_said")
	}
	return text
}

// howMany says how many there are here, and how many more from anywhere.
func (p *page) howMany(t *dialog.Turn) string {
	placed, remote, _ := counted(p.Counts)
	var parts []string
	switch {
	case slices.Equal(p.Kinds, []domain.Kind{domain.Remote}):
		return t.T("nearby.count", "Count", remote)
	case placed >= match.MaxCount:
		parts = append(parts, t.T("nearby.count_many", "Number", match.MaxCount))
	case placed > 0:
		parts = append(parts, t.T("nearby.count", "Count", placed))
	case remote > 0:
		return t.T("nearby.count_only_remote", "Count", remote)
	}
	if remote > 0 {
		parts = append(parts, t.T("nearby.count_remote", "Count", remote))
	}
	return strings.Join(parts, " ")
}

// leadLine is above what was asked for first.
func (p *page) leadLine(t *dialog.Turn) string {
	placed, remote, causes := counted(p.Counts)
	args := []any{"Count", placed, "Where", p.near(t)}
	var text string
	switch {
	case p.further:
		text = t.T("nearby.lead_more", "Count", placed+remote)
	case len(p.search.Words) > 0:
		text = p.withWords(t)
	case placed == 0:
		text = t.T("nearby.lead_remote", "Causes", causeNames(t, causes), "Where", p.near(t), "Count", remote)
	case len(causes) == 1:
		text = t.T("nearby.lead", append(args, "Cause", causeNames(t, causes))...)
	default:
		text = t.T("nearby.lead_several", append(args, "Causes", p.byCause(t))...)
	}
	if !p.further && len(p.search.Words) == 0 && placed > 0 && remote > 0 {
		text += " " + t.T("nearby.count_remote", "Count", remote)
	}
	if len(p.said()) > 0 {
		text += "\n" + t.Vary("nearby.only_said")
	}
	return text
}

// withWords says in how much work the words are, and how far the search had to go for it.
func (p *page) withWords(t *dialog.Turn) string {
	placed, remote, _ := counted(p.Counts)
	where, km, country := p.near(t), p.LeadKM, p.LeadCountry
	if p.Holding {
		km, country = p.WidenedKM, p.Result.Country
	}
	switch {
	case placed == 0, country:
		where = t.T("nearby.anywhere")
	case km > 0:
		where = t.T("nearby.as_far", "KM", t.Words.KM(km))
	}
	return t.T("nearby.with_words", "Words", strings.Join(p.search.Words, " "), "Count", placed+remote, "Where", where)
}

// byCause lists how many there are of each cause.
func (p *page) byCause(t *dialog.Turn) string {
	var all []string
	for _, c := range p.Counts {
		if c.Placed > 0 {
			all = append(all, t.T("nearby.of_cause", "Cause", causeNames(t, []domain.Cause{c.Cause}), "Number", c.Placed))
		}
	}
	return t.Words.List(all)
}

// restLine is above what comes after.
func (p *page) restLine(t *dialog.Turn) string {
	remote := true
	for _, o := range p.rest {
		remote = remote && o.Kind == domain.Remote
	}
	switch {
	case remote:
		return t.T("nearby.rest_remote")
	case len(p.filters(t)) > 0:
		return t.T("nearby.rest", "Place", p.whatElse(t))
	case p.Result.Country:
		return t.T("nearby.rest_country")
	case p.WidenedKM > 0:
		return t.T("nearby.rest_wider", "KM", t.Words.KM(p.WidenedKM))
	case p.atHome(t):
		return t.T("nearby.rest_home")
	}
	return t.T("nearby.rest", "Place", p.whatElse(t))
}

// nothingLiked says that there is nothing of what the person chose, and what comes instead.
func (p *page) nothingLiked(t *dialog.Turn) string {
	return t.T("nearby.lead_none", "Causes", causeNames(t, members.ForMatching(t.Me).Causes), "Where", p.near(t))
}

// firstLine is above the one piece of work that somebody is shown to begin with.
func (p *page) firstLine(t *dialog.Turn) string {
	placed, remote, causes := counted(p.Counts)
	switch {
	case len(p.lead) > 0 && placed == 0:
		return t.T("nearby.first_remote", "Cause", causeNames(t, []domain.Cause{p.lead[0].Cause}), "Count", remote)
	case len(p.lead) > 0 && len(causes) > 1:
		return t.T("nearby.first_several", "Cause", causeNames(t, []domain.Cause{p.lead[0].Cause}), "Causes", p.byCause(t), "Where", p.near(t))
	case len(p.lead) > 0:
		return t.T("nearby.first_liked", "Cause", causeNames(t, []domain.Cause{p.lead[0].Cause}), "Count", placed, "Where", p.near(t))
	case p.query(t).LikesFirst:
		return t.T("nearby.first_other", "Causes", causeNames(t, members.ForMatching(t.Me).Causes), "Where", p.near(t))
	case placed == 0:
		return t.T("nearby.first_anywhere")
	case p.Result.Country:
		return t.T("nearby.first", "Count", placed, "Where", t.T("nearby.anywhere"))
	case p.WidenedKM > 0:
		return t.T("nearby.first", "Count", placed, "Where", t.T("nearby.within", "KM", t.Words.KM(p.WidenedKM)))
	}
	return t.T("nearby.first", "Count", placed, "Where", p.near(t))
}

// near says where was looked, within a sentence.
func (s *search) near(t *dialog.Turn) string {
	switch {
	case s.atHome(t):
		return t.T("nearby.near_you")
	case s.Province != "":
		return t.T("nearby.in", "Place", s.where(t))
	case s.Point != nil && s.Label != "":
		return t.T("nearby.around", "Place", s.where(t))
	}
	return s.where(t)
}

// causeNames lists causes within a sentence.
func causeNames(t *dialog.Turn, causes []domain.Cause) string {
	names := make([]string, len(causes))
	for i, c := range causes {
		names[i] = inSentence(t.T("cause." + string(c) + ".label"))
	}
	return t.Words.List(names)
}

// inSentence is a label that does not begin with a capital, unless it is an abbreviation.
func inSentence(label string) string {
	first, n := utf8.DecodeRuneInString(label)
	second, _ := utf8.DecodeRuneInString(label[n:])
	if unicode.IsUpper(second) {
		return label
	}
	return string(unicode.ToLower(first)) + label[n:]
}
