package public_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/i18n"
	"jitasa/internal/match"
	"jitasa/internal/newsletter"
	"jitasa/internal/newsroom"
	"jitasa/internal/web/page"
	"jitasa/internal/web/public"
)

// desk is a newsroom with one issue, and counts how often it is read and printed.
type desk struct {
	issue         *domain.Issue // nil: withdrawn
	read, printed int
}

func (d *desk) Out(context.Context, int) iter.Seq2[*domain.Issue, error] {
	d.read++
	return func(yield func(*domain.Issue, error) bool) {
		if d.issue != nil {
			yield(d.issue, nil)
		}
	}
}

func (d *desk) Published(_ context.Context, id string) (*domain.Issue, error) {
	d.read++
	if d.issue == nil || d.issue.ID != id {
		return nil, domain.ErrNotFound
	}
	return d.issue, nil
}

func (d *desk) Page(_ context.Context, kept *domain.Issue, w newsletter.Words) (newsroom.Page, error) {
	d.printed++
	return newsroom.Page{Title: kept.Title["th"] + " " + w.Lang(), Sections: []newsletter.Section{{Title: "ข่าว"}}}, nil
}

// press is the archive over a desk, at a time that the test moves.
type press struct {
	*testing.T
	*desk
	news  *public.Archive
	now   time.Time
	index *match.Index
}

func newPress(t *testing.T) *press {
	p := &press{T: t, now: time.Date(2026, time.December, 1, 9, 0, 0, 0, time.UTC), index: &match.Index{}}
	p.desk = &desk{issue: &domain.Issue{Meta: domain.Meta{ID: "2026-12", Version: 1}, Title: domain.Text{"th": "ฉบับแรก"}, PublishedAt: p.now}}
	catalog, err := i18n.Load()
	if err != nil {
		t.Fatal(err)
	}
	kit, err := page.New([]page.Texts{catalog.For("th"), catalog.For("en")}, public.Files())
	if err != nil {
		t.Fatal(err)
	}
	pages, err := public.New(public.Parts{Kit: kit, Now: func() time.Time { return p.now }})
	if err != nil {
		t.Fatal(err)
	}
	p.news = public.NewArchive(public.ArchiveParts{
		Newsroom: p.desk, Index: func() *match.Index { return p.index }, Speak: func(lang string) public.Words { return catalog.For(lang) },
		Pages: pages, Base: "https://example.org", Zone: time.UTC, Now: func() time.Time { return p.now },
	})
	return p
}

// want asks for the issue and says what it must show, and how often the newsroom was to read and print for it.
func (p *press) want(when, title string, read, printed int) page.Sheet {
	p.Helper()
	was := *p.desk
	s, err := p.news.Issue(p.Context(), "2026-12", "th")
	if err != nil || !strings.Contains(string(s.Content), title) {
		p.Errorf("%s the page is %.200s, %v, want %s", when, s.Content, err, title)
	}
	if got := *p.desk; got.read-was.read != read || got.printed-was.printed != printed {
		p.Errorf("%s the issue was read %d and printed %d times, want %d and %d", when, got.read-was.read, got.printed-was.printed, read, printed)
	}
	return s
}

// A page is made when what it shows may have changed, and only then; it is looked at again after two seconds.
func TestPagesAreMadeOnce(t *testing.T) {
	p := newPress(t)
	first := p.want("at first", "ฉบับแรก", 1, 1)
	p.now = p.now.Add(1999 * time.Millisecond)
	p.want("a moment later", "ฉบับแรก", 0, 0)
	p.now = p.now.Add(time.Millisecond)
	p.want("after two seconds", "ฉบับแรก", 1, 0)
	p.now = p.now.Add(time.Minute)
	if s := p.want("after a minute, when work can be over,", "ฉบับแรก", 1, 1); s.Tag != first.Tag || !s.Changed.Equal(first.Changed) {
		t.Errorf("a page that reads the same has another tag or time: %s, %v", s.Tag, s.Changed)
	}
	p.now, p.index = p.now.Add(2*time.Second), &match.Index{}
	p.want("with other work", "ฉบับแรก", 1, 1)
	p.now, p.issue.Version, p.issue.Title = p.now.Add(2*time.Second), 2, domain.Text{"th": "แก้แล้ว"}
	if s := p.want("after a correction", "แก้แล้ว", 1, 1); s.Tag == first.Tag || !s.Changed.Equal(p.now) {
		t.Errorf("a page that was corrected has the tag and time of before: %s, %v", s.Tag, s.Changed)
	}
	if s, err := p.news.Issue(t.Context(), "2026-12", "en"); err != nil || !strings.Contains(string(s.Content), "แก้แล้ว en") {
		t.Errorf("in English the page is %.200s, %v", s.Content, err)
	}
	p.now, p.issue = p.now.Add(2*time.Second), nil
	if s, err := p.news.Issue(t.Context(), "2026-12", "th"); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("withdrawn, the page is %.200s, %v", s.Content, err)
	}
}

// Asking for pages that do not exist drives out none that do.
func TestUnknownPagesAreNotKept(t *testing.T) {
	p := newPress(t)
	p.want("at first", "ฉบับแรก", 1, 1)
	for i := range 100 {
		if _, err := p.news.Issue(t.Context(), fmt.Sprint("made-up-", i), "th"); !errors.Is(err, domain.ErrNotFound) {
			t.Fatalf("an issue that was made up: %v", err)
		}
	}
	p.want("after a hundred wrong addresses", "ฉบับแรก", 0, 0)
}
