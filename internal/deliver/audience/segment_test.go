package audience

import (
	"errors"
	"testing"
	"time"

	"jitasa/internal/domain"
)

func TestSegmentText(t *testing.T) {
	for _, text := range []string{
		"all", "province=32", "province=32,10 lang=th", "district=3201 cause=animals,children skill=boat kind=student active=90", "near=14.88,103.49,30", "quiet=180", "network=3",
	} {
		s, err := ParseSegment(text)
		if err != nil || s.String() != text {
			t.Errorf("%q: %q, %v", text, s, err)
		}
	}
	for _, text := range []string{
		"province", "province=", "colour=red", "cause=dogs", "skill=magic", "kind=king", "active=soon", "active=0", "active=1,2", "near=1,2", "near=1,2,x", "near=99,200,5", "near=14,103,-1", "32",
	} {
		if _, err := ParseSegment(text); !errors.Is(err, domain.ErrInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// What can be read reads the same when it is written.
func FuzzSegment(f *testing.F) {
	f.Add("province=32,10 lang=th near=14.88,103.49,30 active=90")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ParseSegment(text)
		if err != nil {
			return
		}
		again, err := ParseSegment(s.String())
		if err != nil || again.String() != s.String() {
			t.Errorf("%q: %q, then %q, %v", text, s, again, err)
		}
	})
}

func TestSegmentHas(t *testing.T) {
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	p := &Person{
		ID: "a", Home: &Home{Province: "32", District: "3201"}, Causes: []domain.Cause{"animals"}, Skills: []string{"boat"}, Affiliation: "student", Network: "3",
		Reach: domain.Reach{Lang: "en", Seen: now.AddDate(0, 0, -10)}, Point: &domain.Point{Lat: 14.88, Lng: 103.49},
	}
	for text, want := range map[string]bool{
		"all": true, "province=32": true, "province=10": false, "province=10,32": true, "district=3201": true, "lang=en": true, "lang=th": false, "cause=animals": true, "cause=law": false,
		"skill=boat": true, "kind=student": true, "network=3": true, "network=4": false, "active=10": true, "active=9": false, "quiet=9": true, "quiet=10": false,
		"near=14.9,103.5,10": true, "near=16,103.5,10": false, "person=a": true, "person=b": false, "province=32 lang=th": false,
	} {
		s, err := ParseSegment(text)
		if err != nil || s.Has(p, now) != want {
			t.Errorf("%q: %v, %v", text, !want, err)
		}
	}
	if s, _ := ParseSegment("province=32 near=14,103,5"); s.Has(&Person{ID: "nowhere"}, now) {
		t.Error("somebody without a place is near something")
	}
}
