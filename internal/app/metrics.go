package app

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"time"

	"jitasa/internal/inbox"
	"jitasa/internal/metrics"
	"jitasa/internal/web"
)

// How often what is not counted as it happens is looked at, and how much of it.
const (
	sampleEvery = 10 * time.Second
	quotaEvery  = 10 * time.Minute
	sampleMost  = 1000
)

// countedInbox counts what becomes of events at the door.
type countedInbox struct {
	web.Inbox
	count func(kind, outcome string)
}

func (i countedInbox) Accept(ctx context.Context, events []*inbox.Event) ([]*inbox.Event, error) {
	fresh, err := i.Inbox.Accept(ctx, events)
	if err != nil {
		for _, e := range events {
			i.count(e.Type, "refused")
		}
		return nil, err
	}
	known := len(events)
	for _, e := range fresh {
		i.count(e.Type, "accepted")
		known--
	}
	for range known { // of which type does not matter
		i.count("", "duplicate")
	}
	return fresh, nil
}

// sample looks at what waits in the store.
func (a *App) sample(ctx context.Context) error {
	a.samplePaused(ctx)
	a.sampleUnsent(ctx)
	return every(ctx, sampleEvery, func() {
		a.samplePaused(ctx)
		a.sampleUnsent(ctx)
		n, oldest := 0, time.Duration(0)
		for e, err := range a.Store.Inbox.Open(ctx, "", sampleMost) {
			if err != nil {
				return
			}
			n++
			oldest = max(oldest, a.now().Sub(e.Received))
		}
		a.metrics.Open(n, oldest)
	})
}

// samplePaused counts what is paused, of what is active.
func (a *App) samplePaused(ctx context.Context) {
	if a.Deliver == nil {
		return
	}
	if paused, err := a.Deliver.Paused(ctx); err == nil {
		for p, n := range paused {
			a.metrics.Paused(string(p.Kind), p.Why, n)
		}
	}
}

// sampleUnsent counts the calls that nothing sends yet.
func (a *App) sampleUnsent(ctx context.Context) {
	if n, longest, err := a.calls().Unsent(ctx); err == nil {
		a.metrics.Unsent(n, longest)
	}
}

// followQuota asks LINE how much of the month's messages is used.
func (a *App) followQuota(ctx context.Context) error {
	if a.Sender == nil || !a.config.Roles.Worker {
		return nil
	}
	ask := func() {
		if q, err := a.Sender.Quota(ctx); err == nil {
			a.metrics.Quota(q.Limit, q.Used)
		}
	}
	ask()
	return every(ctx, quotaEvery, ask)
}

// serveMetrics serves the metrics on a listener of their own, if there is to be one.
func (a *App) serveMetrics(ctx context.Context) error {
	if a.config.Metrics.Addr == "" {
		return nil
	}
	var lc net.ListenConfig
	l, err := lc.Listen(ctx, "tcp", a.config.Metrics.Addr)
	if err != nil {
		return fmt.Errorf("listening for metrics: %w", err)
	}
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", a.metrics.Handler(""))
	server := newServer(mux, a.log)
	stop := context.AfterFunc(ctx, func() { _ = server.Close() }) // a scrape that is cut off is repeated
	defer stop()
	if err := server.Serve(l); !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("serving metrics: %w", err)
	}
	return nil
}

// BackupAge shows Prometheus when the newest backup was begun, of a process that makes them; of is "backup" or "receipts".
func BackupAge(of string, last func() float64) http.Handler { return metrics.Backups(of, last) }
