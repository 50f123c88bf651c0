package mongo

import (
	"context"
	"sync"
	"sync/atomic"
	"time"

	"go.mongodb.org/mongo-driver/v2/event"
	driver "go.mongodb.org/mongo-driver/v2/mongo"
)

// How a lost database is asked whether it is back, and after how many calls in
// a row that ran out of time it is taken for lost.
const (
	askEvery  = 250 * time.Millisecond
	askIn     = 2 * time.Second
	lateAtAll = 8
)

// watch knows whether the database answers. The driver's monitors notice a
// server that hangs up or has no primary; calls that all run out of time notice
// one that hangs. Either way somebody asks until it answers, and nobody else
// waits for it meanwhile: so an outage holds no memory and no webhook.
type watch struct {
	lost atomic.Bool
	// incompatible: the driver does not speak with servers that old.
	incompatible atomic.Bool
	late         atomic.Int32 // calls in a row that ran out of time
	wake         chan struct{}
	end          context.CancelFunc
	ended        sync.WaitGroup
	closed       context.Context //nolint:containedctx // lives as long as the watch
}

func newWatch() *watch {
	w := &watch{wake: make(chan struct{}, 1)}
	w.closed, w.end = context.WithCancel(context.Background())
	return w
}

func (w *watch) start(ping func(context.Context) error) {
	w.ended.Go(func() {
		for {
			select {
			case <-w.wake:
				w.await(ping)
			case <-w.closed.Done():
				return
			}
		}
	})
}

func (w *watch) stop() {
	w.end()
	w.ended.Wait()
}

func (w *watch) down() bool { return w.lost.Load() }

// lose says that the database does not answer.
func (w *watch) lose() {
	w.lost.Store(true)
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// await asks until the database answers.
func (w *watch) await(ping func(context.Context) error) {
	for w.closed.Err() == nil {
		ctx, cancel := context.WithTimeout(w.closed, askIn)
		err := ping(ctx)
		cancel()
		if err == nil {
			w.late.Store(0)
			w.lost.Store(false)
			return
		}
		select {
		case <-time.After(askEvery):
		case <-w.closed.Done():
		}
	}
}

// note counts the calls that ran out of time.
func (w *watch) note(err error) {
	switch {
	case err == nil:
		if w.late.Load() != 0 {
			w.late.Store(0)
		}
	case driver.IsTimeout(err):
		w.tooLate()
	}
}

// tooLate counts a caller who has run out of time.
func (w *watch) tooLate() {
	if w.late.Add(1) >= lateAtAll {
		w.lose()
	}
}

// monitor is told by the driver what it knows of the servers.
func (w *watch) monitor() *event.ServerMonitor {
	return &event.ServerMonitor{TopologyDescriptionChanged: func(e *event.TopologyDescriptionChangedEvent) {
		if e.NewDescription.CompatibilityErr != nil {
			w.incompatible.Store(true)
		}
		if writable(e.PreviousDescription) && !writable(e.NewDescription) {
			w.lose()
		}
	}}
}

// writable reports whether there is a server that takes writes.
func writable(t event.TopologyDescription) bool {
	for _, s := range t.Servers {
		switch s.Kind {
		case "RSPrimary", "Standalone", "Mongos", "LoadBalancer":
			return true
		}
	}
	return false
}
