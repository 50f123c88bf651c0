package public

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"html/template"
	"strings"
	"time"

	"jitasa/internal/newsletter"
	"jitasa/internal/web/page"
)

// Printed is an issue of the newsletter, ready for a page in one language.
type Printed struct {
	ID       string
	Title    string
	Lead     string // one line of what it is about
	Rights   string
	At       time.Time
	Sections []newsletter.Section
}

// newsData is what a page of the newsletter shows, and the feed.
type newsData struct {
	Date, Empty string
	Sections    []sectionView
	Issues      []entryView
}

type sectionView struct {
	newsletter.Section
	HTML template.HTML
}

type entryView struct{ ID, Title, Lead, Date, At, Rights, Content string }

// Dated are texts that write days as well.
type Dated interface {
	page.Texts
	Day(at time.Time) string
}

// Archive is the list of issues.
func (p *Pages) Archive(t Dated, issues []Printed) ([]byte, error) {
	var d newsData
	for _, i := range issues {
		d.Issues = append(d.Issues, entryView{ID: i.ID, Title: i.Title, Lead: i.Lead, Date: t.Day(i.At)})
	}
	class := "news list"
	if len(issues) == 0 {
		class, d.Empty = "news", t.T("page.news.empty")
	}
	return p.kit.Render(t, page.View{Page: "news", Class: class, Title: t.T("page.news.title"), Lead: t.T("page.news.lead"), Path: "/news/", Data: d})
}

// Issue is the page of one issue.
func (p *Pages) Issue(t Dated, i Printed) ([]byte, error) {
	d := newsData{Date: t.Day(i.At)}
	for _, s := range i.Sections {
		// The HTML comes from package newsletter, which escapes everything but what Markdown makes.
		d.Sections = append(d.Sections, sectionView{Section: s, HTML: template.HTML(s.HTML)}) //nolint:gosec // see above
	}
	return p.kit.Render(t, page.View{Page: "news", Class: "news", Title: i.Title, Lead: i.Lead, Path: "/news/" + i.ID, Data: d})
}

// feedData is what the feed says, escaped for XML.
type feedData struct {
	Lang, News, Home, Base, Updated string
	Issues                          []entryView
}

// Feed is the archive as an Atom feed (RFC 4287).
func (p *Pages) Feed(t Dated, base string, issues []Printed) ([]byte, error) {
	d := feedData{
		Lang: t.Lang(), News: escaped(t.T("page.news.title")), Home: escaped(t.T("page.home.title")), Base: escaped(base),
		Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
	}
	for n, i := range issues {
		at := i.At.UTC().Format(time.RFC3339)
		if n == 0 {
			d.Updated = at
		}
		d.Issues = append(d.Issues, entryView{
			ID: escaped(i.ID), Title: escaped(i.Title), Lead: escaped(i.Lead), At: at, Rights: escaped(i.Rights), Content: escaped(newsletter.Feed(i.Sections)),
		})
	}
	b := bytes.NewBufferString(xml.Header)
	if err := p.feed.Execute(b, d); err != nil {
		return nil, fmt.Errorf("rendering the feed: %w", err)
	}
	return b.Bytes(), nil
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder does not fail
	return b.String()
}
