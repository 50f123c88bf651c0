package crash

import (
	"context"
	"flag"
	"io"
	"math/rand/v2"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jitasa/internal/inbox"

	"golang.org/x/sync/errgroup"
)

var (
	chaosLasts = flag.Duration("chaos.for", 40*time.Second, "how long people write while processes and the database are killed")
	outage     = flag.Duration("chaos.outage", 20*time.Second, "how long the database is away, in the middle")
	older      = flag.String("chaos.older", "", "an older release's program, which one of the processes is: it makes the store, the others go on beside it")
)

// processes that share the database.
const processes = 3

// mostMemory bounds a process, in MB: an outage must not fill it.
const mostMemory = 160

// mostGoroutines of a process at rest: 256 workers, and what serves, watches and keeps connections.
const mostGoroutines = 450

// TestChaos: three processes on one database; each is killed at random moments,
// and in the middle the database loses its power and stays away. What was
// acknowledged is answered exactly once, in each person's order.
func TestChaos(t *testing.T) {
	db := startServer(t)
	w := newWorld(t, 30, 2*time.Second)
	binary, address := build(t), db.start()
	all := make([]*program, processes)
	for i := range all {
		all[i] = &program{binary: binary, store: address, api: w.api}
	}
	if *older != "" {
		all[0].binary = *older
	}
	c := &chaos{t: t, world: w, all: all}
	c.live(db)
	w.sim.ClearFault("")
	settle(t, w.witness, w.people, time.Minute)
	closed(t, address, 3*inbox.LeaseTime)
	for i, p := range all {
		w.gate.forwardTo(p, "")
		if n := p.goroutines(t); n > mostGoroutines {
			t.Errorf("process %d has %d goroutines at the end", i, n)
		}
		if err := p.stop(10 * time.Second); err != nil {
			t.Errorf("ending in peace: %v", err)
		}
	}
	check(t, w.witness, w.people)
	checkStore(t, address, w.people)
	report(t, w, int(c.kills.Load()), processes*int(*chaosLasts/(15*time.Second)))
	if t.Failed() {
		for i, p := range all {
			t.Logf("the log of process %d:\n%s", i, p.log())
		}
	}
}

// chaos is what happens to the processes.
type chaos struct {
	*world
	t     *testing.T
	all   []*program
	kills atomic.Int64
}

func (c *chaos) live(db *server) {
	ctx, cancel := context.WithTimeout(c.t.Context(), *chaosLasts)
	defer cancel()
	for _, p := range c.all {
		c.start(p)
	}
	var writing errgroup.Group
	for _, s := range c.people {
		writing.Go(func() error { return s.live(ctx) })
	}
	var dying sync.WaitGroup
	for i, p := range c.all {
		dying.Go(func() { c.die(ctx, p, rand.New(rand.NewPCG(*seed, uint64(i)))) })
	}
	c.cutPower(ctx, db)
	dying.Wait()
	if err := writing.Wait(); err != nil {
		c.t.Error(err)
	}
}

func (c *chaos) start(p *program) {
	address, err := p.start(c.t.Context())
	if err != nil {
		c.t.Error(err)
		return
	}
	c.gate.forwardTo(p, address)
}

// die kills a process again and again. At the end it runs.
func (c *chaos) die(ctx context.Context, p *program, rng *rand.Rand) {
	for ctx.Err() == nil {
		select {
		case <-time.After(time.Duration(800+rng.IntN(5000)) * time.Millisecond):
		case <-ctx.Done():
			return
		}
		if mb := p.memory(); mb > mostMemory {
			c.t.Errorf("a process has %d MB in memory", mb)
		}
		c.gate.forwardTo(p, "")
		p.kill()
		c.kills.Add(1)
		time.Sleep(time.Duration(rng.IntN(1500)) * time.Millisecond)
		c.start(p)
	}
}

// cutPower takes the database away in the middle.
func (c *chaos) cutPower(ctx context.Context, db *server) {
	select {
	case <-time.After((*chaosLasts - *outage) / 2):
	case <-ctx.Done():
		return
	}
	db.kill()
	began := c.gate.failures()
	time.Sleep(*outage)
	if c.gate.failures() == began {
		c.t.Error("no webhook failed while the database was away")
	}
	db.start()
}

// goroutines of the process, as it tells Prometheus.
func (p *program) goroutines(t *testing.T) int {
	t.Helper()
	q, err := http.NewRequestWithContext(t.Context(), http.MethodGet, "http://"+p.at+"/metrics", nil)
	if err != nil {
		t.Fatal(err)
	}
	q.Header.Set("Authorization", "Bearer "+token)
	a, err := http.DefaultClient.Do(q)
	if err != nil {
		t.Fatal(err)
	}
	defer a.Body.Close()
	raw, err := io.ReadAll(a.Body)
	if err != nil {
		t.Fatal(err)
	}
	m := regexp.MustCompile(`(?m)^go_goroutines (\d+)$`).FindSubmatch(raw)
	if m == nil {
		t.Fatal("the process does not say how many goroutines it has")
	}
	n, _ := strconv.Atoi(string(m[1]))
	return n
}

// memory of the process in RAM, in MB; 0 where that cannot be read.
func (p *program) memory() int {
	status, err := os.ReadFile("/proc/" + strconv.Itoa(p.command.Process.Pid) + "/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) >= 2 && fields[0] == "VmRSS:" {
			kb, _ := strconv.Atoi(fields[1])
			return kb / 1024
		}
	}
	return 0
}
