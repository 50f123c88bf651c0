package shifts_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/access"
	"jitasa/internal/collections"
	"jitasa/internal/domain"
	"jitasa/internal/shifts"
	"jitasa/internal/shifts/shiftstest"
	"jitasa/internal/store/memory"
	"jitasa/internal/thai"
)

var errKilled = errors.New("killed")

// mortal is a store that a process is killed over: before or after one of its writes. Nothing of that process is written any more.
type mortal struct {
	left  int // writes until then; below 0: never
	after bool
}

func (m *mortal) write(do func() error) error {
	if m.left < 0 {
		return do()
	}
	if m.left == 0 {
		if m.after {
			m.after = false
			return errors.Join(do(), errKilled)
		}
		return errKilled
	}
	m.left--
	return do()
}

type mortalShifts struct {
	*collections.Shifts
	*mortal
}

func (m mortalShifts) Replace(ctx context.Context, s *shifts.Shift) error {
	return m.write(func() error { return m.Shifts.Replace(ctx, s) })
}

type mortalSignUps struct {
	*collections.SignUps
	*mortal
}

func (m mortalSignUps) InsertNew(ctx context.Context, u []*shifts.SignUp) (made []bool, err error) {
	err = m.write(func() error { made, err = m.SignUps.InsertNew(ctx, u); return err })
	return made, err
}

func (m mortalSignUps) Update(ctx context.Context, id string, change func(*shifts.SignUp) error) (u *shifts.SignUp, err error) {
	err = m.write(func() error { u, err = m.SignUps.Update(ctx, id, change); return err })
	return u, err
}

// history is what happens to one shift, by people, processes and time.
type history struct {
	t    *rapid.T
	kept *collections.Collections
	told *shiftstest.Told
	now  time.Time
	keys int
	seen map[string]bool // offers, by person and move
}

// process is one that is killed at some of its writes, or never.
func (h *history) process(killed bool) *shifts.Service {
	s := shiftstest.New(h.kept, h.told, func() time.Time { return h.now })
	if killed {
		m := &mortal{left: rapid.IntRange(0, 4).Draw(h.t, "writes"), after: rapid.Bool().Draw(h.t, "after")}
		s.Shifts, s.SignUps = mortalShifts{h.kept.Shifts, m}, mortalSignUps{h.kept.SignUps, m}
	}
	return s
}

// does lets somebody do something; where the process is killed, another one does it again, as the event is delivered again.
func (h *history) does(what string, do func(s *shifts.Service, key string) error) {
	h.keys++
	key := fmt.Sprintf("event-%d", h.keys)
	killed := rapid.Bool().Draw(h.t, "killed")
	err := do(h.process(killed), key)
	if killed && (err == nil || errors.Is(err, errKilled)) { // also one that was done, and of which nobody heard
		err = do(h.process(false), key)
	}
	var clash *shifts.Clash
	for _, known := range []error{nil, shifts.ErrFull, shifts.ErrLapsed, shifts.ErrNothing, shifts.ErrOver, shifts.ErrTooMany, shifts.ErrPlan} {
		if errors.Is(err, known) || errors.As(err, &clash) {
			return
		}
	}
	h.t.Fatalf("%s: %v", what, err)
}

// Whatever happens, and wherever a process is killed: seats = coming + held + free, nobody is there twice, and every
// offer is made to one person and told once.
func TestHistories(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		kept, err := collections.Open(context.Background(), memory.New(), memory.Plain{})
		if err != nil {
			r.Fatal(err)
		}
		h := &history{t: r, kept: kept, told: &shiftstest.Told{}, now: shiftstest.Noon(), seen: map[string]bool{}}
		s := &shifts.Shift{Meta: domain.Meta{ID: "s"}, Work: "work", Organisation: "o", From: h.now.Add(time.Duration(rapid.IntRange(1, 96).Draw(r, "hours")) * time.Hour), Seats: rapid.IntRange(1, 5).Draw(r, "seats"), State: domain.Open}
		s.To = s.From.Add(time.Hour)
		if err := kept.Shifts.Insert(context.Background(), s); err != nil {
			r.Fatal(err)
		}
		r.Repeat(map[string]func(*rapid.T){
			"join":    h.joins,
			"cancel":  h.one("cancel", (*shifts.Service).Cancel),
			"accept":  h.one("accept", (*shifts.Service).Accept),
			"decline": h.one("decline", (*shifts.Service).Decline),
			"resize":  h.resizes,
			"change":  h.changes,
			"time":    h.passes,
			"":        func(*rapid.T) {},
		})
		h.ends()
	})
}

func (h *history) joins(t *rapid.T) {
	h.t = t
	p := who(rapid.IntRange(0, 7).Draw(t, "person"))
	w := shifts.Wish{Seats: rapid.IntRange(1, 3).Draw(t, "seats"), OrWait: rapid.Bool().Draw(t, "waits")}
	h.does("joining", func(s *shifts.Service, key string) error {
		_, _, err := s.Join(context.Background(), shiftstest.As(p), key, "s", w, shiftstest.Adult(p))
		return err
	})
}

func (h *history) one(what string, do func(*shifts.Service, context.Context, access.Actor, string, string) (*shifts.Shift, *shifts.SignUp, error)) func(*rapid.T) {
	return func(t *rapid.T) {
		h.t = t
		p := who(rapid.IntRange(0, 7).Draw(t, "person"))
		h.does(what, func(s *shifts.Service, key string) error {
			_, _, err := do(s, context.Background(), shiftstest.As(p), key, "s")
			return err
		})
	}
}

func (h *history) resizes(t *rapid.T) {
	h.t = t
	p, seats := who(rapid.IntRange(0, 7).Draw(t, "person")), rapid.IntRange(0, 4).Draw(t, "seats")
	h.does("resizing", func(s *shifts.Service, key string) error {
		_, _, err := s.Resize(context.Background(), shiftstest.As(p), key, "s", seats)
		return err
	})
}

// changes has the leader change the time, the seats, or whether it takes place.
func (h *history) changes(t *rapid.T) {
	h.t = t
	var c shifts.Changes
	later, seats := time.Duration(rapid.IntRange(-6, 24).Draw(t, "later"))*time.Hour, rapid.IntRange(0, 6).Draw(t, "seats")
	state := rapid.SampledFrom([]string{domain.Open, domain.Open, domain.Closed, shifts.Off}).Draw(t, "state")
	now, err := h.kept.Shifts.Get(context.Background(), "s")
	if err != nil {
		t.Fatal(err)
	}
	from, to := now.From.Add(later), now.To.Add(later)
	switch rapid.IntRange(0, 2).Draw(t, "what") {
	case 0:
		c = shifts.Changes{From: &from, To: &to}
	case 1:
		c = shifts.Changes{Seats: &seats}
	default:
		c = shifts.Changes{State: &state}
	}
	c.Seen = now.Edits
	h.does("changing", func(s *shifts.Service, key string) error {
		_, err := s.Change(context.Background(), access.Actor{Person: "m", Organisations: []*domain.Organisation{{Meta: domain.Meta{ID: "o"}}}}, key, "s", c)
		return err
	})
}

// passes lets time pass, and what is due be done, by a process that may be killed over it.
func (h *history) passes(t *rapid.T) {
	h.t = t
	h.now = h.now.Add(time.Duration(rapid.IntRange(1, 14*60).Draw(t, "minutes")) * time.Minute)
	if err := h.process(rapid.Bool().Draw(t, "killed")).Round(context.Background()); err != nil && !errors.Is(err, errKilled) {
		t.Fatalf("round: %v", err)
	}
	h.offers()
}

// offers looks at what was offered: each once.
func (h *history) offers() {
	for _, n := range h.told.All() {
		if n.Kind != shifts.SeatOffered && n.Kind != shifts.Altered && n.Kind != shifts.CalledOff && n.Kind != shifts.Reminds {
			continue
		}
		if h.seen[n.Key] {
			h.t.Fatalf("%s was told twice", n.Key)
		}
		h.seen[n.Key] = true
	}
}

// ends looks at what there is when everything that is due is done.
func (h *history) ends() {
	ctx := context.Background()
	h.now = h.now.Add(2 * time.Minute)
	if h.now.Hour() < 9 || h.now.Hour() > 20 {
		h.now = time.Date(h.now.Year(), h.now.Month(), h.now.Day()+1, 9, 0, 0, 0, thai.Zone())
	}
	for range 3 {
		if err := h.process(false).Round(ctx); err != nil {
			h.t.Fatalf("the last round: %v", err)
		}
	}
	h.offers()
	shiftstest.Adds(ctx, h.t, h.kept, "s")
	now, err := h.kept.Shifts.Get(ctx, "s")
	if err != nil {
		h.t.Fatal(err)
	}
	if len(now.Moves) > 0 {
		h.t.Errorf("moves are left: %v", now.Moves)
	}
	if now.Telling != nil {
		h.t.Errorf("not everybody is told of a change from %v", now.Telling.Was)
	}
	for _, state := range []shifts.State{shifts.Coming, shifts.Offered, shifts.Waiting} {
		for u, err := range all(h.kept, state) {
			if err != nil || !u.From.Equal(now.From) {
				h.t.Errorf("%s is %s at %v, and the shift at %v: %v", u.Person, state, u.From, now.From, err)
			}
		}
	}
	if now.Freed && now.Open(h.now) {
		h.t.Errorf("%d seats came free and nobody was asked, %d wait", now.Seats-now.Taken-now.Held, now.Waiting)
	}
	held := 0
	for u, err := range all(h.kept, shifts.Offered) {
		if err != nil {
			h.t.Fatal(err)
		}
		if !h.now.Before(u.Until) {
			h.t.Errorf("an offer ended at %v and is open at %v", u.Until, h.now)
		}
		held++
	}
	if free, limited := now.Free(); now.Open(h.now) && now.From.Sub(h.now) > time.Hour {
		for u, err := range all(h.kept, shifts.Waiting) {
			if err != nil || !limited || u.Seats <= free {
				h.t.Errorf("%d seats are free, and who wants %d waits: %v", free, u.Seats, err)
			}
		}
	}
}

func all(c *collections.Collections, state shifts.State) iter.Seq2[*shifts.SignUp, error] {
	return c.SignUps.In(context.Background(), "s", state)
}
