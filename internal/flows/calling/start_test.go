package calling

import (
	"errors"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/flow"
	"jitasa/internal/thai"
)

// A time of day where one is asked for, in whatever form; what could be two or is something else is asked for again, saying why.
func TestReadStart(t *testing.T) {
	for said, want := range map[string]string{
		"9": "09:00", "3": "15:00", "13": "13:00", "0830": "08:30", "9.30": "09:30", "9 โมง": "09:00", "บ่ายสาม": "15:00", "17.00 น.": "17:00", "1:30 pm": "13:30", "เที่ยง": "12:00",
	} {
		if got, err := readStart(thai.Lower(said)); err != nil || got != want {
			t.Errorf("%q: %q, %v", said, got, err)
		}
	}
	for said, key := range map[string]string{
		"หกโมง": "broadcast.start.which", "6": "broadcast.start.which", "9 คน": "broadcast.start.unclear", "เช้า ๆ": "broadcast.start.unclear", "081-234-5678": "broadcast.start.unclear", "25": "broadcast.start.unclear",
	} {
		var invalid *flow.Invalid
		if got, err := readStart(thai.Lower(thai.Normalize(said))); !errors.As(err, &invalid) || invalid.Key != key {
			t.Errorf("%q: %q, %v", said, got, err)
		}
	}
}

// How many people, told apart from when and whom to phone.
func TestPeople(t *testing.T) {
	now := time.Date(2026, time.November, 23, 9, 0, 0, 0, thai.Zone())
	for said, want := range map[string]int{"9": 9, "9 คน": 9, "ประมาณ 20 คน": 20, "1,500 people": 1500, "20-30": 20, "9 คน ตอน 9 โมง": 9, "9 โมง 12 คน": 12, "about 15": 15} {
		if got, err := people().Parse(flow.Input{Text: said, Now: now}); err != nil || got != want {
			t.Errorf("%q: %d, %v", said, got, err)
		}
	}
	for said, key := range map[string]string{
		"9 โมง": "broadcast.need.time", "9.00 น.": "broadcast.need.time", "หกโมง": "broadcast.need.time", "2 pm": "broadcast.need.time", "5 ธ.ค.": "broadcast.need.time", "081-234-5678": "broadcast.need.phone",
		"0": "broadcast.need.unclear", "หลายคน": "broadcast.need.unclear", "10001": "broadcast.need.unclear",
	} {
		var invalid *flow.Invalid
		if got, err := people().Parse(flow.Input{Text: said, Now: now}); !errors.As(err, &invalid) || invalid.Key != key {
			t.Errorf("%q: %d, %v", said, got, err)
		}
	}
}

// A day that has begun is asked from when on; a draft of an older version, from before that was asked, too.
func TestStartIsAskedFor(t *testing.T) {
	for name, tt := range map[string]struct {
		draft broadcastDraft
		want  string
	}{
		"only a day":             {broadcastDraft{When: "ทั้งวัน"}, "start"},
		"a time":                 {broadcastDraft{When: "บ่ายสอง"}, ""},
		"now":                    {broadcastDraft{Now: true}, ""},
		"asked":                  {broadcastDraft{Start: "09:00"}, ""},
		"any time":               {broadcastDraft{Start: startAnyTime}, ""},
		"a place without radius": {broadcastDraft{Start: "09:00", Place: &domain.Home{Exact: true}}, "radius"},
	} {
		if got := tt.draft.follows(); got != tt.want {
			t.Errorf("%s: %q is asked", name, got)
		}
	}
	day := time.Date(2026, time.November, 28, 0, 0, 0, 0, thai.Zone())
	for want, d := range map[string]broadcastDraft{
		"09:00": {From: day, Start: "09:00", When: "ทั้งวัน"}, "14:00": {From: day, Start: "09:00", When: "บ่ายสอง"}, "": {From: day, Start: startAnyTime},
	} {
		got := startsAt(d)
		if clock := got.In(thai.Zone()).Format("15:04"); got.IsZero() != (want == "") || want != "" && clock != want {
			t.Errorf("%+v starts at %s", d, got)
		}
	}
	if at := startsAt(broadcastDraft{Now: true, From: day, Start: "09:00"}); !at.IsZero() {
		t.Errorf("now starts at %s", at)
	}
}
