package newsroom_test

import (
	"errors"
	"slices"
	"strconv"
	"testing"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/measure"
	"jitasa/internal/newsletter"
	"jitasa/internal/newsroom"
)

// An issue's sending is steered by its id, or by its campaign's; one that would pause again at once is not resumed.
func TestSteered(t *testing.T) {
	d := newDesk(t, 2)
	must(t, d.send(issue(), newsroom.How{At: to(d.house.Time.Add(time.Hour))}))
	is := func(want deliver.State) {
		t.Helper()
		if s, err := d.Status(t.Context(), d.by, "newsletter-2026-11"); err != nil || s.State != want {
			t.Errorf("%+v, %v, want it %s", s, err, want)
		}
	}
	must(t, d.Pause(t.Context(), d.by, d.key(), "2026-11"))
	is(deliver.Paused)
	d.line.left = 0
	if err := d.Resume(t.Context(), d.by, d.key(), "2026-11"); !errors.Is(err, newsroom.ErrSpent) {
		t.Errorf("resumed without a message left: %v", err)
	}
	is(deliver.Paused)
	d.line.left = 1
	must(t, d.Resume(t.Context(), d.by, d.key(), "newsletter-2026-11"))
	is(deliver.Scheduled)
	must(t, d.Cancel(t.Context(), d.by, d.key(), "2026-11"))
	is(deliver.Cancelled)
	if err := d.Resume(t.Context(), d.by, d.key(), "2026-11"); !errors.Is(err, deliver.ErrState) {
		t.Errorf("resumed what is cancelled: %v", err)
	}
	for _, err := range []error{d.Pause(t.Context(), d.by, d.key(), "2026-12"), d.Resume(t.Context(), d.by, d.key(), "2026-12"), d.Cancel(t.Context(), d.by, d.key(), "2026-12"), d.Decide(t.Context(), d.by, d.key(), "none", true)} {
		if !errors.Is(err, domain.ErrNotFound) {
			t.Errorf("of what there is not: %v", err)
		}
	}
	for s, err := range d.Statuses(t.Context(), d.by) {
		if err != nil || s.Subject != "2026-11" {
			t.Errorf("%+v, %v", s, err)
		}
	}
}

// Staff are told why somebody got an issue or not, whoever that is; and the reader themselves.
func TestWhy(t *testing.T) {
	d := newDesk(t, 2)
	must(t, d.send(issue(), newsroom.How{Audience: to("province=32")}))
	d.rounds()
	for _, tt := range []struct {
		person      string
		known, in   bool
		got, absent bool
	}{{"U000", true, true, true, false}, {"U001", true, false, false, false}, {"U9", false, false, false, true}} {
		x, err := d.Explain(t.Context(), d.by, "2026-11", tt.person)
		must(t, err)
		if x.Known != tt.known || (x.Entry != nil) != tt.got || x.Known && x.Checks[0].OK != tt.in || (x.Refused == deliver.Gone) != tt.absent || x.Segment.String() != "province=32" {
			t.Errorf("%s: %+v", tt.person, x)
		}
		if !tt.known {
			continue
		}
		v, err := d.house.Kept.Volunteers.Get(t.Context(), tt.person)
		must(t, err)
		if met, got, err := d.Why(t.Context(), "2026-11", v); err != nil || slices.Contains(met, "province") != tt.in || got.IsZero() == tt.got {
			t.Errorf("%s: %v, %v, %v", tt.person, met, got, err)
		}
	}
	if _, err := d.Explain(t.Context(), d.by, "2026-12", "U000"); !errors.Is(err, domain.ErrNotFound) {
		t.Error(err)
	}
	left := newDesk(t, 2)
	must(t, left.send(issue(), newsroom.How{}))
	v, err := left.house.Kept.Volunteers.Update(t.Context(), "U000", func(v *domain.Volunteer) error { v.Reach.Left = true; return nil })
	must(t, err)
	left.rounds()
	if met, got, err := left.Why(t.Context(), "2026-11", v); err != nil || !got.IsZero() {
		t.Errorf("of what somebody was left out of: %v, %v, %v", met, got, err)
	}
	if met, got, err := d.Why(t.Context(), "2026-12", &domain.Volunteer{}); err != nil || len(met) > 0 || !got.IsZero() {
		t.Errorf("of what there is not: %v, %v, %v", met, got, err)
	}
}

// What came of an issue is told with the questions of its polls, in the reader's language.
func TestResults(t *testing.T) {
	d := newDesk(t, 3)
	source := issue("next month?", "after {{month}}?")
	must(t, d.send(source, newsroom.How{}))
	d.rounds()
	parsed, _ := newsletter.Parse(source)
	poll := slices.IndexFunc(parsed.Blocks, func(b newsletter.Block) bool { return b.Kind == newsletter.Poll })
	must(t, measure.Recorder{Kept: d.house.Kept.Responses}.Record(t.Context(), &domain.Response{Campaign: "2026-11", Kind: domain.HasVoted, Person: "U000", Value: strconv.Itoa(poll) + ":1", Variant: "32/th", At: d.house.Time}))
	r, err := d.Results(t.Context(), d.by, "2026-11")
	must(t, err)
	if r.Total.Accepted != 3 || r.Total.People[domain.HasVoted] != 1 || len(r.Segments) != 2 {
		t.Errorf("%+v", r.Total)
	}
	if question, answer := r.Polls("en", strconv.Itoa(poll), "1"); question != "What would you like to do after November?" || answer != parsed.Blocks[poll].In("en").Items[1] {
		t.Errorf("%q, %q", question, answer)
	}
	for _, number := range [][2]string{{"99", "0"}, {strconv.Itoa(poll), "99"}, {"-1", "0"}, {"x", "0"}} {
		if question, answer := r.Polls("en", number[0], number[1]); question+answer != "" {
			t.Errorf("%v: %q, %q", number, question, answer)
		}
	}
	if _, err := d.Results(t.Context(), d.by, "2026-12"); !errors.Is(err, domain.ErrNotFound) {
		t.Error(err)
	}
}
