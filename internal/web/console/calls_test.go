package console_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/access/accesstest"
	"jitasa/internal/calls"
	"jitasa/internal/calls/callstest"
	"jitasa/internal/deliver"
	"jitasa/internal/domain"
)

// Tell notes what others are told.
func (o *rig) Tell(_ context.Context, all ...domain.Notice) error {
	for _, n := range all {
		o.told = append(o.told, n.(calls.Notice))
	}
	return nil
}

// unanswered: nobody has said anything to a call.
type unanswered struct{}

func (unanswered) Answers(context.Context, string) (domain.CallTally, error) {
	return domain.CallTally{}, nil
}
func (unanswered) Answer(context.Context, string, string) (string, error) { return "", nil }

// calls are those of the office: one for each state; "nobody" is for nobody.
func (o *rig) calls(h *accesstest.House) *calls.Service {
	var all []*domain.Call
	for i, id := range []string{"waits", "runs", "refused", "nobody", "past"} {
		c := &domain.Call{
			Meta: domain.Meta{ID: id}, Organisation: accesstest.Organisation, Name: domain.Text{"th": "กู้ภัย", "en": "Rescue"}, By: "U-maker", Lang: "en", What: "<i>" + id + "</i>", Need: 5,
			Place: domain.Home{Province: "32"}, Contact: "0812345678", State: domain.Proposed, CreatedAt: h.Time.Add(time.Duration(i) * time.Second),
		}
		switch id {
		case "runs":
			c.State = domain.Approved
		case "refused":
			c.State, c.DecidedBy = domain.Refused, "boss"
		case "nobody":
			c.Place.Province = "58"
		case "past":
			c.From, c.To = h.Time.AddDate(0, 0, -2), h.Time.AddDate(0, 0, -1)
		}
		all = append(all, c)
	}
	_, err := h.Kept.Calls.InsertNew(o.Context(), all)
	h.Do(err)
	sending := &callstest.Sending{Left: -1, Count: func(k *deliver.Campaign) (int, map[string]int) {
		if slices.Contains(k.Segment.Provinces, "58") {
			return 0, nil
		}
		return 12, nil
	}}
	return &calls.Service{
		Store: h.Kept.Calls, Lists: h.Kept.Calls, Answers: unanswered{}, Sending: sending, Staff: h.Access, Audit: h.Access.Audit, Now: h.Now, Log: slog.New(slog.DiscardHandler),
	}
}

func (o *rig) state(call string) domain.CallState {
	o.Helper()
	c, err := o.kept.Calls.Get(o.Context(), call)
	if err != nil {
		o.Fatal(err)
	}
	return c.State
}

// sends posts a form of a call's page, twice, as an impatient finger does.
func (b *browser) sends(call, action string, want int) (body string) {
	b.Helper()
	form := url.Values{"nonce": {nonce(b, "/console/calls/"+call)}}
	for range 2 {
		body, _ = b.post("/console/calls/"+call+"/"+action, form, want)
	}
	return body
}

// Each call stands where it belongs, in words, and nothing that an organisation wrote is markup.
func TestCallsAreListed(t *testing.T) {
	o := open(t)
	body, _ := o.signedInAs("kanya").get("/console/calls", http.StatusOK)
	at := -1
	for _, want := range []string{"Waiting for approval", "&lt;i&gt;nobody&lt;/i&gt;", "&lt;i&gt;waits&lt;/i&gt;", "Going out", "&lt;i&gt;runs&lt;/i&gt;", "Over", "&lt;i&gt;past&lt;/i&gt;", "&lt;i&gt;refused&lt;/i&gt;"} {
		next := strings.Index(body, want)
		if next < at || next < 0 {
			t.Errorf("%s is not where it belongs:\n%s", want, body)
		}
		at = next
	}
	if strings.Contains(body, "<i>") {
		t.Error("what an organisation wrote is markup")
	}
}

// Only those who decide see calls, and their forms are not for others.
func TestWhoSeesCalls(t *testing.T) {
	o := open(t)
	if err := o.kept.Staff.Insert(t.Context(), &domain.Staff{Meta: domain.Meta{ID: "vera"}, Name: "Vera", Role: domain.Viewer}); err != nil {
		t.Fatal(err)
	}
	viewer, stranger := o.signedInAs("vera"), o.browser()
	for _, path := range []string{"/console/calls", "/console/calls/waits"} {
		viewer.get(path, http.StatusForbidden)
		stranger.get(path, http.StatusUnauthorized)
	}
	form := url.Values{"nonce": {nonce(viewer, "/console/staff/vera")}}
	for _, action := range []string{"approve", "refuse", "end"} {
		viewer.post("/console/calls/waits/"+action, form, http.StatusForbidden)
		stranger.post("/console/calls/waits/"+action, form, http.StatusUnauthorized)
	}
	o.signedInAs("kanya").get("/console/calls/none", http.StatusNotFound)
	if o.state("waits") != domain.Proposed || len(o.told) > 0 {
		t.Errorf("the call is %s, %d were told", o.state("waits"), len(o.told))
	}
}

// A decision does what its button says, whoever presses it twice, and the maker is told of it under one key.
func TestDecidingInTheConsole(t *testing.T) {
	for action, want := range map[string]struct {
		call  string
		state domain.CallState
		told  calls.Kind
	}{
		"approve": {"waits", domain.Approved, calls.Approved}, "refuse": {"waits", domain.Refused, calls.Refused}, "end": {"runs", domain.Ended, calls.Ended},
	} {
		o := open(t)
		o.signedInAs("kanya").sends(want.call, action, http.StatusOK)
		if got := o.state(want.call); got != want.state {
			t.Errorf("%s: the call is %s, want %s", action, got, want.state)
		}
		keys := map[string]bool{}
		for _, n := range o.told {
			keys[n.Key] = n.Kind == want.told && n.To == "U-maker" && n.Lang == "en"
		}
		if len(keys) != 1 || !keys[want.call+"-"+string(want.told)] {
			t.Errorf("%s: told %+v", action, o.told)
		}
		var did []access.Deed
		for e, err := range o.kept.Audit.Latest(t.Context(), 0) {
			if err == nil && e.Subject == want.call {
				did = append(did, e.Did)
			}
		}
		if len(did) != 1 {
			t.Errorf("%s: the log says %v, want one entry", action, did)
		}
	}
}

// What stands in the way of a decision is said on the page of the call.
func TestDecidingInVain(t *testing.T) {
	o := open(t)
	b := o.signedInAs("kanya")
	if body := b.sends("nobody", "approve", http.StatusUnprocessableEntity); !strings.Contains(body, `role="alert"`) || o.state("nobody") != domain.Proposed {
		t.Errorf("approved for nobody, it is %s:\n%s", o.state("nobody"), body)
	}
	body := b.sends("refused", "approve", http.StatusUnprocessableEntity)
	if !strings.Contains(body, "Somebody was faster") || o.state("refused") != domain.Refused {
		t.Errorf("approved after it was refused, it is %s:\n%s", o.state("refused"), body)
	}
	if body := b.sends("past", "approve", http.StatusUnprocessableEntity); !strings.Contains(body, `role="alert"`) || o.state("past") != domain.Proposed {
		t.Errorf("approved when it was past, it is %s:\n%s", o.state("past"), body)
	}
}
