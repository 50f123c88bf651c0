package newsroom_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/newsroom"
)

// An audience is saved under a name, counted, explained and deleted; saving it again changes nothing that was started.
func TestSegments(t *testing.T) {
	d := newDesk(t, 5)
	for name, want := range map[string]error{"surin": nil, "a": nil, strings.Repeat("a", 40): nil, strings.Repeat("a", 41): newsroom.ErrName, "Big": newsroom.ErrName, "-a": newsroom.ErrName, "": newsroom.ErrName, "a b": newsroom.ErrName} {
		if err := d.SaveSegment(t.Context(), d.by, d.key(), name, "province=Surin"); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", name, err, want)
		}
	}
	if err := d.SaveSegment(t.Context(), d.by, d.key(), "surin", "province=99"); !errors.Is(err, domain.ErrInvalid) {
		t.Errorf("nowhere: %v", err)
	}
	must(t, d.send(issue(), newsroom.How{Audience: to("@surin"), At: to(d.house.Time.Add(time.Hour))}))
	for s, err := range d.SavedSegments(t.Context(), d.by) {
		if must(t, err); s.People != 3 || s.Segment.String() != "province=32" {
			t.Errorf("%s: %d people in %s", s.ID, s.People, s.Segment)
		}
	}
	must(t, d.SaveSegment(t.Context(), d.by, d.key(), "surin", "province=32,31 lang=en"))
	if n, _, err := d.CountSegment(t.Context(), d.by, "@surin"); n != 0 || err != nil {
		t.Errorf("%d people, %v", n, err)
	}
	x, err := d.ExplainSegment(t.Context(), d.by, "@surin", "U000")
	if err != nil || len(x.Checks) != 2 || !x.Checks[0].OK || x.Checks[1].OK {
		t.Errorf("%+v, %v", x, err)
	}
	if _, err := d.ExplainSegment(t.Context(), d.by, "@surin", "U9"); !errors.Is(err, domain.ErrNotFound) {
		t.Errorf("of nobody: %v", err)
	}
	must(t, d.DeleteSegment(t.Context(), d.by, d.key(), "surin"))
	if _, _, err := d.CountSegment(t.Context(), d.by, "@surin"); !errors.Is(err, domain.ErrInvalid) {
		t.Errorf("of what was deleted: %v", err)
	}
	d.house.Time = d.house.Time.Add(2 * time.Hour)
	d.rounds()
	d.got("", 3)
}

// Who does not agree, has left or is gone is counted by the reason.
func TestCountSegment(t *testing.T) {
	d := newDesk(t, 4)
	for id, change := range map[string]func(*domain.Volunteer){"U000": func(v *domain.Volunteer) { v.Consents = nil }, "U001": func(v *domain.Volunteer) { v.Reach.Left = true }} {
		_, err := d.house.Kept.Volunteers.Update(t.Context(), id, func(v *domain.Volunteer) error { change(v); return nil })
		must(t, err)
	}
	n, skipped, err := d.CountSegment(t.Context(), d.by, "all")
	if err != nil || n != 2 || skipped[deliver.NoConsent] != 1 || skipped[deliver.Left] != 1 {
		t.Errorf("%d, %v, %v", n, skipped, err)
	}
}

// Places are read by name or code, and what nobody can have is no empty audience but a mistake, which says what is nearest.
func TestAudience(t *testing.T) {
	d := newDesk(t, 0)
	must(t, d.house.Kept.Networks.Insert(t.Context(), &domain.Network{Meta: domain.Meta{ID: "redcross"}}))
	for text, want := range map[string]string{
		"": "all", "all": "all", "province=สุรินทร์,Nakhon Ratchasima,10 district=Prasat lang=th": "province=32,30,10 district=3205 lang=th", "network=redcross": "network=redcross",
		"province=Surinn": "nearest: 32 Surin", "province=99": "there is none", "province=3201": "there is none", "district=เฉลิมพระเกียรติ": "there are several",
		"lang=xx": "does not speak it", "network=none": "known are redcross", "colour=red": "no condition is called", "@none": "no segment is called",
	} {
		err := d.SaveSegment(t.Context(), d.by, d.key(), "a", text)
		kept, _ := d.house.Kept.Segments.Get(t.Context(), "a")
		switch {
		case err == nil && kept.Segment.String() != want:
			t.Errorf("%q is %q, want %q", text, kept.Segment, want)
		case err != nil && (!errors.Is(err, domain.ErrInvalid) || !strings.Contains(err.Error(), want)):
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}
