package shifts_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jitasa/internal/collections"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
	"jitasa/internal/store"
	"jitasa/internal/store/memory"
	"jitasa/internal/store/mongo"
	"jitasa/internal/store/mongo/mongotest"
	"jitasa/internal/store/sqlite"
)

var many = flag.Int("shifts.people", 1000, "how many people want ten seats at once")

// onEngines runs a test on every engine, as two processes on the same store: each with what it keeps in memory.
func onEngines(t *testing.T, test func(t *testing.T, c *collections.Collections, processes [2]*shifts.Service, told *shiftstest.Told)) {
	t.Helper()
	for name, open := range map[string]func(*testing.T) [2]store.Engine{
		"memory": func(*testing.T) [2]store.Engine { e := memory.New(); return [2]store.Engine{e, e} },
		"sqlite": func(t *testing.T) [2]store.Engine {
			e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "store.db"), sqlite.Options{})
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { _ = e.Close() }) // the test is over
			return [2]store.Engine{e, e}
		},
		"mongo": func(t *testing.T) [2]store.Engine {
			d := mongotest.New(t)
			var both [2]store.Engine
			for i := range both {
				e, err := mongo.Open(t.Context(), d.URI, d.Name, mongo.Options{})
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(func() { _ = e.Close() }) // the test is over
				both[i] = e
			}
			return both
		},
	} {
		t.Run(name, func(t *testing.T) {
			engines := open(t)
			told := &shiftstest.Told{}
			var c *collections.Collections
			var both [2]*shifts.Service
			for i, e := range engines {
				kept, err := collections.Open(t.Context(), e, memory.Plain{})
				if err != nil {
					t.Fatal(err)
				}
				c, both[i] = kept, shiftstest.New(kept, told, nil)
			}
			test(t, c, both, told)
		})
	}
}

// at once runs something for each of n people, side by side.
func atOnce(n int, do func(i int)) {
	var all sync.WaitGroup
	for i := range n {
		all.Go(func() { do(i) })
	}
	all.Wait()
}

func who(i int) string { return fmt.Sprintf("person-%04d", i) }

// A thousand people want ten seats: ten have them, nobody twice, and the others stand in line in the order of their tickets.
func TestThousandForTen(t *testing.T) {
	onEngines(t, func(t *testing.T, c *collections.Collections, processes [2]*shifts.Service, _ *shiftstest.Told) {
		shiftstest.Shift(t, c, "s", 10)
		var got, waits atomic.Int64
		start := time.Now()
		atOnce(*many, func(i int) {
			_, u, err := processes[i%2].Join(t.Context(), shiftstest.As(who(i)), "join-"+who(i), "s", shifts.Wish{Seats: 1, OrWait: true}, shiftstest.Adult(who(i)))
			switch {
			case err != nil:
				t.Error(err)
			case u.State == shifts.Coming:
				got.Add(1)
			case u.State == shifts.Waiting:
				waits.Add(1)
			}
		})
		t.Logf("%d people in %v", *many, time.Since(start).Round(time.Millisecond))
		if got.Load() != 10 || waits.Load() != int64(*many-10) {
			t.Errorf("%d have seats, %d wait", got.Load(), waits.Load())
		}
		shiftstest.Adds(t.Context(), t, c, "s")
		n := 0
		for u, err := range c.SignUps.In(t.Context(), "s", shifts.Waiting) {
			if n++; err != nil || u.Ticket != n {
				t.Fatalf("ticket %d stands at place %d: %v", u.Ticket, n, err)
			}
		}
		s, err := c.Shifts.Get(t.Context(), "s")
		if err != nil || len(s.Moves) > 0 {
			t.Errorf("%d moves are left: %v", len(s.Moves), err)
		}
	})
}

// Some join while others cancel: what is freed goes to those in line, in their order, and the numbers agree.
func TestJoinsAgainstCancels(t *testing.T) {
	onEngines(t, func(t *testing.T, c *collections.Collections, processes [2]*shifts.Service, told *shiftstest.Told) {
		shiftstest.Shift(t, c, "s", 10)
		join := func(i int, key string) {
			_, _, err := processes[i%2].Join(t.Context(), shiftstest.As(who(i)), key+who(i), "s", shifts.Wish{Seats: 1, OrWait: true}, shiftstest.Adult(who(i)))
			if err != nil {
				t.Error(err)
			}
		}
		for i := range 10 {
			join(i, "first-")
		}
		atOnce(60, func(i int) {
			if i >= 10 {
				join(i, "then-")
				return
			}
			if _, _, err := processes[i%2].Cancel(t.Context(), shiftstest.As(who(i)), "cancel-"+who(i), "s"); err != nil {
				t.Error(err)
			}
		})
		shiftstest.Adds(t.Context(), t, c, "s")
		s, err := c.Shifts.Get(t.Context(), "s")
		if err != nil {
			t.Fatal(err)
		}
		if s.Taken+s.Held != 10 || s.Waiting != 40 {
			t.Errorf("%d taken, %d held, %d wait", s.Taken, s.Held, s.Waiting)
		}
		offers := 0
		for _, n := range told.All() {
			if n.Kind == shifts.SeatOffered {
				offers++
			}
		}
		if offers != s.Held {
			t.Errorf("%d were told of a seat, %d are held", offers, s.Held)
		}
	})
}

// Groups of five want seven seats: one has five, nobody has a part.
func TestGroups(t *testing.T) {
	onEngines(t, func(t *testing.T, c *collections.Collections, processes [2]*shifts.Service, _ *shiftstest.Told) {
		shiftstest.Shift(t, c, "s", 7)
		var got, full atomic.Int64
		atOnce(12, func(i int) {
			_, u, err := processes[i%2].Join(t.Context(), shiftstest.As(who(i)), who(i), "s", shifts.Wish{Seats: 5}, shiftstest.Adult(who(i)))
			switch {
			case errors.Is(err, shifts.ErrFull):
				full.Add(1)
			case err != nil:
				t.Error(err)
			case u.State == shifts.Coming && u.Seats == 5:
				got.Add(1)
			}
		})
		if got.Load() != 1 || full.Load() != 11 {
			t.Errorf("%d groups have seats, %d were told that it is full", got.Load(), full.Load())
		}
		shiftstest.Adds(t.Context(), t, c, "s")
	})
}

// An offer is accepted while its time ends: it is either taken or goes to the next, and never both.
func TestOfferAtItsEnd(t *testing.T) {
	onEngines(t, func(t *testing.T, c *collections.Collections, processes [2]*shifts.Service, _ *shiftstest.Told) {
		for n := range 10 {
			id := fmt.Sprintf("s%d", n)
			offerAtItsEnd(t, c, processes, id)
		}
	})
}

func offerAtItsEnd(t *testing.T, c *collections.Collections, processes [2]*shifts.Service, id string) {
	t.Helper()
	shiftstest.Shift(t, c, id, 1)
	for i := range 3 {
		p := who(i)
		me := shiftstest.Adult(p)
		me.ID = p + id
		if _, _, err := processes[0].Join(t.Context(), shiftstest.As(me.ID), "join"+me.ID, id, shifts.Wish{Seats: 1, OrWait: true}, me); err != nil {
			t.Fatal(err)
		}
	}
	if _, _, err := processes[0].Cancel(t.Context(), shiftstest.As(who(0)+id), "cancel", id); err != nil {
		t.Fatal(err)
	}
	end := shiftstest.Noon().Add(12 * time.Hour)
	late, inTime := shiftstest.New(c, &shiftstest.Told{}, func() time.Time { return end }), processes[1]
	var accepted error
	atOnce(2, func(i int) {
		if i == 0 {
			if err := late.Round(context.WithoutCancel(t.Context())); err != nil {
				t.Error(err)
			}
			return
		}
		_, _, accepted = inTime.Accept(t.Context(), shiftstest.As(who(1)+id), "accept", id)
	})
	shiftstest.Adds(t.Context(), t, c, id)
	s, err := c.Shifts.Get(t.Context(), id)
	switch {
	case err != nil:
		t.Fatal(err)
	case accepted == nil && s.Taken != 1, accepted != nil && !errors.Is(accepted, shifts.ErrLapsed), s.Taken+s.Held > 1:
		t.Errorf("accepted: %v; %d taken, %d held", accepted, s.Taken, s.Held)
	}
}
