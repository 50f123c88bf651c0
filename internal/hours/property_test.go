package hours_test

import (
	"context"
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
)

// deed is something that somebody does under a key.
type deed struct {
	key string
	do  func(*hours.Service) error
}

// drawn draws something that somebody of the house says of somebody, whether they may or not.
func drawn(r *rapid.T, h *accesstest.House, key string) deed {
	people := []string{"U1", "U2", leader}
	who := rapid.SampledFrom([]access.Actor{
		person1("U1"), person1("U2"), person1(leader), person1(second), h.Actor(accesstest.Manager), h.Actor(accesstest.Coordinator), h.Actor(accesstest.Admin), access.ByTimer(),
	}).Draw(r, "who")
	w := hours.Word{
		Shift: rapid.SampledFrom([]string{"a1", "a1", "a1", "a2"}).Draw(r, "shift"), Person: rapid.SampledFrom([]string{"U1", "U1", "U1", "U2", leader}).Draw(r, "of"),
		Seen: rapid.IntRange(0, 6).Draw(r, "seen"), Minutes: rapid.IntRange(-10, 200).Draw(r, "minutes"), Reason: rapid.SampledFrom([]string{"", "เพราะ"}).Draw(r, "reason"),
	}
	b := hours.Batch{Shift: w.Shift, People: people, Minutes: w.Minutes, Except: map[string]int{w.Person: rapid.IntRange(0, 180).Draw(r, "except")}}
	batch := func(do func(*hours.Service, context.Context, access.Actor, string, hours.Batch) ([]hours.Outcome, []hours.Notice, error)) deed {
		return deed{key, func(s *hours.Service) error { _, _, err := do(s, r.Context(), who, key, b); return err }}
	}
	one := func(do func(*hours.Service, context.Context, access.Actor, string, hours.Word) (hours.Record, []hours.Notice, error), look bool) deed {
		return deed{key, func(s *hours.Service) error {
			if now, err := s.Get(r.Context(), who, w.Shift, w.Person); look && err == nil {
				w.Seen = now.Seen
			}
			_, _, err := do(s, r.Context(), who, key, w)
			return err
		}}
	}
	look := rapid.IntRange(0, 4).Draw(r, "looks") > 0
	switch rapid.IntRange(0, 9).Draw(r, "what") {
	case 0:
		return one((*hours.Service).Claim, look)
	case 1:
		return one((*hours.Service).Dispute, look)
	case 2:
		return one((*hours.Service).Appeal, look)
	case 3:
		return one((*hours.Service).Correct, look)
	case 4:
		return one((*hours.Service).Settle, look)
	case 5:
		return one((*hours.Service).Absent, look)
	case 6:
		return one((*hours.Service).Excuse, look)
	case 7:
		return batch((*hours.Service).Estimate)
	default:
		return batch((*hours.Service).Confirm)
	}
}

// expected reports whether an error is one that a use case may give.
func expected(err error) bool {
	for _, may := range []error{domain.ErrForbidden, domain.ErrConflict, domain.ErrInvalid, hours.ErrEarly, hours.ErrLate, hours.ErrOften} {
		if errors.Is(err, may) {
			return true
		}
	}
	return err == nil
}

// ledger is everything that is kept.
func ledger(r *rapid.T, h *accesstest.House) (all []hours.Entry) {
	for e, err := range h.Kept.Hours.All(r.Context()) {
		h.Do(err)
		all = append(all, *e)
	}
	return all
}

// Whoever says whatever, in whatever order: no entry is ever changed, their numbers have no gaps, nobody decides their own,
// none is more than the shift or less than nothing; what is delivered again, at any time, adds nothing; and what statements,
// records and totals say adds up.
func TestAnyHistory(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		h := accesstest.New(t)
		s, _ := service(h)
		var done []deed
		for n := range rapid.IntRange(1, 30).Draw(r, "steps") {
			d := drawn(r, h, fmt.Sprint("key", n))
			if len(done) > 0 && rapid.IntRange(0, 3).Draw(r, "again") == 0 {
				d = rapid.SampledFrom(done).Draw(r, "which")
			}
			before := ledger(r, h)
			if err := d.do(s); !expected(err) {
				r.Fatal(err)
			}
			done = append(done, d)
			unchanged(r, before, ledger(r, h))
			h.Time = h.Time.Add(time.Duration(rapid.IntRange(0, 600).Draw(r, "minutes later")) * time.Minute)
		}
		kept := ledger(r, h)
		for _, d := range done { // each that said something, once more
			if said(kept, d.key) {
				if err := d.do(s); !expected(err) {
					r.Fatal(err)
				}
			}
		}
		if diff := cmp.Diff(kept, ledger(r, h)); diff != "" {
			r.Fatalf("what is delivered again changes the ledger: %s", diff)
		}
		addsUp(r, h, s, kept)
	})
}

// said reports whether something was said under a key.
func said(kept []hours.Entry, key string) bool {
	for _, e := range kept {
		if e.Under == key {
			return true
		}
	}
	return false
}

// unchanged fails if one of the entries that there were is another one now, or gone.
func unchanged(r *rapid.T, before, now []hours.Entry) {
	byID := map[string]hours.Entry{}
	for _, e := range now {
		byID[e.ID] = e
	}
	for _, e := range before {
		if !cmp.Equal(e, byID[e.ID]) {
			r.Fatalf("%+v has become %+v", e, byID[e.ID])
		}
	}
}

// addsUp holds everything that is read against the entries, folded by hand.
func addsUp(r *rapid.T, h *accesstest.House, s *hours.Service, kept []hours.Entry) {
	counts, came, missed, numbers := map[string]int{}, map[string]bool{}, map[string]bool{}, map[string]int{}
	for _, e := range kept {
		one := e.Shift + "/" + e.Person
		numbers[one]++
		if e.ID != fmt.Sprintf("%s/%04d", one, numbers[one]) {
			r.Fatalf("%s is entry %d", e.ID, numbers[one])
		}
		if e.Minutes < 0 || e.Minutes > 180 {
			r.Fatalf("%d minutes of a shift of 180", e.Minutes)
		}
		own := e.Kind == hours.Claimed || e.Kind == hours.Disputed || e.Kind == hours.Appealed
		if own != (e.By == e.Person) {
			r.Fatalf("%s of %s by %s", e.Kind, e.Person, e.By)
		}
		switch e.Kind {
		case hours.Confirmed, hours.Corrected:
			counts[one], came[one], missed[one] = e.Minutes, true, false
		case hours.Settled:
			counts[one] = e.Minutes
			if e.Minutes > 0 {
				came[one], missed[one] = true, false
			}
		case hours.Absent, hours.Excused:
			counts[one], came[one], missed[one] = 0, false, e.Kind == hours.Absent
		}
	}
	total := hours.Total{}
	for one := range numbers {
		total.Minutes += counts[one]
		if came[one] {
			total.Came++
		}
		if missed[one] {
			total.Missed++
		}
	}
	from, to := nine.AddDate(0, -1, 0), nine.AddDate(0, 2, 0)
	stated := 0
	for _, p := range []string{"U1", "U2", leader} {
		st, err := s.Statement(r.Context(), person1(p), p, from, to)
		h.Do(err)
		of := 0
		for _, w := range st.Works {
			for _, at := range w.Times {
				of += at.Minutes
			}
		}
		if of != st.Minutes || of != counts["a1/"+p]+counts["a2/"+p] {
			r.Fatalf("%s is stated %d minutes, of which %d are listed and %d in the ledger", p, st.Minutes, of, counts["a1/"+p]+counts["a2/"+p])
		}
		stated += st.Minutes
	}
	months, err := s.Totals(r.Context(), h.Actor(accesstest.Admin), accesstest.Organisation, from, to)
	h.Do(err)
	got := hours.Total{}
	for _, m := range months {
		got.Minutes, got.Came, got.Missed = got.Minutes+m.Minutes, got.Came+m.Came, got.Missed+m.Missed
	}
	if got != total || stated != total.Minutes {
		r.Fatalf("totals say %+v, statements %d minutes, the ledger %+v", got, stated, total)
	}
	u, err := s.ShowUp(r.Context(), accesstest.Organisation, 10)
	h.Do(err)
	if u.Came != total.Came || u.Missed != total.Missed {
		r.Fatalf("the measure of who came says %+v, the ledger %+v", u, total)
	}
}
