package hours_test

import (
	"fmt"
	"testing"
	"time"

	"jitasa/internal/access/accesstest"
	"jitasa/internal/hours"
	"jitasa/internal/thai"
)

// A statement has what was confirmed from the first day up to the last, by work, with who confirmed it and as what; what is
// disputed is in it as it was confirmed, and says so.
func TestStatement(t *testing.T) {
	r := newRig(t)
	ctx := t.Context()
	r.confirm(t, "a1", "U1", 60)
	disputed := r.confirm(t, "a2", "U1", 90)
	if _, _, err := r.Confirm(ctx, r.house.Actor(accesstest.Admin), r.next(), hours.Batch{Shift: "b1", People: []string{"U1"}, Minutes: 45}); err != nil {
		t.Fatal(err)
	}
	if _, _, err := r.Dispute(ctx, person1("U1"), r.next(), hours.Word{Shift: "a2", Person: "U1", Seen: disputed.Seen, Minutes: 180, Reason: "x"}); err != nil {
		t.Fatal(err)
	}
	r.confirm(t, "a1", "U2", 180)
	s, err := r.Statement(ctx, person1("U1"), "U1", nine, nine.AddDate(0, 0, 3))
	if err != nil || s.Minutes != 195 || len(s.Works) != 2 {
		t.Fatalf("%+v, %v", s, err)
	}
	a, b := s.Works[0], s.Works[1]
	if a.ID != "work-a" || a.Minutes != 150 || len(a.Times) != 2 || a.Title["th"] != "ปลูกป่า" || a.Organisation != accesstest.Organisation || b.Minutes != 45 {
		t.Errorf("%+v", s.Works)
	}
	first, second, other := a.Times[0], a.Times[1], b.Times[0]
	if first.By != "ชื่อ"+leader || first.As != hours.Leader || !first.From.Equal(nine) || !first.At.Equal(r.house.Time) || first.Open || !second.Open || second.Minutes != 90 {
		t.Errorf("%+v", a.Times)
	}
	if other.By != accesstest.Admin || other.As != "admin" {
		t.Errorf("%+v", other)
	}
	for days, want := range map[int]int{0: 0, 1: 60, 2: 150} {
		if s, err := r.Statement(ctx, person1("U1"), "U1", nine, nine.AddDate(0, 0, days)); err != nil || s.Minutes != want {
			t.Errorf("up to %d days later: %d minutes, %v", days, s.Minutes, err)
		}
	}
	for goal, missing := range map[int]int{0: 36*60 - 195, 7: 7*60 - 195, 3: 0} {
		student, err := r.Student(ctx, person1("U1"), "U1", nine, nine.AddDate(0, 0, 3), goal)
		if err != nil || student.Missing != missing || student.Minutes != 195 {
			t.Errorf("of %d hours: %+v, %v", goal, student, err)
		}
	}
	list, err := r.Of(ctx, person1("U1"), "U1")
	if err != nil || len(list) != 3 || list[0].Shift != "a1" || list[1].State != hours.IsDisputed {
		t.Errorf("%+v, %v", list, err)
	}
}

// The day of a shift is the one that people mean, also where it begins before the day does in UTC.
func TestDayInZone(t *testing.T) {
	r := newRig(t)
	early := shift("a1", 0)
	early.From = time.Date(2026, time.November, 30, 0, 30, 0, 0, thai.Zone()) // 17:30 of the day before in UTC
	early.To = early.From.Add(3 * time.Hour)
	r.of.all["a1"] = early
	if got := r.confirm(t, "a1", "U1", 60).Day; got != "2026-11-30" {
		t.Errorf("it is on %s", got)
	}
}

// The academic year of each month.
func TestYear(t *testing.T) {
	for month, begins := range map[time.Month]int{time.January: 2025, time.May: 2025, time.June: 2025, time.July: 2025, time.August: 2026, time.December: 2026} {
		from, to := hours.Year(time.Date(2026, month, 15, 12, 0, 0, 0, thai.Zone()))
		if f, l := from.Format("2006-01-02"), to.Format("2006-01-02"); f != fmt.Sprint(begins, "-08-01") || l != fmt.Sprint(begins+1, "-06-01") {
			t.Errorf("in %s it is %s to %s", month, f, l)
		}
	}
}

// Totals are of a month and an organisation, and count what nobody has confirmed apart.
func TestTotals(t *testing.T) {
	r := newRig(t)
	ctx := t.Context()
	late := shift("b1", 10) // in December
	r.of.all["b1"] = late
	r.house.Time = late.To.Add(time.Hour)
	foreign := shift("a2", 0)
	foreign.Organisation = "other"
	r.of.all["a2"] = foreign
	r.confirm(t, "a1", "U1", 60)
	r.confirm(t, "a1", "U2", 60)
	r.confirm(t, "a2", "U1", 180)
	r.confirm(t, "b1", "U1", 30)
	for i, p := range []string{"U3", "U4"} {
		now, _, err := r.Absent(ctx, person1(leader), r.next(), hours.Word{Shift: "a1", Person: p})
		if err == nil && i == 0 {
			_, _, err = r.Excuse(ctx, person1(leader), r.next(), hours.Word{Shift: "a1", Person: p, Seen: now.Seen})
		}
		r.house.Do(err)
	}
	_, _, err := r.Claim(ctx, person1("U5"), r.next(), hours.Word{Shift: "b1", Person: "U5", Minutes: 100})
	r.house.Do(err)
	months, err := r.Totals(ctx, r.house.Actor(accesstest.Manager), accesstest.Organisation, nine, nine.AddDate(0, 2, 0))
	want := []hours.Total{{Month: "2026-11", Minutes: 120, Shifts: 1, Came: 2, Missed: 1}, {Month: "2026-12", Minutes: 30, Shifts: 1, Came: 1, Waiting: 100}}
	if err != nil || fmt.Sprint(months) != fmt.Sprint(want) {
		t.Errorf("%+v, want %+v, %v", months, want, err)
	}
	if months, err := r.Totals(ctx, r.house.Actor(accesstest.Manager), accesstest.Organisation, nine, nine.AddDate(0, 1, 0)); err != nil || len(months) != 1 {
		t.Errorf("November alone: %+v, %v", months, err)
	}
}

// Who came is measured over the last shifts of which anything is known; who is excused does not count, nor what is only
// claimed.
func TestShowUp(t *testing.T) {
	r := newRig(t)
	ctx := t.Context()
	say := func(id, person string, excused bool) {
		now, _, err := r.Absent(ctx, person1(leader), r.next(), hours.Word{Shift: id, Person: person})
		if err == nil && excused {
			_, _, err = r.Excuse(ctx, person1(leader), r.next(), hours.Word{Shift: id, Person: person, Seen: now.Seen})
		}
		r.house.Do(err)
	}
	r.confirm(t, "a1", "U1", 60)
	say("a1", "U2", false)
	r.confirm(t, "a2", "U1", 60)
	r.confirm(t, "a2", "U2", 60)
	say("a2", "U3", false)
	say("a2", "U4", true)
	_, _, err := r.Claim(ctx, person1("U5"), r.next(), hours.Word{Shift: "b1", Person: "U5", Minutes: 60})
	r.house.Do(err)
	for shifts, want := range map[int]hours.ShowUp{0: {}, 1: {Shifts: 1, Came: 2, Missed: 1}, 2: {Shifts: 2, Came: 3, Missed: 2}, 9: {Shifts: 2, Came: 3, Missed: 2}} {
		if got, err := r.ShowUp(ctx, accesstest.Organisation, shifts); err != nil || got != want {
			t.Errorf("over %d shifts: %+v, want %+v, %v", shifts, got, want, err)
		}
	}
	u := hours.ShowUp{Came: 3, Missed: 2}
	if rate, ok := u.Rate(); rate != 0.6 || !ok {
		t.Errorf("3 of 5 is %v, %v", rate, ok)
	}
	if _, ok := (hours.ShowUp{}).Rate(); ok {
		t.Error("of nobody a rate is known")
	}
	if got, err := r.ShowUp(ctx, "none", 9); err != nil || got != (hours.ShowUp{}) {
		t.Errorf("of an organisation without shifts: %+v, %v", got, err)
	}
}

// Who has no profile any more confirmed as what they are; nobody knows what they are called.
func TestNameless(t *testing.T) {
	r := newRig(t)
	r.house.Do(r.house.Kept.Volunteers.Delete(t.Context(), leader))
	if d := r.confirm(t, "a1", "U1", 60).Decided; d.Name != "" || d.As != hours.Leader || d.By != leader {
		t.Errorf("%+v", d)
	}
}
