package linesim_test

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptrace"
	"strings"
	"testing"
	"time"

	"jitasa/internal/linesim"
)

// fault sets a fault for the next push.
func (w *world) fault(kind string, ms int64) {
	w.t.Helper()
	if _, err := w.sim.SetFault(linesim.Fault{Kind: kind, Ms: ms, Times: 1,
		Match: linesim.FaultMatch{Method: "POST", PathPrefix: "/v2/bot/message/push"}}); err != nil {
		w.t.Fatal(err)
	}
}

func TestFaultsBeforeAndAfter(t *testing.T) {
	for _, c := range []struct {
		kind     string
		status   int
		accepted int
		part     string
	}{
		{linesim.Fault500Before, 500, 0, "message"},
		{linesim.Fault500After, 500, 1, "message"},
		{linesim.Fault429Rate, 429, 0, "rate limit"},
		{linesim.Fault429Quota, 429, 0, "monthly limit"},
		{linesim.FaultSlow, 200, 1, "sentMessages"},
	} {
		t.Run(c.kind, func(t *testing.T) {
			w := newWorld(t, nil)
			id := w.friend("a")
			w.fault(c.kind, 1)
			w.want(w.do("GET", "/v2/bot/info", ""), 200, "") // another path is not hit
			w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "x"), retryKey(key1)), c.status, c.part)
			if n := len(w.sim.Accepted()); n != c.accepted {
				t.Errorf("%d accepted, want %d", n, c.accepted)
			}
			again := map[int]int{0: 200, 1: 409}[c.accepted]
			w.want(w.do("POST", "/v2/bot/message/push", textTo(id, "x"), retryKey(key1)), again, "")
			if n := len(w.sim.Accepted()); n != 1 {
				t.Errorf("%d accepted in the end, want 1", n)
			}
			if left := w.sim.Faults(); len(left) != 0 {
				t.Errorf("faults left: %+v", left)
			}
		})
	}
}

// A time-out ends without an answer; only the retry key tells what happened.
func TestFaultTimeout(t *testing.T) {
	for kind, accepted := range map[string]int{linesim.FaultTimeoutBefore: 0, linesim.FaultTimeoutAfter: 1} {
		t.Run(kind, func(t *testing.T) {
			w := newWorld(t, nil)
			id := w.friend("a")
			w.fault(kind, 1)
			req, err := http.NewRequestWithContext(t.Context(), "POST", w.api.URL+"/v2/bot/message/push", strings.NewReader(textTo(id, "x")))
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", "Bearer "+testToken)
			req.Header.Set("Content-Type", "application/json")
			if res, err := http.DefaultClient.Do(req); err == nil {
				_ = res.Body.Close()
				t.Fatalf("answered %s", res.Status)
			}
			if n := len(w.sim.Accepted()); n != accepted {
				t.Errorf("%d accepted, want %d", n, accepted)
			}
		})
	}
}

// A client that gives up frees a hanging request at once.
func TestFaultTimeoutClientGone(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	w.fault(linesim.FaultTimeoutBefore, time.Hour.Milliseconds())
	ctx, cancel := context.WithCancel(t.Context())
	req, err := http.NewRequestWithContext(ctx, "POST", w.api.URL+"/v2/bot/message/push", strings.NewReader(textTo(id, "x")))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+testToken)
	req.Header.Set("Content-Type", "application/json")
	trace := &httptrace.ClientTrace{WroteRequest: func(httptrace.WroteRequestInfo) { cancel() }}
	req = req.WithContext(httptrace.WithClientTrace(ctx, trace))
	if _, err := http.DefaultClient.Do(req); !errors.Is(err, context.Canceled) {
		t.Fatal(err)
	}
	w.api.Close() // waits for requests that still run
}

func TestWebhookFaults(t *testing.T) {
	w := newWorld(t, nil)
	id := w.friend("a")
	w.hooks()
	set := func(kind string) {
		t.Helper()
		if _, err := w.sim.SetFault(linesim.Fault{Kind: kind, Times: 1}); err != nil {
			t.Fatal(err)
		}
	}
	say := func() string {
		t.Helper()
		sent, err := w.sim.SendText(id, "x")
		if err != nil {
			t.Fatal(err)
		}
		return sent.EventID
	}
	set(linesim.FaultWebhookDuplicate)
	twice := say()
	set(linesim.FaultWebhookDrop)
	dropped := say()
	set(linesim.FaultWebhookReorder)
	late, early := say(), say()
	w.hooks()
	w.sim.Advance(2 * time.Second)
	var got []string
	for _, h := range w.hooks()[1:] {
		got = append(got, h.event(t)["webhookEventId"].(string))
	}
	if want := strings.Join([]string{twice, twice, early, late}, " "); strings.Join(got, " ") != want {
		t.Errorf("webhooks %v, want %s", got, want)
	}
	if err := w.sim.Redeliver(dropped); err != nil {
		t.Fatal(err)
	}
	hooks := w.hooks()
	if got := hooks[len(hooks)-1].event(t)["webhookEventId"]; got != dropped {
		t.Errorf("redelivered %v, want %s", got, dropped)
	}
	if err := w.sim.Redeliver("01FZ74A0TDDPYRVKNK77XKC3ZR"); err == nil {
		t.Error("redelivered an unknown event")
	}
}

func TestBadFaults(t *testing.T) {
	w := newWorld(t, nil)
	for _, f := range []linesim.Fault{{Kind: "teapot"}, {Kind: linesim.FaultSlow, Ms: -1}, {Kind: linesim.FaultSlow, Probability: 2}} {
		if _, err := w.sim.SetFault(f); err == nil {
			t.Errorf("accepted %+v", f)
		}
	}
	f, err := w.sim.SetFault(linesim.Fault{Kind: linesim.FaultSlow, Ms: 1, Probability: 0.5})
	if err != nil || f.ID == "" {
		t.Fatal(f, err)
	}
	w.sim.ClearFault(f.ID)
	if left := w.sim.Faults(); len(left) != 0 {
		t.Errorf("left %+v", left)
	}
}
