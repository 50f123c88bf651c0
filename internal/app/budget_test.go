package app_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
)

// again starts the app anew, with other roles.
func (r *rig) again(roles config.Roles) {
	r.Helper()
	if err := r.end(); err != nil {
		r.Fatal(err)
	}
	r.roles = roles
	r.url, r.end = r.start()
	if err := r.sim.SetWebhook(linesim.WebhookState{URL: r.url + "/webhook/line", Active: true, Redelivery: true}); err != nil {
		r.Fatal(err)
	}
}

// pushes counts what the platform took for people that cost messages.
func (r *rig) pushes(people ...*talker) (n int) {
	got := r.pushed()
	for _, p := range people {
		n += got[p.id]
	}
	return n
}

// After an outage nobody can be replied to any more. Answers are pushed as long as the reserve is not touched; the others come
// with their person's next answer. Somebody in danger is answered all the same.
func TestBacklogLeavesTheReserve(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		var people []*talker
		for i := range 6 {
			p := r.person(fmt.Sprint("backlog ", i))
			p.tap("f=language&v=en")
			people = append(people, p)
		}
		danger := people[5]
		r.reserve = 20
		r.again(config.Roles{Web: true})
		for _, p := range people[:5] {
			if _, err := r.sim.SendText(p.id, "menu"); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := r.sim.SendText(danger.id, "help, my house is flooded, I am on the roof"); err != nil {
			t.Fatal(err)
		}
		r.until("accepted", func() bool {
			n := 0
			for _, err := range r.app.Store.Inbox.Open(t.Context(), "", 100) {
				if err == nil {
					n++
				}
			}
			return n == 6
		})
		r.quota(linesim.Quota{Type: "limited", Value: 100, Used: 78}) // 22 left, 20 of them in reserve
		r.sim.Advance(3 * time.Minute)
		r.again(config.Roles{Web: true, Worker: true})
		r.until("answered or kept", func() bool {
			for range r.app.Store.Inbox.Open(t.Context(), "", 1) {
				return false
			}
			return true
		})
		if n := r.pushes(people[:5]...); n > 2 || r.pushes(danger) != 1 {
			t.Errorf("%d answers were pushed, 2 would leave the reserve; in danger %d", n, r.pushes(danger))
		}
		waits := 0
		for _, p := range people[:5] {
			if r.pushes(p) > 0 {
				continue
			}
			waits++
			if said := raw(p.text("language")); strings.Count(said, "Find work nearby") == 0 {
				t.Errorf("what waited did not come with the next answer:\n%s", said)
			}
		}
		if waits < 3 {
			t.Errorf("only %d waited", waits)
		}
	})
}

// A notice waits while only the reserve is left, and goes on by itself; one for somebody in danger, and a call for help, do not wait.
func TestNoticesLeaveTheReserve(t *testing.T) {
	r := newRig(t)
	r.reserve = 20
	r.again(config.Roles{Web: true, Worker: true})
	p, urgent := r.person("told"), r.person("told at once")
	r.quota(linesim.Quota{Type: "limited", Value: 100, Used: 80})
	for person, m := range map[*talker]chat.Message{p: chat.Say("ok"), urgent: {Text: "now", Urgent: true}} {
		c := &deliver.Campaign{
			Meta: domain.Meta{ID: "tell-" + person.id}, Kind: deliver.Notice, Subject: person.id, Segment: audience.Segment{People: []string{person.id}},
			Messages: []chat.Message{m}, State: deliver.Scheduled, Active: true, CreatedAt: r.sim.Now(), Cost: 1,
		}
		if err := r.app.Store.Campaigns.Insert(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	r.campaign("tell-"+p.id, "paused", func(s *dispatch.Status) bool { return s.State == deliver.Paused && s.Why == deliver.NoQuota })
	r.campaign("tell-"+urgent.id, "sent", over)
	if r.pushes(p) != 0 || r.pushes(urgent) != 1 {
		t.Errorf("pushed %d and %d", r.pushes(p), r.pushes(urgent))
	}
	r.sim.Advance(10 * time.Minute)
	r.campaign("tell-"+p.id, "put off", func(s *dispatch.Status) bool { return s.State == deliver.Paused && s.Probes > 1 })
	r.quota(linesim.Quota{Type: "limited", Value: 100, Used: 70})
	r.sim.Advance(10 * time.Minute)
	r.campaign("tell-"+p.id, "sent by itself", over)
}
