package app_test

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/app/opening"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
)

// A call that is approved while LINE does not tell what is left of the month is counted until it begins; one that was
// given back to staff, of which only somebody is still to be told, is not.
func TestUnsentIsCounted(t *testing.T) {
	r := newRig(t)
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	r.metrics = config.Metrics{Token: metricsToken}
	r.fault(linesim.Fault{Kind: linesim.Fault500Before, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/quota"}})
	now := domain.Instant(r.sim.Now())
	r.change(func(o opening.Opened) {
		for id, state := range map[string]domain.CallState{"call-a": domain.Approved, "call-b": domain.Approved, "call-c": domain.Proposed} {
			c := markedCall(id, "U1")
			c.State, c.Pending, c.DecidedBy, c.DecidedAt = state, true, "s1", map[string]time.Time{"call-a": now.Add(-5 * time.Minute), "call-b": now.Add(-time.Minute), "call-c": now.Add(-time.Hour)}[id]
			insert(t, o.Collections.Calls.Collection, c)
		}
	})
	r.url, r.end = r.start()
	r.until("counted", func() bool {
		_, text := r.scrape(metricsToken)
		return strings.Contains(text, "jitasa_calls_unsent 2\n") && regexp.MustCompile(`(?m)^jitasa_calls_unsent_oldest_seconds 3\d\d\.`).MatchString(text)
	})
}

// A call and a notice that LINE refused for a reason that passes go on by themselves, on both engines; until then they
// are counted as paused.
func TestGoesOnByItself(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		if err := r.end(); err != nil {
			t.Fatal(err)
		}
		r.metrics = config.Metrics{Token: metricsToken}
		quick := func(o *app.Options) { o.Deliver = deliver.Options{Probe: 50 * time.Millisecond} }
		r.url, r.end = r.start(quick)
		readers := r.subscribers(20)
		r.quota(linesim.Quota{Type: "limited", Value: 1000})
		for _, kind := range []deliver.Kind{deliver.Call, deliver.Notice} {
			c := newsletterTo("all")
			c.ID, c.Subject, c.Kind = string(kind), string(kind), kind
			if kind == deliver.Call {
				if err := r.app.Store.Calls.Insert(t.Context(), &domain.Call{Meta: domain.Meta{ID: c.ID}, Need: 100, State: domain.Approved, CreatedAt: domain.Instant(r.sim.Now())}); err != nil {
					t.Fatal(err)
				}
			}
			r.begin(c)
		}
		r.quota(linesim.Quota{Type: "limited", Value: 1000, Used: 1000})
		for _, kind := range []string{"call", "notice"} {
			r.campaign(kind, "paused", func(s *dispatch.Status) bool { return s.State == deliver.Paused && s.Probes > 2 })
		}
		if err := r.end(); err != nil {
			t.Fatal(err)
		}
		r.url, r.end = r.start(quick)
		var text string
		r.until("what is paused is counted", func() bool {
			_, text = r.scrape(metricsToken)
			return strings.Contains(text, "jitasa_campaigns_paused")
		})
		for _, want := range []string{
			`jitasa_campaigns_paused{kind="call",why="quota"} 1`, `jitasa_campaigns_paused{kind="notice",why="quota"} 1`, `jitasa_campaigns_paused{kind="newsletter",why="quota"} 0`,
			`jitasa_campaigns_paused{kind="call",why="person"} 0`, `jitasa_sent_people_total{kind="call",outcome="failed"} 0`,
		} {
			if !strings.Contains(text, want+"\n") {
				t.Errorf("not there: %s in\n%s", want, regexp.MustCompile(`(?m)^jitasa_(campaigns|sent).*$`).FindAllString(text, -1))
			}
		}
		r.quota(linesim.Quota{Type: "none"})
		r.sim.Advance(8 * time.Minute)
		for _, kind := range []string{"call", "notice"} {
			if s := r.campaign(kind, "over", over); s.State != deliver.Done || s.Accepted != len(readers) {
				t.Errorf("%s: %s (%s), %d accepted", kind, s.State, s.Why, s.Accepted)
			}
		}
		for _, n := range r.pushed() {
			if n != 2 {
				t.Errorf("somebody got the two %d times", n)
			}
		}
		if _, text := r.scrape(metricsToken); !strings.Contains(text, `jitasa_sent_people_total{kind="call",outcome="accepted"} 20`+"\n") {
			t.Error("who got the call is not counted")
		}
	})
}
