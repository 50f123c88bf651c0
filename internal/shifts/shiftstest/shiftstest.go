package shiftstest

import (
	"context"
	"slices"
	"sync"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
	"jitasa/internal/thai"
)

// Noon is a day on which nothing special is: Tuesday, 1 December 2026, 12:00 in Thailand.
func Noon() time.Time { return time.Date(2026, time.December, 1, 12, 0, 0, 0, thai.Zone()) }

// Told is who was told of what, each key once.
type Told struct {
	mu   sync.Mutex
	keys []string
	all  []domain.Notice
}

// Tell implements shifts.Teller.
func (t *Told) Tell(_ context.Context, n ...domain.Notice) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	for _, one := range n {
		if key := one.Address().Key; !slices.Contains(t.keys, key) {
			t.keys, t.all = append(t.keys, key), append(t.all, one)
		}
	}
	return nil
}

// All are the notices of shifts so far, and forgets everything; the keys are known still.
func (t *Told) All() []shifts.Notice {
	var all []shifts.Notice
	for _, n := range t.Every() {
		if n, ok := n.(shifts.Notice); ok {
			all = append(all, n)
		}
	}
	return all
}

// Every is every notice so far, as All.
func (t *Told) Every() []domain.Notice {
	t.mu.Lock()
	defer t.mu.Unlock()
	all := t.all
	t.all = nil
	return all
}

// Thai is what everybody reads.
type Thai struct{}

// Reads implements shifts.Readers.
func (Thai) Reads(context.Context, string) (string, error) { return "th", nil }

// Managers are the managers of every organisation.
type Managers []string

// ManagersOf implements shifts.Managers.
func (m Managers) ManagersOf(context.Context, string) ([]string, error) { return m, nil }

// New is taking part, over collections. It is [Noon] for as long as now is nil.
func New(c *collections.Collections, told *Told, now func() time.Time) *shifts.Service {
	if now == nil {
		now = Noon
	}
	return &shifts.Service{
		Shifts: c.Shifts, SignUps: c.SignUps, Works: c.Opportunities, People: c.Volunteers, Leads: c.Shifts, Board: c.Opportunities, Untold: c.Shifts, Teller: told, Managers: Managers{"manager"}, Readers: Thai{},
		Audit: &access.Audit{Log: c.Audit, Key: []byte("a key of tests"), Now: now}, Now: now,
	}
}

// Adult is somebody who may join anything.
func Adult(id string) *domain.Volunteer {
	v := &domain.Volunteer{Meta: domain.Meta{ID: id}, BirthYear: 1990}
	v.Consents = append(v.Consents, domain.Consent{Purpose: domain.ForMatching, Given: true})
	return v
}

// As is somebody in the chat.
func As(person string) access.Actor { return access.Actor{Person: person, From: access.Chat} }

// Shift is a shift with so many seats, three days from noon; it is kept.
func Shift(tb testing.TB, c *collections.Collections, id string, seats int) *shifts.Shift {
	tb.Helper()
	from := domain.Instant(Noon().AddDate(0, 0, 3))
	s := &shifts.Shift{Meta: domain.Meta{ID: id}, Work: "work", Organisation: "o", From: from, To: from.Add(4 * time.Hour), Seats: seats, State: domain.Open}
	if err := c.Shifts.Insert(tb.Context(), s); err != nil {
		tb.Fatal(err)
	}
	return s
}

// Failer is a test, also one of random histories.
type Failer interface {
	Helper()
	Fatalf(format string, args ...any)
	Errorf(format string, args ...any)
}

// Adds fails unless the numbers of a shift are those of its sign-ups: seats = coming + held + free, and nobody is there twice.
func Adds(ctx context.Context, tb Failer, c *collections.Collections, id string) {
	tb.Helper()
	s, err := c.Shifts.Get(ctx, id)
	if err != nil {
		tb.Fatalf("reading the shift: %v", err)
	}
	seats := map[shifts.State]int{}
	people := map[shifts.State]int{}
	tickets := map[int]bool{}
	for _, state := range []shifts.State{shifts.Coming, shifts.Offered, shifts.Waiting} {
		for u, err := range c.SignUps.In(ctx, id, state) {
			if err != nil {
				tb.Fatalf("reading sign-ups: %v", err)
			}
			seats[state] += u.Seats
			people[state]++
			if state == shifts.Waiting {
				if u.Ticket == 0 || tickets[u.Ticket] {
					tb.Errorf("ticket %d twice, or none", u.Ticket)
				}
				tickets[u.Ticket] = true
			}
		}
	}
	free, limited := s.Free()
	if s.Taken != seats[shifts.Coming] || s.Held != seats[shifts.Offered] || s.Waiting != people[shifts.Waiting] {
		tb.Errorf("the shift says %d taken, %d held, %d waiting; its sign-ups %v, %v", s.Taken, s.Held, s.Waiting, seats, people)
	}
	if limited && (free < 0 || free+s.Taken+s.Held+s.Elsewhere != s.Seats+s.Extra) {
		tb.Errorf("%d seats: %d taken, %d held, %d free", s.Seats, s.Taken, s.Held, free)
	}
}
