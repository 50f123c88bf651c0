package inbox

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"time"
)

// Options of a Dispatcher. Zero values take the defaults.
type Options struct {
	Workers int           // events in work at the same time (64)
	Waiting int           // events held in memory; more stay in the store until there is room (20,000)
	Sweep   time.Duration // how often the store is searched for events that nobody works on (5 s)
	Retry   time.Duration // the first pause after a failure; doubled up to a minute (250 ms)
	Keep    time.Duration // how long answered events are remembered (7 days)
	Now     func() time.Time
}

// Dispatcher hands events to a handler: different persons side by side, one
// person's events one at a time, in the order of their time.
type Dispatcher struct {
	inbox   *Inbox
	handle  func(context.Context, *Event) error
	log     *slog.Logger
	options Options

	mu      sync.Mutex
	lanes   map[string]*lane
	held    map[string]struct{} // ids in memory
	full    bool                // something was left in the store for want of room
	slots   chan struct{}
	running sync.WaitGroup
	ctx     context.Context //nolint:containedctx // the dispatcher's own life, begun by Run
	wake    chan struct{}
}

// lane is one person's queue. It exists while it has events.
type lane struct{ waiting []*Event }

// NewDispatcher makes a dispatcher; nothing is handled before Run.
func NewDispatcher(b *Inbox, handle func(context.Context, *Event) error, log *slog.Logger, o Options) *Dispatcher {
	o.Workers = max(o.Workers, 0)
	if o.Workers == 0 {
		o.Workers = 64
	}
	if o.Waiting == 0 {
		o.Waiting = 20_000
	}
	if o.Sweep == 0 {
		o.Sweep = 5 * time.Second
	}
	if o.Retry == 0 {
		o.Retry = 250 * time.Millisecond
	}
	if o.Keep == 0 {
		o.Keep = 7 * 24 * time.Hour
	}
	return &Dispatcher{
		inbox: b, handle: handle, log: log, options: o,
		lanes: map[string]*lane{}, held: map[string]struct{}{}, slots: make(chan struct{}, o.Workers), wake: make(chan struct{}, 1),
	}
}

// Offer hands accepted events over. It never blocks: what does not fit into
// memory stays in the store, where a sweep finds it.
func (d *Dispatcher) Offer(events ...*Event) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.ctx == nil || d.ctx.Err() != nil { // not running: the store has them
		return
	}
	for _, e := range events {
		d.offer(e)
	}
}

func (d *Dispatcher) offer(e *Event) {
	if _, known := d.held[e.ID]; known {
		return
	}
	if len(d.held) >= d.options.Waiting {
		d.full = true
		return
	}
	d.held[e.ID] = struct{}{}
	l := d.lanes[e.Person]
	if l == nil {
		l = &lane{waiting: []*Event{e}}
		d.lanes[e.Person] = l
		d.running.Add(1)
		go d.work(e.Person, l)
		return
	}
	at, _ := slices.BinarySearchFunc(l.waiting, e, func(a, b *Event) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return compare(a.ID, b.ID)
	})
	l.waiting = slices.Insert(l.waiting, at, e)
}

func compare(a, b string) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// work empties one lane.
func (d *Dispatcher) work(person string, l *lane) {
	defer d.running.Done()
	for {
		select {
		case d.slots <- struct{}{}:
		case <-d.ctx.Done():
			return
		}
		e := d.next(person, l)
		if e == nil {
			<-d.slots
			return
		}
		d.one(e)
		<-d.slots
		if d.ctx.Err() != nil {
			return
		}
		d.mu.Lock()
		delete(d.held, e.ID)
		d.mu.Unlock()
	}
}

// next takes the oldest event, or closes the lane.
func (d *Dispatcher) next(person string, l *lane) *Event {
	d.mu.Lock()
	defer d.mu.Unlock()
	if len(l.waiting) == 0 {
		delete(d.lanes, person)
		if d.full && len(d.held) < d.options.Waiting/2 {
			d.nudge()
		}
		return nil
	}
	e := l.waiting[0]
	l.waiting = l.waiting[1:]
	return e
}

func (d *Dispatcher) nudge() {
	select {
	case d.wake <- struct{}{}:
	default:
	}
}

// one handles an event until it is done: a person's next event must not
// overtake one that failed.
func (d *Dispatcher) one(e *Event) {
	pause := d.options.Retry
	for {
		err := d.handle(d.ctx, e)
		if err == nil {
			err = d.inbox.close(d.ctx, e)
		}
		if err == nil || d.ctx.Err() != nil {
			return
		}
		d.log.WarnContext(d.ctx, "event not answered yet", "event", e.ID, "error", err)
		select {
		case <-time.After(pause):
		case <-d.ctx.Done():
			return
		}
		pause = min(2*pause, time.Minute)
	}
}

// Run handles events until the context ends, then lets those in work finish or
// give up. It begins with what an earlier process left open.
func (d *Dispatcher) Run(ctx context.Context) error {
	d.mu.Lock()
	d.ctx = ctx
	d.mu.Unlock()
	ticker := time.NewTicker(d.options.Sweep)
	defer ticker.Stop()
	purged := time.Time{}
	for {
		if err := d.sweep(ctx); err != nil && ctx.Err() == nil {
			d.log.WarnContext(ctx, "inbox not swept", "error", err)
		}
		if now := d.options.Now(); now.Sub(purged) > time.Hour {
			purged = now
			if _, err := d.inbox.events.Purge(ctx, now.Add(-d.options.Keep)); err != nil && ctx.Err() == nil {
				d.log.WarnContext(ctx, "inbox not purged", "error", err)
			}
		}
		select {
		case <-ctx.Done():
			d.running.Wait()
			return nil
		case <-ticker.C:
		case <-d.wake:
		}
	}
}

// sweep offers every open event that is not in memory.
func (d *Dispatcher) sweep(ctx context.Context) error {
	d.mu.Lock()
	d.full = false
	d.mu.Unlock()
	for e, err := range d.inbox.events.Open(ctx) {
		if err != nil {
			return fmt.Errorf("reading open events: %w", err)
		}
		d.Offer(e)
		if d.crowded() {
			break
		}
	}
	return nil
}

func (d *Dispatcher) crowded() bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	return d.full
}

// Depth is the number of events in memory.
func (d *Dispatcher) Depth() int {
	d.mu.Lock()
	defer d.mu.Unlock()
	return len(d.held)
}
