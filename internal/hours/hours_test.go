package hours_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
)

// thirty are thirty people, and a leader among them.
func thirty() (all []string) {
	for n := range 29 {
		all = append(all, fmt.Sprintf("U%02d", n))
	}
	return append(all, leader)
}

// A leader confirms thirty people in one call, a few with another time; their own waits for another leader, who was not
// there is said so, and of whom something else was said the record comes. Each is told once, in their language; done again
// nothing is added.
func TestConfirmMany(t *testing.T) {
	r := newRig(t)
	ctx := t.Context()
	r.confirm(t, "a1", "U03", 90)
	r.of.people = thirty()
	batch := hours.Batch{Shift: "a1", People: append(thirty(), "U01", "nobody"), Minutes: 180, Except: map[string]int{"U02": 45}}
	for again := range 2 {
		out, told, err := r.Confirm(ctx, person1(leader), "event", batch)
		if err != nil || len(out) != 31 || len(told) != 28 {
			t.Fatalf("%d outcomes, %d notices, %v", len(out), len(told), err)
		}
		keys := map[string]bool{}
		for _, n := range told {
			if n.Kind != hours.Confirmed || !n.CanWait || n.To != n.Record.Person || keys[n.Key] || strings.Contains(n.Key, n.To) {
				t.Errorf("told %+v", n)
			}
			keys[n.Key] = true
		}
		for _, o := range out {
			minutes, want := 180, error(nil)
			switch o.Person {
			case "U02":
				minutes = 45
			case "U03":
				minutes, want = 90, domain.ErrConflict
			case leader:
				minutes, want = 0, hours.ErrOwn
			case "nobody":
				minutes, want = 0, domain.ErrNotFound
			}
			if o.Minutes != minutes || !errors.Is(o.Err, want) || want == nil && (o.Err != nil || o.Decided.Name != "ชื่อ"+leader || o.Decided.As != hours.Leader) {
				t.Errorf("round %d: %s has %d minutes, %v", again, o.Person, o.Minutes, o.Err)
			}
		}
	}
	out, _, err := r.Confirm(ctx, person1(second), "other", hours.Batch{Shift: "a1", People: thirty(), Minutes: 180})
	if err != nil || out[0].Err != nil || len(out[0].Entries) != 1 {
		t.Errorf("confirmed by another leader with the same: %+v, %v", out[0], err)
	}
	if own := out[29]; own.Person != leader || own.Minutes != 180 || own.Err != nil {
		t.Errorf("the leader's own: %+v", own)
	}
	confirmed := 0
	for _, e := range r.house.Log() {
		if e.Did == access.HoursConfirmed {
			confirmed++
		}
		if strings.Contains(fmt.Sprintf("%+v", e), "U0") {
			t.Errorf("the log names somebody: %+v", e)
		}
	}
	if confirmed != 3 {
		t.Errorf("confirming is recorded %d times, want 3", confirmed)
	}
}

// A time that the shift does not have is refused for all.
func TestConfirmTooMuch(t *testing.T) {
	r := newRig(t)
	for name, b := range map[string]hours.Batch{
		"too long": {Minutes: 181}, "one too long": {Minutes: 180, Except: map[string]int{"b": 181}}, "less than none": {Minutes: -1},
	} {
		b.Shift, b.People = "a1", []string{"a", "b"}
		if _, _, err := r.Confirm(t.Context(), person1(leader), r.next(), b); !errors.Is(err, hours.ErrBounds) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, id := range []string{"", "none", "a1/x", "a1/"} {
		if _, _, err := r.Confirm(t.Context(), person1(leader), r.next(), hours.Batch{Shift: id, People: []string{"a"}, Minutes: 60}); !errors.Is(err, domain.ErrNotFound) {
			t.Errorf("shift %q: %v", id, err)
		}
		if _, _, err := r.Correct(t.Context(), person1(leader), r.next(), hours.Word{Shift: "a1", Person: strings.ReplaceAll(id, "none", ""), Minutes: 1, Reason: "x"}); id != "none" && !errors.Is(err, domain.ErrNotFound) {
			t.Errorf("person %q: %v", id, err)
		}
	}
	if list, err := r.In(t.Context(), person1(leader), "a1"); err != nil || len(list) != 0 {
		t.Errorf("%d records, %v", len(list), err)
	}
}

// A no-show who appeals: the manager, who has to settle it, is told at once what they say, and whoever leads, with what
// they write next, that there is something to look at; somebody who did not decide settles it, and the volunteer is told.
func TestAppeal(t *testing.T) {
	r := newRig(t)
	ctx, v := t.Context(), accesstest.Volunteer
	absent, told, err := r.Absent(ctx, person1(leader), r.next(), hours.Word{Shift: "a1", Person: v})
	if err != nil || len(told) != 1 || told[0].To != v || !told[0].CanWait || !absent.Missed {
		t.Fatalf("%+v, %+v, %v", absent, told, err)
	}
	w := hours.Word{Shift: "a1", Person: v, Seen: absent.Seen, Minutes: 60, Reason: " มาแล้วแต่ไม่ได้เช็กชื่อ "}
	appealed, told, err := r.Appeal(ctx, person1(v), r.next(), w)
	if err != nil || len(told) != 3 {
		t.Fatalf("%+v, %v", told, err)
	}
	for i, who := range []string{accesstest.Manager, leader, second} {
		n, manages := told[i], who == accesstest.Manager
		if n.To != who || n.CanWait == manages || (n.Name == "สมศรี") != manages || (n.Reason == "มาแล้วแต่ไม่ได้เช็กชื่อ") != manages {
			t.Errorf("told %+v", n)
		}
	}
	if told[1].Lang != "en" || told[0].Lang != "th" {
		t.Errorf("told in %s and %s", told[0].Lang, told[1].Lang)
	}
	cases, err := r.Cases(ctx, r.house.Actor(accesstest.Coordinator), "")
	if err != nil || len(cases) != 1 || cases[0].Said != 60 {
		t.Errorf("cases: %+v, %v", cases, err)
	}
	if other, err := r.Cases(ctx, r.house.Actor(accesstest.OtherManager), "other"); err != nil || len(other) != 0 {
		t.Errorf("cases of another organisation: %+v, %v", other, err)
	}
	w.Seen, w.Reason = appealed.Seen, "เห็นในรูปถ่าย"
	settled, told, err := r.Settle(ctx, r.house.Actor(accesstest.Manager), r.next(), w)
	if err != nil || settled.Minutes != 60 || len(told) != 1 || told[0].To != v || told[0].Reason != w.Reason {
		t.Errorf("%+v, %+v, %v", settled, told, err)
	}
	if cases, err := r.Cases(ctx, r.house.Actor(accesstest.Manager), accesstest.Organisation); err != nil || len(cases) != 0 {
		t.Errorf("cases are left: %+v, %v", cases, err)
	}
}

// Who leads is told once a day that hours wait for them, however many claim; and of estimates, which count for nothing.
func TestWaiting(t *testing.T) {
	r := newRig(t)
	ctx := t.Context()
	keys := map[string]bool{}
	for _, p := range thirty()[:29] {
		_, told, err := r.Claim(ctx, person1(p), r.next(), hours.Word{Shift: "a1", Person: p, Minutes: 100})
		if err != nil || len(told) != 2 || !told[0].CanWait || told[0].Name != "" {
			t.Fatalf("%+v, %v", told, err)
		}
		keys[told[0].Key+told[0].To], keys[told[1].Key+told[1].To] = true, true
	}
	if len(keys) != 2 {
		t.Errorf("29 claims make %d notices for two leaders", len(keys))
	}
	out, told, err := r.Estimate(ctx, access.ByTimer(), "end", hours.Batch{Shift: "a1", People: append(thirty(), "new"), Minutes: 180})
	if err != nil || len(told) != 2 || told[0].People != 2 {
		t.Fatalf("%+v, %v", told, err)
	}
	if claimed, estimated := out[0], out[30]; claimed.State != hours.IsClaimed || claimed.Err != nil || estimated.State != hours.IsEstimated || estimated.Minutes != 0 {
		t.Errorf("%+v, %+v", claimed, estimated)
	}
	s, err := r.Statement(ctx, person1("new"), "new", nine, nine.AddDate(0, 0, 9))
	if err != nil || s.Minutes != 0 || s.Waiting != 180 || len(s.Works) != 0 {
		t.Errorf("%+v, %v", s, err)
	}
}

// A leader who looks at what was before another one changed it gets the record as it is now.
func TestSeen(t *testing.T) {
	r := newRig(t)
	ctx := t.Context()
	seen := r.confirm(t, "a1", "U1", 60)
	w := hours.Word{Shift: "a1", Person: "U1", Seen: seen.Seen, Minutes: 90, Reason: "อยู่ต่อ"}
	if _, _, err := r.Correct(ctx, person1(second), r.next(), w); err != nil {
		t.Fatal(err)
	}
	w.Minutes = 30
	if now, told, err := r.Correct(ctx, person1(leader), r.next(), w); !errors.Is(err, domain.ErrConflict) || now.Minutes != 90 || now.Decided.Name != "ชื่อ"+second || told != nil {
		t.Errorf("%+v, %+v, %v", now, told, err)
	}
	if _, _, err := r.Dispute(ctx, person1("U2"), r.next(), w); !errors.Is(err, domain.ErrForbidden) {
		t.Errorf("disputed for another: %v", err)
	}
	r.house.Time = nine.Add(-time.Minute)
	if _, _, err := r.Absent(ctx, person1(leader), r.next(), hours.Word{Shift: "a1", Person: "U2"}); !errors.Is(err, hours.ErrEarly) {
		t.Errorf("absent before the shift: %v", err)
	}
}

// An entry stays where its record is, though the shift was moved and renamed meanwhile; what it was called comes with it.
func TestShiftMoves(t *testing.T) {
	r := newRig(t)
	before := r.confirm(t, "a1", "U1", 60)
	moved := shift("a1", 2)
	moved.Title = domain.Text{"th": "ปลูกป่าชายเลน"}
	r.of.all["a1"] = moved
	now, _, err := r.Correct(t.Context(), person1(leader), r.next(), hours.Word{Shift: "a1", Person: "U1", Seen: before.Seen, Minutes: 90, Reason: "x"})
	if err != nil || now.Day != before.Day || now.Title["th"] != "ปลูกป่าชายเลน" || !now.From.Equal(moved.From) {
		t.Errorf("%+v, %v", now, err)
	}
}

// A face may say the same of several people under one key: each is recorded. Nobody is told what they said themselves.
func TestSeveralUnderOneKey(t *testing.T) {
	r := newRig(t)
	ctx := t.Context()
	for _, p := range []string{"U1", "U2"} {
		if _, _, err := r.Absent(ctx, person1(leader), "form", hours.Word{Shift: "a1", Person: p}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(r.house.Log()); n != 2 {
		t.Errorf("recorded %d times", n)
	}
	if _, told, err := r.Claim(ctx, person1(leader), r.next(), hours.Word{Shift: "a1", Person: leader, Minutes: 60}); err != nil || len(told) != 1 || told[0].To != second {
		t.Errorf("a leader's own claim: %+v, %v", told, err)
	}
}

// Who has no part in a shift has no hours in it, by anybody's word.
func TestNoPart(t *testing.T) {
	r := newRig(t)
	r.of.people = []string{"U1"}
	for name, err := range map[string]error{
		"claimed": failure(r.Claim(t.Context(), person1("U2"), r.next(), hours.Word{Shift: "a1", Person: "U2", Minutes: 60})),
		"absent":  failure(r.Absent(t.Context(), person1(leader), r.next(), hours.Word{Shift: "a1", Person: "U2"})),
	} {
		if !errors.Is(err, domain.ErrNotFound) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// failure is the error of a use case.
func failure(_ hours.Record, _ []hours.Notice, err error) error { return err }
