package timesheet_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
	"jitasa/internal/thai"
	"jitasa/internal/timesheet"
)

// event is a shift of four hours, led by "leader", and everything around it, in memory.
type event struct {
	*testing.T
	house  *accesstest.House
	told   *shiftstest.Told
	shifts *shifts.Service
	hours  *hours.Service
	shift  *shifts.Shift
	keys   int
}

func begin(t *testing.T, seats int) *event {
	t.Helper()
	h := accesstest.New(t)
	h.Time = shiftstest.Noon()
	e := &event{T: t, house: h, told: &shiftstest.Told{}}
	local := func() time.Time { return h.Now().In(thai.Zone()) }
	e.shifts = shiftstest.New(h.Kept, e.told, local)
	codes, err := shifts.NewCodes([]byte("a key of tests"))
	if err != nil {
		t.Fatal(err)
	}
	e.shifts.Codes, e.shifts.Around = codes, h.Kept.Shifts
	e.shifts.Guesses = &access.Guesses{Tries: h.Kept.Tries, Use: "check-in", Most: 10, Key: []byte("k"), Now: local}
	e.hours = &hours.Service{Ledger: h.Kept.Hours, Lists: h.Kept.Hours, People: h.Kept.Volunteers, Organisations: h.Kept.Organisations, Audit: h.Access.Audit, Now: local}
	timesheet.New(e.shifts, e.hours)
	e.shift = shiftstest.Shift(t, h.Kept, "s", seats)
	e.shift.Leaders = []string{"leader"}
	if err := h.Kept.Shifts.Replace(t.Context(), e.shift); err != nil {
		t.Fatal(err)
	}
	return e
}

func (e *event) key() string { e.keys++; return fmt.Sprint("key", e.keys) }

// at makes it so long after the shift began.
func (e *event) at(after time.Duration) { e.house.Time = e.shift.From.Add(after) }

func (e *event) joins(people ...string) {
	e.Helper()
	for _, p := range people {
		if _, _, err := e.shifts.Join(e.Context(), shiftstest.As(p), e.key(), "s", shifts.Wish{Seats: 1, OrWait: true}, shiftstest.Adult(p)); err != nil {
			e.Fatal(err)
		}
	}
}

func (e *event) code() string {
	e.Helper()
	_, code, _, err := e.shifts.Code(e.Context(), shiftstest.As("leader"), "s")
	if err != nil {
		e.Fatal(err)
	}
	return code
}

func (e *event) types(person, code string) (shifts.Arrival, error) {
	return e.shifts.CheckIn(e.Context(), shiftstest.As(person), e.key(), code, shiftstest.Adult(person))
}

func (e *event) round() {
	e.Helper()
	if err := e.shifts.Round(e.Context()); err != nil {
		e.Fatal(err)
	}
}

func (e *event) record(person string) hours.Record {
	e.Helper()
	r, err := e.hours.Get(e.Context(), shiftstest.As(person), "s", person)
	if err != nil {
		e.Fatal(err)
	}
	return r
}

// Thirty come by code, one of them leaves early and one never comes; at the end their hours are estimated, the leader is told once and
// confirms all of them at once.
func TestFromCodeToHours(t *testing.T) {
	e := begin(t, 40)
	var people []string
	for i := range 30 {
		people = append(people, fmt.Sprint("p", i))
	}
	e.joins(append(people, "absent")...)
	e.at(-5 * time.Minute)
	for _, p := range people {
		if a, err := e.types(p, e.code()); err != nil || !a.Mine.There() || a.Mine.How != shifts.ByCode {
			t.Fatal(p, err)
		}
	}
	e.at(2 * time.Hour)
	if _, err := e.shifts.CheckOut(t.Context(), shiftstest.As("p0"), "s"); err != nil {
		t.Fatal(err)
	}
	e.round()
	if r := e.record("p1"); r.State != hours.Nothing {
		t.Errorf("estimated before the end: %+v", r)
	}
	e.at(4*time.Hour + time.Minute)
	if a, err := e.types("p1", e.code()); err != nil || a.Mine.Out.IsZero() {
		t.Errorf("out by code: %v", err)
	}
	e.round()
	e.round()
	for person, want := range map[string]int{"p0": 120, "p1": 240, "p29": 240, "absent": 0} {
		if r := e.record(person); r.Said != want || (r.State == hours.IsEstimated) != (want > 0) {
			t.Errorf("%s: %s, %d minutes", person, r.State, r.Said)
		}
	}
	b := hours.Batch{Shift: "s", People: people, Minutes: 240, Except: map[string]int{"p0": 120}}
	out, told, err := e.hours.Confirm(t.Context(), shiftstest.As("leader"), e.key(), b)
	if err != nil || len(out) != 30 || len(told) != 30 {
		t.Fatal(len(out), len(told), err)
	}
	for _, n := range told {
		if !n.CanWait {
			t.Errorf("%s is told in a message of its own", n.To)
		}
	}
	if r := e.record("p0"); r.State != hours.IsConfirmed || r.Minutes != 120 {
		t.Errorf("p0: %+v", r)
	}
	shiftstest.Adds(t.Context(), t, e.house.Kept, "s")
}

// Who has not joined gets a seat by the code while there is one, and is marked; who is to sign up first is in afterwards.
func TestWalkIns(t *testing.T) {
	e := begin(t, 2)
	e.at(10 * time.Minute)
	a, err := e.types("a", e.code())
	if err != nil || a.Mine.How != shifts.WalkedIn || a.Shift.Taken != 1 {
		t.Fatalf("%+v, %v", a, err)
	}
	stranger := &domain.Volunteer{Meta: domain.Meta{ID: "b"}}
	a, err = e.shifts.CheckIn(t.Context(), shiftstest.As("b"), e.key(), e.code(), stranger)
	if !errors.Is(err, shifts.ErrUnknown) || a.Pass == "" {
		t.Fatalf("%+v, %v", a, err)
	}
	pass := a.Pass
	if _, err := e.shifts.Enter(t.Context(), shiftstest.As("c"), e.key(), pass, shiftstest.Adult("c")); !errors.Is(err, shifts.ErrCode) {
		t.Error("another one's pass:", err)
	}
	e.at(20 * time.Minute)
	if a, err = e.shifts.Enter(t.Context(), shiftstest.As("b"), e.key(), pass, shiftstest.Adult("b")); err != nil || !a.Mine.There() {
		t.Errorf("%+v, %v", a, err)
	}
	if _, err := e.types("c", e.code()); !errors.Is(err, shifts.ErrFull) {
		t.Error("a seat too many:", err)
	}
	shiftstest.Adds(t.Context(), t, e.house.Kept, "s")
}

// A code that was photographed and sent to friends is of use while it is shown, and gives no more seats than there are; whoever leads sees
// by what each is there.
func TestPhotographed(t *testing.T) {
	e := begin(t, 3)
	e.joins("honest")
	e.at(0)
	code, in := e.code(), 0
	for i := range 20 {
		if _, err := e.types(fmt.Sprint("friend", i), code); err == nil {
			in++
		} else if !errors.Is(err, shifts.ErrFull) {
			t.Fatal(err)
		}
	}
	if in != 2 {
		t.Errorf("%d friends are in, with two seats free", in)
	}
	e.at(5 * time.Minute)
	if _, err := e.types("late friend", code); !errors.Is(err, shifts.ErrCode) {
		t.Error("five minutes later:", err)
	}
	_, all, _, err := e.shifts.Roster(t.Context(), shiftstest.As("leader"), "s", "", 10)
	marked := 0
	for _, g := range all {
		if g.SignUp.How == shifts.WalkedIn {
			marked++
		}
	}
	if err != nil || marked != 2 {
		t.Error("marked:", marked, err)
	}
}

// Wrong codes are counted, yesterday's and another shift's among them; after ten there is a pause of an hour, also for right ones.
func TestWrongCodes(t *testing.T) {
	e := begin(t, 5)
	other := shiftstest.Shift(t, e.house.Kept, "other", 5)
	other.From, other.To = e.shift.From.AddDate(0, 0, 1), e.shift.To.AddDate(0, 0, 1)
	if err := e.house.Kept.Shifts.Replace(t.Context(), other); err != nil {
		t.Fatal(err)
	}
	e.joins("a", "b")
	e.at(0)
	yesterday := e.code()
	e.at(24 * time.Hour)
	foreign, _ := e.shifts.Codes.Now("other", e.house.Time)
	if _, err := e.types("a", yesterday); !errors.Is(err, shifts.ErrCode) {
		t.Error("yesterday's:", err)
	}
	e.at(0)
	if _, err := e.types("a", foreign); !errors.Is(err, shifts.ErrCode) {
		t.Error("another shift's:", err)
	}
	for i := range 100 {
		code := fmt.Sprintf("%06d", i)
		if _, err := e.types("a", code); !errors.Is(err, shifts.ErrCode) && !errors.Is(err, shifts.ErrOften) {
			t.Fatal(code, err)
		}
	}
	if _, err := e.types("a", e.code()); !errors.Is(err, shifts.ErrOften) {
		t.Error("after a hundred:", err)
	}
	if _, err := e.types("b", e.code()); err != nil {
		t.Error("it is not b who guesses:", err)
	}
	e.at(time.Hour)
	if _, err := e.types("a", e.code()); err != nil {
		t.Error("an hour later:", err)
	}
}

// A code from paper is redeemed when the phone is online again, by who had joined only; their hours are estimated then.
func TestPaper(t *testing.T) {
	e := begin(t, 5)
	e.joins("a", "b")
	_, all, err := e.shifts.Paper(t.Context(), shiftstest.As("leader"), "s")
	if err != nil || len(all) != 10 {
		t.Fatal(len(all), err)
	}
	if _, _, err := e.shifts.Paper(t.Context(), shiftstest.As("a"), "s"); !errors.Is(err, domain.ErrForbidden) {
		t.Error("a volunteer sees the codes:", err)
	}
	e.at(9 * time.Hour)
	e.round()
	a, err := e.types("a", all[4].Code)
	if err != nil || a.Mine.How != shifts.Offline || !a.Mine.In.Equal(e.shift.From.Add(time.Hour)) {
		t.Fatalf("%+v, %v", a.Mine, err)
	}
	if r := e.record("a"); r.State != hours.IsEstimated || r.Said != 180 {
		t.Errorf("%s, %d minutes", r.State, r.Said)
	}
	if _, err := e.types("nobody", all[4].Code); !errors.Is(err, shifts.ErrCode) {
		t.Error("who had not joined:", err)
	}
	e.at(40 * time.Hour)
	if _, err := e.types("b", all[4].Code); !errors.Is(err, shifts.ErrCode) {
		t.Error("too late:", err)
	}
}

// Whoever leads ticks who has no phone, also beyond the seats, takes a mistake back, and nobody else does.
func TestTicks(t *testing.T) {
	e := begin(t, 1)
	e.joins("a", "waits")
	e.at(5 * time.Minute)
	tick := func(by, person string, do shifts.Tick) error {
		_, err := e.shifts.Tick(t.Context(), shiftstest.As(by), e.key(), "s", person, do)
		return err
	}
	for _, c := range []struct {
		by, person string
		do         shifts.Tick
		want       error
	}{
		{"a", "a", shifts.TickIn, domain.ErrForbidden}, {"leader", "stranger", shifts.TickIn, shifts.ErrNothing}, {"leader", "a", shifts.TickIn, nil},
		{"leader", "waits", shifts.TickIn, nil}, {"leader", "a", shifts.Untick, nil}, {"leader", "a", shifts.TickOut, shifts.ErrNothing}, {"leader", "waits", shifts.TickOut, nil},
	} {
		if err := tick(c.by, c.person, c.do); !errors.Is(err, c.want) {
			t.Errorf("%s ticks %s %s: %v", c.by, c.person, c.do, err)
		}
	}
	shiftstest.Adds(t.Context(), t, e.house.Kept, "s")
}

// An event that is delivered again is the same: in once, one wrong code.
func TestDeliveredAgain(t *testing.T) {
	e := begin(t, 5)
	e.at(0)
	for range 3 {
		a, err := e.shifts.CheckIn(t.Context(), shiftstest.As("a"), "same", e.code(), shiftstest.Adult("a"))
		if err != nil || a.Mine.How != shifts.WalkedIn || !a.Mine.In.Equal(e.shift.From) {
			t.Fatalf("%+v, %v", a, err)
		}
		e.house.Time = e.house.Time.Add(time.Second)
	}
	for range 30 {
		if _, err := e.shifts.CheckIn(t.Context(), shiftstest.As("b"), "same wrong one", "000000", shiftstest.Adult("b")); !errors.Is(err, shifts.ErrCode) {
			t.Fatal(err)
		}
	}
}
