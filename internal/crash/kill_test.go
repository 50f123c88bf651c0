package crash

import (
	"context"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"golang.org/x/sync/errgroup"

	"jitasa/internal/linesim"
)

var (
	lasts = flag.Duration("crash.for", 12*time.Second, "how long people write and the program is killed")
	seed  = flag.Uint64("crash.seed", 1, "what is random follows from this, up to the timing of the machine")
)

// faults is what goes wrong at the platform, and how often.
func faults() []linesim.Fault {
	send := linesim.FaultMatch{PathPrefix: "/v2/bot/message/"}
	return []linesim.Fault{
		{Kind: linesim.Fault500Before, Match: send, Probability: 0.04},
		{Kind: linesim.Fault500After, Match: send, Probability: 0.04},
		{Kind: linesim.FaultTimeoutAfter, Match: send, Probability: 0.01, Ms: 300},
		{Kind: linesim.FaultTimeoutBefore, Match: send, Probability: 0.01, Ms: 300},
		{Kind: linesim.FaultSlow, Probability: 0.1, Ms: 30},
		{Kind: linesim.FaultWebhookDuplicate, Probability: 0.1},
		{Kind: linesim.FaultWebhookReorder, Probability: 0.05, Ms: 40},
	}
}

func TestKill(t *testing.T) {
	w := newWorld(t, 40, 250*time.Millisecond)
	p := &program{binary: build(t), store: "sqlite:" + filepath.Join(t.TempDir(), "jitasa.db"), api: w.api}
	kills := live(t, p, w.people, w.gate)
	w.sim.ClearFault("")
	settle(t, w.witness, w.people, 30*time.Second)
	if err := p.stop(10 * time.Second); err != nil {
		t.Errorf("ending in peace: %v", err)
	}
	check(t, w.witness, w.people)
	checkStore(t, p.store, w.people)
	report(t, w, kills, int(*lasts/(2500*time.Millisecond)))
	if t.Failed() {
		t.Logf("the program's log:\n%s", p.log())
	}
}

// world is everything around the program.
type world struct {
	sim     *linesim.Sim
	gate    *gate
	witness *witness
	people  []*someone
	api     string // address of the Messaging API
}

func newWorld(t *testing.T, writers int, rest time.Duration) *world {
	t.Helper()
	sim, err := linesim.New(linesim.Options{
		ChannelSecret: secret, ChannelToken: token, Seed: *seed, NoRateLimits: true, LogSize: 100, EventsKept: 100_000,
		RedeliveryMax: 10_000, RedeliveryBackoff: func(attempt int) time.Duration { return time.Duration(20+attempt*7%80) * time.Millisecond },
	})
	if err != nil {
		t.Fatal(err)
	}
	entrance := newGate()
	w := newWitness(sim, entrance)
	hook, api := httptest.NewServer(entrance), httptest.NewServer(w)
	t.Cleanup(func() {
		if err := sim.Close(); err != nil {
			t.Error(err)
		}
		hook.Close()
		api.Close()
	})
	if err := sim.SetWebhook(linesim.WebhookState{URL: hook.URL + "/webhook/line", Active: true, Redelivery: true}); err != nil {
		t.Fatal(err)
	}
	for _, f := range faults() {
		if _, err := sim.SetFault(f); err != nil {
			t.Fatal(err)
		}
	}
	return &world{sim: sim, gate: entrance, witness: w, people: crowd(sim, entrance, writers, rest), api: api.URL}
}

func crowd(sim *linesim.Sim, g *gate, writers int, rest time.Duration) []*someone {
	people := make([]*someone, writers)
	for i := range people {
		person := sim.AddPerson(fmt.Sprintf("Person %d", i), "th")
		people[i] = &someone{id: person.ID, sim: sim, gate: g, rest: rest, rng: rand.New(rand.NewPCG(*seed, uint64(i)))}
	}
	return people
}

// live lets people write while the program is killed and started again. At the
// end the program runs.
func live(t *testing.T, p *program, people []*someone, g *gate) (kills int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), *lasts)
	defer cancel()
	rng := rand.New(rand.NewPCG(*seed, 0))
	start := func() {
		address, err := p.start(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		g.forwardTo(p, address)
	}
	start()
	var writing errgroup.Group
	for _, s := range people {
		writing.Go(func() error { return s.live(ctx) })
	}
	for ctx.Err() == nil {
		select {
		case <-time.After(time.Duration(150+rng.IntN(2200)) * time.Millisecond):
		case <-ctx.Done():
			continue
		}
		p.kill()
		kills++
		start()
	}
	if err := writing.Wait(); err != nil {
		t.Error(err)
	}
	return kills
}

// settle waits until nothing more is to be expected: as many answers as events.
func settle(t *testing.T, w *witness, people []*someone, within time.Duration) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), within)
	defer cancel()
	if err := w.sim.WaitIdle(ctx); err != nil {
		t.Error(err)
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for _, s := range people {
		for len(w.of(s.id)) < len(s.sent) {
			select {
			case <-tick.C:
			case <-ctx.Done():
				return // check says what is missing
			}
		}
	}
}

// check holds the answers against the events.
func check(t *testing.T, w *witness, people []*someone) {
	t.Helper()
	for _, s := range people {
		if got := w.of(s.id); !slices.Equal(got, s.sent) {
			t.Errorf("person %s: the answers differ from the events:\n%s", s.id, difference(s.sent, got))
		}
	}
	if len(w.strange) > 0 {
		t.Errorf("answers that belong to no event: %v", w.strange)
	}
}

func difference(sent, got []string) string {
	var b []byte
	for i := range max(len(sent), len(got)) {
		var x, y string
		if i < len(sent) {
			x = sent[i]
		}
		if i < len(got) {
			y = got[i]
		}
		if x != y {
			b = fmt.Appendf(b, "  %3d  event %-26s  answer to %s\n", i, x, y)
		}
		if len(b) > 600 {
			break
		}
	}
	return string(b)
}

// report says what happened, and that it was enough.
func report(t *testing.T, w *world, kills, wanted int) {
	t.Helper()
	events, pushes := 0, 0
	for _, s := range w.people {
		events += len(s.sent)
		pushes += w.witness.person(s.id).pushes
	}
	t.Logf("%d kills, %d events, %d webhooks failed, %d pushes", kills, events, w.gate.failures(), pushes)
	if kills < wanted || events < 10*len(w.people) || w.gate.failures() == 0 {
		t.Errorf("too quiet to prove anything: wanted %d kills, %d events and failed webhooks", wanted, 10*len(w.people))
	}
}
