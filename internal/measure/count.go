package measure

import (
	"cmp"
	"maps"
	"slices"
	"strings"

	"jitasa/internal/domain"
)

// counter adds a report up.
type counter struct {
	report   *Report
	segments map[Segment]*Figures
	links    map[string]int
	votes    map[string]int
	doing    domain.ResponseKind
	did      map[string]bool // people who did it, with whatever value
}

func newCounter(q Query) *counter {
	return &counter{
		report: &Report{Query: q}, segments: map[Segment]*Figures{}, links: map[string]int{}, votes: map[string]int{}, did: map[string]bool{},
	}
}

// add counts a part for its segment and for the whole.
func (c *counter) add(part Figures) {
	if c.segments[part.Segment] == nil {
		c.segments[part.Segment] = &Figures{Sent: Sent{Segment: part.Segment}}
	}
	c.segments[part.Segment].add(part)
	c.report.Total.add(part)
}

func (c *counter) click(click *domain.Click) {
	c.links[click.Link] += click.Times()
	c.add(Figures{Sent: Sent{Segment: segmentOf(click.Variant)}, Clicks: click.Times()})
}

// response counts a person once for each kind. Responses come kind by kind, so
// that only the people of one kind are in memory.
func (c *counter) response(r *domain.Response) {
	if r.Kind == domain.HasVoted {
		c.votes[r.Value]++
	}
	if c.doing != r.Kind {
		c.doing = r.Kind
		clear(c.did)
	}
	if c.did[r.Person] {
		return
	}
	c.did[r.Person] = true
	c.add(Figures{Sent: Sent{Segment: segmentOf(r.Variant)}, People: map[domain.ResponseKind]int{r.Kind: 1}})
}

func segmentOf(variant string) Segment {
	province, lang, _ := strings.Cut(variant, "/")
	return Segment{province, lang}
}

func (c *counter) done() *Report {
	for _, f := range c.segments {
		c.report.Segments = append(c.report.Segments, *f)
	}
	slices.SortFunc(c.report.Segments, func(a, b Figures) int {
		return cmp.Or(unknownLast(a.Province, b.Province), unknownLast(a.Lang, b.Lang))
	})
	c.report.Links, c.report.Votes = tallied(c.links), byName(c.votes)
	return c.report
}

// unknownLast orders by name, with the empty one at the end.
func unknownLast(a, b string) int {
	if (a == "") != (b == "") {
		return -strings.Compare(a, b)
	}
	return strings.Compare(a, b)
}

func byName(counts map[string]int) []Tally {
	all := make([]Tally, 0, len(counts))
	for _, name := range slices.Sorted(maps.Keys(counts)) {
		all = append(all, Tally{name, counts[name]})
	}
	return all
}

// tallied is byName with the most frequent first.
func tallied(counts map[string]int) []Tally {
	all := byName(counts)
	slices.SortStableFunc(all, func(a, b Tally) int { return b.Count - a.Count })
	return all
}

// Reasons lists why people were left out, the most frequent first.
func (r *Report) Reasons() []Tally { return tallied(r.Total.Skipped) }

// Provinces are the segments without the languages, most accepted first, the
// unknown one last.
func (r *Report) Provinces() []Figures {
	c := newCounter(r.Query)
	for _, f := range r.Segments {
		f.Lang = ""
		c.add(f)
	}
	all := c.done().Segments
	slices.SortStableFunc(all, func(a, b Figures) int {
		if (a.Province == "") != (b.Province == "") {
			return unknownLast(a.Province, b.Province)
		}
		return b.Accepted - a.Accepted
	})
	return all
}
