package linesim

import (
	"container/heap"
	"sync"
	"sync/atomic"
	"time"
)

// clock is the platform's time: the base clock plus an offset that Advance and
// SetClock move. What is scheduled on it runs when the virtual time comes,
// whether real time passed or somebody moved the clock.
type clock struct {
	base   func() time.Time
	offset atomic.Int64 // nanoseconds

	mu     sync.Mutex
	tasks  taskHeap
	serial uint64
	timer  *time.Timer
	closed bool
}

type task struct {
	due    time.Time
	serial uint64 // keeps tasks of one instant in the order of scheduling
	run    func()
}

type taskHeap []task

func (h taskHeap) Len() int      { return len(h) }
func (h taskHeap) Swap(i, j int) { h[i], h[j] = h[j], h[i] }
func (h taskHeap) Less(i, j int) bool {
	if h[i].due.Equal(h[j].due) {
		return h[i].serial < h[j].serial
	}
	return h[i].due.Before(h[j].due)
}
func (h *taskHeap) Push(x any) { *h = append(*h, x.(task)) }
func (h *taskHeap) Pop() any {
	old := *h
	last := old[len(old)-1]
	old[len(old)-1] = task{}
	*h = old[:len(old)-1]
	return last
}

func newClock(base func() time.Time) *clock { return &clock{base: base} }

func (c *clock) now() time.Time {
	return c.base().Add(time.Duration(c.offset.Load()))
}

func (c *clock) advance(d time.Duration) {
	c.offset.Add(int64(d))
	c.fire()
}

func (c *clock) set(t time.Time) {
	c.offset.Store(int64(t.Sub(c.base())))
	c.fire()
}

// at runs f once the virtual time is due or later, in its own time: f must not
// block.
func (c *clock) at(due time.Time, f func()) {
	c.mu.Lock()
	c.serial++
	heap.Push(&c.tasks, task{due: due, serial: c.serial, run: f})
	c.mu.Unlock()
	c.fire()
}

// fire runs what is due and sets the timer for the next task.
func (c *clock) fire() {
	for {
		c.mu.Lock()
		if c.closed || len(c.tasks) == 0 {
			c.mu.Unlock()
			return
		}
		wait := c.tasks[0].due.Sub(c.now())
		if wait > 0 {
			c.arm(wait)
			c.mu.Unlock()
			return
		}
		next := heap.Pop(&c.tasks).(task)
		c.mu.Unlock()
		next.run()
	}
}

func (c *clock) arm(wait time.Duration) {
	if c.timer == nil {
		c.timer = time.AfterFunc(wait, c.fire)
		return
	}
	c.timer.Reset(wait)
}

func (c *clock) clear() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tasks = nil
}

func (c *clock) close() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.closed, c.tasks = true, nil
	if c.timer != nil {
		c.timer.Stop()
	}
}

// Now is the virtual time.
func (s *Sim) Now() time.Time { return s.clock.now() }

// Advance moves the virtual clock forward (or back, when d is negative) and
// starts what became due, such as redeliveries.
func (s *Sim) Advance(d time.Duration) {
	s.clock.advance(d)
	s.publishClock()
}

// SetClock moves the virtual clock to t; it goes on ticking from there.
func (s *Sim) SetClock(t time.Time) {
	s.clock.set(t)
	s.publishClock()
}

func (s *Sim) publishClock() {
	s.hub.publish("clock", func() any {
		return map[string]any{
			"now":           s.Now().Format(time.RFC3339Nano),
			"clockOffsetMs": s.clock.offset.Load() / int64(time.Millisecond),
		}
	})
}
