package hours_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
)

const rivals = 16

// race lets many do something at the same time, and gives what each of them got.
func race[T any](do func(n int) T) []T {
	got := make([]T, rivals)
	var all sync.WaitGroup
	start := make(chan struct{})
	for n := range rivals {
		all.Go(func() {
			<-start
			got[n] = do(n)
		})
	}
	close(start)
	all.Wait()
	return got
}

// raced is what somebody got of a race.
type raced struct {
	hours.Record
	minutes int // that they wanted
	err     error
}

// oneWon fails unless one has it as they wanted and all others the record as it is now.
func oneWon(t *testing.T, now hours.Record, entries int, all []raced) {
	t.Helper()
	won := 0
	for _, got := range all {
		switch {
		case got.err == nil && got.minutes == now.Minutes:
			won++
		case !errors.Is(got.err, domain.ErrConflict):
			t.Errorf("%d minutes: %v", got.minutes, got.err)
		}
		if got.Minutes != now.Minutes || len(got.Entries) != entries {
			t.Errorf("who wanted %d minutes is given %d in %d entries, it is %d", got.minutes, got.Minutes, len(got.Entries), now.Minutes)
		}
	}
	if won != 1 || len(now.Entries) != entries {
		t.Errorf("%d won, in %d entries: want one, in %d", won, len(now.Entries), entries)
	}
}

// Many leaders decide at the same time: whatever each wants, one has it, the others are told what it is, and the ledger has
// it once. Where they want the same, all have it.
func TestRaces(t *testing.T) {
	engines(t, func(t *testing.T, c *collections.Collections) {
		h := accesstest.New(t)
		_, of := service(h)
		s := over(c, h, of)
		a := of.all["a1"]
		a.Leaders = nil
		by := make([]access.Actor, rivals)
		for n := range by {
			by[n] = person1(fmt.Sprint("leader", n))
			a.Leaders = append(a.Leaders, by[n].Person)
		}
		of.all["a1"] = a
		confirm := func(minutes func(n int) int, people ...string) []raced {
			return race(func(n int) raced {
				out, _, err := s.Confirm(t.Context(), by[n], fmt.Sprint("confirm", people[0], n), hours.Batch{Shift: "a1", People: people, Minutes: minutes(n)})
				if err != nil || len(out) != len(people) {
					return raced{err: fmt.Errorf("%d outcomes: %w", len(out), err)}
				}
				return raced{out[0].Record, minutes(n), out[0].Err}
			})
		}
		get := func(person string) hours.Record {
			r, err := s.Get(t.Context(), by[0], "a1", person)
			if err != nil {
				t.Fatal(err)
			}
			return r
		}
		each := func(n int) int { return 60 + n }
		all := confirm(each, "one")
		oneWon(t, get("one"), 1, all)

		many := []string{"m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8"}
		confirm(each, many...)
		for _, p := range many {
			if r := get(p); len(r.Entries) != 1 || r.Minutes < 60 {
				t.Errorf("of many, %s has %d minutes in %d entries", p, r.Minutes, len(r.Entries))
			}
		}
		for _, got := range confirm(func(int) int { return 100 }, "same") {
			if got.err != nil || got.Minutes != 100 {
				t.Errorf("the same by many: %d, %v", got.Minutes, got.err)
			}
		}
		if r := get("same"); len(r.Entries) != 1 {
			t.Errorf("the same by many is kept %d times", len(r.Entries))
		}

		seen := get("one")
		all = race(func(n int) raced {
			r, _, err := s.Correct(t.Context(), by[n], fmt.Sprint("correct", n), hours.Word{Shift: "a1", Person: "one", Seen: seen.Seen, Minutes: 100 + n, Reason: "x"})
			return raced{r, 100 + n, err}
		})
		oneWon(t, get("one"), 2, all)
	})
}

// One event that is delivered to many processes at once says it once.
func TestOneKeyByMany(t *testing.T) {
	engines(t, func(t *testing.T, c *collections.Collections) {
		h := accesstest.New(t)
		_, of := service(h)
		s := over(c, h, of)
		for _, got := range race(func(int) raced {
			r, told, err := s.Claim(t.Context(), person1("U1"), "event", hours.Word{Shift: "a1", Person: "U1", Minutes: 60})
			if len(told) != 2 {
				err = errors.Join(err, fmt.Errorf("%d notices", len(told)))
			}
			return raced{Record: r, err: err}
		}) {
			if got.err != nil || len(got.Entries) != 1 || got.Said != 60 {
				t.Errorf("%d entries, %v", len(got.Entries), got.err)
			}
		}
	})
}
