package support_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
	"jitasa/internal/support"
)

// duty is whoever may answer people: here all of them can be reached.
type duty struct{ *access.Service }

func (duty) Warned(context.Context, string, string) error { return nil }

func (d duty) OnDuty(ctx context.Context) ([]*domain.Staff, error) {
	return d.WhoMay(ctx, access.AnswerPeople)
}

// desk is who waits and who answers, over the collections of a house.
func desk(h *accesstest.House) *support.Service {
	return &support.Service{Store: h.Kept.Support, Duty: duty{h.Access}, Audit: h.Access.Audit, Now: h.Now}
}

// asks lets somebody ask for a person, once.
func asks(ctx context.Context, h *accesstest.House, person string) *support.Service {
	s := desk(h)
	_, err := s.Hear(ctx, support.Said{Line: support.Line{Event: "e-" + person, At: h.Time, Text: "ขอคุยกับเจ้าหน้าที่"}, Person: person, Lang: "th", Asks: true})
	h.Do(err)
	return s
}

const thread = "e-" + accesstest.Volunteer

// Who may do what for those who wait for a person.
func TestWhoMay(t *testing.T) {
	answer := []string{accesstest.Coordinator, accesstest.Admin}
	inHands := func(ctx context.Context, h *accesstest.House, by access.Actor) *support.Service {
		s := asks(ctx, h, accesstest.Volunteer)
		_, err := h.Kept.Support.Update(ctx, thread, func(t *support.Thread) error {
			if t.State != support.Over {
				t.State, t.By = support.Hands, by.StaffID()
			}
			return nil
		})
		h.Do(err)
		return s
	}
	accesstest.Walk(t, &support.Service{}, []accesstest.Case{
		{Method: "Hear", Open: "everybody may ask for a person"},
		{Method: "Last", Open: "it is the person's own"},
		{Method: "End", Open: "it is the person's own"},
		{Method: "Reaches", Open: "it tells what an answer costs"},
		{Method: "Round", Open: "the program does it by itself"},
		{Method: "Take", May: answer, Did: access.ThreadTaken, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, err := asks(ctx, h, accesstest.Volunteer).Take(ctx, by, key, thread)
			return err
		}},
		{Method: "Answer", May: answer, Did: access.ThreadAnswered, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, _, err := inHands(ctx, h, by).Answer(ctx, by, key, thread, "สวัสดี", false)
			return err
		}},
		{Method: "GiveBack", May: answer, Did: access.ThreadReturned, Try: func(ctx context.Context, h *accesstest.House, by access.Actor, key string) error {
			_, _, err := inHands(ctx, h, by).GiveBack(ctx, by, key, thread)
			return err
		}},
		{Method: "Waiting", May: append([]string{accesstest.Operator}, answer...), Try: func(ctx context.Context, h *accesstest.House, by access.Actor, _ string) error {
			_, _, err := asks(ctx, h, accesstest.Volunteer).Waiting(ctx, by, 0)
			return err
		}},
	})
}

// One's own request is for colleagues: it is not shown, and cannot be taken; they see that there is one.
func TestOwnRequest(t *testing.T) {
	h := accesstest.New(t)
	s := asks(t.Context(), h, accesstest.Admin)
	asks(t.Context(), h, accesstest.Volunteer)
	for who, want := range map[string]struct {
		own  bool
		sees int
	}{accesstest.Admin: {true, 1}, accesstest.Coordinator: {false, 2}, accesstest.Operator: {false, 2}} {
		threads, own, err := s.Waiting(t.Context(), h.Actor(who), 0)
		if err != nil || own != want.own || len(threads) != want.sees {
			t.Errorf("%s sees %d, own %v, %v", who, len(threads), own, err)
		}
	}
	if _, err := s.Take(t.Context(), h.Actor(accesstest.Admin), "k1", "e-"+accesstest.Admin); !errors.Is(err, support.ErrOwn) {
		t.Errorf("their own: %v", err)
	}
	if _, err := s.Take(t.Context(), h.Actor(accesstest.Coordinator), "k2", "e-"+accesstest.Admin); err != nil {
		t.Errorf("a colleague's: %v", err)
	}
}

// The limit counts those of others, also where one's own comes first.
func TestWaitingLimit(t *testing.T) {
	h := accesstest.New(t)
	s := asks(t.Context(), h, accesstest.Admin)
	for n := range 4 {
		asks(t.Context(), h, fmt.Sprint("person ", n))
	}
	threads, own, err := s.Waiting(t.Context(), h.Actor(accesstest.Admin), 3)
	if err != nil || len(threads) != 3 || !own {
		t.Errorf("%d threads, own %v, %v", len(threads), own, err)
	}
}

// The word is one member of staff's: what colleagues try changes nothing and is not recorded. The log says the states, and nothing that was said.
func TestOneHasTheWord(t *testing.T) {
	h := accesstest.New(t)
	s, ctx := asks(t.Context(), h, accesstest.Volunteer), t.Context()
	me, other := h.Actor(accesstest.Coordinator), h.Actor(accesstest.Admin)
	_, err := s.Take(ctx, me, "k1", thread)
	h.Do(err)
	if _, err := s.Take(ctx, other, "k2", thread); !errors.Is(err, support.ErrTaken) {
		t.Errorf("taken by another: %v", err)
	}
	if _, _, err := s.Answer(ctx, other, "k3", thread, "สวัสดี", false); !errors.Is(err, support.ErrTaken) {
		t.Errorf("answered by another: %v", err)
	}
	if _, _, err := s.GiveBack(ctx, other, "k4", thread); !errors.Is(err, support.ErrTaken) {
		t.Errorf("given back by another: %v", err)
	}
	for range 2 {
		kept, _, err := s.Answer(ctx, me, "k5", thread, "ความลับ", false)
		if err != nil || len(kept.Lines) != 2 {
			t.Errorf("%+v, %v", kept, err)
		}
	}
	_, _, err = s.GiveBack(ctx, me, "k6", thread)
	h.Do(err)
	if _, _, err := s.Answer(ctx, me, "k7", thread, "สวัสดี", false); !errors.Is(err, support.ErrOver) {
		t.Errorf("answered when it is over: %v", err)
	}
	got := map[string]int{}
	for _, e := range h.Log() {
		got[fmt.Sprint(e.Did, " ", e.Staff, " ", e.Before, " ", e.After)]++
	}
	id := accesstest.StaffID(accesstest.Coordinator)
	for _, want := range []string{"thread_taken " + id + " waits hands", "thread_answered " + id + " hands hands", "thread_returned " + id + " hands over"} {
		if got[want] != 1 {
			t.Errorf("%q is recorded %d times, of %v", want, got[want], got)
		}
	}
	if len(got) != 3 {
		t.Errorf("the log: %v", got)
	}
}
