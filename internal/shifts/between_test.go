package shifts_test

import (
	"context"
	"errors"
	"iter"
	"testing"
	"time"

	"jitasa/internal/collections"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
)

// between is a store of sign-ups in which something else happens, once, before one is changed, or after some were listed.
type between struct {
	*collections.SignUps
	change, listed func()
}

func once(f *func()) {
	if do := *f; do != nil {
		*f = nil
		do()
	}
}

func (b *between) Update(ctx context.Context, id string, change func(*shifts.SignUp) error) (*shifts.SignUp, error) {
	once(&b.change)
	return b.SignUps.Update(ctx, id, change) //nolint:wrapcheck // it is the same
}

func (b *between) In(ctx context.Context, shift string, state shifts.State) iter.Seq2[*shifts.SignUp, error] {
	return func(yield func(*shifts.SignUp, error) bool) {
		for u, err := range b.SignUps.In(ctx, shift, state) {
			if !yield(u, err) {
				return
			}
		}
		once(&b.listed)
	}
}

// beside is another process, at the same time.
func (p *play) beside() (*shifts.Service, *between) {
	s := shiftstest.New(p.kept, p.told, func() time.Time { return p.now })
	b := &between{SignUps: p.kept.SignUps}
	s.SignUps = b
	return s, b
}

// A process that goes on after its move was finished by another one, and after the next move, takes nothing back.
func TestSlowProcess(t *testing.T) {
	p := begin(t, 1)
	slow, b := p.beside()
	b.change = func() { p.cancels("a") }
	if _, _, err := slow.Join(t.Context(), shiftstest.As("a"), "join", "s", shifts.Wish{Seats: 1}, shiftstest.Adult("a")); err != nil {
		t.Fatal(err)
	}
	p.is("a", shifts.Cancelled)
	shiftstest.Adds(t.Context(), t, p.kept, "s")
}

// Who joined the line in a process that was killed then comes before who joined it later.
func TestKilledInLine(t *testing.T) {
	p := begin(t, 1)
	p.joins("a", 1)
	dying := shiftstest.New(p.kept, p.told, func() time.Time { return p.now })
	m := &mortal{left: 1}
	dying.Shifts, dying.SignUps = mortalShifts{p.kept.Shifts, m}, mortalSignUps{p.kept.SignUps, m}
	_, _, err := dying.Join(t.Context(), shiftstest.As("b"), "join-b", "s", shifts.Wish{Seats: 1, OrWait: true}, shiftstest.Adult("b"))
	if !errors.Is(err, errKilled) {
		t.Fatal("it lived:", err)
	}
	p.joins("c", 1)
	p.cancels("a")
	p.hears("offered b")
}

// An offer that is made while others end is looked after as well.
func TestOfferBesideALapse(t *testing.T) {
	p := begin(t, 2)
	p.joins("a", 1)
	p.joins("b", 1)
	p.joins("c", 1)
	p.joins("d", 1)
	p.cancels("a")
	p.hears("offered c")
	p.now = p.now.Add(23 * time.Hour)
	beside, between := p.beside()
	between.listed = func() { p.cancels("b") }
	if err := beside.Round(t.Context()); err != nil {
		t.Fatal(err)
	}
	p.hears("passed c", "offered d")
	p.passes(6 * time.Hour)
	p.passes(16 * time.Hour)
	p.is("d", shifts.Lapsed)
}

// An event that is delivered again does not accept what was offered meanwhile.
func TestDeliveredAgain(t *testing.T) {
	p := begin(t, 1)
	p.joins("a", 1)
	join := func() *shifts.SignUp {
		_, u, err := p.s.Join(t.Context(), shiftstest.As("b"), "join-b", "s", shifts.Wish{Seats: 1, OrWait: true}, shiftstest.Adult("b"))
		if err != nil {
			t.Fatal(err)
		}
		return u
	}
	join()
	p.cancels("a")
	if u := join(); u.State != shifts.Offered {
		t.Errorf("the same event made it %s", u.State)
	}
}
