package shifts_test

import (
	"context"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
	"jitasa/internal/thai"
)

// at is an hour of a day of the calendar: day 0 is that of [shiftstest.Noon].
func at(day, hour, minute int) time.Time {
	noon := shiftstest.Noon()
	return time.Date(noon.Year(), noon.Month(), noon.Day()+day, hour, minute, 0, 0, thai.Zone())
}

// until lets time pass in steps of a quarter of an hour, as rounds do, and gives when each was told what.
func (p *play) until(end time.Time) (told []string) {
	p.Helper()
	for p.now.Before(end) {
		p.passes(15 * time.Minute)
		for _, n := range p.told.All() {
			told = append(told, p.now.Format("2 15:04 ")+string(n.Kind)+" "+n.To)
		}
	}
	return told
}

func (p *play) expects(told []string, want ...string) {
	p.Helper()
	if !slices.Equal(told, want) {
		p.Errorf("told %q, not %q", told, want)
	}
}

// beginAt is a play whose shift begins at a time.
func beginAt(t *testing.T, from time.Time) *play {
	t.Helper()
	p := begin(t, 5)
	if _, err := p.kept.Shifts.Update(t.Context(), "s", func(s *shifts.Shift) error {
		s.From, s.To = domain.Instant(from), domain.Instant(from.Add(time.Hour))
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	return p
}

// People are reminded a week, a day and two hours before, but not in the night, and not who has just joined.
func TestReminders(t *testing.T) {
	for what, try := range map[string]struct {
		from time.Time
		want []string
	}{
		"in the afternoon": {at(9, 14, 0), []string{"3 14:00 reminds a", "9 14:00 reminds a", "10 12:00 reminds a"}},
		"at nine":          {at(9, 9, 0), []string{"9 09:00 reminds a", "10 08:00 reminds a"}},                        // a week before they have just joined
		"at half past six": {at(9, 6, 30), []string{"9 08:00 reminds a", "9 20:00 reminds a"}},                        // two hours before they sleep
		"in the evening":   {at(9, 23, 0), []string{"4 08:00 reminds a", "10 08:00 reminds a", "10 20:00 reminds a"}}, // 21:00 is too late
		"soon":             {at(1, 14, 0), []string{"2 12:00 reminds a"}},                                             // a day before they joined
	} {
		t.Run(what, func(t *testing.T) {
			p := beginAt(t, try.from)
			p.joins("a", 1)
			p.expects(p.until(try.from.Add(time.Hour)), try.want...)
		})
	}
}

// Who says that they come is not reminded any more, until the shift is changed; who cannot is not either.
func TestSureIsNotReminded(t *testing.T) {
	p := beginAt(t, at(9, 14, 0))
	p.joins("sure", 1)
	p.joins("not", 1)
	p.now = at(2, 15, 0)
	p.expects(p.until(at(2, 16, 0)), "3 15:15 reminds not", "3 15:15 reminds sure")
	if err := p.s.Still(t.Context(), shiftstest.As("sure"), "s", 0); err != nil {
		t.Fatal(err)
	}
	p.expects(p.until(at(8, 18, 0)), "9 14:00 reminds not")
	p.cancels("not")
	p.later(time.Hour) // is told and asked
	p.expects(p.until(at(9, 16, 0)), "9 18:15 late manager", "9 18:15 altered sure", "10 13:00 reminds sure")
}

// Reminders that are late are sent while they still help, and of two only the nearer.
func TestLateReminders(t *testing.T) {
	for what, try := range map[string]struct {
		now  time.Time
		want []string
	}{
		"four days before": {at(5, 13, 45), []string{"6 14:00 reminds a", "9 14:00 reminds a", "10 12:00 reminds a"}},
		"two days before":  {at(7, 14, 0), []string{"9 14:00 reminds a", "10 12:00 reminds a"}},
		"in the night":     {at(8, 22, 0), []string{"10 08:00 reminds a", "10 12:00 reminds a"}},
		"an hour before":   {at(9, 13, 0), []string{"10 13:15 reminds a"}},
		"as it begins":     {at(9, 13, 30), nil},
	} {
		t.Run(what, func(t *testing.T) {
			p := beginAt(t, at(9, 14, 0))
			p.joins("a", 1)
			p.now = try.now
			p.expects(p.until(at(9, 15, 0)), try.want...)
		})
	}
}

// counted counts what is told, also what is told again.
type counted struct {
	*shiftstest.Told
	keys map[string]int
}

func (c counted) Tell(ctx context.Context, n ...domain.Notice) error {
	for _, one := range n {
		c.keys[one.Address().Key]++
	}
	return c.Told.Tell(ctx, n...) //nolint:wrapcheck // it is the same
}

// Three processes on one store send each reminder and each change once to each person, wherever they are killed.
func TestOnceFromThree(t *testing.T) {
	for writes := range 12 {
		for _, after := range []bool{false, true} {
			p := beginAt(t, at(9, 14, 0))
			everyone := []string{"anong", "boonmee", "chai"}
			for _, who := range everyone {
				p.joins(who, 1)
			}
			keys := counted{p.told, map[string]int{}}
			rounds := func() {
				for i := range 3 {
					s := shiftstest.New(p.kept, p.told, func() time.Time { return p.now })
					s.Teller = keys
					if i < 2 { // the third one lives
						m := &mortal{left: (writes + i) % 6, after: after}
						s.Shifts, s.SignUps = mortalShifts{p.kept.Shifts, m}, mortalSignUps{p.kept.SignUps, m}
					}
					if err := s.Round(t.Context()); err != nil && !errors.Is(err, errKilled) {
						t.Fatal(err)
					}
				}
			}
			p.now = at(3, 10, 0)
			p.later(time.Hour)
			for p.now.Before(at(9, 15, 0)) {
				p.now = p.now.Add(time.Hour)
				rounds()
			}
			if len(keys.keys) != len(everyone)*3 { // the change, a day and two hours before
				t.Fatalf("told of %v", slices.Collect(maps.Keys(keys.keys)))
			}
			got := map[string]int{}
			for _, n := range p.told.All() {
				got[string(n.Kind)+" "+n.To]++
				if strings.Contains(n.Key, n.To) {
					t.Errorf("a key names somebody: %s", n.Key)
				}
			}
			for _, who := range everyone {
				if got["altered "+who] != 1 || got["reminds "+who] != 2 {
					t.Errorf("after %d writes: %v", writes, got)
				}
			}
		}
	}
}

// What a month's reminders cost is known before: those that still go out in it, to who comes now, or if all seats are taken.
func TestCost(t *testing.T) {
	p := beginAt(t, at(9, 14, 0)) // 10 December; 5 seats
	p.joins("a", 1)
	p.joins("b", 2)
	shiftstest.Shift(t, p.kept, "empty", 4) // in three days: a day and two hours before
	if _, err := p.kept.Shifts.Update(t.Context(), "s", func(s *shifts.Shift) error {
		s.From = domain.Instant(at(32, 14, 0))
		s.To = s.From.Add(time.Hour)
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for month, want := range map[time.Time]shifts.Cost{
		at(0, 12, 0):   {Now: 3, Most: 5 + 3*4}, // the week before 2 January; all three of the near one
		at(31, 0, 0):   {Now: 6, Most: 10},
		at(90, 0, 0):   {},
		at(-31, 12, 0): {},
	} {
		got, err := p.s.Reminders(t.Context(), leader(), "o", month)
		if err != nil || got != want {
			t.Errorf("%s: %+v, not %+v (%v)", month.Format("Jan 2006"), got, want, err)
		}
	}
	if _, err := p.s.Reminders(t.Context(), shiftstest.As("a"), "o", p.now); !errors.Is(err, domain.ErrForbidden) {
		t.Errorf("a volunteer: %v", err)
	}
}
