package inbox

import (
	"testing"
	"time"

	"jitasa/internal/domain"
)

// Two events of one millisecond are handled in the order in which they reached
// us: their ids are random where they differ.
func TestEventsOfOneMillisecond(t *testing.T) {
	at := time.UnixMilli(1_795_352_898_241)
	later := &item{Event: &Event{Meta: domain.Meta{ID: "A"}, At: at, Seq: 2}}
	first := &item{Event: &Event{Meta: domain.Meta{ID: "B"}, At: at, Seq: 1}}
	earliest := &item{Event: &Event{Meta: domain.Meta{ID: "C"}, At: at.Add(-time.Millisecond), Seq: 3}}
	l := &lane{}
	for _, it := range []*item{later, first, earliest} {
		l.put(it)
	}
	for _, want := range []*item{earliest, first, later} {
		if got := l.take(); got != want {
			t.Errorf("took %s, want %s", got.ID, want.ID)
		}
	}
}
