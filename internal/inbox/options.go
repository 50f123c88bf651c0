package inbox

import (
	"context"
	"time"
)

// Options of a Dispatcher. Zero values take the defaults.
type Options struct {
	Workers  int           // events in work at the same time (256: most of their time they wait for the platform)
	Waiting  int           // events held in memory; more stay in the store until there is room (20,000)
	Bytes    int           // the same bound, in bytes of events (64 MB)
	Sweep    time.Duration // how often the store is searched for events that nobody works on (5 s, and 250 ms for a process that shares it)
	Retry    time.Duration // the first pause after a failure; doubled up to a minute (250 ms)
	Attempts int           // how often an event is tried whose failure is its own, until it is given up (5)
	Patience time.Duration // how long one is tried whose failure is a service that is down (24 h: a push is safe to repeat that long)
	Drain    time.Duration // how long events in work may take at the end (6 s)
	Now      func() time.Time

	// Abandon is called once for an event that is given up, to tell its person.
	Abandon func(context.Context, *Event) error
}

func (o Options) withDefaults(sweep time.Duration) Options {
	fill(&o.Workers, 256)
	fill(&o.Waiting, 20_000)
	fill(&o.Bytes, 64<<20)
	fill(&o.Sweep, sweep)
	fill(&o.Retry, 250*time.Millisecond)
	fill(&o.Attempts, 5)
	fill(&o.Patience, 24*time.Hour)
	fill(&o.Drain, 6*time.Second)
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Abandon == nil {
		o.Abandon = func(context.Context, *Event) error { return nil }
	}
	return o
}

func fill[T int | time.Duration](field *T, value T) {
	if *field <= 0 {
		*field = value
	}
}
