package shifts_test

import (
	"errors"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
	"jitasa/internal/store/memory"
)

// play is one shift and its people, in memory.
type play struct {
	*testing.T
	kept *collections.Collections
	told *shiftstest.Told
	s    *shifts.Service
	now  time.Time
	keys int
}

func begin(t *testing.T, seats int) *play {
	t.Helper()
	kept, err := collections.Open(t.Context(), memory.New(), memory.Plain{})
	if err != nil {
		t.Fatal(err)
	}
	p := &play{T: t, kept: kept, told: &shiftstest.Told{}, now: shiftstest.Noon()}
	p.s = shiftstest.New(kept, p.told, func() time.Time { return p.now })
	shiftstest.Shift(t, kept, "s", seats)
	return p
}

func (p *play) key() string {
	p.keys++
	return string(rune('a' + p.keys))
}

func (p *play) joins(person string, seats int) *shifts.SignUp {
	p.Helper()
	_, u, err := p.s.Join(p.Context(), shiftstest.As(person), p.key(), "s", shifts.Wish{Seats: seats, OrWait: true}, shiftstest.Adult(person))
	if err != nil {
		p.Fatalf("%s joins: %v", person, err)
	}
	return u
}

func (p *play) cancels(person string) {
	p.Helper()
	if _, _, err := p.s.Cancel(p.Context(), shiftstest.As(person), p.key(), "s"); err != nil {
		p.Fatalf("%s cancels: %v", person, err)
	}
}

func (p *play) is(person string, want shifts.State) {
	p.Helper()
	u, err := p.kept.SignUps.Get(p.Context(), shifts.SignUpID("s", person))
	if err != nil || u.State != want {
		p.Errorf("%s is %v, not %q (%v)", person, u, want, err)
	}
}

func (p *play) passes(d time.Duration) {
	p.Helper()
	p.now = p.now.Add(d)
	if err := p.s.Round(p.Context()); err != nil {
		p.Fatal(err)
	}
}

// hears fails unless exactly these were told since, in this order: "kind person".
func (p *play) hears(want ...string) {
	p.Helper()
	var got []string
	for _, n := range p.told.All() {
		got = append(got, string(n.Kind)+" "+n.To)
	}
	if len(got) != len(want) {
		p.Fatalf("told %q, not %q", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			p.Errorf("told %q, not %q", got, want)
		}
	}
}

// What is freed is offered to the first, and goes on when it is refused or not answered; who lost it does not come again by itself.
func TestLineGoesOn(t *testing.T) {
	p := begin(t, 1)
	p.joins("a", 1)
	for _, who := range []string{"b", "c", "d"} {
		p.joins(who, 1)
	}
	p.cancels("a")
	p.hears("offered b")
	p.is("b", shifts.Offered)
	if _, _, err := p.s.Decline(t.Context(), shiftstest.As("b"), p.key(), "s"); err != nil {
		t.Fatal(err)
	}
	p.hears("offered c")
	p.passes(11 * time.Hour) // of twelve
	p.hears()
	p.passes(20 * time.Hour)
	p.is("c", shifts.Lapsed)
	p.hears("passed c", "offered d")
	if _, _, err := p.s.Accept(t.Context(), shiftstest.As("c"), p.key(), "s"); !errors.Is(err, shifts.ErrLapsed) {
		t.Errorf("c accepts what is over: %v", err)
	}
	if _, _, err := p.s.Accept(t.Context(), shiftstest.As("d"), p.key(), "s"); err != nil {
		t.Error(err)
	}
	p.is("d", shifts.Coming)
	shiftstest.Adds(t.Context(), t, p.kept, "s")
}

// A seat that is free suits nobody in line who comes with others: the next whom it suits is asked, and the others keep their place.
func TestCompanyWaitsForItsSeats(t *testing.T) {
	p := begin(t, 3)
	p.joins("a", 1)
	p.joins("b", 2)
	p.joins("group", 2)
	p.joins("c", 1)
	p.cancels("a")
	p.hears("offered c")
	p.cancels("b")
	p.hears("offered group")
	p.is("group", shifts.Offered)
	if u := p.joins("late", 1); u.State != shifts.Waiting {
		t.Errorf("who comes later is %s while all seats are held", u.State)
	}
}

// Nobody jumps the line while a freed seat waits for the morning.
func TestNobodyJumpsTheLine(t *testing.T) {
	p := begin(t, 1)
	p.joins("a", 1)
	p.joins("b", 1)
	p.now = p.now.Add(10 * time.Hour) // 22:00
	p.cancels("a")
	p.hears()
	if u := p.joins("c", 1); u.State != shifts.Waiting || u.Ticket != 2 {
		t.Errorf("who comes in the night is %s with ticket %d", u.State, u.Ticket)
	}
	p.passes(9 * time.Hour) // 7:00
	p.hears()
	p.passes(time.Hour)
	p.hears("offered b")
}

// A seat that comes free in the last half hour is offered to nobody, and whoever asks has it.
func TestLastHalfHour(t *testing.T) {
	p := begin(t, 1)
	p.joins("a", 1)
	p.joins("b", 1)
	p.now = p.now.AddDate(0, 0, 3).Add(-20 * time.Minute)
	p.cancels("a")
	p.hears("late manager")
	if u := p.joins("c", 1); u.State != shifts.Coming {
		t.Errorf("c is %s", u.State)
	}
	p.passes(time.Hour) // it has begun
	if _, _, err := p.s.Join(t.Context(), shiftstest.As("d"), p.key(), "s", shifts.Wish{Seats: 1}, shiftstest.Adult("d")); !errors.Is(err, shifts.ErrOver) {
		t.Errorf("somebody joins what has begun: %v", err)
	}
}

// errElsewhere stands for a clash.
var errElsewhere = errors.New("elsewhere then")

// What somebody else does not allow, and what cannot be: nothing is changed.
func TestRefused(t *testing.T) {
	p := begin(t, 2)
	p.joins("a", 1)
	sitting := shiftstest.Shift(t, p.kept, "beside", 5) // at the same time
	minor, unknown := shiftstest.Adult("m"), shiftstest.Adult("u")
	minor.BirthYear, minor.GuardianOK, unknown.Consents = 2012, true, nil
	lonely := *minor
	lonely.GuardianOK = false
	if err := p.kept.Opportunities.Insert(t.Context(), &domain.Opportunity{Meta: domain.Meta{ID: "work"}, State: domain.Open}); err != nil {
		t.Fatal(err)
	}
	for what, try := range map[string]struct {
		me    *domain.Volunteer
		by    access.Actor
		shift string
		seats int
		want  error
	}{
		"for somebody else":   {shiftstest.Adult("b"), shiftstest.As("c"), "s", 1, domain.ErrForbidden},
		"no seat":             {shiftstest.Adult("b"), shiftstest.As("b"), "s", 0, shifts.ErrTooMany},
		"more than there are": {shiftstest.Adult("b"), shiftstest.As("b"), "s", 3, shifts.ErrTooMany},
		"a billion":           {shiftstest.Adult("b"), shiftstest.As("b"), "s", 1_000_000_000, shifts.ErrTooMany},
		"two with one left":   {shiftstest.Adult("b"), shiftstest.As("b"), "s", 2, shifts.ErrFull},
		"elsewhere":           {shiftstest.Adult("a"), shiftstest.As("a"), sitting.ID, 1, errElsewhere},
		"a minor":             {minor, shiftstest.As("m"), "s", 1, shifts.ErrYoung},
		"without guardian":    {&lonely, shiftstest.As("m"), "s", 1, shifts.ErrGuardian},
		"nobody knows who":    {unknown, shiftstest.As("u"), "s", 1, shifts.ErrUnknown},
		"a shift that is not": {shiftstest.Adult("b"), shiftstest.As("b"), "none", 1, domain.ErrNotFound},
	} {
		_, _, err := p.s.Join(t.Context(), try.by, p.key(), try.shift, shifts.Wish{Seats: try.seats}, try.me)
		var clash *shifts.Clash
		if errors.As(err, &clash) {
			err = errElsewhere
			if clash.With.Shift != "s" {
				t.Errorf("%s: it clashes with %s", what, clash.With.Shift)
			}
		}
		if !errors.Is(err, try.want) {
			t.Errorf("%s: %v, not %v", what, err, try.want)
		}
	}
	shiftstest.Adds(t.Context(), t, p.kept, "s")
	if _, _, err := p.s.Remove(t.Context(), shiftstest.As("b"), "k", "s", "a"); !errors.Is(err, domain.ErrForbidden) {
		t.Errorf("a volunteer takes another one out: %v", err)
	}
	p.is("a", shifts.Coming)
}

// Who is taken out by the organiser is told, does not come back, and their seat goes on.
func TestRemove(t *testing.T) {
	p := begin(t, 1)
	p.joins("a", 1)
	p.joins("b", 1)
	leader := shiftstest.As("leader")
	if _, err := p.kept.Shifts.Update(t.Context(), "s", func(s *shifts.Shift) error { s.Leaders = []string{"leader"}; return nil }); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, _, err := p.s.Remove(t.Context(), leader, "key", "s", "a"); err != nil {
			t.Fatal(err)
		}
	}
	p.hears("taken_out a", "offered b")
	if _, _, err := p.s.Join(t.Context(), shiftstest.As("a"), p.key(), "s", shifts.Wish{Seats: 1, OrWait: true}, shiftstest.Adult("a")); !errors.Is(err, shifts.ErrOver) {
		t.Errorf("who was taken out joins: %v", err)
	}
}

// Who has themselves erased leaves no seat behind, and no name.
func TestForget(t *testing.T) {
	p := begin(t, 1)
	p.joins("a", 1)
	p.joins("b", 1)
	d := shifts.Data{Service: p.s, SignUps: p.kept.SignUps, Shifts: p.kept.Shifts}
	if _, err := p.kept.Shifts.Update(t.Context(), "s", func(s *shifts.Shift) error { s.Leaders = []string{"a"}; return nil }); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := d.Forget(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
	}
	p.passes(0)
	p.hears("offered b")
	for u, err := range d.Known(t.Context(), "a") {
		t.Errorf("known still: %v, %v", u, err)
	}
	s, err := p.kept.Shifts.Get(t.Context(), "s")
	if err != nil || len(s.Leaders) > 0 || len(s.Moves) > 0 {
		t.Errorf("the shift knows %v, %v: %v", s.Leaders, s.Moves, err)
	}
	shiftstest.Adds(t.Context(), t, p.kept, "s")
}

// Plans that cannot be are refused with what is wrong; who may not plans nothing.
func TestPlan(t *testing.T) {
	p := begin(t, 1)
	leader := access.Actor{Person: "m", Organisations: []*domain.Organisation{{Meta: domain.Meta{ID: "o"}}}}
	good := func() *shifts.Shift {
		return &shifts.Shift{Meta: domain.Meta{ID: "new"}, Work: "work", Organisation: "o", From: p.now.Add(time.Hour), To: p.now.Add(2 * time.Hour), Seats: 3}
	}
	for what, spoil := range map[string]func(*shifts.Shift){
		"in the past":              func(s *shifts.Shift) { s.From, s.To = p.now.Add(-2*time.Hour), p.now.Add(-time.Hour) },
		"ends before it starts":    func(s *shifts.Shift) { s.To = s.From.Add(-time.Minute) },
		"ends as it starts":        func(s *shifts.Shift) { s.To = s.From },
		"two days":                 func(s *shifts.Shift) { s.To = s.From.Add(48 * time.Hour) },
		"no seats at all":          func(s *shifts.Shift) { s.Seats = -1 },
		"a billion seats":          func(s *shifts.Shift) { s.Seats = 1_000_000_000 },
		"more extra than seats":    func(s *shifts.Shift) { s.Extra = 4 },
		"of nothing":               func(s *shifts.Shift) { s.Work = "" },
		"for nobody alive":         func(s *shifts.Shift) { s.MinAge = 200 },
		"with a hundred questions": func(s *shifts.Shift) { s.Questions = make([]shifts.Question, 100) },
	} {
		s := good()
		spoil(s)
		if err := p.s.Plan(t.Context(), leader, "k", s); !errors.Is(err, shifts.ErrPlan) {
			t.Errorf("%s: %v", what, err)
		}
	}
	if err := p.s.Plan(t.Context(), shiftstest.As("m"), "k", good()); !errors.Is(err, domain.ErrForbidden) {
		t.Errorf("a volunteer plans: %v", err)
	}
	for range 2 {
		if err := p.s.Plan(t.Context(), leader, "k", good()); err != nil {
			t.Error(err)
		}
	}
}
