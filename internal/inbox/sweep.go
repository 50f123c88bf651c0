package inbox

import (
	"context"
	"fmt"
	"time"
)

// How often the store is searched. A process that shares it finds that way what
// those accepted that handle nothing.
const (
	sweepAlone  = 5 * time.Second
	sweepShared = 250 * time.Millisecond
)

// sweepShare bounds the part of the time that is spent searching, when there is much to read.
const sweepShare = 10

// keepSweeping searches the store until the context ends: at once for what an
// earlier process left, then now and then, and whenever there is room again.
func (d *Dispatcher) keepSweeping(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for ctx.Err() == nil {
		began := d.options.Now()
		if err := d.sweep(ctx); err != nil && ctx.Err() == nil {
			d.log.WarnContext(ctx, "inbox not swept", "error", err)
		}
		timer.Reset(max(d.options.Sweep, sweepShare*d.options.Now().Sub(began)))
		select {
		case <-ctx.Done():
		case <-timer.C:
		case <-d.wake:
		}
	}
}

// backlog is what is known of the events that were left in the store: for want
// of room, or by an earlier process. While there are any the store alone feeds the lanes: an event that
// comes now must not overtake those of its person that were left. It ends with
// a pass over the whole store that found room for all; events that come during
// the pass are kept aside, and follow.
type backlog struct {
	any    bool
	from   string   // the person at which the next pass goes on
	whole  bool     // a pass from the beginning is under way
	late   []*Event // came during it
	missed bool     // it will not be the last one
}

// leave notes that an event stays in the store.
func (b *backlog) leave(e *Event, room bool) {
	b.any = true
	if b.whole && room {
		b.late = append(b.late, e)
		return
	}
	b.missed = true
}

// sweep takes in open events that nobody has in memory, person by person. It
// goes on where the last one ended for want of room, so that everybody gets a turn.
func (d *Dispatcher) sweep(ctx context.Context) error {
	from := d.begin()
	for e, err := range d.inbox.events.Open(ctx, from, 0) {
		if err != nil {
			d.end(false)
			return fmt.Errorf("reading open events: %w", err)
		}
		if d.inbox.lease.foreign(e) {
			continue
		}
		if !d.takeIn(e) {
			d.end(false)
			return nil
		}
	}
	d.end(true)
	return nil
}

// begin is the person at whom the pass starts.
func (d *Dispatcher) begin() (from string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	clear(d.done)
	if d.behind.from == "" {
		d.behind.whole, d.behind.missed = true, false
	}
	return d.behind.from
}

// end settles what a pass has reached. done: it came to the end of the store.
func (d *Dispatcher) end(done bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	b := &d.behind
	late, last := b.late, done && b.whole && !b.missed
	b.late, b.whole = nil, false
	if done {
		b.from = ""
	}
	if !last {
		b.missed = true
		if done { // else when there is room again, or the store answers
			d.catchUp()
		}
		return
	}
	b.any = false
	for _, e := range late {
		if !d.hold(e) {
			b.any, b.missed = true, true
		}
	}
}

// takeIn holds an event of the store; false: there is no room, go on here later.
func (d *Dispatcher) takeIn(e *Event) bool {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.hold(e) {
		return true
	}
	d.behind.any, d.behind.from = true, e.Person
	return false
}
