package public

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"strings"

	"jitasa/internal/domain"
)

//go:embed page.html news.html feed.atom.tmpl site.css mark.svg
var files embed.FS

// Texts speaks one language.
type Texts interface {
	Lang() string
	T(id string, args ...any) string
	Has(id string) bool
}

// Pages are rendered pages, by name and language.
type Pages struct {
	pages map[string][]byte // "home/th"
	langs []string          // the first is the default
	css   []byte
	mark  []byte
	news  newsTemplates
}

// section is a heading with paragraphs.
type section struct {
	Heading    string
	Paragraphs []string
}

type view struct {
	Page, Lang, Title, Lead, Other, OtherLang, OtherURL, Home, Notice, Onward string
	Sections                                                                  []section
}

// names of the pages; each has the texts page.NAME.title, .lead and .1, .2, ….
//
//i18n:keys page.*
func names() []string { return []string{"home", "privacy", "gone", "lost", "unknown"} }

// New renders every page in every language; the first one is the default.
func New(texts ...Texts) (*Pages, error) {
	layout, err := template.ParseFS(files, "page.html")
	if err != nil {
		return nil, fmt.Errorf("reading page layout: %w", err)
	}
	css, err := files.ReadFile("site.css")
	if err != nil {
		return nil, fmt.Errorf("reading styles: %w", err)
	}
	mark, err := files.ReadFile("mark.svg")
	if err != nil {
		return nil, fmt.Errorf("reading mark: %w", err)
	}
	news, err := loadNews()
	if err != nil {
		return nil, err
	}
	p := &Pages{pages: map[string][]byte{}, css: css, mark: mark, news: news}
	for i, t := range texts {
		p.langs = append(p.langs, t.Lang())
		other := texts[(i+1)%len(texts)]
		for _, name := range names() {
			var b bytes.Buffer
			if err := layout.Execute(&b, look(name, t, other)); err != nil {
				return nil, fmt.Errorf("rendering page %s: %w", name, err)
			}
			p.pages[name+"/"+t.Lang()] = b.Bytes()
		}
	}
	return p, nil
}

func look(name string, t, other Texts) view {
	v := view{
		Page: name, Lang: t.Lang(), Title: t.T("page." + name + ".title"), Lead: t.T("page." + name + ".lead"),
		Other: other.T("language.name.label"), OtherLang: other.Lang(), OtherURL: "?lang=" + other.Lang(),
		Home: t.T("page.home.title"), Notice: t.T("page.privacy.title"),
	}
	if onward := "page." + name + ".onward"; t.Has(onward) {
		v.Onward = t.T(onward)
	}
	for n := 1; t.Has(fmt.Sprintf("page.%s.%d", name, n)); n++ {
		heading, body, _ := strings.Cut(t.T(fmt.Sprintf("page.%s.%d", name, n)), "\n")
		v.Sections = append(v.Sections, section{Heading: heading, Paragraphs: strings.Split(strings.TrimSpace(body), "\n")})
	}
	return v
}

// Page gives a page in the language asked for, else in one that the browser
// accepts (a header Accept-Language), else in the default.
func (p *Pages) Page(name, lang, accept string) ([]byte, bool) {
	if page, ok := p.pages[name+"/"+domain.Accepted(lang, accept)]; ok {
		return page, true
	}
	page, ok := p.pages[name+"/"+p.langs[0]]
	return page, ok
}

// Asset gives a file of the pages with its media type.
func (p *Pages) Asset(name string) (content []byte, kind string, ok bool) {
	switch name {
	case "site.css":
		return p.css, "text/css; charset=utf-8", true
	case "mark.svg":
		return p.mark, "image/svg+xml", true
	}
	return nil, "", false
}
