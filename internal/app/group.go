package app

import (
	"context"
	"errors"
	"sync"
)

// group runs tasks that end together.
type group struct {
	cancels []context.CancelFunc
	running sync.WaitGroup
	mu      sync.Mutex
	err     error
}

func (g *group) start(ctx context.Context, task func(context.Context) error) {
	ctx, cancel := context.WithCancel(ctx)
	g.cancels = append(g.cancels, cancel)
	g.running.Go(func() {
		if err := task(ctx); err != nil {
			g.mu.Lock()
			defer g.mu.Unlock()
			g.err = errors.Join(g.err, err)
		}
	})
}

func (g *group) stop() {
	for _, cancel := range g.cancels {
		cancel()
	}
}

func (g *group) wait() error {
	g.running.Wait()
	return g.err
}
