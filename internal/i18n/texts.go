package i18n

import (
	"log/slog"
	"sync"
	"time"

	"golang.org/x/text/feature/plural"
	"golang.org/x/text/language"
)

// countName is the value that selects the plural form.
const countName = "Count"

// Texts are the texts of one language. It is immutable and safe for concurrent use.
type Texts struct {
	tag      language.Tag
	lang     string
	messages map[string]*message
	fallback map[string]*message // of the default language
	zone     *time.Location
	dates    dates
	numbers  numbers
	reports  *reports
}

func newTexts(tag language.Tag, lang string, messages, fallback map[string]*message, zone *time.Location, r *reports) *Texts {
	t := &Texts{tag: tag, lang: lang, messages: messages, fallback: fallback, zone: zone, reports: r}
	t.dates = newDates(t)
	t.numbers = newNumbers(t)
	return t
}

// Lang is the language's tag, such as "th".
func (t *Texts) Lang() string { return t.lang }

// Has reports whether this language itself has a text for id.
func (t *Texts) Has(id string) bool { return t.messages[id] != nil }

// T gives the text for id. args are pairs of a placeholder's name and its value; values are put in as they are and
// never interpreted. "Count" with an int selects the plural form, and is written with thousands separated.
//
// A text that this language lacks comes in the default language, and one that is missing there too as "[id]". Either,
// and a placeholder without a value (which renders as nothing), is reported to the log once.
func (t *Texts) T(id string, args ...any) string {
	m := t.find(id)
	if m == nil {
		return "[" + id + "]"
	}
	form := &m.other
	if m.forms != nil {
		form = t.form(m, args)
	}
	if text, ok := form.plain(); ok {
		return text
	}
	text, missing := form.render(args, t.Number)
	if missing != "" {
		t.reports.once("text is missing a value", t.lang, id, missing)
	}
	return text
}

func (t *Texts) find(id string) *message {
	if m := t.messages[id]; m != nil {
		return m
	}
	t.reports.once("text is missing", t.lang, id, "")
	return t.fallback[id]
}

// form picks by the language's plural rule (CLDR's, as in go-i18n).
func (t *Texts) form(m *message, args []any) *template {
	count, ok := find(args, countName)
	if !ok {
		return &m.other
	}
	n, ok := count.(int)
	if !ok {
		return &m.other
	}
	if n < 0 {
		n = -n
	}
	if form, ok := m.forms[plural.Cardinal.MatchPlural(t.tag, n, 0, 0, 0, 0)]; ok {
		return &form
	}
	return &m.other
}

// reports tells the log about each problem once, however often it is met.
type reports struct {
	log  *slog.Logger
	seen sync.Map
}

type report struct{ problem, lang, key, value string }

func (r *reports) once(problem, lang, key, value string) {
	entry := report{problem, lang, key, value}
	if _, seen := r.seen.LoadOrStore(entry, true); seen {
		return
	}
	r.log.Warn("text is incomplete", "problem", problem, "lang", lang, "text_key", key, "value", value)
}
