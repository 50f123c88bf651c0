package inbox

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"

	"jitasa/internal/domain"
)

// closing is answered events on their way out of the store. Whoever answered one goes on with the next person's; what gathers
// while some are closed is closed together. The person's own next event waits, so that what another process finds open is not answered yet.
type closing struct {
	mu   sync.Mutex
	out  []answered
	wake chan struct{} // capacity 1
}

// answered is an event, and the lane that goes on when it is closed.
type answered struct {
	it *item
	l  *lane
}

func (c *closing) put(a answered) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.out = append(c.out, a)
	select {
	case c.wake <- struct{}{}:
	default:
	}
}

func (c *closing) take() []answered {
	c.mu.Lock()
	defer c.mu.Unlock()
	some := c.out
	c.out = nil
	return some
}

// keepClosing closes what was answered until nobody answers any more.
func (d *Dispatcher) keepClosing(ctx context.Context, ended <-chan struct{}) {
	for last := false; ; {
		some := d.closing.take()
		switch {
		case len(some) > 0:
			d.closeAll(ctx, some)
		case last:
			return
		default:
			select {
			case <-d.closing.wake:
			case <-ended:
				last = true
			}
		}
	}
}

// closeAll closes events and lets their people's next ones be handled. What cannot be closed is tried again.
func (d *Dispatcher) closeAll(ctx context.Context, some []answered) {
	events := make([]*Event, len(some))
	for i, a := range some {
		events[i] = a.it.Event
	}
	each := d.inbox.closeAll(ctx, events)
	d.mu.Lock()
	defer d.mu.Unlock()
	for i, a := range some {
		if each[i] != nil {
			if ctx.Err() == nil {
				d.log.WarnContext(ctx, "answered event not closed yet", "event", a.it.ID, "error", each[i])
			}
			d.failed(a.l, a.it)
			continue
		}
		d.finished(a.l, a.it)
	}
}

// closeAll closes events, and tells of each what was in the way.
func (b *Inbox) closeAll(ctx context.Context, events []*Event) []error {
	each := make([]error, len(events))
	ids := make([]string, len(events))
	for i, e := range events {
		ids[i] = e.ID
	}
	settled, err := b.events.Settle(ctx, ids)
	if err != nil {
		for i := range each {
			each[i] = fmt.Errorf("closing event: %w", err)
		}
		return each
	}
	var g errgroup.Group
	for i, e := range events {
		if !settled[i] {
			g.Go(func() error {
				each[i] = b.close(ctx, e)
				return nil
			})
		}
	}
	_ = g.Wait() // what failed is in each
	return each
}

// close marks an event as answered and drops its content and whose it was. The
// document stays, for redeliveries: nothing else knows of it.
func (b *Inbox) close(ctx context.Context, e *Event) error {
	for {
		err := b.closeOnce(ctx, e)
		if !errors.Is(err, domain.ErrConflict) {
			return err
		}
		now, err := b.events.Get(ctx, e.ID)
		if errors.Is(err, domain.ErrNotFound) || err == nil && (!now.Open || b.lease.foreign(now)) {
			return nil // another process closed it, or will
		}
		if err != nil {
			return fmt.Errorf("reading event: %w", err)
		}
		e = now // it was only written anew, under other keys
	}
}

func (b *Inbox) closeOnce(ctx context.Context, e *Event) error {
	closed := *e
	closed.Open, closed.Raw, closed.Person, closed.Owner, closed.Until = false, nil, "", "", time.Time{}
	if err := b.events.Replace(ctx, &closed); err != nil {
		return fmt.Errorf("closing event: %w", err)
	}
	return nil
}
