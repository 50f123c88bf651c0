package inbox

import (
	"context"
	"log/slog"
	"sync"
	"time"
)

// Dispatcher hands events to a handler: different persons side by side, one
// person's events one at a time, in the order of their time.
type Dispatcher struct {
	inbox   *Inbox
	handle  func(context.Context, *Event) error
	log     *slog.Logger
	options Options

	mu      sync.Mutex
	running bool
	lanes   map[string]*lane    // by person
	held    map[string]struct{} // ids of the events in memory
	done    map[string]struct{} // ids of those closed since the last sweep began: it may have read them before
	bytes   int                 // their size
	stats   Stats

	behind backlog

	ready chan *lane // each lane at most once, so it never blocks
	wake  chan struct{}
}

// Stats are counts since the start.
type Stats struct {
	Held     int    // events in memory now
	Answered uint64 // handled and closed
	Failures uint64 // attempts that failed
	GivenUp  uint64 // events that could not be answered
}

// NewDispatcher makes a dispatcher; nothing is handled before Run. handle must
// do nothing twice for an event that it is given again.
func NewDispatcher(b *Inbox, handle func(context.Context, *Event) error, log *slog.Logger, o Options) *Dispatcher {
	sweep := sweepAlone
	if b.lease.shared() {
		sweep = sweepShared
	}
	o = o.withDefaults(sweep)
	return &Dispatcher{
		inbox: b, handle: handle, log: log, options: o,
		lanes: map[string]*lane{}, held: map[string]struct{}{}, done: map[string]struct{}{}, ready: make(chan *lane, o.Waiting), wake: make(chan struct{}, 1),
	}
}

// Stats tells how it goes.
func (d *Dispatcher) Stats() Stats {
	d.mu.Lock()
	defer d.mu.Unlock()
	s := d.stats
	s.Held = len(d.held)
	return s
}

// Offer hands accepted events over. It never blocks: what does not fit into
// memory stays in the store, where a sweep finds it.
func (d *Dispatcher) Offer(events ...*Event) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if !d.running { // the store has them
		return
	}
	for _, e := range events {
		if d.behind.any || !d.hold(e) {
			d.behind.leave(e, d.roomy(len(d.behind.late), len(e.Raw)))
		}
	}
}

// hold puts an event into its lane; false: there is no room.
func (d *Dispatcher) hold(e *Event) bool {
	_, known := d.held[e.ID]
	if _, done := d.done[e.ID]; known || done {
		return true
	}
	if !d.roomy(0, len(e.Raw)) {
		return false
	}
	d.held[e.ID] = struct{}{}
	d.bytes += len(e.Raw)
	l := d.lanes[e.Person]
	if l == nil {
		l = &lane{person: e.Person}
		d.lanes[e.Person] = l
		d.ready <- l
	}
	l.put(&item{Event: e})
	return true
}

// roomy reports whether another event fits into memory, beside some that are
// not counted yet. One always does.
func (d *Dispatcher) roomy(beside, size int) bool {
	n := len(d.held) + beside
	return n == 0 || n < d.options.Waiting && d.bytes+size <= d.options.Bytes
}

// Run handles events until the context ends; those in work may then finish, for
// a while. It begins with what an earlier process left open.
func (d *Dispatcher) Run(ctx context.Context) error {
	work, cancel := context.WithCancel(context.WithoutCancel(ctx))
	defer cancel()
	d.mu.Lock()
	d.running, d.behind.any = true, true // what an earlier process left comes before what comes now
	d.mu.Unlock()
	var workers sync.WaitGroup
	for range d.options.Workers {
		workers.Go(func() { d.work(ctx, work) })
	}
	d.keepSweeping(ctx)
	d.stop()
	late := time.AfterFunc(d.options.Drain, cancel)
	defer late.Stop()
	workers.Wait()
	d.handBack(ctx)
	return nil
}

// stop lets nothing more in; what is in memory is in the store as well.
func (d *Dispatcher) stop() {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.running = false
	for _, l := range d.lanes {
		if l.pause != nil {
			l.pause.Stop()
		}
	}
}

// work handles events until ctx ends; work is the context of the handling.
func (d *Dispatcher) work(ctx, work context.Context) {
	for ctx.Err() == nil {
		select {
		case l := <-d.ready:
			if ctx.Err() == nil {
				d.step(work, l)
			}
		case <-ctx.Done():
		}
	}
}

// step handles the oldest event of a lane.
func (d *Dispatcher) step(ctx context.Context, l *lane) {
	d.mu.Lock()
	it := l.take()
	d.mu.Unlock()
	yielded, err := d.yields(ctx, l, it)
	if yielded {
		return
	}
	mine := true
	if err == nil && !it.answered {
		mine, err = d.inbox.claim(ctx, it)
	}
	if err == nil && mine {
		err = d.try(ctx, it)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	if err != nil {
		it.failures++
		d.stats.Failures++
		l.put(it)
		d.again(l, backoff(d.options.Retry, it.failures))
		return
	}
	d.drop(it)
	if mine {
		d.stats.Answered++
		d.done[it.ID] = struct{}{}
	}
	d.onward(l)
}

// yields lets a person's earlier event go first that another process took in,
// or left.
func (d *Dispatcher) yields(ctx context.Context, l *lane, it *item) (bool, error) {
	if !d.inbox.lease.shared() || it.answered {
		return false, nil
	}
	first, err := d.inbox.earlier(ctx, it.Event)
	if err != nil || first == nil {
		return false, err
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	l.put(it)
	if d.inbox.lease.foreign(first) {
		d.again(l, min(d.options.Retry/5<<min(it.yielded, 8), d.options.Retry)) // seldom long, but looking costs the store
		it.yielded++
		return true, nil
	}
	if _, known := d.held[first.ID]; !known {
		d.held[first.ID] = struct{}{}
		d.bytes += len(first.Raw)
		l.put(&item{Event: first})
	}
	d.onward(l)
	return true, nil
}

// onward makes a lane ready for its next event, or closes it.
func (d *Dispatcher) onward(l *lane) {
	if len(l.waiting) > 0 {
		d.ready <- l
		return
	}
	delete(d.lanes, l.person)
	d.catchUp()
}

// again makes a lane ready after a pause.
func (d *Dispatcher) again(l *lane, pause time.Duration) {
	if !d.running {
		return
	}
	l.pause = time.AfterFunc(pause, func() {
		d.mu.Lock()
		defer d.mu.Unlock()
		l.pause = nil
		if d.running {
			d.ready <- l
		}
	})
}

func (d *Dispatcher) drop(it *item) {
	delete(d.held, it.ID)
	d.bytes -= len(it.Raw)
}

// catchUp lets the store be searched again once half of the room is free.
func (d *Dispatcher) catchUp() {
	if !d.behind.any || len(d.held) > d.options.Waiting/2 || d.bytes > d.options.Bytes/2 {
		return
	}
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// longestPause is how long an event waits at most before it is tried again.
const longestPause = time.Minute

func backoff(first time.Duration, failures int) time.Duration {
	return min(first<<min(failures-1, 20), longestPause)
}
