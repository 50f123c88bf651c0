package sqlite

import (
	"context"
	"errors"
	"runtime"
	"sync"
	"sync/atomic"
)

// writer is the only goroutine that writes. What waits while it commits is
// the next group.
type writer struct {
	conn   *conn
	checks *checkpoint
	mu     sync.Mutex // guards queue and closed
	queue  []*write
	closed bool
	// commits counts the groups written.
	commits atomic.Int64
	wake    chan struct{} // capacity 1: there is something in the queue
	ended   chan error
}

// write is one caller's share of a group.
type write struct {
	cancelled <-chan struct{}
	// run executes the statements. It may run twice, and begins anew then. An
	// error undoes all of it; what concerns one document is an outcome, kept
	// by the caller, and no error.
	run  func(*conn) error
	done chan error // capacity 1
}

// groupMost bounds a group, so that the first of it does not wait too long.
const groupMost = 512

func startWriter(c *conn, checks *checkpoint) *writer {
	w := &writer{conn: c, checks: checks, wake: make(chan struct{}, 1), ended: make(chan error, 1)}
	checks.start()
	go w.loop()
	return w
}

// do runs a write in some group and returns when it is durable.
func (w *writer) do(ctx context.Context, run func(*conn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	wr := &write{cancelled: ctx.Done(), run: run, done: make(chan error, 1)}
	if !w.enqueue(wr) {
		return errClosed
	}
	select {
	case err := <-wr.done:
		return explain(err)
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (w *writer) enqueue(wr *write) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.closed {
		return false
	}
	w.queue = append(w.queue, wr)
	if len(w.queue) == 1 {
		w.signal()
	}
	return true
}

func (w *writer) signal() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// gather lets those who can run do so, as long as that brings new writes:
// the callers of the last group are just awake, and those of them who
// write again would otherwise miss this group by microseconds and wait for two commits.
func (w *writer) gather() {
	for had := -1; ; {
		n := w.waiting()
		if n <= had || n >= groupMost {
			return
		}
		had = n
		runtime.Gosched()
	}
}

func (w *writer) waiting() int {
	w.mu.Lock()
	defer w.mu.Unlock()
	return len(w.queue)
}

// take empties the queue, up to groupMost; more tells whether the writer goes on.
func (w *writer) take(group []*write) (_ []*write, closed bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	n := min(len(w.queue), groupMost)
	group = append(group[:0], w.queue[:n]...)
	rest := copy(w.queue, w.queue[n:])
	clear(w.queue[rest:])
	w.queue = w.queue[:rest]
	return group, w.closed
}

func (w *writer) loop() {
	var group []*write
	var closed bool
	for {
		w.gather()
		if group, closed = w.take(group); len(group) > 0 {
			w.commits.Add(1)
			w.commit(group)
			w.checks.afterCommit(w.conn)
			continue
		}
		if closed {
			break
		}
		<-w.wake
	}
	w.ended <- errors.Join(w.checks.close(), w.conn.tidy(), w.conn.close())
}

// close lets the queue run empty and ends the writer.
func (w *writer) close() error {
	w.mu.Lock()
	w.closed = true
	w.signal()
	w.mu.Unlock()
	return <-w.ended
}

// commit writes a group and tells everybody the outcome. When one write
// breaks the group, each is tried by itself, so that only the culprit fails.
func (w *writer) commit(group []*write) {
	err := w.conn.transact(group)
	if broken := (*brokenError)(nil); errors.As(err, &broken) && len(group) > 1 {
		for i := range group {
			group[i].done <- w.conn.transact(group[i : i+1])
		}
		return
	}
	for _, wr := range group {
		wr.done <- err
	}
}

// brokenError: a write of the group failed, before the commit.
type brokenError struct{ error }

func (e *brokenError) Unwrap() error { return e.error }

func (c *conn) transact(group []*write) error {
	if _, err := c.exec("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	for _, wr := range group {
		if wr.abandoned() {
			continue
		}
		if err := wr.run(c); err != nil {
			c.rollback()
			return &brokenError{err}
		}
	}
	if _, err := c.exec("COMMIT"); err != nil {
		c.rollback()
		return err
	}
	return nil
}

// rollback fails when SQLite has rolled back by itself, which is as good.
func (c *conn) rollback() { _, _ = c.exec("ROLLBACK") }

func (wr *write) abandoned() bool {
	select {
	case <-wr.cancelled:
		return true
	default:
		return false
	}
}
