package inbox

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"jitasa/internal/domain"
)

// errPanicked is a handler that panicked. What it panicked with is left out: it may hold what a person wrote.
var errPanicked = errors.New("handler panicked")

// try handles an event and closes it. One that fails for reasons of its own is
// given up after some attempts, so that it does not block its person for ever.
func (d *Dispatcher) try(ctx context.Context, it *item) error {
	if !it.answered {
		err := guarded(ctx, it.Event, d.handle)
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return err // the process ends: the next one goes on
		case d.hopeless(it, err):
			d.abandon(ctx, it, err)
		default:
			d.log.WarnContext(ctx, "event not answered yet", "event", it.ID, "failures", it.failures+1, "error", err)
			return err
		}
		it.answered = true
	}
	if err := d.inbox.close(ctx, it.Event); err != nil {
		if ctx.Err() == nil {
			d.log.WarnContext(ctx, "answered event not closed yet", "event", it.ID, "error", err)
		}
		return err
	}
	return nil
}

// hopeless: the failure is the event's own and came too often, or it is too old
// for anybody to wait for its answer.
func (d *Dispatcher) hopeless(it *item, err error) bool {
	if d.options.Now().Sub(it.Received) > d.options.Patience {
		return true
	}
	passing := errors.Is(err, domain.ErrUnavailable) || errors.Is(err, domain.ErrConflict) || errors.Is(err, context.DeadlineExceeded)
	return !passing && it.failures+1 >= d.options.Attempts
}

func (d *Dispatcher) abandon(ctx context.Context, it *item, err error) {
	d.log.ErrorContext(ctx, "event given up", "event", it.ID, "failures", it.failures+1, "error", err)
	if err := guarded(ctx, it.Event, d.options.Abandon); err != nil {
		d.log.ErrorContext(ctx, "nobody told that an event was given up", "event", it.ID, "error", err)
	}
	d.mu.Lock()
	defer d.mu.Unlock()
	d.stats.GivenUp++
}

// guarded makes an error of a panic, naming the place but not the value.
func guarded(ctx context.Context, e *Event, do func(context.Context, *Event) error) (err error) {
	defer func() {
		if recover() != nil {
			err = fmt.Errorf("%w in %s", errPanicked, culprit())
		}
	}()
	return do(ctx, e)
}

// culprit is the function that panicked: the first one below the runtime's own.
func culprit() string {
	var pcs [32]uintptr
	frames := runtime.CallersFrames(pcs[:runtime.Callers(3, pcs[:])])
	for {
		f, more := frames.Next()
		if name := f.Function; len(name) < 8 || name[:8] != "runtime." {
			return fmt.Sprintf("%s:%d", name, f.Line)
		}
		if !more {
			return "unknown"
		}
	}
}
