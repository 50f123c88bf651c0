package newsroom_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/newsletter"
	"jitasa/internal/newsroom"
)

// A draft is of the month, or of the next one in the last week of this one, and counts what is new since the month before;
// it can be sent as it is.
func TestDraft(t *testing.T) {
	for day, want := range map[int]string{1: "2026-11", 23: "2026-11", 24: "2026-12"} {
		d := newDesk(t, 0)
		d.house.Time = time.Date(2026, time.November, day, 0, 30, 0, 0, d.house.Time.Location()).UTC() // on which it is the day before
		source, err := d.Draft(t.Context(), d.by, "us")
		must(t, err)
		if issue, problems, err := d.Lint(t.Context(), d.by, source, false); err != nil || issue.ID != want || issue.Source != "us" || newsletter.Bad(problems) {
			t.Errorf("on the %d: %s, %v", day, issue.ID, problems)
		}
	}
	d := newDesk(t, 0)
	october := time.Date(2026, time.October, 1, 0, 0, 0, 0, time.UTC)
	d.house.Time = october
	d.volunteer("U1", "32")
	d.house.Time = october.Add(time.Hour)
	d.volunteer("U2", "32")
	d.house.Time = time.Date(2026, time.November, 20, 9, 30, 0, 0, d.house.Time.Location())
	for id, at := range map[string]time.Time{"old": october.Add(-time.Hour), "new": october, "closed": october.Add(time.Hour)} {
		o := &domain.Opportunity{Meta: domain.Meta{ID: id}, Title: domain.Text{"th": "งาน " + id}, State: domain.Open, StartsAt: d.house.Time, CreatedAt: at, UpdatedAt: d.house.Time}
		if id == "closed" {
			o.State = domain.Closed
		}
		must(t, d.house.Kept.Opportunities.Insert(t.Context(), o))
	}
	source, err := d.Draft(t.Context(), d.by, "us")
	must(t, err)
	for _, want := range []string{`{.picks ids="new"}`, d.Speak("th").T("news.draft.number.works") + ": " + d.Speak("th").T("news.draft.count", "Count", 2), d.Speak("th").T("news.draft.number.people") + ": " + d.Speak("th").T("news.draft.count", "Count", 1)} {
		if !strings.Contains(string(source), want) {
			t.Errorf("does not say %q:\n%s", want, source)
		}
	}
}

// Addresses are looked at only if somebody asks for it, and a preview is for one kind of reader.
func TestLintAndPreview(t *testing.T) {
	d := newDesk(t, 0)
	looked := 0
	d.Look = func(context.Context, string) (string, int64, error) { looked++; return "", 0, domain.ErrNotFound }
	source := issue("{.story}", `{.story link="https://example.org/"}`)
	_, quiet, err := d.Lint(t.Context(), d.by, source, false)
	must(t, err)
	if _, problems, err := d.Lint(t.Context(), d.by, source, true); err != nil || looked != 1 || len(problems) != len(quiet)+1 {
		t.Errorf("looked %d times: %v, %v", looked, quiet, problems)
	}
	for lang, want := range map[string]string{"th": "น้ำลดแล้ว", "en": "The water is gone"} {
		said, err := d.Preview(t.Context(), d.by, issue(), newsroom.Reader{Lang: lang, Place: "Prasat"})
		if err != nil || !strings.Contains(said[0].Cards[0].Title, want) {
			t.Errorf("%s: %+v, %v", lang, said, err)
		}
	}
	if _, err := d.Preview(t.Context(), d.by, issue(), newsroom.Reader{Place: "Atlantis"}); !errors.Is(err, domain.ErrNotFound) {
		t.Error(err)
	}
	if _, err := d.Preview(t.Context(), d.by, issue("{.lead", "{.lid"), newsroom.Reader{}); !errors.Is(err, newsroom.ErrProblems) {
		t.Error(err)
	}
}
