package shifts_test

import (
	"errors"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
)

// Who leads a shift sees who comes, with the phones of those who come and let them have it, and nobody else does.
func TestRoster(t *testing.T) {
	p := begin(t, 2)
	for _, who := range []string{"a", "b", "c", "d"} {
		if err := p.kept.Volunteers.Insert(t.Context(), &domain.Volunteer{Meta: domain.Meta{ID: who}, Name: "name of " + who, Phone: "+6681" + who}); err != nil {
			t.Fatal(err)
		}
	}
	join := func(who string, phone bool) {
		_, _, err := p.s.Join(t.Context(), shiftstest.As(who), who, "s", shifts.Wish{Seats: 1, OrWait: true, Phone: phone}, shiftstest.Adult(who))
		if err != nil {
			t.Fatal(err)
		}
	}
	join("a", true)
	join("b", false)
	join("c", true)
	join("d", true)
	if _, err := p.kept.Shifts.Update(t.Context(), "s", func(s *shifts.Shift) error { s.Leaders = []string{"leader"}; return nil }); err != nil {
		t.Fatal(err)
	}
	want := []string{"name of a +6681a", "name of b ", "name of c ", "name of d "}
	check := func(i int, g shifts.Guest) {
		if got := g.Name + " " + g.Phone; i >= len(want) || got != want[i] {
			t.Errorf("%d is %q", i, got)
		}
	}
	n := 0
	for g, err := range p.s.Everybody(t.Context(), shiftstest.As("leader"), "s") {
		if err != nil {
			t.Fatal(err)
		}
		check(n, g)
		n++
	}
	seen, after := 0, ""
	for page := 0; page == 0 || after != ""; page++ {
		_, some, next, err := p.s.Roster(t.Context(), shiftstest.As("leader"), "s", after, 3)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range some {
			check(seen, g)
			seen++
		}
		after = next
	}
	if n != 4 || seen != 4 {
		t.Errorf("streamed %d, in pages %d", n, seen)
	}
	if _, _, _, err := p.s.Roster(t.Context(), shiftstest.As("a"), "s", "", 3); !errors.Is(err, domain.ErrForbidden) {
		t.Errorf("a volunteer reads the roster: %v", err)
	}
	for _, err := range p.s.Everybody(t.Context(), shiftstest.As("a"), "s") {
		if !errors.Is(err, domain.ErrForbidden) {
			t.Errorf("a volunteer reads the roster: %v", err)
		}
	}
}

// The work says how many seats its shifts have, after whoever changes them; a shift without a limit makes the work one.
func TestCount(t *testing.T) {
	p := begin(t, 3)
	if err := p.kept.Opportunities.Insert(t.Context(), &domain.Opportunity{Meta: domain.Meta{ID: "work"}, Seats: 1, State: domain.Open}); err != nil {
		t.Fatal(err)
	}
	p.joins("a", 2)
	says := func(seats, taken int) {
		t.Helper()
		if err := p.s.Count(t.Context()); err != nil {
			t.Fatal(err)
		}
		o, err := p.kept.Opportunities.Get(t.Context(), "work")
		if err != nil || o.Seats != seats || o.Taken != taken {
			t.Errorf("the work says %d of %d seats: %v", o.Taken, o.Seats, err)
		}
	}
	says(3, 2)
	p.cancels("a")
	says(3, 0)
	shiftstest.Shift(t, p.kept, "endless", 0)
	p.joins("b", 1)
	says(0, 1)
}
