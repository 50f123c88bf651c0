package hours

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/domain"
)

// morning is a shift of three hours with a break of ten minutes.
var morning = Shift{
	ID: "shift", Work: "work", Organisation: "flood", Title: domain.Text{"th": "ปลูกป่า"}, From: time.Date(2026, 11, 29, 2, 0, 0, 0, time.UTC),
	To: time.Date(2026, 11, 29, 5, 0, 0, 0, time.UTC), Break: 10 * time.Minute, Leaders: []string{"leader", "other"},
}

// kindsOf are all kinds, in the order of the columns below.
var kindsOf = []Kind{Claimed, Estimated, Confirmed, Corrected, Disputed, Settled, Absent, Excused, Appealed}

// says is an attempt of the kind that nothing but what was said before can refuse: in an hour that fits, with a reason, by
// who may say it and has seen all of it.
func says(r Record, kind Kind, minutes int) attempt {
	a := attempt{shift: morning, seen: r.Seen, Entry: Entry{
		Under: fmt.Sprint("new ", kind), Shift: morning.ID, Person: "p", Kind: kind, Minutes: minutes, Reason: "เพราะ", By: "other", As: Leader, Day: "2026-11-29",
		At: morning.To.Add(time.Hour),
	}}
	switch {
	case kind.own():
		a.By, a.As = "p", Volunteer
	case kind == Absent, kind == Excused:
		a.Minutes = 0
	case kind == Settled:
		a.By, a.Staff, a.staff, a.As = "U-staff", "s1", "s1", "coordinator"
	case kind == Estimated:
		a.By, a.As = "", "program"
	}
	return a
}

// told is the record after these words, one after the other, each of 60 minutes, by the leader or a manager.
func told(t *testing.T, words ...Kind) (r Record) {
	t.Helper()
	for i, kind := range words {
		a := says(r, kind, 60)
		a.Under = fmt.Sprint("before ", i)
		if a.By == "other" {
			a.By = "leader"
		}
		if kind == Settled {
			a.By, a.Staff, a.staff, a.As = "boss", "", "", "manager"
		}
		e, added, err := r.next(a)
		if err != nil || !added {
			t.Fatalf("%v: %s: added %v, %v", words, kind, added, err)
		}
		r = r.with(e)
	}
	return r
}

// What may follow what: "+" is added, "=" says the same already, "!" is refused as a conflict. Who says it says 60 minutes,
// as was said before.
func TestWhatFollows(t *testing.T) {
	for _, tt := range []struct {
		before []Kind
		same   string // columns: claimed, estimated, confirmed, corrected, disputed, settled, absent, excused, appealed
		other  string // and where it is another time
	}{
		{nil, "+ + + ! ! ! + ! !", "+ + + ! ! ! + ! !"},
		{[]Kind{Claimed}, "= = + + ! ! + ! !", "+ = + + ! ! + ! !"},
		{[]Kind{Estimated}, "+ = + + ! ! + ! !", "+ = + + ! ! + ! !"},
		{[]Kind{Confirmed}, "! = = = + ! + ! !", "! = ! + + ! + ! !"},
		{[]Kind{Confirmed, Disputed}, "! = ! + ! + ! ! !", "! = ! + ! + ! ! !"},
		{[]Kind{Confirmed, Disputed, Settled}, "! = = ! ! = ! ! !", "! = ! ! ! + ! ! !"},
		{[]Kind{Absent}, "! = ! + ! ! = + +", "! = ! + ! ! = + +"},
		{[]Kind{Absent, Excused}, "! = ! + ! ! ! = +", "! = ! + ! ! ! = +"},
		{[]Kind{Absent, Appealed}, "! = ! + ! + ! + !", "! = ! + ! + ! + !"},
	} {
		for minutes, want := range map[int]string{60: tt.same, 61: tt.other} {
			before := told(t, tt.before...)
			var got []string
			for _, kind := range kindsOf {
				e, added, err := before.next(says(before, kind, minutes))
				switch {
				case errors.Is(err, domain.ErrConflict) && e == nil:
					got = append(got, "!")
				case err != nil:
					t.Errorf("%v, then %s: %v", tt.before, kind, err)
				case added && e.ID == fmt.Sprintf("shift/p/%04d", len(tt.before)+1):
					got = append(got, "+")
				case !added:
					got = append(got, "=")
				}
			}
			if s := strings.Join(got, " "); s != want {
				t.Errorf("after %v, with %d minutes: %s, want %s", tt.before, minutes, s, want)
			}
			if diff := cmp.Diff(before, told(t, tt.before...)); diff != "" {
				t.Errorf("trying has changed the record: %s", diff)
			}
		}
	}
}

// What a record says after these words.
func TestFold(t *testing.T) {
	type is struct {
		State        State
		Minutes      int
		Said         int
		Came, Missed bool
		Open         bool
	}
	for _, tt := range []struct {
		words []Kind
		want  is
	}{
		{nil, is{}},
		{[]Kind{Claimed}, is{State: IsClaimed, Said: 60, Open: true}},
		{[]Kind{Estimated}, is{State: IsEstimated, Said: 60, Open: true}},
		{[]Kind{Estimated, Claimed}, is{State: IsClaimed, Said: 60, Open: true}},
		{[]Kind{Estimated, Confirmed}, is{State: IsConfirmed, Minutes: 60, Came: true}},
		{[]Kind{Confirmed, Disputed}, is{State: IsDisputed, Minutes: 60, Said: 60, Came: true, Open: true}},
		{[]Kind{Confirmed, Disputed, Settled}, is{State: IsSettled, Minutes: 60, Came: true}},
		{[]Kind{Confirmed, Absent}, is{State: IsAbsent, Missed: true}},
		{[]Kind{Absent, Excused}, is{State: IsExcused}},
		{[]Kind{Absent, Appealed}, is{State: IsAppealed, Said: 60, Missed: true, Open: true}},
		{[]Kind{Absent, Corrected}, is{State: IsConfirmed, Minutes: 60, Came: true}},
		{[]Kind{Absent, Appealed, Excused}, is{State: IsExcused}},
		{[]Kind{Absent, Appealed, Settled}, is{State: IsSettled, Minutes: 60, Came: true}},
		{[]Kind{Absent, Excused, Appealed}, is{State: IsAppealed, Said: 60, Open: true}},
	} {
		r := told(t, tt.words...)
		if got := (is{r.State, r.Minutes, r.Said, r.Came, r.Missed, r.Open()}); got != tt.want {
			t.Errorf("%v: %+v, want %+v", tt.words, got, tt.want)
		}
	}
	stands := told(t, Absent, Appealed)
	e, _, err := stands.next(says(stands, Settled, 0))
	if r := stands.with(e); err != nil || r.State != IsSettled || !r.Missed || r.Came || r.Minutes != 0 {
		t.Errorf("an absence that stands: %+v, %v", r, err)
	}
	less := told(t, Confirmed, Disputed)
	e, _, err = less.next(says(less, Settled, 0))
	if r := less.with(e); err != nil || r.Missed || !r.Came || r.Minutes != 0 {
		t.Errorf("hours that are settled as none: %+v, %v", r, err)
	}
}

// Each rule that is not in the table refuses what it is there for, and lets pass what is just inside it.
func TestRefuses(t *testing.T) {
	confirmed, disputed, absent := told(t, Confirmed), told(t, Confirmed, Disputed), told(t, Absent)
	settled := told(t, Confirmed, Disputed, Settled)
	long := strings.Repeat("ก", ReasonAtMost)
	often := Record{State: IsConfirmed, Decided: confirmed.Decided}
	for range OwnAtMost {
		often.Entries = append(often.Entries, &Entry{Kind: Disputed})
	}
	oftenBut := often
	oftenBut.Entries = often.Entries[1:]
	for _, tt := range []struct {
		name   string
		record Record
		kind   Kind
		change func(*attempt)
		want   error
	}{
		{"all of the shift", Record{}, Claimed, func(a *attempt) { a.Minutes = 170 }, nil},
		{"the break as well", Record{}, Claimed, func(a *attempt) { a.Minutes = 171 }, ErrBounds},
		{"nothing", Record{}, Confirmed, func(a *attempt) { a.Minutes = 0 }, nil},
		{"less than nothing", Record{}, Confirmed, func(a *attempt) { a.Minutes = -1 }, ErrBounds},
		{"absent for a while", Record{}, Absent, func(a *attempt) { a.Minutes = 1 }, ErrBounds},
		{"confirming one's own", Record{}, Confirmed, func(a *attempt) { a.By = "p" }, ErrOwn},
		{"excusing oneself", absent, Excused, func(a *attempt) { a.By = "p" }, ErrOwn},
		{"claiming for another", Record{}, Claimed, func(a *attempt) { a.By = "leader" }, ErrOwn},
		{"before the shift", Record{}, Confirmed, func(a *attempt) { a.At = morning.From.Add(-1) }, ErrEarly},
		{"as the shift begins", Record{}, Confirmed, func(a *attempt) { a.At = morning.From }, nil},
		{"estimating during the shift", Record{}, Estimated, func(a *attempt) { a.At = morning.To.Add(-1) }, ErrEarly},
		{"estimating at the end", Record{}, Estimated, func(a *attempt) { a.At = morning.To }, nil},
		{"claiming in time", Record{}, Claimed, func(a *attempt) { a.At = morning.To.Add(ClaimFor) }, nil},
		{"claiming late", Record{}, Claimed, func(a *attempt) { a.At = morning.To.Add(ClaimFor + 1) }, ErrLate},
		{"disputing in time", confirmed, Disputed, func(a *attempt) { a.At = confirmed.Decided.At.Add(DisputeFor) }, nil},
		{"disputing late", confirmed, Disputed, func(a *attempt) { a.At = confirmed.Decided.At.Add(DisputeFor + 1) }, ErrLate},
		{"appealing late", absent, Appealed, func(a *attempt) { a.At = absent.Decided.At.Add(DisputeFor + 1) }, ErrLate},
		{"correcting without a word", confirmed, Corrected, func(a *attempt) { a.Minutes, a.Reason = 30, "" }, ErrReason},
		{"disputing without a word", confirmed, Disputed, func(a *attempt) { a.Reason = "" }, ErrReason},
		{"settling without a word", disputed, Settled, func(a *attempt) { a.Reason = "" }, ErrReason},
		{"appealing without a word", absent, Appealed, func(a *attempt) { a.Reason = "" }, ErrReason},
		{"confirming without a word", Record{}, Confirmed, func(a *attempt) { a.Reason = "" }, nil},
		{"absent, of whom nothing was confirmed", Record{}, Absent, func(a *attempt) { a.Reason = "" }, nil},
		{"absent, though hours were confirmed", confirmed, Absent, func(a *attempt) { a.Reason = "" }, ErrReason},
		{"a long reason", confirmed, Disputed, func(a *attempt) { a.Reason = long }, nil},
		{"too long a reason", confirmed, Disputed, func(a *attempt) { a.Reason = long + "ก" }, ErrReason},
		{"the last time", oftenBut, Disputed, func(*attempt) {}, nil},
		{"once too often", often, Disputed, func(*attempt) {}, ErrOften},
		{"a leader may as often", often, Corrected, func(a *attempt) { a.Minutes = 30 }, nil},
		{"correcting what one has not seen", confirmed, Corrected, func(a *attempt) { a.Minutes, a.seen = 30, 0 }, domain.ErrConflict},
		{"disputing what one has not seen", confirmed, Disputed, func(a *attempt) { a.seen = 0 }, domain.ErrConflict},
		{"noting as absent who has said something", told(t, Claimed), Absent, func(a *attempt) { a.seen = 0 }, domain.ErrConflict},
		{"noting as absent who was estimated", told(t, Estimated), Absent, func(a *attempt) { a.seen = 0 }, nil},
		{"correcting to the same what one has not seen", confirmed, Corrected, func(a *attempt) { a.seen = 0 }, nil},
		{"judging one's own decision", disputed, Settled, func(a *attempt) { a.By, a.Staff, a.staff = "leader", "", "" }, ErrOwn},
		{"settling anew what a manager settled, as staff", settled, Settled, func(a *attempt) { a.Minutes = 30 }, nil},
		{"settling anew as another manager", settled, Settled, func(a *attempt) { a.Minutes, a.Staff, a.staff, a.By = 30, "", "", "chief" }, domain.ErrConflict},
	} {
		a := says(tt.record, tt.kind, 60)
		tt.change(&a)
		if _, _, err := tt.record.next(a); !errors.Is(err, tt.want) || tt.want == nil && err != nil {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}

// What staff have settled is final; who of staff confirmed does not settle, also where they speak as a manager.
func TestStaffSettle(t *testing.T) {
	disputed := told(t, Confirmed, Disputed)
	e, _, err := disputed.next(says(disputed, Settled, 60))
	if err != nil {
		t.Fatal(err)
	}
	final := disputed.with(e)
	again := says(final, Settled, 30)
	again.Under, again.By, again.Staff, again.staff = "again", "U-other", "s2", "s2"
	if _, _, err := final.next(again); !errors.Is(err, domain.ErrConflict) {
		t.Errorf("settled anew after staff: %v", err)
	}
	byStaff := *disputed.Decided
	byStaff.By, byStaff.Staff = "", "s1" // on a page of somebody who is not on the platform
	disputed.Decided = &byStaff
	judge := says(disputed, Settled, 30)
	judge.By, judge.Staff, judge.staff = "U-staff", "", "s1"
	if _, _, err := disputed.next(judge); !errors.Is(err, ErrOwn) {
		t.Errorf("settled by who confirmed: %v", err)
	}
}

// The same key adds nothing, whatever was said since; it is found by the entry that it made.
func TestSameKey(t *testing.T) {
	r := told(t, Confirmed, Disputed, Settled)
	for i, e := range slices.Clone(r.Entries) {
		a := says(Record{}, e.Kind, e.Minutes) // who has seen nothing, long after
		a.Under, a.At = e.Under, morning.To.Add(10*ClaimFor)
		if got, added, err := r.next(a); err != nil || added || got != r.Entries[i] {
			t.Errorf("%s again: %+v, %v, %v", e.Kind, got, added, err)
		}
	}
}

// The length of a shift is in whole minutes, and never less than none.
func TestMost(t *testing.T) {
	for want, s := range map[int]Shift{
		170: morning,
		0:   {From: morning.To, To: morning.From},
		1:   {From: morning.From, To: morning.From.Add(119 * time.Second)},
		5:   {From: morning.From, To: morning.From.Add(time.Hour), Break: 55 * time.Minute},
	} {
		if got := s.Most(); got != want {
			t.Errorf("%v to %v: %d minutes, want %d", s.From, s.To, got, want)
		}
	}
	if got := (Shift{From: morning.From, To: morning.To, Break: 24 * time.Hour}).Most(); got != 0 {
		t.Errorf("a break longer than the shift leaves %d minutes", got)
	}
}
