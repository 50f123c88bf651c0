package inbox

import (
	"context"
	"fmt"
	"time"
)

// keepSweeping searches the store until the context ends: at once for what an
// earlier process left, then now and then, and whenever there is room again.
func (d *Dispatcher) keepSweeping(ctx context.Context) {
	ticker := time.NewTicker(d.options.Sweep)
	defer ticker.Stop()
	var purged time.Time
	for first := true; ctx.Err() == nil; first = false {
		if err := d.sweep(ctx, first); err != nil && ctx.Err() == nil {
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
		case <-ticker.C:
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
func (d *Dispatcher) sweep(ctx context.Context, all bool) error {
	from, behind := d.begin()
	for e, err := range d.inbox.events.Open(ctx, from, 0) {
		if err != nil {
			d.end(false)
			return fmt.Errorf("reading open events: %w", err)
		}
		if !all && !behind && d.others(e) {
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

// begin is the person at whom the pass starts, and whether events were left in the store.
func (d *Dispatcher) begin() (from string, behind bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.behind.from == "" {
		d.behind.whole, d.behind.missed = true, false
	}
	return d.behind.from, d.behind.any
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

// others reports whether another process is likely to have the event in work.
func (d *Dispatcher) others(e *Event) bool {
	return d.options.Shared && d.options.Now().Sub(e.Received) < d.options.Grace
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
