package linesim

import (
	"fmt"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Kinds of faults. "before" means that the request had no effect, "after" that
// it was accepted and only the answer is lost.
const (
	Fault500Before        = "500-before"
	Fault500After         = "500-after"
	FaultTimeoutBefore    = "timeout-before"
	FaultTimeoutAfter     = "timeout-after"
	Fault429Rate          = "429-rate"
	Fault429Quota         = "429-quota"
	FaultSlow             = "slow"
	FaultWebhookDuplicate = "webhook-duplicate"
	FaultWebhookReorder   = "webhook-reorder"
	FaultWebhookDrop      = "webhook-drop"
)

// Fault is something that goes wrong on demand.
type Fault struct {
	ID          string     `json:"id"` // given by SetFault
	Match       FaultMatch `json:"match"`
	Kind        string     `json:"kind"`
	Ms          int64      `json:"ms,omitempty"`          // how long a time-out, slowness or reordering lasts
	Times       int        `json:"times,omitempty"`       // how often; 0: until removed
	Probability float64    `json:"probability,omitempty"` // 0: always
}

// FaultMatch selects API requests; empty fields match all.
type FaultMatch struct {
	Method     string `json:"method,omitempty"`
	PathPrefix string `json:"pathPrefix,omitempty"`
}

func (f Fault) wait(otherwise time.Duration) time.Duration {
	if f.Ms > 0 {
		return time.Duration(f.Ms) * time.Millisecond
	}
	return otherwise
}

func (f Fault) isWebhook() bool { return strings.HasPrefix(f.Kind, "webhook-") }

func (f Fault) matches(method, path string) bool {
	return (f.Match.Method == "" || f.Match.Method == method) && strings.HasPrefix(path, f.Match.PathPrefix)
}

func (f Fault) check() error {
	kinds := []string{Fault500Before, Fault500After, FaultTimeoutBefore, FaultTimeoutAfter, Fault429Rate,
		Fault429Quota, FaultSlow, FaultWebhookDuplicate, FaultWebhookReorder, FaultWebhookDrop}
	if !slices.Contains(kinds, f.Kind) {
		return fmt.Errorf("%w: fault kind %q is none of %v", ErrBadInput, f.Kind, kinds)
	}
	if f.Ms < 0 || f.Times < 0 || f.Probability < 0 || f.Probability > 1 {
		return fmt.Errorf("%w: fault numbers out of range", ErrBadInput)
	}
	return nil
}

// faults are few; the counter lets the usual case pass without a lock.
type faults struct {
	ids  *ids
	any  atomic.Int32
	mu   sync.Mutex
	last int
	list []Fault
}

func newFaults(d *ids) *faults { return &faults{ids: d} }

func (l *faults) all() []Fault {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append([]Fault{}, l.list...)
}

func (l *faults) api(r *http.Request) Fault {
	return l.pick(func(f Fault) bool { return !f.isWebhook() && f.matches(r.Method, r.URL.Path) })
}

func (l *faults) webhook() Fault { return l.pick(Fault.isWebhook) }

// pick draws the first fault that applies and counts it.
func (l *faults) pick(applies func(Fault) bool) Fault {
	if l.any.Load() == 0 {
		return Fault{}
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	for i, f := range l.list {
		if !applies(f) || f.Probability > 0 && !l.ids.chance(f.Probability) {
			continue
		}
		if f.Times == 1 {
			l.list = slices.Delete(l.list, i, i+1)
			l.any.Store(int32(len(l.list)))
		} else if f.Times > 1 {
			l.list[i].Times--
		}
		return f
	}
	return Fault{}
}

// SetFault adds a fault and returns it with its id.
func (s *Sim) SetFault(f Fault) (Fault, error) {
	if err := f.check(); err != nil {
		return Fault{}, err
	}
	s.faults.mu.Lock()
	s.faults.last++
	f.ID = "f" + strconv.Itoa(s.faults.last)
	s.faults.list = append(s.faults.list, f)
	s.faults.any.Store(int32(len(s.faults.list)))
	s.faults.mu.Unlock()
	s.publishFaults()
	return f, nil
}

// ClearFault removes one fault, or all when id is "".
func (s *Sim) ClearFault(id string) {
	s.faults.mu.Lock()
	s.faults.list = slices.DeleteFunc(s.faults.list, func(f Fault) bool { return id == "" || f.ID == id })
	s.faults.any.Store(int32(len(s.faults.list)))
	s.faults.mu.Unlock()
	s.publishFaults()
}

// Faults lists what is set.
func (s *Sim) Faults() []Fault { return s.faults.all() }

func (s *Sim) publishFaults() { s.hub.publish("faults", func() any { return s.Faults() }) }
