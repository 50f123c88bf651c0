package hours_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
	"jitasa/internal/store"
	"jitasa/internal/store/memory"
	"jitasa/internal/store/mongo"
	"jitasa/internal/store/mongo/mongotest"
	"jitasa/internal/store/sqlite"
	"jitasa/internal/thai"
)

// Who leads the shifts of tests.
const (
	leader = "a leader"
	second = "another leader"
)

// nine is when the first shift begins; it lasts three hours.
var nine = time.Date(2026, time.November, 28, 9, 0, 0, 0, thai.Zone())

// shifts are the shifts of tests, and who takes part in them.
type shifts struct {
	all    map[string]hours.Shift
	people []string // in each; nil: everybody
}

func (s *shifts) Shift(_ context.Context, id string) (hours.Shift, error) {
	of, ok := s.all[id]
	if !ok {
		return of, domain.ErrNotFound
	}
	return of, nil
}

func (s *shifts) Among(_ context.Context, _ string, people []string) ([]string, error) {
	if s.people == nil {
		return people, nil
	}
	return slices.DeleteFunc(slices.Clone(people), func(p string) bool { return !slices.Contains(s.people, p) }), nil
}

// shift is one of the organisation's, so many days after the first.
func shift(id string, days int) hours.Shift {
	from := nine.AddDate(0, 0, days)
	return hours.Shift{
		ID: id, Work: "work-" + id[:1], Organisation: accesstest.Organisation, Title: domain.Text{"th": "ปลูกป่า"}, From: from, To: from.Add(3 * time.Hour),
		Leaders: []string{leader, second},
	}
}

// service is the hours of a house: its shifts are over.
func service(h *accesstest.House) (*hours.Service, *shifts) {
	of := &shifts{all: map[string]hours.Shift{}}
	for i, id := range []string{"a1", "a2", "b1"} {
		of.all[id] = shift(id, i)
	}
	return over(h.Kept, h, of), of
}

// over is the hours of some collections.
func over(kept *collections.Collections, h *accesstest.House, of *shifts) *hours.Service {
	return &hours.Service{
		Ledger: kept.Hours, Lists: kept.Hours, Shifts: of, People: h.Kept.Volunteers, Organisations: h.Kept.Organisations, Audit: h.Access.Audit, Now: h.Now,
	}
}

// rig is a service in a house, whose time is after all shifts.
type rig struct {
	*hours.Service
	house *accesstest.House
	of    *shifts
	key   int
}

func newRig(tb testing.TB) *rig {
	tb.Helper()
	h := accesstest.New(tb)
	r := &rig{house: h}
	r.Service, r.of = service(h)
	for _, id := range []string{leader, second} {
		h.Do(h.Kept.Volunteers.Insert(tb.Context(), &domain.Volunteer{Meta: domain.Meta{ID: id}, Name: "ชื่อ" + id, Reach: domain.Reach{Lang: "en"}}))
	}
	return r
}

// next is a key that nobody has used.
func (r *rig) next() string {
	r.key++
	return fmt.Sprint("key", r.key)
}

// confirm has a leader confirm somebody's minutes.
func (r *rig) confirm(tb testing.TB, shift, person string, minutes int) hours.Record {
	tb.Helper()
	out, _, err := r.Confirm(tb.Context(), person1(leader), r.next(), hours.Batch{Shift: shift, People: []string{person}, Minutes: minutes})
	if err != nil || len(out) != 1 || out[0].Err != nil {
		tb.Fatal(out, err)
	}
	return out[0].Record
}

// person1 is somebody who is neither staff nor a manager, in the chat.
func person1(id string) access.Actor { return access.Actor{Person: id, From: access.Chat} }

// engines runs a test over the collections of each engine.
func engines(t *testing.T, test func(*testing.T, *collections.Collections)) {
	t.Helper()
	open := func(t *testing.T, e store.Engine) {
		t.Helper()
		t.Cleanup(func() { _ = e.Close() }) // nothing is read again
		c, err := collections.Open(t.Context(), e, memory.Plain{})
		if err != nil {
			t.Fatal(err)
		}
		test(t, c)
	}
	t.Run("memory", func(t *testing.T) { open(t, memory.New()) })
	t.Run("sqlite", func(t *testing.T) {
		e, err := sqlite.Open(t.Context(), filepath.Join(t.TempDir(), "a.db"), sqlite.Options{})
		if err != nil {
			t.Fatal(err)
		}
		open(t, e)
	})
	t.Run("mongodb", func(t *testing.T) {
		d := mongotest.New(t)
		e, err := mongo.Open(t.Context(), d.URI, d.Name, mongo.Options{})
		if err != nil {
			t.Fatal(err)
		}
		open(t, e)
	})
}
