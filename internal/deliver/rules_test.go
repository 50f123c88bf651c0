package deliver

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

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
		p := &audience.Person{Reach: domain.Reach{Danger: now.Add(-c.ago)}}
		if got := (&Campaign{Kind: c.kind}).refuses(p, now); got != c.want {
			t.Errorf("%s, %v ago: %q, want %q", c.kind, c.ago, got, c.want)
		}
	}
	if got := (&Campaign{Kind: Call}).refuses(&audience.Person{}, now); got != "" {
		t.Errorf("who never was in danger: %q", got)
	}
}
