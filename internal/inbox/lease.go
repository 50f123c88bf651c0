package inbox

import (
	"context"
	"errors"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"

	"jitasa/internal/domain"
)

// LeaseTime is how long an event is a process's own, from its acceptance or from
// the last time that the process began to work on it. Who is killed leaves
// their people waiting that long at most; who is killed again and again must
// still leave time to answer within the life of a reply token.
const LeaseTime = 5 * time.Second

// Lease says who a process is among those that share a store. An event belongs
// to the process that accepted or claimed it, until its lease runs out; the
// others leave it alone. The zero Lease is for a process that is alone on its
// store, and for one that accepts events and handles none: whoever is first may take them.
//
// Clocks of different machines may differ by a part of For. Who takes an event too early
// does no harm, as handlers bear it; it costs both of them work.
type Lease struct {
	Owner string // different for every process that was ever started
	For   time.Duration
	Now   func() time.Time
}

func (l Lease) shared() bool { return l.Owner != "" }

// sign makes an event that is about to be stored the process's own.
func (l Lease) sign(e *Event) {
	if l.shared() {
		e.Owner, e.Until = l.Owner, domain.Instant(l.Now().Add(l.For))
	}
}

// foreign reports whether another process has the event in work.
func (l Lease) foreign(e *Event) bool {
	return l.shared() && e.Owner != "" && e.Owner != l.Owner && e.Until.After(l.Now())
}

// claim makes an event the process's own, before it is handled: false if another
// process was faster. One that is its own for a while yet costs nothing.
func (b *Inbox) claim(ctx context.Context, it *item) (bool, error) {
	if !b.lease.shared() || it.Owner == b.lease.Owner && it.Until.Sub(b.lease.Now()) > b.lease.For/2 {
		return true, nil
	}
	mine := *it.Event
	b.lease.sign(&mine)
	err := b.events.Replace(ctx, &mine)
	if errors.Is(err, domain.ErrConflict) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("claiming event: %w", err)
	}
	it.Event = &mine
	return true, nil
}

// How much of the end is for handing events back, and how many at a time.
const (
	handBackWithin = time.Second
	handBackAtOnce = 16
)

// handBack lets others take at once what this process had accepted and has not
// begun. What it does not manage in time is free when its lease runs out.
func (d *Dispatcher) handBack(ctx context.Context) {
	if !d.inbox.lease.shared() {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), handBackWithin)
	defer cancel()
	var g errgroup.Group
	g.SetLimit(handBackAtOnce)
	for _, it := range d.waiting() {
		g.Go(func() error { return d.inbox.release(ctx, it.Event) })
	}
	if err := g.Wait(); err != nil {
		d.log.WarnContext(ctx, "events not handed back", "error", err)
	}
}

// waiting are the events in memory that nobody works on.
func (d *Dispatcher) waiting() (all []*item) {
	d.mu.Lock()
	defer d.mu.Unlock()
	for _, l := range d.lanes {
		all = append(all, l.waiting...)
	}
	return all
}

func (b *Inbox) release(ctx context.Context, e *Event) error {
	if e.Owner != b.lease.Owner || ctx.Err() != nil {
		return ctx.Err()
	}
	free := *e
	free.Owner, free.Until = "", time.Time{}
	if err := b.events.Replace(ctx, &free); err != nil && !errors.Is(err, domain.ErrConflict) {
		return fmt.Errorf("handing an event back: %w", err)
	}
	return nil
}
