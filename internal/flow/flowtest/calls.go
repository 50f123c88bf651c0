package flowtest

import (
	"context"
	"iter"
	"slices"
	"strings"
	"time"

	"jitasa/internal/calls"
	"jitasa/internal/calls/callstest"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/dialog"
	"jitasa/internal/domain"
	"jitasa/internal/thai"
)

// known has calls in the store that are known by their ids: open, full, ended, decided, waiting, …; to some the person
// has said that they come. Nobody in Mae Hong Son may be asked, nobody can drive a boat, and Bangkok costs too much.
func (h *house) known() calls.Sending {
	var all []*domain.Call
	carrier := &carrier{Sending: callstest.Sending{Count: audience, Left: 1_500, Sent: 120}}
	for i, id := range knownCalls() {
		c := known(id)
		c.CreatedAt = Start().Add(-time.Duration(i+1) * time.Hour)
		if c.State == domain.Approved {
			c.DecidedBy, c.DecidedAt = member().ID, c.CreatedAt
			k := *calls.Campaign(c)
			if k.State = deliver.Running; id == "call-quota" || id == "call-broke" {
				k.State, k.Why = deliver.Paused, deliver.NoQuota
			}
			carrier.Begin(k)
		}
		all = append(all, c)
	}
	_, err := h.Kept.Calls.InsertNew(context.Background(), all)
	h.Do(err)
	return carrier
}

// knownCalls are the ids of calls, newest first.
func knownCalls() []string {
	return []string{
		"call-open", "call-quota", "call-waiting", "call-calm", "call-impossible", "call-costly", "call-down", "call-broke", "call-nearly", "call-full", "call-mine", "call-ended",
		"call-ended-mine", "call-old", "call-past", "call-waited", "call-decided", "call-other", "call-food",
	}
}

func known(id string) *domain.Call {
	c := &domain.Call{
		Meta: domain.Meta{ID: id}, Organisation: organisation().ID, Name: organisation().Name, By: ManagerID, Lang: "th", What: "ช่วยกรอกกระสอบทราย",
		Place: domain.Home{Province: "32", District: "3201"}, When: "13.00–17.00 น.", Need: 10, Urgent: true,
		From: thai.DayOf(Start()).Start(), To: thai.DayOf(Start()).Add(1).Start(), Contact: "คุณแดง 081-234-5678", State: domain.Approved,
	}
	c.StartsAt = c.From.Add(13 * time.Hour)
	switch id {
	case "call-ended", "call-ended-mine":
		c.State = domain.Ended
	case "call-old": // of an older version: without days, without a contact
		c.When, c.From, c.To, c.StartsAt, c.Contact = "วันนี้ 13.00–17.00 น.", time.Time{}, time.Time{}, time.Time{}, ""
	case "call-past", "call-waited":
		c.From, c.To, c.StartsAt = c.From.AddDate(0, 0, -1), c.To.AddDate(0, 0, -1), c.StartsAt.AddDate(0, 0, -1)
	case "call-impossible":
		c.Place = domain.Home{Province: "58"}
	case "call-costly":
		c.Place = domain.Home{Province: "10"}
	case "call-calm":
		c.Urgent, c.To = false, c.To.AddDate(0, 0, 1)
	case "call-decided":
		c.State, c.DecidedBy = domain.Refused, member().ID
	case "call-other":
		c.Organisation = "another"
	case "call-food":
		c.Organisation, c.Name, c.What = "another", domain.Text{"th": "ครัวอาสาสุรินทร์", "en": "Surin Kitchen"}, "ช่วยทำข้าวกล่องแจกผู้ประสบภัย"
		c.When, c.StartsAt, c.Urgent = "", c.From.Add(16*time.Hour), false
	}
	if slices.Contains([]string{"call-waiting", "call-calm", "call-impossible", "call-costly", "call-down", "call-waited"}, id) {
		c.State = domain.Proposed
	}
	return c
}

// said are the answers to calls, those of others made up, and to whom calls went.
type said struct{ *house }

func (s said) Answers(_ context.Context, call string) (domain.CallTally, error) {
	n := domain.CallTally{Come: 3, Later: 2, Cannot: 7}
	switch call {
	case "call-nearly":
		n.Come = 9
	case "call-full", "call-mine":
		n.Come = 10
	}
	for key, value := range s.said {
		if !strings.HasPrefix(key, call+"/") {
			continue
		}
		if value == domain.WillCome && !countedAsComing(call) {
			n.Come++
		}
		if value != domain.WillCome && countedAsComing(call) {
			n.Come--
		}
	}
	return n, nil
}

// countedAsComing reports whether the person's own yes is among those that are made up.
func countedAsComing(call string) bool {
	return slices.Contains([]string{"call-mine", "call-ended-mine", "call-past"}, call)
}

func (s said) Answer(_ context.Context, call, person string) (string, error) {
	if value, ok := s.said[call+"/"+person]; ok {
		return value, nil
	}
	if countedAsComing(call) {
		return domain.WillCome, nil
	}
	return "", nil
}

// Got implements calls.Ledger.
func (s said) Got(_ context.Context, call, person string) (time.Time, bool, error) {
	at, ok := s.went[call+"/"+person]
	return at, ok, nil
}

// Promised implements calls.Ledger.
func (s said) Promised(_ context.Context, person string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		for _, call := range knownCalls() {
			if s.said[call+"/"+person] == domain.WillCome && !yield(call, nil) {
				return
			}
		}
	}
}

// pushes has a call reach somebody now, and gives what they see.
func (h *house) pushes(call, person string, now time.Time) *domain.Call {
	h.went[call+"/"+person] = now
	c, err := h.Kept.Calls.Get(context.Background(), call)
	h.Do(err)
	return c
}

// responded keeps the answers of a turn.
func (h *house) responded(person string, done []dialog.Response) {
	for _, r := range done {
		if r.Kind == domain.HasVoted {
			h.said[r.Campaign+"/"+person] = r.Value
		}
	}
}

// audience is whom a call reaches, and whom in its area it does not.
func audience(k *deliver.Campaign) (people int, leftOut map[string]int) {
	leftOut = map[string]int{"no_consent": 40, "left": 3, "too_often": 5}
	switch {
	case slices.Contains(k.Segment.Skills, "boat"):
		return 0, map[string]int{"no_consent": 2}
	case slices.Contains(k.Segment.Provinces, "58"):
		return 0, leftOut
	case slices.Contains(k.Segment.Provinces, "95"):
		return 0, nil
	case slices.Contains(k.Segment.Provinces, "10"):
		return 4_000, leftOut
	}
	return 128, leftOut
}

// carrier gets no answer from the platform when it is to start "call-down", and has no messages left for "call-broke".
type carrier struct{ callstest.Sending }

func (c *carrier) Start(ctx context.Context, k *deliver.Campaign, reserve int) (dispatch.Estimate, error) {
	if k.ID == "call-down" {
		return dispatch.Estimate{}, domain.ErrUnavailable
	}
	return c.Sending.Start(ctx, k, reserve)
}

func (c *carrier) Estimate(ctx context.Context, k *deliver.Campaign, reserve int) (dispatch.Estimate, error) {
	e, err := c.Sending.Estimate(ctx, k, reserve)
	if k.ID == "call-broke" {
		e.Limit = 0
	}
	return e, err
}
