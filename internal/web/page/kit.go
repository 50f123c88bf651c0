package page

import (
	"bytes"
	"crypto/rand"
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"jitasa/internal/domain"
)

//go:embed layout.html site.css mark.svg
var own embed.FS

// Texts speaks one language, and writes times in it.
type Texts interface {
	Lang() string
	T(id string, args ...any) string
	Has(id string) bool
	Day(time.Time) string
	Clock(time.Time) string
}

// View is what a page shows.
type View struct {
	Page  string // its template, NAME.html
	Class string // of the body
	Title string
	Lead  string // one line of what it is about
	Path  string // its address, to offer it in another language; "" for the one that was asked for
	Data  any

	// Made is a page that was made before; of the view only what follows counts then.
	Made *Sheet
	Kind string // its media type; "" for HTML
	// Lasts is for how long anybody may keep it; 0: nobody keeps it.
	Lasts  time.Duration
	Images string // where its pictures come from, beside from us: a source of the Content-Security-Policy
}

// shown is what the layout and the templates see.
type shown struct {
	View
	Lang      string
	Other     string // what the language is called that the page is offered in
	OtherLang string

	Frame    any
	Nonce    string            // makes a form that is sent twice do its work once
	Problems map[string]string // what is wrong with a form, by field
	Form     map[string]string // what was filled in
}

// Kit makes pages. It is immutable, and safe for concurrent use.
type Kit struct {
	texts  map[string]Texts
	first  string
	pages  map[string]*template.Template // "news/th"
	assets assets
}

// New reads the layout, and the templates and assets of the faces. The first language is the default.
func New(texts []Texts, faces ...fs.FS) (*Kit, error) {
	k := &Kit{
		texts: map[string]Texts{}, first: texts[0].Lang(), pages: map[string]*template.Template{},
		assets: assets{files: map[string]Asset{}, hash: map[string]string{}},
	}
	for _, files := range append([]fs.FS{own}, faces...) {
		if err := k.assets.add(files); err != nil {
			return nil, fmt.Errorf("reading assets: %w", err)
		}
	}
	for _, t := range texts {
		k.texts[t.Lang()] = t
		layout, err := template.New("layout.html").Funcs(template.FuncMap{"t": t.T, "asset": k.assets.address}).ParseFS(own, "layout.html")
		if err != nil {
			return nil, fmt.Errorf("reading the layout: %w", err)
		}
		for _, files := range faces {
			if err := k.read(layout, t.Lang(), files); err != nil {
				return nil, err
			}
		}
	}
	return k, nil
}

// read adds the templates of a face in one language. Those whose names begin with "_" are parts of each of its pages.
func (k *Kit) read(layout *template.Template, lang string, files fs.FS) error {
	names, err := fs.Glob(files, "*.html")
	if err != nil {
		return fmt.Errorf("listing pages: %w", err)
	}
	isPart := func(name string) bool { return strings.HasPrefix(name, "_") }
	face, err := layout.Clone()
	for _, part := range names {
		if isPart(part) && err == nil {
			face, err = face.ParseFS(files, part)
		}
	}
	if err != nil {
		return fmt.Errorf("reading the parts of a face: %w", err)
	}
	for _, name := range slices.DeleteFunc(names, isPart) {
		page, err := face.Clone()
		if err == nil {
			page, err = page.ParseFS(files, name)
		}
		if err != nil {
			return fmt.Errorf("reading page %s: %w", name, err)
		}
		k.pages[strings.TrimSuffix(name, path.Ext(name))+"/"+lang] = page
	}
	return nil
}

// Texts are those of the first language that is asked for and that there is, else of the default one.
func (k *Kit) Texts(wanted ...string) Texts {
	if t := k.texts[domain.Accepted(wanted...)]; t != nil {
		return t
	}
	return k.texts[k.first]
}

// Languages are those that pages are made in.
func (k *Kit) Languages() []string {
	langs := []string{k.first}
	for tag := k.next(k.first); tag != k.first; tag = k.next(tag) {
		langs = append(langs, tag)
	}
	return langs
}

// next is the language that a page is offered in: round the table, those that there are texts of.
func (k *Kit) next(tag string) string {
	for range domain.Languages() {
		if tag = domain.NextLanguage(tag); k.texts[tag] != nil {
			return tag
		}
	}
	return k.first
}

// Render makes a page in the language of the texts, the same for everybody.
func (k *Kit) Render(t Texts, v View) ([]byte, error) { return k.execute(t, shown{View: v}) }

// render makes a page for whoever asks.
func (k *Kit) render(r *Request, v View) ([]byte, error) {
	s := shown{View: v, Frame: r.Frame, Nonce: rand.Text(), Problems: r.problems, Form: map[string]string{}}
	for name := range r.PostForm {
		s.Form[name] = r.Field(name)
	}
	return k.execute(r.T, s)
}

func (k *Kit) execute(t Texts, s shown) ([]byte, error) {
	page := k.pages[s.Page+"/"+t.Lang()]
	if page == nil {
		return nil, fmt.Errorf("there is no page %s", s.Page)
	}
	other := k.texts[k.next(t.Lang())]
	s.Lang, s.Other, s.OtherLang = t.Lang(), other.T("language.name.label"), other.Lang()
	var b bytes.Buffer
	if err := page.Execute(&b, s); err != nil {
		return nil, fmt.Errorf("rendering page %s: %w", s.Page, err)
	}
	return b.Bytes(), nil
}

// Asset gives the asset of a file name, as it stands in an address.
func (k *Kit) Asset(file string) (Asset, bool) { return k.assets.find(file) }
