package deliver

import (
	"context"
	"errors"
	"fmt"
	"sync"
)

// flights are what this process has under way: requests and plans. Each kind has slots of its own, and a slot is free as
// soon as its request is answered, so that one that hangs holds up neither its neighbours nor what is more urgent.
type flights struct {
	senders, planners map[Kind]chan struct{}
	all               sync.WaitGroup
	landed            chan struct{} // something ended well: there may be more to do
	nudged            chan struct{} // there is something urgent to do

	mu      sync.Mutex
	batches map[string]bool
	started int
	errs    []error
}

func newFlights(senders int) *flights {
	f := &flights{senders: map[Kind]chan struct{}{}, planners: map[Kind]chan struct{}{}, landed: make(chan struct{}, 1), nudged: make(chan struct{}, 1), batches: map[string]bool{}}
	for _, k := range Kinds() {
		f.senders[k], f.planners[k] = make(chan struct{}, senders), make(chan struct{}, 1)
	}
	return f
}

// launch does something for a campaign beside everything else, in a slot that was taken for it. id is the batch's, or "".
func (f *flights) launch(c *Campaign, slots chan struct{}, id string, do func() error) {
	told := f.landed
	if c.Kind.urgent() {
		told = f.nudged // what is less urgent makes way
	}
	f.mu.Lock()
	f.started++
	if id != "" {
		f.batches[id] = true
	}
	f.mu.Unlock()
	f.all.Go(func() {
		err := do()
		f.mu.Lock()
		delete(f.batches, id)
		if err != nil {
			f.errs = append(f.errs, fmt.Errorf("campaign %s: %w", c.ID, err))
		}
		f.mu.Unlock()
		<-slots
		if err != nil { // a store that fails is left alone for a while
			return
		}
		tell(told)
	})
}

func tell(c chan struct{}) {
	select {
	case c <- struct{}{}:
	default:
	}
}

// has reports whether a batch is under way.
func (f *flights) has(id string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.batches[id]
}

// begun is how much was ever under way.
func (f *flights) begun() int {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.started
}

// failed gives the errors since it was asked last.
func (f *flights) failed() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	err := errors.Join(f.errs...)
	f.errs = nil
	return err
}

// slot waits for a free slot to send in; false: it is time to look again who is most urgent.
func (d *Deliverer) slot(turn context.Context, slots chan struct{}) bool {
	if turn.Err() != nil {
		return false
	}
	select {
	case slots <- struct{}{}:
		return true
	default:
	}
	select {
	case slots <- struct{}{}:
		return true
	case <-d.flights.nudged:
	case <-turn.Done():
	}
	return false
}
