package newsletter

import (
	"fmt"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// Results are the numbers of a month.
type Results struct {
	People        int // who signed up
	Opportunities int // that were posted
	Interested    int // who said that they want to join something
}

// draftPicks is how many new opportunities a draft picks by hand.
const draftPicks = 4

// Draft begins the issue of a month from what is new: opportunities, the newest first,
// and results, in every language spoken; the first is Main. It is Markdown for people to go on with, and can be read by Parse.
func Draft(month time.Time, spoken []Words, source string, fresh []*domain.Opportunity, results Results) []byte {
	var b strings.Builder
	name := func(w Words) string { return w.T(fmt.Sprintf("news.month.%d", int(month.Month()))) }
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("---\nid: %s\nmonth: %s", month.Format("2006-01"), month.Format("2006-01"))
	for i, w := range spoken {
		key := "title"
		if i > 0 {
			key += "_" + w.Lang()
		}
		line("%s: %s", key, w.T("news.draft.title", "Month", name(w), "Year", w.Year(month.Year())))
	}
	line("source: %s\nlicence: %s\naudience: all\n---\n", oneLine(source), DefaultLicence)
	heading := func(i int, key, attributes string) {
		if i > 0 {
			line("### %s {lang=%s}\n", spoken[i].T("news.draft.block."+key), spoken[i].Lang())
			return
		}
		line("## %s {%s}\n", spoken[i].T("news.draft.block."+key), attributes)
	}
	block := func(key, attributes string) {
		for i, w := range spoken {
			heading(i, key, attributes)
			line("%s\n", w.T("news.draft.block."+key+"_body"))
		}
	}
	block("lead", ".lead")
	block("near", ".picks near=3")
	if ids := idsOf(fresh); ids != "" {
		block("new", fmt.Sprintf(".picks ids=%q", ids))
		line("%s", comment(fresh))
	}
	for i, w := range spoken {
		heading(i, "numbers", ".numbers")
		numbers(line, w, results)
	}
	block("poll", ".poll")
	block("certificate", ".certificate")
	return []byte(b.String())
}

func idsOf(fresh []*domain.Opportunity) string {
	var ids []string
	for _, o := range fresh[:min(draftPicks, len(fresh))] {
		ids = append(ids, o.ID)
	}
	return strings.Join(ids, " ")
}

// comment tells the editor what the ids stand for; the front of a Markdown link definition is never shown.
func comment(fresh []*domain.Opportunity) string {
	var b strings.Builder
	for _, o := range fresh[:min(draftPicks, len(fresh))] {
		fmt.Fprintf(&b, "[%s]: # (%s)\n", o.ID, strings.NewReplacer("(", "", ")", "").Replace(oneLine(o.Title.In(Main))))
	}
	return b.String()
}

func numbers(line func(string, ...any), w Words, r Results) {
	for _, n := range []struct {
		key   string
		count int
	}{{"people", r.People}, {"works", r.Opportunities}, {"interested", r.Interested}} {
		line("- %s: %s", w.T("news.draft.number."+n.key), w.T("news.draft.count", "Count", n.count))
	}
	line("")
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }
