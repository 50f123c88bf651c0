package app_test

import (
	"testing"
	"time"

	"jitasa/internal/linesim"
)

// What is in work when the end comes is finished, within the ten seconds that supervisors give.
func TestStopFinishesWork(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	before := r.sim.AcceptedCount()
	if _, err := r.sim.SetFault(linesim.Fault{Kind: linesim.FaultSlow, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/reply"}, Ms: 1500}); err != nil {
		t.Fatal(err)
	}
	calls := len(r.requested())
	if _, err := r.sim.SendText(p.id, "hello"); err != nil {
		t.Fatal(err)
	}
	r.until("a reply under way", func() bool { return len(r.requested()) > calls })
	start := time.Now()
	if err := r.end(); err != nil {
		t.Error(err)
	}
	if took := time.Since(start); took > 10*time.Second {
		t.Errorf("the end took %v", took)
	}
	if n := r.sim.AcceptedCount() - before; n != 1 {
		t.Errorf("%d answers", n)
	}
	r.checkSettled([]string{p.id}, 2)
}

// What cannot be finished in time is left to the next process, which answers it once.
func TestStopLeavesTheRest(t *testing.T) {
	r := newRig(t)
	p := r.person("Somchai")
	before := r.sim.AcceptedCount()
	if _, err := r.sim.SetFault(linesim.Fault{Kind: linesim.Fault500Before, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/reply"}}); err != nil {
		t.Fatal(err)
	}
	calls := len(r.requested())
	for range 3 {
		if _, err := r.sim.SendText(p.id, "hello"); err != nil {
			t.Fatal(err)
		}
	}
	r.until("a reply under way", func() bool { return len(r.requested()) > calls })
	if err := r.sim.WaitIdle(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := r.end(); err != nil {
		t.Error(err)
	}
	r.sim.ClearFault("")
	_, r.end = r.start()
	r.until("the answers", func() bool { return r.sim.AcceptedCount() >= before+3 })
	if err := r.end(); err != nil {
		t.Error(err)
	}
	if n := r.sim.AcceptedCount() - before; n != 3 {
		t.Errorf("%d answers to 3 events", n)
	}
	r.checkSettled([]string{p.id}, 4)
}

func (r *rig) requested() []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.asked
}
