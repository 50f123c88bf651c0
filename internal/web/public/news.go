package public

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"html/template"
	"strings"
	textTemplate "text/template"
	"time"

	"jitasa/internal/newsletter"
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

type newsView struct {
	view
	Date, News, Empty, PollHint, Base, Updated string
	Sections                                   []sectionView
	Issues                                     []entryView
}

type sectionView struct {
	newsletter.Section
	HTML template.HTML
}

type entryView struct{ ID, Title, Lead, Date, At, Rights, Content string }

// newsTemplates are the layouts of the archive.
type newsTemplates struct {
	page *template.Template
	feed *textTemplate.Template
}

func loadNews() (t newsTemplates, err error) {
	if t.page, err = template.ParseFS(files, "news.html"); err != nil {
		return t, fmt.Errorf("reading news layout: %w", err)
	}
	if t.feed, err = textTemplate.ParseFS(files, "feed.atom.tmpl"); err != nil {
		return t, fmt.Errorf("reading feed layout: %w", err)
	}
	return t, nil
}

// Dated are texts that write days as well.
type Dated interface {
	Texts
	Day(at time.Time) string
}

func (p *Pages) newsView(t, other Texts, path string) newsView {
	v := newsView{view: look("news", t, other), News: t.T("page.news.title"), PollHint: t.T("page.news.poll")}
	v.OtherURL = path + "?lang=" + other.Lang()
	return v
}

// Archive is the list of issues.
func (p *Pages) Archive(t Dated, other Texts, issues []Printed) ([]byte, error) {
	v := p.newsView(t, other, "/news/")
	for _, i := range issues {
		v.Issues = append(v.Issues, entryView{ID: i.ID, Title: i.Title, Lead: i.Lead, Date: t.Day(i.At)})
	}
	if len(issues) == 0 {
		v.Empty = t.T("page.news.empty")
	}
	return p.execute(v)
}

// Issue is the page of one issue.
func (p *Pages) Issue(t Dated, other Texts, i Printed) ([]byte, error) {
	v := p.newsView(t, other, "/news/"+i.ID)
	v.Title, v.Lead, v.Date = i.Title, i.Lead, t.Day(i.At)
	for _, s := range i.Sections {
		// The HTML comes from package newsletter, which escapes everything but what Markdown makes.
		v.Sections = append(v.Sections, sectionView{Section: s, HTML: template.HTML(s.HTML)}) //nolint:gosec // see above
	}
	return p.execute(v)
}

func (p *Pages) execute(v newsView) ([]byte, error) {
	var b bytes.Buffer
	if err := p.news.page.Execute(&b, v); err != nil {
		return nil, fmt.Errorf("rendering news: %w", err)
	}
	return b.Bytes(), nil
}

// Feed is the archive as an Atom feed (RFC 4287).
func (p *Pages) Feed(t Dated, other Texts, base string, issues []Printed) ([]byte, error) {
	v := p.newsView(t, other, "/feed.atom")
	v.Base = escaped(base)
	v.News, v.Home, v.Updated = escaped(v.News), escaped(v.Home), time.Unix(0, 0).UTC().Format(time.RFC3339)
	for n, i := range issues {
		at := i.At.UTC().Format(time.RFC3339)
		if n == 0 {
			v.Updated = at
		}
		v.Issues = append(v.Issues, entryView{
			ID: escaped(i.ID), Title: escaped(i.Title), Lead: escaped(i.Lead), At: at, Rights: escaped(i.Rights), Content: escaped(newsletter.Feed(i.Sections)),
		})
	}
	b := bytes.NewBufferString(xml.Header)
	if err := p.news.feed.Execute(b, v); err != nil {
		return nil, fmt.Errorf("rendering the feed: %w", err)
	}
	return b.Bytes(), nil
}

func escaped(s string) string {
	var b strings.Builder
	_ = xml.EscapeText(&b, []byte(s)) // a builder does not fail
	return b.String()
}
