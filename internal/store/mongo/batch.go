package mongo

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"time"
)

// Bounds of a command: in what is asked of it, and in bytes of documents (a
// message may have 48 MB). What one caller asks is never divided.
const (
	batchMost  = 500
	batchBytes = 8 << 20
)

// A caller with more than this many documents has a command of its own, so that others do not wait for it.
const batchShare = 64

// flights is how many commands of one kind are under way at a time, and lendAfter
// how long one is before another may go in its place: one that hangs must not
// hold up what comes when the database answers again.
const (
	flights   = 1
	lendAfter = 2 * time.Second
)

// batch makes one command of what is asked at the same time. Nobody waits for
// others to come: who finds no command under way has one at once; what comes while
// one is goes together in the next. A command belongs to nobody: a caller who
// gives up leaves, and what was asked may or may not happen.
type batch[T any] struct {
	engine *Engine
	// size is a caller's part, in documents and bytes.
	size func(T) (n, bytes int)
	// joins begins a command and tells, one after the other, what may be part of it (nil: everything). The first always may.
	joins func() func(T) bool
	// do sends it. The error is everybody's; what concerns one of them it writes into their T.
	do func(context.Context, []T) error

	mu     sync.Mutex // guards the rest
	queue  []*asked[T]
	flying int
}

// asked is one caller's part of a command.
type asked[T any] struct {
	what T
	gone <-chan struct{}
	done chan struct{} // closed when err says how it went
	err  error
}

// ask returns when what was asked is done, or the caller gives up.
func (b *batch[T]) ask(ctx context.Context, what T) error {
	if err := b.engine.ready(ctx); err != nil {
		return err
	}
	a := &asked[T]{what: what, gone: ctx.Done(), done: make(chan struct{})}
	if !b.enqueue(a) {
		return errClosed
	}
	select {
	case <-a.done:
		return a.err
	case <-ctx.Done():
	}
	select {
	case <-a.done:
		return a.err
	default:
	}
	if errors.Is(ctx.Err(), context.DeadlineExceeded) {
		b.engine.watch.tooLate()
	}
	return ctx.Err()
}

func (b *batch[T]) enqueue(a *asked[T]) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.queue = append(b.queue, a)
	if b.depart() {
		return true
	}
	b.queue = b.queue[:len(b.queue)-1]
	return false
}

// depart sends a command if one may go; false: the engine is closed.
func (b *batch[T]) depart() bool {
	if b.flying == flights || len(b.queue) == 0 {
		return true
	}
	if !b.engine.fly(b.fly) {
		return false
	}
	b.flying++
	return true
}

// fly sends commands as long as somebody waits for one.
func (b *batch[T]) fly() {
	for group := b.take(); len(group) > 0; group = b.take() {
		place := time.AfterFunc(lendAfter, b.lend)
		b.send(group)
		if !place.Stop() {
			return // another flies in its place
		}
	}
}

// lend gives the place of a command that takes long to another.
func (b *batch[T]) lend() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.flying--
	if b.depart() {
		return
	}
	for _, a := range b.queue {
		a.err = errClosed
		close(a.done)
	}
	b.queue = nil
}

// gather lets those who can run do so, as long as that brings more: the callers of another kind of command
// that has just ended are awake, one after the other, and the first of them would go alone.
func (b *batch[T]) gather() {
	for had := -1; ; {
		n := b.waiting()
		if n <= had || n >= batchMost {
			return
		}
		had = n
		runtime.Gosched()
	}
}

func (b *batch[T]) waiting() int {
	b.mu.Lock()
	defer b.mu.Unlock()
	return len(b.queue)
}

// take is the next command: as much of the queue as goes together, in its order.
func (b *batch[T]) take() (group []*asked[T]) {
	b.gather()
	b.mu.Lock()
	defer b.mu.Unlock()
	joins := func(T) bool { return true }
	if b.joins != nil {
		joins = b.joins()
	}
	rest, count, weight, full := b.queue[:0], 0, 0, false
	for _, a := range b.queue {
		n, bytes := b.size(a.what)
		full = full || len(group) > 0 && (count+n > batchMost || weight+bytes > batchBytes)
		switch {
		case a.abandoned():
		case full, !joins(a.what):
			rest = append(rest, a)
		default:
			group = append(group, a)
			count, weight = count+n, weight+bytes
		}
	}
	clear(b.queue[len(rest):])
	b.queue = rest
	if len(group) == 0 {
		b.flying--
	}
	return group
}

func (a *asked[T]) abandoned() bool {
	select {
	case <-a.gone:
		return true
	default:
		return false
	}
}

// send does a command and tells everybody how it went. Of one that is refused as it
// stands nothing was done: then each goes by itself, so that only the culprit fails.
func (b *batch[T]) send(group []*asked[T]) {
	all := make([]T, len(group))
	for i, a := range group {
		all[i] = a.what
	}
	err := b.attempt(all)
	for i, a := range group {
		if a.err = err; len(group) > 1 && errors.Is(err, errMalformed) {
			a.err = b.attempt(all[i : i+1])
		}
		close(a.done)
	}
}

// errPanicked is a command that panicked, with what is left out: it may hold a document.
var errPanicked = errors.New("a command to the database panicked")

func (b *batch[T]) attempt(all []T) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w (%T)", errPanicked, p)
		}
	}()
	if err = b.do(b.engine.work, all); err != nil && b.engine.work.Err() != nil {
		return errClosed
	}
	return err
}
