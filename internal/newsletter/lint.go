package newsletter

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/rivo/uniseg"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
)

// Linter holds an issue against what readers and the platform can bear.
type Linter struct {
	// Speak gives the words of a language; nil for one that there is not.
	Speak func(lang string) Words
	// Objects counts the message objects that messages become on the platform, which splits what is too large.
	Objects func(messages []chat.Message, lang string, plain bool) int
	// Works gives the opportunities that are still open.
	Works func(ctx context.Context, ids ...string) ([]*domain.Opportunity, error)
	// Look asks for the head of an address: its media type and length in bytes (-1: not told).
	// nil: addresses are not looked at.
	Look func(ctx context.Context, url string) (kind string, length int64, err error)
	Zone *time.Location
}

// What readers bear: graphemes of a title and of a text, and the minutes that reading all of it takes.
const (
	longTitle    = 80
	longText     = 2000
	longLabel    = 40
	longAnswer   = 20  // of a poll: it is a button
	longReading  = 6   // minutes
	aMinute      = 900 // graphemes of Thai, read without haste
	pollAnswers  = 6
	maxObjects   = 5
	maxPicture   = 10 << 20
	heavyPicture = 1 << 20
)

// Lint finds fault with an issue; that it could be read is known.
func (l *Linter) Lint(ctx context.Context, i *Issue) []Problem {
	f := &finding{Linter: l, issue: i}
	for n := range i.Blocks {
		f.block(&i.Blocks[n])
	}
	f.works(ctx)
	f.addresses(ctx)
	for _, lang := range i.Langs() {
		f.rendering(lang)
	}
	slices.SortStableFunc(f.problems, func(a, b Problem) int { return a.Line - b.Line })
	return f.problems
}

type finding struct {
	*Linter
	issue    *Issue
	problems []Problem
}

func (f *finding) say(level Level, line int, lang, code, detail string, args ...any) {
	f.problems = append(f.problems, Problem{Level: level, Line: line, Lang: lang, Code: code, Detail: fmt.Sprintf(detail, args...)})
}

func (f *finding) block(b *Block) {
	for _, lang := range f.issue.Langs() {
		p := b.Texts[lang]
		if p == nil {
			f.say(Warning, b.Line, lang, "untranslated", "%s", lang)
			continue
		}
		f.part(b, p, lang)
	}
	for lang := range b.Texts {
		if f.issue.Title[lang] == "" && lang != Main {
			f.say(Error, b.Texts[lang].Line, lang, "no_title", "%s", lang)
		}
	}
	if b.Picture != "" && !strings.HasPrefix(b.Picture, "https://") {
		f.say(Error, b.Line, "", "picture_http", "%s", b.Picture)
	}
	if b.Link != "" && !slices.ContainsFunc([]string{"https://", "http://", "tel:"}, func(p string) bool { return strings.HasPrefix(b.Link, p) }) {
		f.say(Error, b.Line, "", "link", "%s", b.Link)
	}
	if b.Kind == Picks && b.Near == 0 && len(b.IDs) == 0 {
		f.say(Error, b.Line, "", "no_picks", "")
	}
	if b.Kind != Picks && (b.Near > 0 || len(b.IDs) > 0) {
		f.say(Error, b.Line, "", "attribute", "ids, near")
	}
	if b.Kind == Call && b.Link == "" {
		f.say(Warning, b.Line, "", "no_link", "")
	}
}

func (f *finding) part(b *Block, p *Part, lang string) {
	long := func(code, s string, limit int) {
		if n := uniseg.GraphemeClusterCount(s); n > limit {
			f.say(Error, p.Line, lang, code, "%d > %d", n, limit)
		}
	}
	if p.Title == "" {
		f.say(Error, p.Line, lang, "no_heading", "")
	}
	long("long_title", p.Title, longTitle)
	long("long_text", p.Plain, longText)
	long("long_label", p.Link, longLabel)
	if b.Picture != "" && strings.TrimSpace(p.Alt) == "" {
		f.say(Error, p.Line, lang, "alt", "")
	}
	if n := uniseg.GraphemeClusterCount(p.Plain); n > bodyAtMost {
		f.say(Warning, p.Line, lang, "cut", "%d > %d", n, bodyAtMost)
	}
	if b.Kind == Poll && (len(p.Items) < 2 || len(p.Items) > pollAnswers) {
		f.say(Error, p.Line, lang, "answers", "%d", len(p.Items))
	}
	for _, item := range p.Items {
		if b.Kind == Poll {
			long("long_answer", item, longAnswer)
		}
		if b.Kind == Numbers && !strings.Contains(item, ":") {
			f.say(Error, p.Line, lang, "number", "%s", item)
		}
	}
	if main := b.Texts[Main]; lang != Main && len(p.Items) != len(main.Items) {
		f.say(Error, p.Line, lang, "items_differ", "%d ≠ %d", len(p.Items), len(main.Items))
	}
}

// works looks for picked opportunities that are over.
func (f *finding) works(ctx context.Context) {
	for _, b := range f.issue.Blocks {
		if len(b.IDs) == 0 || f.Works == nil {
			continue
		}
		found, err := f.Works(ctx, b.IDs...)
		if err != nil {
			f.say(Warning, b.Line, "", "unchecked", "")
			continue
		}
		for _, id := range b.IDs {
			if !slices.ContainsFunc(found, func(o *domain.Opportunity) bool { return o.ID == id }) {
				f.say(Error, b.Line, "", "no_work", "%s", id)
			}
		}
	}
}

// addresses asks for pictures and links.
func (f *finding) addresses(ctx context.Context) {
	if f.Look == nil {
		return
	}
	for _, b := range f.issue.Blocks {
		if strings.HasPrefix(b.Picture, "https://") {
			kind, length, err := f.Look(ctx, b.Picture)
			switch {
			case err != nil:
				f.say(Error, b.Line, "", "picture_dead", "%s", b.Picture)
			case !strings.HasPrefix(kind, "image/jpeg") && !strings.HasPrefix(kind, "image/png"):
				f.say(Error, b.Line, "", "picture_kind", "%s", kind)
			case length > maxPicture:
				f.say(Error, b.Line, "", "picture_large", "%d MB", length>>20)
			case length > heavyPicture:
				f.say(Warning, b.Line, "", "picture_heavy", "%d KB", length>>10)
			}
		}
		if strings.HasPrefix(b.Link, "http") {
			if _, _, err := f.Look(ctx, b.Link); err != nil {
				f.say(Warning, b.Line, "", "link_dead", "%s", b.Link)
			}
		}
	}
}

// rendering measures what a reader gets.
func (f *finding) rendering(lang string) {
	w := f.Speak(lang)
	if w == nil || w.Lang() != lang {
		f.say(Error, 1, lang, "language", "%s", lang)
		return
	}
	messages := f.issue.Compose(w, Reader{Zone: f.Zone, Page: "https://example.org/news/" + f.issue.ID})
	if !waysOut(messages) {
		f.say(Error, 0, lang, "no_way_out", "")
	}
	length := 0
	for _, b := range f.issue.Blocks {
		length += uniseg.GraphemeClusterCount(b.In(lang).Plain)
	}
	if minutes := length / aMinute; minutes > longReading {
		f.say(Warning, 0, lang, "long_reading", "%d", minutes)
	}
	for _, plain := range []bool{false, true} {
		if n := f.Objects(messages, lang, plain); n > maxObjects {
			f.say(Error, 0, lang, "too_much", "%d > %d", n, maxObjects)
		}
	}
}

// waysOut reports whether unsubscribing is one tap away.
func waysOut(messages []chat.Message) bool {
	return slices.ContainsFunc(chat.Offered(messages), func(c chat.Choice) bool { return c.Tap.Flow == "newsletter" && c.Tap.Step == "!off" })
}
