package crash

import (
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/internal/app/opening"
	"jitasa/internal/chat"
	"jitasa/internal/config"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
)

var recipients = flag.Int("delivery.people", 20_000, "how many people a newsletter is sent to while its senders are killed")

// deliveryFaults is what goes wrong while a newsletter is sent: each is 1 %, but for the failures, which are 5 %.
func deliveryFaults() []linesim.Fault {
	send := linesim.FaultMatch{PathPrefix: "/v2/bot/message/"}
	return []linesim.Fault{
		{Kind: linesim.Fault500Before, Match: send, Probability: 0.05},
		{Kind: linesim.Fault500After, Match: send, Probability: 0.05},
		{Kind: linesim.FaultTimeoutBefore, Match: send, Probability: 0.01, Ms: 300},
		{Kind: linesim.FaultTimeoutAfter, Match: send, Probability: 0.01, Ms: 300},
		{Kind: linesim.Fault429Rate, Match: send, Probability: 0.01},
		{Kind: linesim.FaultSlow, Match: send, Probability: 0.3, Ms: 100},
	}
}

// A newsletter reaches everybody whom it is for, once, and its ledger says so of
// each, though two processes that send it are killed all the time and the platform fails. They send side by side
// on MongoDB; a file is served by one, so there the second waits for it, and takes over the moment it is killed.
func TestDelivery(t *testing.T) {
	t.Run("sqlite", func(t *testing.T) {
		deliverAll(t, "sqlite:"+filepath.Join(t.TempDir(), "jitasa.db"), takeOver)
	})
	t.Run("mongodb", func(t *testing.T) { deliverAll(t, startServer(t).start(), killOne) })
}

// replacing kills one of two processes, of which others were killed before, and sees to it that the sending goes on.
type replacing func(t *testing.T, senders [2]*program, kills int)

// killOne kills one of two that run, and starts it again.
func killOne(t *testing.T, senders [2]*program, kills int) {
	t.Helper()
	p := senders[kills%2]
	p.kill()
	if _, err := p.start(t.Context()); err != nil {
		t.Fatal(err)
	}
}

// takeOver kills the one that runs while the other one already waits for its file.
func takeOver(t *testing.T, senders [2]*program, kills int) {
	t.Helper()
	runs, waits := senders[kills%2], senders[(kills+1)%2]
	before := strings.Count(waits.log(), "waiting for the process")
	started := make(chan error, 1)
	go func() {
		_, err := waits.start(t.Context())
		started <- err
	}()
	for strings.Count(waits.log(), "waiting for the process") == before {
		select {
		case err := <-started:
			t.Fatalf("two processes serve one file (%v)\n%s", err, waits.log())
		case <-time.After(10 * time.Millisecond):
		}
	}
	runs.kill()
	if err := <-started; err != nil {
		t.Fatal(err)
	}
}

func deliverAll(t *testing.T, store string, replace replacing) {
	sim, err := linesim.New(linesim.Options{ChannelSecret: secret, ChannelToken: token, Seed: *seed, NoRateLimits: true, AllowUnknown: true, NoBodies: true, LogSize: 100})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range deliveryFaults() {
		if _, err := sim.SetFault(f); err != nil {
			t.Fatal(err)
		}
	}
	api := httptest.NewServer(sim.Handler())
	t.Cleanup(func() {
		if err := sim.Close(); err != nil {
			t.Error(err)
		}
		api.Close()
	})
	senders := [2]*program{}
	binary := build(t)
	for i := range senders {
		senders[i] = &program{binary: binary, store: store, api: api.URL}
	}
	want := fillAudience(t, store)
	kills := killWhileSending(t, senders, store, replace)
	for _, p := range senders {
		if !p.runs() {
			continue
		}
		if err := p.stop(15 * time.Second); err != nil {
			t.Errorf("ending in peace: %v", err)
		}
	}
	checkBooks(t, sim, store, want)
	t.Logf("%d people, %d requests accepted, %d kills", len(want), requests(sim), kills)
	if kills < 5 {
		t.Errorf("%d kills prove nothing", kills)
	}
	if t.Failed() {
		t.Logf("a program's log:\n%.3000s", senders[0].log())
	}
}

func requests(sim *linesim.Sim) int {
	ids := map[string]bool{}
	for _, d := range sim.Accepted() {
		ids[d.RequestID] = true
	}
	return len(ids)
}

// fillAudience makes people of every province, in two languages, some of whom
// must not get it, and starts the newsletter. It returns what is to become of each.
func fillAudience(t *testing.T, store string) map[string]string {
	t.Helper()
	rng := rand.New(rand.NewPCG(*seed, 77))
	want := map[string]string{}
	opened(t, store, func(o opening.Opened) {
		now := domain.Instant(time.Now())
		for from := 0; from < *recipients; from += 500 {
			var people []*domain.Volunteer
			for range min(500, *recipients-from) {
				v := &domain.Volunteer{
					Meta:      domain.Meta{ID: fmt.Sprintf("U%016x%016x", rng.Uint64(), rng.Uint64())},
					Home:      &domain.Home{Province: fmt.Sprint(10 + rng.IntN(77))},
					BirthYear: 1980,
					Consents:  domain.Consents{{Purpose: domain.ForNewsletter, Given: true, At: now, Notice: domain.NoticeVersion, Receipt: "R"}},
					Reach:     domain.Reach{Lang: []string{"th", "en"}[rng.IntN(2)], Seen: now},
					CreatedAt: now, UpdatedAt: now, SignedUpAt: now,
				}
				want[v.ID] = string(deliver.Accepted)
				switch rng.IntN(20) {
				case 0:
					v.Consents[0].Given = false
					want[v.ID] = deliver.NoConsent
				case 1:
					v.Reach.Left = true
					want[v.ID] = deliver.Left
				}
				people = append(people, v)
			}
			if _, err := o.Collections.Volunteers.InsertNew(t.Context(), people); err != nil {
				t.Fatal(err)
			}
		}
		err := o.Collections.Campaigns.Insert(t.Context(), &deliver.Campaign{
			Meta: domain.Meta{ID: campaignID}, Kind: deliver.Newsletter, Subject: "2026-12", Purpose: domain.ForNewsletter,
			Messages: []chat.Message{chat.Say("ข่าวเดือนนี้")}, State: deliver.Scheduled, Active: true, CreatedAt: now,
			Limit: limits.Rate{Messages: *recipients / 16, Per: time.Second}, // long enough to be killed in the middle, many times
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	return want
}

const campaignID = "newsletter-2026-12"

// killWhileSending kills one of the two processes every second, in turn, until everything is sent. On a slow
// machine it takes longer: a process lives at least as long as it takes to start, or nothing would ever be done.
func killWhileSending(t *testing.T, senders [2]*program, store string, replace replacing) (kills int) {
	t.Helper()
	side := senders[:]
	if strings.HasPrefix(store, "sqlite:") {
		side = senders[:1]
	}
	for _, p := range side {
		if _, err := p.start(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	rng := rand.New(rand.NewPCG(*seed, 78))
	deadline := time.Now().Add(5*time.Minute + time.Duration(*recipients)*2*time.Millisecond)
	took := time.Duration(0)
	for !isOver(t, store) {
		if time.Now().After(deadline) {
			t.Fatalf("not sent after %d kills\n%.3000s", kills, senders[0].log())
		}
		time.Sleep(took + time.Duration(500+rng.IntN(1000))*time.Millisecond) // it is the world that waits, not the test for something
		start := time.Now()
		replace(t, senders, kills)
		kills++
		took = time.Since(start)
	}
	return kills
}

func isOver(t *testing.T, store string) (over bool) {
	t.Helper()
	opened(t, store, func(o opening.Opened) {
		c, err := o.Collections.Campaigns.Get(t.Context(), campaignID)
		if err != nil {
			t.Fatal(err)
		}
		if c.State == deliver.Paused {
			t.Fatalf("paused: %s", c.Why)
		}
		over = c.State == deliver.Done
	})
	return over
}

// checkBooks holds the platform's books and the ledger against what was to be, person by person.
func checkBooks(t *testing.T, sim *linesim.Sim, store string, want map[string]string) {
	t.Helper()
	got := map[string]string{}
	for _, d := range sim.Accepted() {
		if got[d.Recipient] != "" {
			t.Errorf("somebody got it twice")
		}
		got[d.Recipient] = string(deliver.Accepted)
	}
	ledger := map[string]string{}
	opened(t, store, func(o opening.Opened) {
		c, err := o.Collections.Campaigns.Get(t.Context(), campaignID)
		if err != nil {
			t.Fatal(err)
		}
		all := o.Collections
		d := deliver.New(deliver.Parts{Campaigns: all.Campaigns, Batches: all.Batches, Rolls: all.Rolls})
		err = d.Ledger(t.Context(), c, func(person string, e deliver.Entry) bool {
			if _, twice := ledger[person]; twice {
				t.Errorf("somebody is in the ledger twice")
			}
			ledger[person] = string(e.State)
			if e.State == deliver.Skipped {
				ledger[person] = e.Reason
			} else if got[person] == "" {
				t.Errorf("the ledger says %s, the books nothing", e.State)
			}
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
	})
	if !maps.Equal(ledger, want) {
		t.Errorf("the ledger has %d people, %d were to be in it, or their ends differ", len(ledger), len(want))
	}
	for person, state := range want {
		if (got[person] != "") != (state == string(deliver.Accepted)) {
			t.Errorf("somebody was to be %q and the books say %q", state, got[person])
		}
	}
}

// opened opens the store beside the program, as a command does.
func opened(t *testing.T, address string, do func(opening.Opened)) {
	t.Helper()
	settings, _, err := config.Load([]string{"--store", address, "--key", masterKey}, func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	o, err := opening.Store(t.Context(), settings)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := o.Engine.Close(); err != nil {
			t.Error(err)
		}
	}()
	do(o)
}
