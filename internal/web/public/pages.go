package public

import (
	"embed"
	"fmt"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	textTemplate "text/template"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/web/page"
)

//go:embed page.html news.html feed.atom.tmpl
var files embed.FS

// Files are the templates of the face, for the kit.
func Files() fs.FS { return files }

// Parts are what the pages are made of.
type Parts struct {
	Kit     *page.Kit
	News    News  // nil: there is no archive
	Links   Links // nil: none of ours
	Exports Exports
	Now     func() time.Time
	Log     *slog.Logger
}

// Pages are those that anybody may read.
type Pages struct {
	Parts
	face  *page.Face
	began time.Time
	made  map[string]*page.Sheet // "home/th": those that change only with the program
	feed  *textTemplate.Template
}

// section is a heading with paragraphs.
type section struct {
	Heading    string
	Paragraphs []string
}

// notice is what a page of texts shows.
type notice struct {
	Sections []section
	Onward   string
}

// How long pages may be kept by anybody: those of texts, and those that whoever withdraws one wants to be gone within seconds.
const (
	textsLast = time.Minute
	newsLasts = 5 * time.Second
)

// names of the pages of texts; each has the texts page.NAME.title, .lead and .1, .2, ….
//
//i18n:keys page.*
func names() []string {
	return []string{"home", "privacy", "gone", "lost", "missing", "forbidden", "conflict", "form", "sorry"}
}

// New renders the pages of texts in every language.
func New(parts Parts) (*Pages, error) {
	feed, err := textTemplate.ParseFS(files, "feed.atom.tmpl")
	if err != nil {
		return nil, fmt.Errorf("reading feed layout: %w", err)
	}
	p := &Pages{Parts: parts, began: parts.Now(), made: map[string]*page.Sheet{}, feed: feed}
	p.face = &page.Face{Kit: p.Kit, Log: p.Log, Wrong: func(r *page.Request, key string) page.View { return p.text(r.T, key) }}
	for _, lang := range p.Kit.Languages() {
		for _, name := range names() {
			t := p.Kit.Texts(lang)
			html, err := p.Kit.Render(t, view(t, name))
			if err != nil {
				return nil, err
			}
			sheet := page.NewSheet(html, p.began)
			p.made[name+"/"+lang] = &sheet
		}
	}
	return p, nil
}

// Routes are the addresses of the pages.
func (p *Pages) Routes() []page.Route {
	routes := []page.Route{
		{Pattern: "GET /{$}", Handler: p.texts("home")},
		{Pattern: "GET /privacy", Handler: p.texts("privacy")},
		{Pattern: "GET /assets/{file}", Handler: p.face.Do(p.asset)},
		{Pattern: "GET /r/{token}", Handler: p.face.Do(p.redirect())},
		{Pattern: "GET /my/{secret}", Handler: p.face.Do(p.myData)},
	}
	if p.News != nil {
		routes = append(routes,
			page.Route{Pattern: "GET /news/{$}", Handler: p.face.Page(p.archive)},
			page.Route{Pattern: "GET /news/{id}", Handler: p.face.Page(p.issue)},
			page.Route{Pattern: "GET /feed.atom", Handler: p.face.Page(p.atom)})
	}
	return routes
}

// Missing answers for every other address.
func (p *Pages) Missing() http.Handler {
	return p.face.Page(func(*page.Request) (page.View, error) { return page.View{}, domain.ErrNotFound })
}

func (p *Pages) texts(name string) http.Handler {
	return p.face.Page(func(r *page.Request) (page.View, error) { return p.text(r.T, name), nil })
}

func (p *Pages) text(t page.Texts, name string) page.View {
	return page.View{Made: p.made[name+"/"+t.Lang()], Lasts: textsLast}
}

// view is a page of texts: the first line of a numbered text is its heading.
func view(t page.Texts, name string) page.View {
	var n notice
	if onward := "page." + name + ".onward"; t.Has(onward) {
		n.Onward = t.T(onward)
	}
	for i := 1; t.Has(fmt.Sprintf("page.%s.%d", name, i)); i++ {
		heading, body, _ := strings.Cut(t.T(fmt.Sprintf("page.%s.%d", name, i)), "\n")
		n.Sections = append(n.Sections, section{Heading: heading, Paragraphs: strings.Split(strings.TrimSpace(body), "\n")})
	}
	return page.View{Page: "page", Class: name, Title: t.T("page." + name + ".title"), Lead: t.T("page." + name + ".lead"), Data: n}
}

func (p *Pages) asset(w http.ResponseWriter, r *page.Request) error {
	asset, ok := p.Kit.Asset(r.PathValue("file"))
	if !ok {
		return domain.ErrNotFound
	}
	lasts := page.Lasting(time.Hour)
	if asset.Lasting {
		lasts = page.Lasting(365*24*time.Hour) + ", immutable"
	}
	w.Header().Set("Cache-Control", lasts)
	page.NewSheet(asset.Content, p.began).Serve(w, r.Request, asset.Kind)
	return nil
}
