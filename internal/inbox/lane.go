package inbox

import (
	"slices"
	"time"
)

// lane is one person's queue, oldest event first. It exists while it has
// events. Who takes it from the channel of ready lanes works on it alone; the
// queue itself is guarded by the dispatcher's lock.
type lane struct {
	person  string
	waiting []*item
	pause   *time.Timer // set while the lane waits to be tried again
}

// item is an event in memory.
type item struct {
	*Event
	failures int
	yielded  int  // how often it has waited for an earlier one that another process has
	answered bool // only closing it is left
}

func (l *lane) put(it *item) {
	at, _ := slices.BinarySearchFunc(l.waiting, it, func(a, b *item) int {
		if before(a.Event, b.Event) {
			return -1
		}
		return 1
	})
	l.waiting = slices.Insert(l.waiting, at, it)
}

func (l *lane) take() *item {
	it := l.waiting[0]
	l.waiting[0] = nil
	l.waiting = l.waiting[1:]
	return it
}
