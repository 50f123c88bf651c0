package newsroom_test

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/demo"
	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

// What all subscribers get is out from its first planning on, what fewer get is not unless somebody says so, and what was
// taken back is not brought out by sending it.
func TestSendingPublishes(t *testing.T) {
	few := newsroom.How{Audience: to("province=32"), Hours: allDay()}
	asked := few
	asked.Publish = true
	for _, tt := range []struct {
		name     string
		how      newsroom.How
		withdraw bool
		want     []string
	}{
		{name: "everybody", how: newsroom.How{Hours: allDay()}, want: []string{"2026-11"}},
		{name: "fewer", how: few},
		{name: "fewer, and asked for", how: asked, want: []string{"2026-11"}},
		{name: "everybody, taken back before", how: newsroom.How{Hours: allDay()}, withdraw: true},
	} {
		t.Run(tt.name, func(t *testing.T) {
			d := newDesk(t, 4)
			if tt.withdraw {
				_, err := d.Publish(t.Context(), d.by, d.key(), issue())
				must(t, err)
				must(t, d.Withdraw(t.Context(), d.by, d.key(), "2026-11"))
			}
			tt.how.At = to(d.house.Time.Add(time.Hour))
			must(t, d.send(issue(), tt.how))
			d.rounds()
			if out := d.out(); len(out) > 0 {
				t.Errorf("out before its time: %v", out)
			}
			d.house.Time = d.house.Time.Add(time.Hour)
			d.rounds()
			if out := d.out(); !slices.Equal(out, tt.want) {
				t.Errorf("out are %v, want %v", out, tt.want)
			}
		})
	}
}

// An issue is published and withdrawn by itself; publishing again corrects it and keeps its day.
func TestPublished(t *testing.T) {
	d := newDesk(t, 1)
	if err := d.Withdraw(t.Context(), d.by, d.key(), "2026-11"); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("withdrew what there is not: %v", err)
	}
	if _, err := d.Publish(t.Context(), d.by, d.key(), issue("{.lead", "{.lid")); !errors.Is(err, newsroom.ErrProblems) {
		t.Errorf("published in spite of errors: %v", err)
	}
	day := domain.Instant(d.house.Time)
	for _, title := range []string{"FIRST ", "SECOND "} {
		_, err := d.Publish(t.Context(), d.by, d.key(), issue("title: ", "title: "+title))
		must(t, err)
		kept, err := d.Published(t.Context(), "2026-11")
		must(t, err)
		if !strings.HasPrefix(kept.Title["th"], title) || !kept.PublishedAt.Equal(day) || kept.By != "kanya" {
			t.Errorf("%+v", kept)
		}
		d.house.Time = d.house.Time.Add(24 * time.Hour)
	}
	_, said, err := d.Latest(t.Context(), "en", &domain.Volunteer{Meta: domain.Meta{ID: "U000"}}, d.house.Time)
	if err != nil || len(said) == 0 {
		t.Errorf("in the chat: %v, %v", said, err)
	}
	must(t, d.Withdraw(t.Context(), d.by, d.key(), "2026-11"))
	if err := d.Withdraw(t.Context(), d.by, d.key(), "2026-11"); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("withdrew twice: %v", err)
	}
	if _, err := d.Published(t.Context(), "2026-11"); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("still out: %v", err)
	}
	if id, said, err := d.Latest(t.Context(), "en", &domain.Volunteer{}, d.house.Time); err != nil || id != "" || len(said) > 0 {
		t.Errorf("still in the chat: %v, %v", said, err)
	}
	_, err = d.Publish(t.Context(), d.by, d.key(), issue())
	must(t, err)
	if kept, err := d.Published(t.Context(), "2026-11"); err != nil || !kept.WithdrawnAt.IsZero() {
		t.Errorf("published again: %+v, %v", kept, err)
	}
}

// An issue that is to come out at a time is nobody's to read before.
func TestNotOutBeforeItsTime(t *testing.T) {
	d := newDesk(t, 0)
	must(t, d.house.Kept.Issues.Insert(t.Context(), &domain.Issue{Meta: domain.Meta{ID: "2026-11"}, Markdown: demo.Issue(), PublishedAt: domain.Instant(d.house.Time.Add(time.Minute))}))
	if _, err := d.Published(t.Context(), "2026-11"); !errors.Is(err, domain.ErrNotFound) || len(d.out()) > 0 {
		t.Errorf("%v, %v", err, d.out())
	}
	d.house.Time = d.house.Time.Add(time.Minute)
	kept, err := d.Published(t.Context(), "2026-11")
	must(t, err)
	page, err := d.Page(t.Context(), kept, d.Speak("en"))
	if err != nil || page.Title != "Volunteer news, November 2026" || !strings.Contains(page.Rights, " · CC BY-NC-SA") {
		t.Errorf("%+v, %v", page, err)
	}
}

// What is replaced while its page is out is corrected there. Sending changes no page that is out, and replacing brings none out.
func TestReplacingCorrectsThePage(t *testing.T) {
	d := newDesk(t, 1)
	later := newsroom.How{At: to(d.house.Time.Add(time.Hour)), Hours: allDay()}
	page := func(want string) {
		t.Helper()
		kept, err := d.Published(t.Context(), "2026-11")
		if err != nil || !strings.HasPrefix(kept.Title["th"], want) {
			t.Errorf("%+v, %v, want it %s", kept, err, want)
		}
	}
	must(t, d.send(issue(), later))
	must(t, d.replace(issue("title: ", "title: FIRST "), newsroom.How{}))
	if _, err := d.house.Kept.Issues.Get(t.Context(), "2026-11"); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("replacing kept a page: %v", err)
	}
	source, err := d.Source(t.Context(), d.by, "2026-11")
	must(t, err)
	_, err = d.Publish(t.Context(), d.by, d.key(), source)
	must(t, err)
	must(t, d.replace(issue("title: ", "title: SECOND "), newsroom.How{}))
	page("SECOND ")
	must(t, d.Cancel(t.Context(), d.by, d.key(), "2026-11"))
	must(t, d.send(issue("title: ", "title: THIRD "), later))
	page("SECOND ")
	d.house.Time = d.house.Time.Add(time.Hour)
	d.rounds()
	d.got("THIRD ", 1)
	page("SECOND ")
	if _, err := d.Source(t.Context(), d.by, "2026-12"); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("the text of what there is not: %v", err)
	}
}
