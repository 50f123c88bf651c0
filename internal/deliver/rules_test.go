package deliver

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

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

func TestHours(t *testing.T) {
	at := func(clock string) time.Time {
		c, _ := time.Parse("15:04", clock)
		return time.Date(2026, 12, 1, c.Hour(), c.Minute(), 0, 0, time.UTC)
	}
	for text, want := range map[string][2]string{"09:00-20:00": {"09:00", "20:00"}, "22:00-06:00": {"23:30", "06:00"}} {
		h, err := ParseHours(text)
		if err != nil || h.String() != text || !h.Allow(at(want[0])) || h.Allow(at(want[1])) {
			t.Errorf("%s: %v %v", text, h, err)
		}
	}
	if !(Hours{}).Allow(at("03:00")) {
		t.Error("no hours are all hours")
	}
	for _, text := range []string{"", "9", "09:00", "09:00-25:00", "nine-ten"} {
		if _, err := ParseHours(text); !errors.Is(err, domain.ErrInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestParseLimit(t *testing.T) {
	for text, want := range map[string]Limit{"": {}, "10000/1h": {10_000, time.Hour}, "50/s": {50, time.Second}, "5 / 30m": {5, 30 * time.Minute}} {
		if l, err := ParseLimit(text); err != nil || l != want {
			t.Errorf("%q: %v, %v", text, l, err)
		}
	}
	for _, text := range []string{"x", "0/h", "-5/h", "5/", "5/0s", "5/1000h", "5/fast"} {
		if _, err := ParseLimit(text); !errors.Is(err, domain.ErrInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// However it is asked, no window ever holds more than the limit; and who waits as long as told gets on.
func TestPace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Limit{Messages: rapid.IntRange(1, 1000).Draw(t, "limit"), Per: time.Duration(rapid.IntRange(1, 3600).Draw(t, "seconds")) * time.Second}
		p := &Pace{}
		now := time.Unix(1_800_000_000, 0)
		type use struct {
			at time.Time
			n  int
		}
		var taken []use
		for range 60 {
			now = now.Add(time.Duration(rapid.Int64Range(0, int64(l.Per)/10).Draw(t, "pause")))
			n := rapid.IntRange(1, l.Messages).Draw(t, "n")
			wait := p.take(n, l, now)
			if wait < 0 || wait > l.Per+l.Per/windowSlices {
				t.Fatalf("told to wait %s of a window of %s", wait, l.Per)
			}
			if wait > 0 {
				continue
			}
			taken = append(taken, use{now, n})
			sum := 0
			for _, u := range taken {
				if now.Sub(u.at) < l.Per {
					sum += u.n
				}
			}
			if sum > l.Messages {
				t.Fatalf("%d in a window that may hold %d", sum, l.Messages)
			}
		}
		if len(taken) == 0 {
			t.Fatal("nothing was ever allowed")
		}
		if len(p.Uses) > windowSlices+2 {
			t.Fatalf("%d uses are kept", len(p.Uses))
		}
	})
}

// Who cried for help is not called to help others for a day; what else there is reaches them.
func TestInDangerIsNotCalled(t *testing.T) {
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		kind Kind
		ago  time.Duration
		want string
	}{
		{Call, domain.InDangerFor - 1, InDanger}, {Call, domain.InDangerFor, ""}, {Call, 0, InDanger},
		{Newsletter, 0, ""}, {Notice, 0, ""},
	} {
		p := &Person{Reach: domain.Reach{Danger: now.Add(-c.ago)}}
		if got := (&Campaign{Kind: c.kind}).refuses(p, now); got != c.want {
			t.Errorf("%s, %v ago: %q, want %q", c.kind, c.ago, got, c.want)
		}
	}
	if got := (&Campaign{Kind: Call}).refuses(&Person{}, now); got != "" {
		t.Errorf("who never was in danger: %q", got)
	}
}
