package public

import (
	"bytes"
	"context"
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

// News prints the newsletter's archive in a language, each page once.
type News interface {
	Archive(ctx context.Context, lang string) (page.Sheet, error)
	// Issue is domain.ErrNotFound for one that is not out.
	Issue(ctx context.Context, id, lang string) (page.Sheet, error)
	Feed(ctx context.Context, lang string) (page.Sheet, error)
}

func (p *Pages) archive(r *page.Request) (page.View, error) {
	s, err := p.News.Archive(r.Context(), r.T.Lang())
	return printed(s, ""), err
}

func (p *Pages) issue(r *page.Request) (page.View, error) {
	s, err := p.News.Issue(r.Context(), r.PathValue("id"), r.T.Lang())
	return printed(s, ""), err
}

func (p *Pages) atom(r *page.Request) (page.View, error) {
	s, err := p.News.Feed(r.Context(), r.T.Lang())
	return printed(s, "application/atom+xml; charset=utf-8"), err
}

// printed shows what was made. Pictures of the newsletter may come from anywhere, by https.
func printed(s page.Sheet, kind string) page.View {
	return page.View{Made: &s, Kind: kind, Lasts: newsLasts, Images: "https:"}
}

// Archive is the list of issues.
func (p *Pages) Archive(t page.Texts, issues []Printed) ([]byte, error) {
	var d newsData
	for _, i := range issues {
		d.Issues = append(d.Issues, entryView{ID: i.ID, Title: i.Title, Lead: i.Lead, Date: t.Day(i.At)})
	}
	class := "news list"
	if len(issues) == 0 {
		class, d.Empty = "news", t.T("page.news.empty")
	}
	return p.Kit.Render(t, page.View{Page: "news", Class: class, Title: t.T("page.news.title"), Lead: t.T("page.news.lead"), Path: "/news/", Data: d})
}

// Issue is the page of one issue.
func (p *Pages) Issue(t page.Texts, i Printed) ([]byte, error) {
	d := newsData{Date: t.Day(i.At)}
	for _, s := range i.Sections {
		// The HTML comes from package newsletter, which escapes everything but what Markdown makes.
		d.Sections = append(d.Sections, sectionView{Section: s, HTML: template.HTML(s.HTML)}) //nolint:gosec // see above
	}
	return p.Kit.Render(t, page.View{Page: "news", Class: "news", Title: i.Title, Lead: i.Lead, Path: "/news/" + i.ID, Data: d})
}

// feedData is what the feed says, escaped for XML.
type feedData struct {
	Lang, News, Home, Base, Updated string
	Issues                          []entryView
}

// Feed is the archive as an Atom feed (RFC 4287).
func (p *Pages) Feed(t page.Texts, base string, issues []Printed) ([]byte, error) {
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
