package i18n

import (
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"path"
	"slices"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"

	"jitasa/internal/domain"
	"jitasa/internal/thai"
	"jitasa/locales"
)

// Catalog holds the texts of every language. It is immutable after Load and safe for concurrent use.
type Catalog struct {
	langs   []string // in the order of domain.Languages, then others that there are texts in; as the tags of matcher
	texts   map[string]*Texts
	matcher language.Matcher
}

type settings struct {
	files fs.FS
	zone  *time.Location
	log   *slog.Logger
}

// Option changes how Load reads or answers.
type Option func(*settings)

// WithFiles reads LANGUAGE/AREA.toml from files instead of the embedded texts.
func WithFiles(files fs.FS) Option { return func(s *settings) { s.files = files } }

// WithZone sets the time zone in which dates and times are written; Thailand's otherwise.
func WithZone(zone *time.Location) Option { return func(s *settings) { s.zone = zone } }

// WithLogger sets where a missing key or value is reported, once each; nowhere otherwise.
func WithLogger(log *slog.Logger) Option { return func(s *settings) { s.log = log } }

// Load reads all message files. It fails on a file that is not valid, on a key that is defined twice within a
// language, and on a placeholder that is not of the form {{.Name}}; all such problems are reported together.
func Load(options ...Option) (*Catalog, error) {
	s := settings{files: locales.Files, zone: thai.Zone(), log: slog.New(slog.DiscardHandler)}
	for _, option := range options {
		option(&s)
	}
	messages, err := readAll(s.files)
	if err != nil {
		return nil, fmt.Errorf("loading texts: %w", err)
	}
	if first := domain.DefaultLanguage(); len(messages[first]) == 0 {
		return nil, fmt.Errorf("loading texts: there are none in the default language %q", first)
	}
	return newCatalog(messages, s), nil
}

// For gives the texts of the language that fits a BCP 47 tag such as "en", "en-GB" or "th_TH" best; the default's if none does.
func (c *Catalog) For(lang string) *Texts {
	if t := c.texts[lang]; t != nil {
		return t
	}
	_, i, confidence := c.matcher.Match(language.Make(lang))
	if confidence == language.No {
		i = 0
	}
	return c.texts[c.langs[i]]
}

func newCatalog(messages map[string]map[string]*message, s settings) *Catalog {
	c := &Catalog{texts: map[string]*Texts{}}
	for _, l := range domain.Languages() {
		if messages[l.Tag] != nil {
			c.langs = append(c.langs, l.Tag)
		}
	}
	for _, lang := range slices.Sorted(maps.Keys(messages)) {
		if !slices.Contains(c.langs, lang) {
			c.langs = append(c.langs, lang)
		}
	}
	reports := &reports{log: s.log}
	tags := make([]language.Tag, len(c.langs))
	for i, lang := range c.langs {
		tags[i] = language.Make(lang)
		c.texts[lang] = newTexts(tags[i], lang, messages[lang], messages[domain.DefaultLanguage()], s.zone, reports)
	}
	c.matcher = language.NewMatcher(tags)
	return c
}

// readAll gives language → key → message.
func readAll(files fs.FS) (map[string]map[string]*message, error) {
	names, err := fs.Glob(files, "*/*.toml")
	if err != nil {
		return nil, err
	}
	all := map[string]map[string]*message{}
	var problems []error
	for _, name := range names {
		lang := path.Dir(name)
		if all[lang] == nil {
			all[lang] = map[string]*message{}
		}
		problems = append(problems, readFile(files, name, all[lang])...)
	}
	return all, errors.Join(problems...)
}

// readFile adds a file's messages, and lists what is wrong with them: one
// problem a line, in an order of their own, as the parser's is a map's.
func readFile(files fs.FS, name string, into map[string]*message) []error {
	content, err := fs.ReadFile(files, name)
	if err != nil {
		return []error{err} // names the file itself
	}
	parsed, err := goi18n.ParseMessageBytes(content, toml.Unmarshal)
	if err != nil {
		return []error{fmt.Errorf("%s: %w", name, err)}
	}
	slices.SortFunc(parsed, func(a, b *goi18n.Message) int { return strings.Compare(a.ID, b.ID) })
	var problems []error
	for _, m := range parsed {
		if into[m.ID] != nil {
			problems = append(problems, fmt.Errorf("%s: %s is defined twice in this language", name, m.ID))
			continue
		}
		compiled, err := compile(m)
		if err != nil {
			problems = append(problems, fmt.Errorf("%s: %s: %w", name, m.ID, err))
			continue
		}
		into[m.ID] = compiled
	}
	return problems
}
