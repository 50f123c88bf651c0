package limits

import (
	"errors"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
)

func TestParseRate(t *testing.T) {
	for text, want := range map[string]Rate{"": {}, "10000/1h": {10_000, time.Hour}, "50/s": {50, time.Second}, "5 / 30m": {5, 30 * time.Minute}} {
		if l, err := ParseRate(text); err != nil || l != want {
			t.Errorf("%q: %v, %v", text, l, err)
		}
	}
	for _, text := range []string{"x", "0/h", "-5/h", "5/", "5/0s", "5/1000h", "5/fast"} {
		if _, err := ParseRate(text); !errors.Is(err, domain.ErrInvalid) {
			t.Errorf("%q: %v", text, err)
		}
	}
}

// However it is asked, no window ever holds more than the limit; and who waits as long as told gets on.
func TestPace(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Rate{Messages: rapid.IntRange(1, 1000).Draw(t, "limit"), Per: time.Duration(rapid.IntRange(1, 3600).Draw(t, "seconds")) * time.Second}
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
