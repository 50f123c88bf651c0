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
	Keys          *Collection[domain.KeyRing]
	Timers        *Timers

	all []Stored
}

// All is every collection, for passes over all of them.
func (c *Collections) All() []Stored { return c.all }

// OpenKeys opens the key ring alone: the other collections need its keys.
func OpenKeys(ctx context.Context, e Engine) (*Collection[domain.KeyRing], error) {
	return In[domain.KeyRing](ctx, e, keysSpec())
}

func keysSpec() Spec { return Spec{Name: "keys"} }

// Schema is the version of the product's documents. An older program refuses a
// database of a newer one.
const SchemaVersion = 1

// Open opens every collection on an engine. Without a sealer nothing is sealed,
// and what is sealed cannot be read.
func Open(ctx context.Context, e Engine, sealer Sealer) (*Collections, error) {
	o := opener{ctx: ctx, engine: e, sealer: sealer}
	c := &Collections{
		Threads:       &Threads{open[thread](&o, Spec{Name: "threads"})},
		Volunteers:    &Volunteers{open[domain.Volunteer](&o, volunteersSpec())},
		Inbox:         &Inbox{open[event](&o, inboxSpec())},
		Log:           &Log{open[exchange](&o, logSpec())},
		Opportunities: &Opportunities{open[domain.Opportunity](&o, opportunitiesSpec())},
		Organisations: open[domain.Organisation](&o, Spec{Name: "organisations"}),
		Networks:      open[domain.Network](&o, Spec{Name: "networks"}),
		Exports:       &Exports{open[domain.ExportTicket](&o, exportsSpec())},
		Erasures:      open[domain.Erasure](&o, Spec{Name: "erasures"}),
		Keys:          open[domain.KeyRing](&o, keysSpec()),
		Timers:        &Timers{open[later](&o, timersSpec())},
	}
	c.all = o.all
	if o.err != nil {
		return nil, o.err
	}
	return c, nil
}

// opener opens collections until one fails.
type opener struct {
	ctx    context.Context //nolint:containedctx // lives as long as Open
	engine Engine
	sealer Sealer
	all    []Stored
	err    error
}

func open[T any, P interface {
	*T
	Doc
}](o *opener, spec Spec) *Collection[T] {
	if o.err != nil {
		return nil
	}
	c, err := sealedIn[T, P](o.ctx, o.engine, o.sealer, spec)
	if err != nil {
		o.err = fmt.Errorf("opening %s: %w", spec.Name, err)
		return nil
	}
	o.all = append(o.all, c)
	return c
}
