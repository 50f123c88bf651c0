package calls_test

import (
	"context"
	"errors"
	"iter"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/calls"
	"jitasa/internal/domain"
)

// wentToAll is a ledger in which everything went to everybody.
type wentToAll struct{}

func (wentToAll) Got(context.Context, string, string) (time.Time, bool, error) {
	return time.Time{}, true, nil
}

func (wentToAll) Promised(context.Context, string) iter.Seq2[string, error] {
	return func(func(string, error) bool) {}
}

// ledger says when which call went to the volunteer; what they answered lies in the store.
type ledger struct {
	*accesstest.House
	went map[string]time.Time
}

func (l ledger) Got(_ context.Context, call, person string) (time.Time, bool, error) {
	at, ok := l.went[call]
	return at, ok && person == accesstest.Volunteer, nil
}

func (l ledger) Promised(ctx context.Context, person string) iter.Seq2[string, error] {
	return l.Kept.Responses.Promised(ctx, person)
}

// asked is a service over calls in several states, with who was sent what and what they said.
func asked(t *testing.T) (*calls.Service, *accesstest.House) {
	t.Helper()
	h := accesstest.New(t)
	l := ledger{h, map[string]time.Time{}}
	for i, id := range []string{"early", "late", "ended", "past", "waits", "elsewhere", "said"} {
		c := proposed(id)
		c.What, c.CreatedAt, c.State = "help", h.Time.Add(time.Duration(i)*time.Minute), domain.Approved
		c.From, c.StartsAt, c.To = h.Time, h.Time.Add(time.Duration(10-i)*time.Hour), h.Time.Add(24*time.Hour)
		l.went[id] = h.Time.Add(time.Duration(i) * time.Minute)
		switch id {
		case "ended":
			c.State = domain.Ended
		case "past":
			c.To = h.Time
		case "waits":
			c.State = domain.Proposed
		case "elsewhere":
			delete(l.went, id)
		}
		h.Do(h.Kept.Calls.Insert(t.Context(), c))
	}
	for call, value := range map[string]string{"said": domain.WillCome, "ended": domain.WillCome, "past": domain.WillCome, "late": domain.CannotCome} {
		h.Do(h.Kept.Responses.Insert(t.Context(), &domain.Response{
			Meta: domain.Meta{ID: call + "/poll/" + accesstest.Volunteer + "/" + domain.CallPoll}, Campaign: call, Kind: domain.HasVoted, Value: value, Person: accesstest.Volunteer,
		}))
	}
	return &calls.Service{Store: h.Kept.Calls, Lists: h.Kept.Calls, Answers: h.Kept.Responses, Ledger: l, Staff: h.Access, Now: h.Now}, h
}

func ids(asks []calls.Ask) string {
	var all []string
	for _, a := range asks {
		all = append(all, a.Call.ID)
	}
	return strings.Join(all, " ")
}

// Somebody answers what went to them, the last at the front; nobody is shown what went to others.
func TestWaitingFor(t *testing.T) {
	s, h := asked(t)
	asks, err := s.WaitingFor(t.Context(), h.Actor(accesstest.Volunteer))
	if got := ids(asks); err != nil || got != "said ended late early" {
		t.Errorf("waiting for the volunteer: %s, %v", got, err)
	}
	if others, err := s.WaitingFor(t.Context(), h.Actor(accesstest.Stranger)); err != nil || len(others) > 0 {
		t.Errorf("waiting for a stranger: %s, %v", ids(others), err)
	}
	for _, tt := range []struct {
		answer  string
		anymore bool
		want    string
	}{
		{domain.WillCome, false, "late early"}, {domain.CannotCome, false, "said ended early"}, {domain.CannotCome, true, "said ended"}, {domain.MaybeLater, false, "said ended late early"},
	} {
		if got := ids(calls.Meant(asks, tt.answer, tt.anymore)); got != tt.want {
			t.Errorf("%s, any more %v: %s is meant, want %s", tt.answer, tt.anymore, got, tt.want)
		}
	}
	if got := ids(calls.Meant(asks[:1], domain.WillCome, false)); got != "said" {
		t.Errorf("said again: %q is meant", got)
	}
}

// What somebody promised is theirs to see as long as it is not past, what begins first at the front.
func TestPromised(t *testing.T) {
	s, h := asked(t)
	asks, err := s.Promised(t.Context(), h.Actor(accesstest.Volunteer))
	if got := ids(asks); err != nil || got != "said ended" {
		t.Errorf("promised: %s, %v", got, err)
	}
	if others, err := s.Promised(t.Context(), h.Actor(accesstest.Stranger)); err != nil || len(others) > 0 {
		t.Errorf("a stranger promised %s, %v", ids(others), err)
	}
}

// A call is shown to whom it went, or who promised to come, and to nobody else.
func TestShow(t *testing.T) {
	s, h := asked(t)
	for _, tt := range []struct {
		who, call string
		want      error
	}{
		{accesstest.Volunteer, "early", nil}, {accesstest.Volunteer, "said", nil}, {accesstest.Volunteer, "past", domain.ErrNotFound}, {accesstest.Volunteer, "elsewhere", domain.ErrNotFound},
		{accesstest.Stranger, "early", domain.ErrNotFound}, {accesstest.Volunteer, "none", domain.ErrNotFound},
	} {
		if _, err := s.Show(t.Context(), h.Actor(tt.who), tt.call); !errors.Is(err, tt.want) {
			t.Errorf("%s shown to %s: %v, want %v", tt.call, tt.who, err, tt.want)
		}
	}
	if _, err := s.Show(t.Context(), access.ByTimer(), "early"); !errors.Is(err, domain.ErrForbidden) {
		t.Errorf("shown to the program: %v", err)
	}
	s.Ledger = nil
	if asks, err := s.WaitingFor(t.Context(), h.Actor(accesstest.Volunteer)); err != nil || slices.ContainsFunc(asks, calls.Ask.Promise) {
		t.Errorf("without a ledger: %v, %v", asks, err)
	}
}
