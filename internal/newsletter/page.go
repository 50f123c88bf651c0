package newsletter

import (
	"html"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/domain"
)

// Section is a block as a page prints it.
type Section struct {
	ID      string // of the place on the page
	Kind    Kind
	Title   string
	HTML    string // safe: made from Markdown, everything else escaped
	Picture string
	Alt     string
	Items   []string    // of a poll
	Rows    [][2]string // numbers
	Works   []Work
	Link    string
	Label   string
	Credit  string
}

// Work is an opportunity on a page.
type Work struct{ Title, When, By, Summary, Credit string }

// Page is the issue's title and sections for the web, where the reader is anybody.
func (i *Issue) Page(w Words, works map[string]*domain.Opportunity, near []*domain.Opportunity, zone *time.Location) (title string, sections []Section) {
	c := composing{issue: i, w: w, to: Reader{Zone: zone, Works: works, Picks: near}}
	for n := range i.Blocks {
		b := &i.Blocks[n]
		p := b.In(w.Lang())
		s := Section{ID: "b" + strconv.Itoa(n), Kind: b.Kind, Title: c.text(p.Title), HTML: c.text(p.HTML), Alt: p.Alt, Link: b.Link, Label: p.Link, Credit: c.credit(b)}
		if strings.HasPrefix(b.Picture, "https://") {
			s.Picture = b.Picture
		}
		if s.Label == "" {
			s.Label = w.T("news.open.label")
		}
		for _, item := range p.Items {
			if b.Kind == Numbers {
				label, value, _ := strings.Cut(c.text(item), ":")
				s.Rows = append(s.Rows, [2]string{strings.TrimSpace(label), strings.TrimSpace(value)})
			} else {
				s.Items = append(s.Items, c.text(item))
			}
		}
		if b.Kind == Picks {
			s.Works = c.printed(b)
		}
		sections = append(sections, s)
	}
	return i.Name(w), sections
}

func (c *composing) printed(b *Block) []Work {
	var works []Work
	for _, o := range c.chosen(b) {
		card := c.work(o, "")
		works = append(works, Work{Title: card.Title, When: card.Rows[0].Value, By: card.Rows[1].Value, Summary: o.Summary.In(c.w.Lang()), Credit: card.Note})
	}
	return works
}

// Feed is the issue's text for readers of feeds: HTML without pictures.
func Feed(sections []Section) string {
	var b strings.Builder
	for _, s := range sections {
		b.WriteString("<h2>" + html.EscapeString(s.Title) + "</h2>\n" + s.HTML)
	}
	return b.String()
}
