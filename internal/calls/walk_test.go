package calls_test

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/calls"
	"jitasa/internal/calls/callstest"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// over is a service over the collections of a house, with one call in the state that a use case begins with.
func over(ctx context.Context, h *accesstest.House, state domain.CallState) *calls.Service {
	c := proposed("call")
	c.What, c.State = "help", state
	_, err := h.Kept.Calls.InsertNew(ctx, []*domain.Call{c})
	h.Do(err)
	sending := &callstest.Sending{Left: -1, Count: func(*deliver.Campaign) (int, map[string]int) { return 10, nil }}
	return &calls.Service{
		Store: h.Kept.Calls, Lists: h.Kept.Calls, Answers: nobody{}, Sending: sending, Staff: h.Access, Audit: h.Access.Audit, Now: h.Now, Log: slog.New(slog.DiscardHandler),
	}
}

// Who may do what with calls.
func TestWhoMay(t *testing.T) {
	decide := []string{accesstest.Coordinator, accesstest.Admin}
	concerned := append([]string{accesstest.Manager}, decide...)
	reads := func(do func(context.Context, *calls.Service, access.Actor) error) func(context.Context, *accesstest.House, access.Actor, string) error {
		return func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			return do(ctx, over(ctx, h, domain.Approved), by)
		}
	}
	accesstest.Walk(t, &calls.Service{}, []accesstest.Case{
		{Method: "Over", Open: "what sends calls asks it"},
		{Method: "Unsent", Open: "it is counted for whoever operates"},
		{Method: "Repair", Open: "the program does it by itself"},
		{Method: "Adopt", Open: "the program does it by itself"},
		{Method: "Propose", May: []string{accesstest.Manager}, Did: access.CallProposed, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := over(ctx, h, domain.Approved).Propose(ctx, by, key, proposed("new"))
			return err
		}},
		{Method: "Decide", May: decide, Did: access.CallRefused, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := over(ctx, h, domain.Proposed).Decide(ctx, by, key, "call", domain.Refused)
			return err
		}},
		{Method: "Decide", May: decide, Did: access.CallApproved, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := over(ctx, h, domain.Proposed).Decide(ctx, by, key, "call", domain.Approved)
			return err
		}},
		{Method: "End", May: concerned, Did: access.CallEnded, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, _, err := over(ctx, h, domain.Approved).End(ctx, by, key, "call")
			return err
		}},
		{Method: "Asked", May: accesstest.People(), Try: reads(func(ctx context.Context, s *calls.Service, by access.Actor) error {
			_, _, err := s.Asked(ctx, by, "call", domain.WillCome)
			return err
		})},
		{Method: "WaitingFor", May: accesstest.People(), Try: reads(func(ctx context.Context, s *calls.Service, by access.Actor) error {
			_, err := s.WaitingFor(ctx, by)
			return err
		})},
		{Method: "Promised", May: accesstest.People(), Try: reads(func(ctx context.Context, s *calls.Service, by access.Actor) error {
			_, err := s.Promised(ctx, by)
			return err
		})},
		{Method: "Show", May: accesstest.People(), Try: reads(func(ctx context.Context, s *calls.Service, by access.Actor) error {
			s.Ledger = wentToAll{}
			_, err := s.Show(ctx, by, "call")
			return err
		})},
		{Method: "Get", May: concerned, Try: reads(func(ctx context.Context, s *calls.Service, by access.Actor) error {
			_, _, err := s.Get(ctx, by, "call")
			return err
		})},
		{Method: "Estimate", May: concerned, Try: reads(func(ctx context.Context, s *calls.Service, by access.Actor) error {
			_, err := s.Estimate(ctx, by, proposed("call"))
			return err
		})},
		{Method: "Of", May: concerned, Try: reads(func(ctx context.Context, s *calls.Service, by access.Actor) error {
			_, err := s.Of(ctx, by, accesstest.Organisation)
			return err
		})},
		{Method: "Board", May: decide, Try: reads(func(ctx context.Context, s *calls.Service, by access.Actor) error {
			_, err := s.Board(ctx, by)
			return err
		})},
		{Method: "Proposed", May: decide, Try: reads(func(ctx context.Context, s *calls.Service, by access.Actor) error {
			_, err := s.Proposed(ctx, by)
			return err
		})},
	})
}

// Nobody proposes in somebody else's name, what is not to be sent, or what has been decided already.
func TestPropose(t *testing.T) {
	d := newDesk(t)
	c := proposed("a")
	c.By, c.State = "somebody else", domain.Approved
	if p, err := d.Propose(t.Context(), manager(), "k", c); err != nil || p.Estimate.People != d.people {
		t.Fatalf("%+v, %v", p, err)
	}
	if kept := d.get(t, "a"); kept.By != "manager" || kept.State != domain.Proposed {
		t.Errorf("%+v", kept)
	}
	past, unreachable := proposed("b"), proposed("b")
	past.To, unreachable.Contact = d.now, "คุณแดง"
	for want, c := range map[error]*domain.Call{calls.ErrPast: past, calls.ErrUnreachable: unreachable} {
		if _, err := d.Propose(t.Context(), manager(), "k", c); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	for want, then := range map[error]func(){
		calls.ErrNobody: func() { d.people = 0 }, calls.ErrOverCost: func() { d.people, d.sending.Left = 10, 9 },
	} {
		then()
		if _, err := d.Propose(t.Context(), manager(), "k", proposed("b")); !errors.Is(err, want) {
			t.Errorf("%v, want %v", err, want)
		}
	}
	d.people, d.sending.Left = 10, 10
	if _, err := d.decides(t.Context(), "a", "s1", domain.Refused); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Propose(t.Context(), manager(), "k2", proposed("a")); err != nil || d.get(t, "a").State != domain.Refused {
		t.Errorf("proposed again, it is %s, %v", d.get(t, "a").State, err)
	}
}

// The log says what became of a call, from what to what, also what the program made of it.
func TestRecorded(t *testing.T) {
	d := newDesk(t, proposed("a"))
	d.people = 0
	if _, err := d.decides(t.Context(), "a", "s1", domain.Approved); !errors.Is(err, calls.ErrNobody) {
		t.Fatal(err)
	}
	d.people, d.house.Time = 10, d.house.Time.Add(time.Minute)
	if _, err := d.decides(t.Context(), "a", "s2", domain.Approved); err != nil {
		t.Fatal(err)
	}
	d.house.Time = d.house.Time.Add(time.Minute)
	if _, err := d.decides(t.Context(), "a", "s1", domain.Refused); !errors.Is(err, domain.ErrConflict) { // and that is no change
		t.Fatal(err)
	}
	if _, _, err := d.End(t.Context(), manager(), d.next(), "a"); err != nil {
		t.Fatal(err)
	}
	type line struct{ did, staff, as, before, after string }
	got := map[line]int{}
	for _, e := range d.house.Log() {
		got[line{string(e.Did), e.Staff, e.As, e.Before, e.After}]++
	}
	want := []line{
		{"call_approved", "s1", "coordinator", "proposed", "approved"}, {"call_returned", "", "program", "approved", "proposed"},
		{"call_approved", "s2", "coordinator", "proposed", "approved"}, {"call_ended", "", "manager", "approved", "ended"},
	}
	for _, l := range want {
		if got[l] != 1 {
			t.Errorf("%+v is recorded %d times", l, got[l])
		}
	}
	if len(got) != len(want) {
		t.Errorf("the log: %v", got)
	}
}
