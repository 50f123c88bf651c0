package store

import (
	"context"
	"fmt"

	"jitasa/internal/domain"
)

// Collections is everything that the product keeps, one field for each collection.
type Collections struct {
	Threads       *Threads
	Volunteers    *Volunteers
	Inbox         *Inbox
	Log           *Log
	Opportunities *Opportunities
	Organisations *Collection[domain.Organisation]
	Networks      *Collection[domain.Network]
	Exports       *Exports
	Erasures      *Collection[domain.Erasure]
}

// Schema is the version of the product's documents. An older program refuses a
// database of a newer one.
const SchemaVersion = 1

// Open opens every collection on an engine.
func Open(ctx context.Context, e Engine) (*Collections, error) {
	o := opener{ctx: ctx, engine: e}
	c := &Collections{
		Threads:       &Threads{open[thread](&o, Spec{Name: "threads"})},
		Volunteers:    &Volunteers{open[domain.Volunteer](&o, Spec{Name: "volunteers"})},
		Inbox:         &Inbox{open[event](&o, inboxSpec())},
		Log:           &Log{open[exchange](&o, logSpec())},
		Opportunities: &Opportunities{open[domain.Opportunity](&o, opportunitiesSpec())},
		Organisations: open[domain.Organisation](&o, Spec{Name: "organisations"}),
		Networks:      open[domain.Network](&o, Spec{Name: "networks"}),
		Exports:       &Exports{open[domain.ExportTicket](&o, exportsSpec())},
		Erasures:      open[domain.Erasure](&o, Spec{Name: "erasures"}),
	}
	if o.err != nil {
		return nil, o.err
	}
	return c, nil
}

// opener opens collections until one fails.
type opener struct {
	ctx    context.Context //nolint:containedctx // lives as long as Open
	engine Engine
	err    error
}

func open[T any, P interface {
	*T
	Doc
}](o *opener, spec Spec) *Collection[T] {
	if o.err != nil {
		return nil
	}
	c, err := In[T, P](o.ctx, o.engine, spec)
	if err != nil {
		o.err = fmt.Errorf("opening %s: %w", spec.Name, err)
	}
	return c
}
