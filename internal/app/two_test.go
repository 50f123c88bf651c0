package app_test

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/oklog/ulid/v2"

	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/collections"
	"jitasa/internal/config"
	"jitasa/internal/inbox"
	"jitasa/internal/linesim"
)

// eager makes processes that share a store get in each other's way as much as they can.
func eager(o *app.Options) {
	o.Inbox.Sweep = 20 * time.Millisecond
	o.Lease = inbox.Lease{Owner: ulid.Make().String(), For: time.Millisecond, Now: o.Now}
}

// both forwards webhooks to two apps at the same time.
func both(urls ...string) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, q *http.Request) {
		body, err := io.ReadAll(q.Body)
		if err != nil {
			w.WriteHeader(http.StatusBadRequest)
			return
		}
		status := make([]int, len(urls))
		var g sync.WaitGroup
		for i, url := range urls {
			g.Go(func() {
				again, err := http.NewRequestWithContext(q.Context(), http.MethodPost, url+"/webhook/line", bytes.NewReader(body))
				if err != nil {
					return
				}
				again.Header = q.Header.Clone()
				if a, err := http.DefaultClient.Do(again); err == nil {
					status[i] = a.StatusCode
					_ = a.Body.Close()
				}
			})
		}
		g.Wait()
		for _, s := range status {
			if s != http.StatusOK {
				w.WriteHeader(http.StatusBadGateway)
				return
			}
		}
	})
}

// Two processes that get the same events over one store answer each once, in order.
func TestTwoProcesses(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) { twoProcesses(t, newRig(t, eager)) })
	t.Run("mongodb", func(t *testing.T) { twoProcesses(t, newMongoRig(t, eager)) })
}

func twoProcesses(t *testing.T, r *rig) {
	second, end := r.start(eager)
	t.Cleanup(func() {
		if err := end(); err != nil {
			t.Error(err)
		}
	})
	r.balance(r.url, second)
	for _, f := range []linesim.Fault{
		{Kind: linesim.Fault500After, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/"}, Probability: 0.1},
		{Kind: linesim.FaultSlow, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/"}, Probability: 0.3, Ms: 20},
	} {
		if _, err := r.sim.SetFault(f); err != nil {
			t.Fatal(err)
		}
	}
	const people, each = 10, 12
	var g sync.WaitGroup
	ids := make([]string, people)
	for i := range people {
		ids[i] = r.sim.AddPerson(fmt.Sprintf("Person %d", i), "th").ID
		g.Go(func() { r.write(ids[i], each) })
	}
	g.Wait()
	r.until("an answer to each event", func() bool { return r.sim.AcceptedCount() >= people*each })
	if err := r.end(); err != nil {
		t.Error(err)
	}
	if err := end(); err != nil {
		t.Error(err)
	}
	if n := r.sim.AcceptedCount(); n != people*each {
		t.Errorf("%d answers to %d events", n, people*each)
	}
	r.checkSettled(ids, each)
	if t.Failed() {
		t.Log(r.logs)
	}
}

// balance lets every webhook come to two processes at once.
func (r *rig) balance(urls ...string) {
	r.Helper()
	hook := httptest.NewServer(both(urls...))
	r.Cleanup(hook.Close)
	if err := r.sim.SetWebhook(linesim.WebhookState{URL: hook.URL, Active: true, Redelivery: true}); err != nil {
		r.Fatal(err)
	}
}

// write lets a person follow and write, without waiting for answers.
func (r *rig) write(id string, events int) {
	if _, err := r.sim.Follow(id); err != nil {
		r.Error(err)
	}
	for n := 1; n < events; n++ {
		if _, err := r.sim.SendText(id, fmt.Sprintf("text %d", n)); err != nil {
			r.Error(err)
		}
	}
}

// checkSettled looks into the store, after the end.
func (r *rig) checkSettled(ids []string, each int) {
	r.Helper()
	r.look(func(c *collections.Collections) {
		for e, err := range c.Inbox.Open(r.Context(), "", 0) {
			r.Errorf("event %v is open (%v)", e, err)
		}
		for _, id := range ids {
			n, last := 0, time.Time{}
			for x, err := range c.Log.Of(r.Context(), id) {
				if err != nil {
					r.Fatal(err)
				}
				n++
				if x.At.Before(last) {
					r.Error("the log is out of order")
				}
				last = x.At
			}
			if n != each {
				r.Errorf("%d exchanges for %d events", n, each)
			}
		}
	})
}

// look opens the database of an app that has ended.
func (r *rig) look(at func(*collections.Collections)) {
	r.Helper()
	o, err := opening.Store(r.Context(), r.config())
	if err != nil {
		r.Fatal(err)
	}
	at(o.Collections)
	if err := o.Engine.Close(); err != nil {
		r.Error(err)
	}
}

// One process accepts, another one answers, soon enough for a person not to notice.
func TestRolesApart(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		if err := r.end(); err != nil {
			t.Fatal(err)
		}
		r.roles = config.Roles{Worker: true}
		_, end := r.start()
		r.roles = config.Roles{Web: true}
		r.url, r.end = r.start()
		t.Cleanup(func() {
			if err := end(); err != nil {
				t.Error(err)
			}
		})
		if err := r.sim.SetWebhook(linesim.WebhookState{URL: r.url + "/webhook/line", Active: true, Redelivery: true}); err != nil {
			t.Fatal(err)
		}
		p := r.person("Somchai")
		began := time.Now()
		const turns = 5
		for range turns {
			p.text("เมนู")
		}
		if each := time.Since(began) / turns; each > time.Second {
			t.Errorf("an answer takes %v", each)
		}
	})
}
