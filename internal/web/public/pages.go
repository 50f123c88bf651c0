package public

import (
	"embed"
	"fmt"
	"io/fs"
	"strings"
	textTemplate "text/template"

	"jitasa/internal/web/page"
)

//go:embed page.html news.html feed.atom.tmpl
var files embed.FS

// Files are the templates of the face, for the kit.
func Files() fs.FS { return files }

// Pages are those that anybody may read.
type Pages struct {
	kit  *page.Kit
	made map[string][]byte // "home/th": those that change only with the program
	feed *textTemplate.Template
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

// names of the pages of texts; each has the texts page.NAME.title, .lead and .1, .2, ….
//
//i18n:keys page.*
func names() []string { return []string{"home", "privacy", "gone", "lost", "unknown"} }

// New renders the pages of texts in every language.
func New(kit *page.Kit) (*Pages, error) {
	feed, err := textTemplate.ParseFS(files, "feed.atom.tmpl")
	if err != nil {
		return nil, fmt.Errorf("reading feed layout: %w", err)
	}
	p := &Pages{kit: kit, made: map[string][]byte{}, feed: feed}
	for _, lang := range kit.Languages() {
		for _, name := range names() {
			t := kit.Texts(lang)
			if p.made[name+"/"+lang], err = kit.Render(t, view(t, name)); err != nil {
				return nil, err
			}
		}
	}
	return p, nil
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

// Page gives a page of texts in the language asked for, else in one that the browser
// accepts (a header Accept-Language), else in the default.
func (p *Pages) Page(name, lang, accept string) ([]byte, bool) {
	made, ok := p.made[name+"/"+p.kit.Texts(lang, accept).Lang()]
	return made, ok
}
