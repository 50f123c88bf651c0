package newsroom_test

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

// allDay is no hours.
func allDay() *limits.Hours { return &limits.Hours{} }

// An issue is sent once, whoever sends it, also if they were asked in the same moment.
func TestSentOnce(t *testing.T) {
	d := newDesk(t, 3)
	mine, err := d.PlanSending(t.Context(), d.by, issue(), newsroom.How{})
	must(t, err)
	theirs, err := d.PlanSending(t.Context(), d.by, issue("title: ", "title: OTHER "), newsroom.How{})
	must(t, err)
	if mine.Estimate.People != 3 {
		t.Errorf("for %d people", mine.Estimate.People)
	}
	must(t, d.CarryOut(t.Context(), d.by, d.key(), mine))
	if err := d.CarryOut(t.Context(), d.by, d.key(), theirs); !errors.Is(err, newsroom.ErrWaiting) {
		t.Errorf("the second of two: %v", err)
	}
	if err := d.send(issue(), newsroom.How{}); !errors.Is(err, newsroom.ErrWaiting) {
		t.Errorf("while it waits: %v", err)
	}
	d.rounds()
	var got *dispatch.Got
	if err := d.send(issue(), newsroom.How{}); !errors.As(err, &got) || got.Accepted != 3 || !errors.Is(err, dispatch.ErrStarted) {
		t.Errorf("when everybody has it: %v", err)
	}
	d.rounds()
	d.got("", 3)
	if c, err := d.Find(t.Context(), d.by, "2026-11"); err != nil || c.By != "kanya" || c.State != deliver.Done {
		t.Errorf("%+v, %v", c, err)
	}
}

// Until the first batch an issue is replaced, moved and cancelled as often as somebody likes, and a cancelled one is sent
// anew; from then on never.
func TestChangedUntilSomebodyHasIt(t *testing.T) {
	d := newDesk(t, 3)
	later := d.house.Time.Add(time.Hour)
	must(t, d.send(issue("title: ", "title: TYPO "), newsroom.How{At: &later, Hours: allDay()}))
	must(t, d.replace(issue("title: ", "title: MENDED "), newsroom.How{}))
	must(t, d.reschedule("2026-11", newsroom.How{At: to(later.Add(time.Hour))}))
	d.house.Time = later.Add(time.Minute)
	d.rounds()
	d.got("", 0)
	must(t, d.Cancel(t.Context(), d.by, d.key(), "2026-11"))
	d.house.Time = later.Add(2 * time.Hour)
	d.rounds()
	must(t, d.send(issue("title: ", "title: ANEW "), newsroom.How{At: to(d.house.Time.Add(time.Hour)), Hours: allDay()}))
	must(t, d.reschedule("2026-11", newsroom.How{At: &time.Time{}}))
	d.line.fails = deliver.ErrUnauthorized // LINE certainly took nothing: nobody has it
	d.rounds()
	must(t, d.replace(issue("title: ", "title: LAST "), newsroom.How{}))
	d.line.fails = nil
	d.rounds()
	d.got("LAST", 3)
	d.got("", 3)
	for what, err := range map[string]error{
		"replaced": d.replace(issue(), newsroom.How{}), "moved": d.reschedule("2026-11", newsroom.How{At: &time.Time{}}), "sent": d.send(issue(), newsroom.How{}),
	} {
		if !errors.Is(err, dispatch.ErrStarted) {
			t.Errorf("%s when everybody has it: %v", what, err)
		}
	}
	if err := d.Cancel(t.Context(), d.by, d.key(), "2026-11"); !errors.Is(err, deliver.ErrState) {
		t.Errorf("cancelled when everybody has it: %v", err)
	}
}

// What somebody agreed to is not carried out if it is changed by somebody else first.
func TestChangedMeanwhile(t *testing.T) {
	d := newDesk(t, 1)
	must(t, d.send(issue(), newsroom.How{At: to(d.house.Time.Add(time.Hour))}))
	p, err := d.PlanReplacing(t.Context(), d.by, issue("title: ", "title: MINE "), newsroom.How{})
	must(t, err)
	must(t, d.replace(issue("title: ", "title: THEIRS "), newsroom.How{}))
	if err := d.CarryOut(t.Context(), d.by, d.key(), p); !errors.Is(err, dispatch.ErrChanged) {
		t.Errorf("%v", err)
	}
}

// Replacing and moving leave as it was what nobody says otherwise.
func TestWhatNobodySaysStays(t *testing.T) {
	first := newsroom.How{
		Audience: to("province=32"), Hours: &limits.Hours{From: 60, To: 120}, Limit: &limits.Rate{Messages: 5, Per: time.Hour}, SkipRead: to(true), Publish: true,
	}
	surin, everybody := audience.Segment{Provinces: []string{"32"}}, audience.Segment{}
	for _, tt := range []struct {
		name   string
		how    newsroom.How
		change []string
		moved  bool // rescheduled, else replaced
		want   func(c, was *deliver.Campaign)
	}{
		{"nothing", newsroom.How{}, nil, false, func(_, _ *deliver.Campaign) {}},
		{"the text", newsroom.How{}, []string{"title: ", "title: NEW "}, false, func(c, _ *deliver.Campaign) { c.Title = "NEW " + c.Title }},
		{"the audience that the text has", newsroom.How{}, []string{"audience: all", "audience: province=31"}, false, func(c, _ *deliver.Campaign) {
			c.Segment, c.Publish = audience.Segment{Provinces: []string{"31"}}, false
		}},
		{"the audience", newsroom.How{Audience: to("all")}, nil, false, func(c, _ *deliver.Campaign) { c.Segment, c.Publish = everybody, true }},
		{"hours", newsroom.How{Hours: allDay()}, nil, false, func(c, _ *deliver.Campaign) { c.Hours = limits.Hours{} }},
		{"the limit", newsroom.How{Limit: &limits.Rate{}}, nil, false, func(c, _ *deliver.Campaign) { c.Limit = limits.Rate{} }},
		{"who has read it", newsroom.How{SkipRead: to(false)}, nil, false, func(c, _ *deliver.Campaign) { c.SkipRead = false }},
		{"the time", newsroom.How{At: &time.Time{}}, nil, true, func(c, _ *deliver.Campaign) { c.NotBefore = time.Time{} }},
		{"the hours alone", newsroom.How{Hours: allDay(), Audience: to("all"), Limit: &limits.Rate{}}, nil, true, func(c, _ *deliver.Campaign) { c.Hours = limits.Hours{} }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, 2)
			first := first
			first.At = to(d.house.Time.Add(time.Hour))
			must(t, d.send(issue(), first))
			was, err := d.Find(t.Context(), d.by, "2026-11")
			must(t, err)
			if cmp.Diff(was.Segment, surin) != "" || !was.Publish || was.Limit != *first.Limit || was.Hours != *first.Hours || !was.SkipRead || !was.NotBefore.Equal(*first.At) {
				t.Fatalf("%+v", was)
			}
			if tt.moved {
				must(t, d.reschedule("2026-11", tt.how))
			} else {
				must(t, d.replace(issue(tt.change...), tt.how))
			}
			is, err := d.Find(t.Context(), d.by, "2026-11")
			must(t, err)
			want := *was
			tt.want(&want, was)
			if diff := cmp.Diff(&want, is, cmpopts.IgnoreFields(deliver.Campaign{}, "Meta", "Source", "Edition", "Resumed", "Cost", "Planner")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

// Without a word an issue goes out at once, in the usual hours; what was to begin at a time that has passed begins at
// once when it is changed.
func TestWhenItGoesOut(t *testing.T) {
	d := newDesk(t, 1)
	must(t, d.send(issue(), newsroom.How{At: to(d.house.Time.Add(time.Hour))}))
	must(t, d.Pause(t.Context(), d.by, d.key(), "2026-11"))
	d.house.Time = d.house.Time.Add(2 * time.Hour)
	must(t, d.replace(issue(), newsroom.How{}))
	c, err := d.Find(t.Context(), d.by, "2026-11")
	must(t, err)
	if !c.NotBefore.IsZero() || c.Hours.String() != newsroom.UsualHours {
		t.Errorf("not before %v, in %v", c.NotBefore, c.Hours)
	}
	d.house.Time = time.Date(2026, time.November, 21, 8, 59, 0, 0, d.house.Time.Location())
	d.rounds()
	d.got("", 0)
	d.house.Time = d.house.Time.Add(time.Minute)
	d.rounds()
	d.got("", 1)
}

// What cannot be sent is refused, and nothing is sent: errors in the text, an audience that there is not, nobody, the past, and more
// messages than are left but for the reserve.
func TestRefused(t *testing.T) {
	broken := issue("{.lead", "{.lid")
	for _, tt := range []struct {
		name   string
		source []byte
		how    newsroom.How
		then   func(*desk)
		want   error
	}{
		{name: "errors", source: broken, want: newsroom.ErrProblems},
		{name: "an audience in the text", source: issue("audience: all", "audience: province=99"), want: newsroom.ErrProblems},
		{name: "an audience", how: newsroom.How{Audience: to("province=99")}, want: domain.ErrInvalid},
		{name: "nobody", how: newsroom.How{Audience: to("lang=en")}, want: dispatch.ErrNobody},
		{name: "the past", how: newsroom.How{At: to(time.Date(2026, time.November, 20, 9, 29, 0, 0, time.UTC).Add(-7 * time.Hour))}, want: dispatch.ErrPast},
		{name: "the quota", then: func(d *desk) { d.line.left = 9 }, want: dispatch.ErrOverCost},
		{name: "the reserve", then: func(d *desk) { d.line.left, d.Reserve = 14, 5 }, want: dispatch.ErrOverCost},
		{name: "just enough", then: func(d *desk) { d.line.left, d.Reserve = 15, 5 }},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, 10)
			if tt.then != nil {
				tt.then(d)
			}
			if tt.source == nil {
				tt.source = issue()
			}
			if err := d.send(tt.source, tt.how); !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
			d.rounds()
			if tt.want != nil {
				d.got("", 0)
				return
			}
			d.got("", 10)
		})
	}
	d := newDesk(t, 3)
	if err := d.replace(issue(), newsroom.How{}); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("replaced what does not wait: %v", err)
	}
	must(t, d.send(issue(), newsroom.How{At: to(d.house.Time.Add(time.Hour))}))
	d.line.left, d.Reserve = 7, 5
	if err := d.replace(broken, newsroom.How{}); !errors.Is(err, newsroom.ErrProblems) {
		t.Errorf("replaced by what has errors: %v", err)
	}
	if err := d.replace(issue(), newsroom.How{}); !errors.Is(err, dispatch.ErrOverCost) {
		t.Errorf("replaced beyond the reserve: %v", err)
	}
	if err := d.reschedule("2026-11", newsroom.How{At: to(d.house.Time.Add(-time.Minute))}); !errors.Is(err, dispatch.ErrPast) {
		t.Errorf("moved into the past: %v", err)
	}
	if c, err := d.Find(t.Context(), d.by, "2026-11"); err != nil || c.Edition != 0 || c.State != deliver.Scheduled {
		t.Errorf("a refusal changed it: %+v, %v", c, err)
	}
}

// What an older release began cannot be replaced, as its text is not with it.
func TestOldReleases(t *testing.T) {
	d := newDesk(t, 1)
	must(t, d.send(issue(), newsroom.How{At: to(d.house.Time.Add(time.Hour))}))
	_, err := d.house.Kept.Campaigns.Update(t.Context(), "newsletter-2026-11", func(c *deliver.Campaign) error { c.Source = ""; return nil })
	must(t, err)
	if err := d.reschedule("2026-11", newsroom.How{At: &time.Time{}}); !errors.Is(err, newsroom.ErrOld) {
		t.Error(err)
	}
	must(t, d.house.Kept.Issues.Insert(t.Context(), &domain.Issue{Meta: domain.Meta{ID: "2026-11"}, Markdown: string(issue("title: ", "title: KEPT "))}))
	d.house.Time = d.house.Time.Add(2 * time.Hour)
	d.rounds()
	d.got("KEPT", 1)
}
