package inbox_test

import (
	"testing"
	"time"

	"jitasa/internal/inbox"
)

func TestAge(t *testing.T) {
	const hour = time.Hour
	for age, want := range map[time.Duration]inbox.Age{
		-13 * hour: inbox.Early, -12 * hour: inbox.Timely, 0: inbox.Timely, 20 * time.Minute: inbox.Timely, 144 * hour: inbox.Timely, 145 * hour: inbox.Stale,
	} {
		if got := inbox.AgeOf(time.Unix(0, 0), time.Unix(0, 0).Add(age)); got != want {
			t.Errorf("%v: %d, want %d", age, got, want)
		}
	}
}

// Whatever is accepted is remembered for as long as it would be accepted again.
func TestAcceptedIsRemembered(t *testing.T) {
	at := time.Unix(0, 0)
	for early := time.Duration(0); inbox.AgeOf(at, at.Add(-early)) == inbox.Timely; early += time.Hour {
		if again := at.Add(inbox.Remembered - early); inbox.AgeOf(at, again) != inbox.Stale {
			t.Errorf("received %v early, it is forgotten and accepted again", early)
		}
	}
}
