package shifts_test

import (
	"errors"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
)

func leader() access.Actor {
	return access.Actor{Person: "manager", Organisations: []*domain.Organisation{{Meta: domain.Meta{ID: "o"}}}}
}

// changes has the leader change the shift as it is.
func (p *play) changes(c shifts.Changes) *shifts.Shift {
	p.Helper()
	sh, err := p.kept.Shifts.Get(p.Context(), "s")
	if err != nil {
		p.Fatal(err)
	}
	c.Seen = sh.Edits
	sh, err = p.s.Change(p.Context(), leader(), p.key(), "s", c)
	if err != nil {
		p.Fatal(err)
	}
	return sh
}

// later moves the shift.
func (p *play) later(d time.Duration) *shifts.Shift {
	p.Helper()
	sh, err := p.kept.Shifts.Get(p.Context(), "s")
	if err != nil {
		p.Fatal(err)
	}
	from, to := sh.From.Add(d), sh.To.Add(d)
	return p.changes(shifts.Changes{From: &from, To: &to})
}

// A change of the time is told once to everybody who takes part, and "my work" follows it.
func TestChangeIsTold(t *testing.T) {
	p := begin(t, 2)
	p.joins("a", 1)
	p.joins("b", 1)
	p.joins("c", 1)
	p.joins("d", 1)
	p.cancels("b")
	p.hears("offered c")
	sh := p.later(24 * time.Hour)
	p.joins("e", 1) // has seen the new time
	p.passes(0)
	p.hears("altered d", "altered c", "altered a")
	for _, who := range []string{"a", "c", "d", "e"} {
		u, err := p.kept.SignUps.Get(t.Context(), shifts.SignUpID("s", who))
		if err != nil || !u.From.Equal(sh.From) {
			t.Errorf("%s comes at %v: %v", who, u, err)
		}
	}
	p.passes(time.Minute)
	p.hears()
	p.later(time.Hour)
	p.later(time.Hour) // both are told at once
	p.passes(0)
	for _, n := range p.told.All() {
		if n.Was.From.Sub(sh.From) != 0 || n.Shift.From.Sub(sh.From) != 2*time.Hour {
			t.Errorf("%s is told of %v, after %v", n.To, n.Shift.From, n.Was.From)
		}
	}
	bring := domain.Text{"th": "น้ำ"}
	p.changes(shifts.Changes{Bring: bring})
	p.passes(0)
	p.hears()
}

// A shift that does not take place is told to everybody, also to who was offered a seat and hears of that no more; nobody joins or is asked.
func TestCalledOff(t *testing.T) {
	p := begin(t, 1)
	p.joins("a", 1)
	p.joins("b", 1)
	p.joins("c", 1)
	p.cancels("a")
	p.hears("offered b")
	off := shifts.Off
	p.changes(shifts.Changes{State: &off})
	p.passes(0)
	p.hears("off c", "off b")
	p.is("b", shifts.Lapsed)
	p.passes(50 * time.Hour)
	p.hears()
	if _, _, err := p.s.Join(t.Context(), shiftstest.As("d"), p.key(), "s", shifts.Wish{Seats: 1}, shiftstest.Adult("d")); !errors.Is(err, shifts.ErrOver) {
		t.Errorf("somebody joins what is called off: %v", err)
	}
	open := domain.Open
	p.changes(shifts.Changes{State: &open})
	p.passes(0)
	p.hears("offered c", "altered c")
}

// More seats go to the line at once.
func TestMoreSeats(t *testing.T) {
	p := begin(t, 1)
	p.joins("a", 1)
	p.joins("b", 1)
	p.joins("c", 1)
	seats := 2
	p.changes(shifts.Changes{Seats: &seats})
	p.hears("offered b")
	seats = 0 // no limit
	p.changes(shifts.Changes{Seats: &seats})
	p.hears("offered c")
	shiftstest.Adds(t.Context(), t, p.kept, "s")
}

// Of two who change one shift the second one sees it as it is; the same event again changes nothing; what cannot be is refused.
func TestTwoLeaders(t *testing.T) {
	p := begin(t, 3)
	p.joins("a", 2)
	seats := 4
	c := shifts.Changes{Seats: &seats}
	for range 2 {
		if _, err := p.s.Change(t.Context(), leader(), "first", "s", c); err != nil {
			t.Fatal(err)
		}
	}
	other := 9
	sh, err := p.s.Change(t.Context(), leader(), "second", "s", shifts.Changes{Seats: &other})
	if !errors.Is(err, domain.ErrConflict) || sh.Seats != 4 || sh.Edits != 1 {
		t.Errorf("the second leader: %v, %v", sh, err)
	}
	past, before, state, two, billion, one := p.now.Add(-time.Hour), sh.From.Add(-time.Hour), "nonsense", 1, 1_000_000_000, -1
	for what, bad := range map[string]shifts.Changes{
		"in the past": {From: &past}, "ends before it starts": {To: &before}, "of no state": {State: &state},
		"fewer than are taken": {Seats: &two}, "a billion": {Seats: &billion}, "less than none": {Seats: &one},
	} {
		bad.Seen = 1
		if _, err := p.s.Change(t.Context(), leader(), p.key(), "s", bad); !errors.Is(err, shifts.ErrPlan) {
			t.Errorf("%s: %v", what, err)
		}
	}
	c.Seen = 1
	if _, err := p.s.Change(t.Context(), shiftstest.As("a"), p.key(), "s", c); !errors.Is(err, domain.ErrForbidden) {
		t.Errorf("a volunteer changes: %v", err)
	}
	p.now = sh.To
	if _, err := p.s.Change(t.Context(), leader(), p.key(), "s", c); !errors.Is(err, shifts.ErrOver) {
		t.Errorf("what is over is changed: %v", err)
	}
	found := 0
	for e, err := range p.kept.Audit.Latest(t.Context(), 20) {
		if err != nil {
			t.Fatal(err)
		}
		if e.Did == access.ShiftChanged {
			found++
		}
	}
	if found != 1 {
		t.Errorf("%d changes are recorded", found)
	}
}

// A yes counts for what was asked, and until the shift is changed or they leave.
func TestStill(t *testing.T) {
	p := begin(t, 2)
	p.joins("a", 1)
	still := func(seen int) error { return p.s.Still(t.Context(), shiftstest.As("a"), "s", seen) }
	for range 2 {
		if err := still(0); err != nil {
			t.Fatal(err)
		}
	}
	sh := p.later(time.Hour)
	u, err := p.kept.SignUps.Get(t.Context(), shifts.SignUpID("s", "a"))
	if err != nil || u.Sure(sh) || u.Said == 0 {
		t.Errorf("sure of what is another now: %v, %v", u, err)
	}
	if err := still(0); !errors.Is(err, domain.ErrConflict) {
		t.Errorf("a yes to what was: %v", err)
	}
	if err := still(1); err != nil {
		t.Error(err)
	}
	p.cancels("a")
	if err := still(1); !errors.Is(err, shifts.ErrNothing) {
		t.Errorf("a yes of who does not come: %v", err)
	}
	if u := p.joins("a", 1); u.Sure(sh) {
		t.Error("sure from before")
	}
	if err := p.s.Still(t.Context(), shiftstest.As("nobody"), "s", 1); !errors.Is(err, shifts.ErrNothing) {
		t.Errorf("a yes of nobody: %v", err)
	}
	p.now = sh.To
	if err := still(1); !errors.Is(err, shifts.ErrOver) {
		t.Errorf("a yes afterwards: %v", err)
	}
}
