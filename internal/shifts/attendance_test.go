package shifts

import (
	"errors"
	"testing"
	"time"

	"jitasa/internal/domain"
)

// the shift of the rules is from nine to twelve.
var nine = time.Date(2026, time.December, 1, 9, 0, 0, 0, time.UTC)

func threeHours() *Shift {
	return &Shift{Meta: domain.Meta{ID: "s"}, From: nine, To: nine.Add(3 * time.Hour), Seats: 1, State: domain.Open}
}

// at is a time after nine.
func at(minutes int) time.Time { return nine.Add(time.Duration(minutes) * time.Minute) }

func TestCheckInRule(t *testing.T) {
	for name, c := range map[string]struct {
		state State
		off   bool
		at    int
		want  error
	}{
		"an hour before":           {Coming, false, -60, nil},
		"more than an hour before": {Coming, false, -61, ErrSoon},
		"a minute before the end":  {Coming, false, 179, nil},
		"at the end":               {Coming, false, 180, ErrEnded},
		"who waits":                {Waiting, false, 0, ErrNothing},
		"who cancelled":            {Cancelled, false, 0, ErrNothing},
		"what does not take place": {Coming, true, 0, ErrOver},
	} {
		s, u := threeHours(), &SignUp{State: c.state, Seats: 1}
		if c.off {
			s.State = Off
		}
		if err := checkIn(s, u, ByCode, at(c.at)); !errors.Is(err, c.want) || u.In.IsZero() != (c.want != nil) {
			t.Errorf("%s: %v, in %v", name, err, u.In)
		}
	}
	s, u := threeHours(), &SignUp{State: Coming, In: at(1), How: ByLeader}
	if err := checkIn(s, u, ByCode, at(50)); err != nil || !u.In.Equal(at(1)) || u.How != ByLeader {
		t.Errorf("again: %v, %+v", err, u)
	}
}

func TestCheckOutRule(t *testing.T) {
	for name, c := range map[string]struct {
		in, now int
		want    error
	}{
		"in the middle": {0, 90, nil}, "two hours after": {0, 300, nil}, "later": {0, 301, ErrEnded},
	} {
		u := &SignUp{State: Coming, In: at(c.in)}
		if err := checkOut(threeHours(), u, at(c.now)); !errors.Is(err, c.want) || u.Out.IsZero() != (c.want != nil) {
			t.Errorf("%s: %v, out %v", name, err, u.Out)
		}
	}
	if err := checkOut(threeHours(), &SignUp{State: Coming}, at(90)); !errors.Is(err, ErrNothing) {
		t.Error("out without having been in:", err)
	}
	u := &SignUp{State: Coming, In: at(0), Out: at(100)}
	if err := checkOut(threeHours(), u, at(170)); err != nil || !u.Out.Equal(at(100)) {
		t.Errorf("again: %v, %+v", err, u)
	}
}

func TestMinutes(t *testing.T) {
	for name, c := range map[string]struct{ in, out, want int }{
		"early, to the end":       {-50, 0, 180},
		"ten minutes late":        {10, 0, 180},
		"eleven minutes late":     {11, 0, 169},
		"left ten minutes early":  {1, 170, 180},
		"left in the middle":      {1, 90, 90},
		"left after the end":      {30, 250, 150},
		"came and left before it": {-50, -20, 0},
	} {
		u := &SignUp{State: Coming, In: at(c.in)}
		if c.out != 0 {
			u.Out = at(c.out)
		}
		if got := u.Minutes(threeHours()); got != c.want {
			t.Errorf("%s: %d minutes, not %d", name, got, c.want)
		}
	}
	if n := (&SignUp{State: Cancelled, In: at(0)}).Minutes(threeHours()); n != 0 {
		t.Error("who cancelled has", n)
	}
}

func TestWalkInRule(t *testing.T) {
	full := func(s *Shift) { s.Taken = 1 }
	for name, c := range map[string]struct {
		state   State
		change  func(*Shift)
		allowed bool
		at      int
		want    error
	}{
		"with room": {Nothing, nil, false, 5, nil}, "too early": {Nothing, nil, false, -61, ErrSoon}, "too late": {Nothing, nil, false, 180, ErrEnded},
		"too late, allowed": {Nothing, nil, true, 180, nil}, "full": {Nothing, full, false, 5, ErrFull}, "full, allowed": {Nothing, full, true, 5, nil},
		"who was removed": {Removed, nil, true, 5, ErrOver}, "closed": {Nothing, func(s *Shift) { s.State = domain.Closed }, false, 5, nil},
		"off": {Nothing, func(s *Shift) { s.State = Off }, true, 5, ErrOver},
	} {
		s, u := threeHours(), &SignUp{State: c.state}
		if c.change != nil {
			c.change(s)
		}
		err := walkIn(s, u, c.allowed, at(c.at))
		free, _ := s.Free()
		if !errors.Is(err, c.want) || (u.State == Coming) != (c.want == nil) || free < 0 {
			t.Errorf("%s: %v, %s, %d free", name, err, u.State, free)
		}
	}
}

func TestCodesOfTime(t *testing.T) {
	c, err := NewCodes([]byte("a key of tests"))
	if err != nil {
		t.Fatal(err)
	}
	other, _ := NewCodes([]byte("another"))
	code, until := c.Now("s", at(0))
	for name, got := range map[string]bool{
		"now": c.live("s", code, at(0)), "a step later": c.live("s", code, at(2)), "a clock that is slow": c.live("s", code, at(-2)), "until it ends": c.live("s", code, until.Add(-1)),
	} {
		if !got {
			t.Errorf("%s: not good", name)
		}
	}
	for name, got := range map[string]bool{
		"when it has ended": c.live("s", code, until), "yesterday's": c.live("s", code, at(24*60)), "of another shift": c.live("x", code, at(0)), "under another key": other.live("s", code, at(0)),
		"without a key": Codes{}.live("s", code, at(0)),
	} {
		if got {
			t.Errorf("%s: good", name)
		}
	}
}

func TestCodesOfPaper(t *testing.T) {
	c, _ := NewCodes([]byte("a key of tests"))
	s := threeHours()
	all := c.Paper(s)
	if len(all) != 8 || !all[0].From.Equal(at(-60)) || !all[7].To.Equal(at(180)) {
		t.Fatalf("%d stretches: %+v", len(all), all)
	}
	for name, p := range map[string]struct {
		n, now, want int
		ok           bool
	}{
		"while it is shown": {2, 15, 15, true}, "later": {3, 170, 30, true}, "of before the shift, later": {0, 60, 0, true}, "the next evening": {3, 24*60 + 11*60, 30, true},
		"after that": {3, 24*60 + 12*60, 0, false}, "before it is shown": {5, 10, 0, false},
	} {
		got, ok := c.paper(s, all[p.n].Code, at(p.now))
		if ok != p.ok || ok && !got.Equal(at(p.want)) {
			t.Errorf("%s: %v %v", name, got, ok)
		}
	}
	if _, ok := c.paper(&Shift{Meta: domain.Meta{ID: "x"}, From: s.From, To: s.To}, all[2].Code, at(15)); ok {
		t.Error("it is good for another shift")
	}
}

func TestPasses(t *testing.T) {
	c, _ := NewCodes([]byte("a key of tests"))
	pass := c.pass("the.shift", "p", at(0))
	if shift, ok := c.passes(pass, "p", at(60)); !ok || shift != "the.shift" {
		t.Error("not let in with", pass)
	}
	for name, ok := range map[string]bool{
		"somebody else's": second(c.passes(pass, "q", at(1))), "too old": second(c.passes(pass, "p", at(61))), "of another shift": second(c.passes(pass+"x", "p", at(1))), "nothing": second(c.passes("", "p", at(1))),
	} {
		if ok {
			t.Error(name)
		}
	}
}

func second[T any](_ T, ok bool) bool { return ok }

func TestReadCode(t *testing.T) {
	for _, text := range []string{"482913", "482 913", " 482-913 ", "4 8 2 9 1 3"} {
		if code, ok := ReadCode(text); !ok || code != "482913" {
			t.Errorf("%q is %q, %v", text, code, ok)
		}
	}
	for _, text := range []string{"", "48291", "4829131", "48291x", "0812345678", "๔๘"} {
		if code, ok := ReadCode(text); ok {
			t.Errorf("%q is the code %s", text, code)
		}
	}
	if Grouped("482913") != "482 913" {
		t.Error(Grouped("482913"))
	}
}
