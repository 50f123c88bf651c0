package store

import (
	"context"
	"fmt"

	"jitasa/internal/deliver"
	"jitasa/internal/domain"
	"jitasa/internal/support"
)

// Collections is everything that the product keeps, one field for each collection.
type Collections struct {
	Threads       *Threads
	Volunteers    *Volunteers
	Inbox         *Inbox
	Log           *Log
	Opportunities *Opportunities
	Organisations *Organisations
	Staff         *StaffMembers
	Calls         *Calls
	Support       *Support
	Tries         *Tries
	Audit         *Audit
	Networks      *Collection[domain.Network]
	Exports       *Exports
	Erasures      *Erasures
	Keys          *Collection[domain.KeyRing]
	Timers        *Timers
	Campaigns     *Campaigns
	Batches       *Batches
	Rolls         *Rolls
	Contents      *Collection[deliver.Content]
	Paces         *Collection[deliver.Pace]
	Rests         *Rests
	Segments      *Collection[deliver.Saved]
	Issues        *Issues
	Audience      *Audience // a view of Volunteers
	Clicks        *Clicks
	Responses     *Responses

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
const SchemaVersion = 2

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
		Organisations: &Organisations{open[domain.Organisation](&o, organisationsSpec())},
		Staff:         &StaffMembers{open[domain.Staff](&o, staffSpec())},
		Calls:         &Calls{open(&o, callsSpec(), sealsMore[domain.Call])},
		Support:       &Support{open[support.Thread](&o, supportSpec())},
		Tries:         &Tries{open[tries](&o, triesSpec())},
		Audit:         &Audit{open[entry](&o, auditSpec())},
		Networks:      open[domain.Network](&o, Spec{Name: "networks"}),
		Exports:       &Exports{open[domain.ExportTicket](&o, exportsSpec())},
		Erasures:      &Erasures{open[domain.Erasure](&o, erasuresSpec())},
		Keys:          open[domain.KeyRing](&o, keysSpec()),
		Timers:        &Timers{open[later](&o, timersSpec())},
		Campaigns:     &Campaigns{open(&o, campaignsSpec(), sealsMore[campaign])},
		Batches:       &Batches{open[batch](&o, batchesSpec())},
		Rolls:         &Rolls{Collection: open[roll](&o, rollsSpec())},
		Contents:      open[content](&o, Spec{Name: "contents"}),
		Paces:         open[pace](&o, Spec{Name: "paces"}),
		Rests:         &Rests{open[rest](&o, restsSpec())},
		Segments:      open(&o, Spec{Name: "segments"}, sealsMore[saved]),
		Issues:        &Issues{open[domain.Issue](&o, issuesSpec())},
		Clicks:        &Clicks{open[domain.Click](&o, clicksSpec())},
		Responses:     &Responses{open[domain.Response](&o, responsesSpec())},
	}
	c.all = o.all
	if o.err != nil {
		return nil, o.err
	}
	var err error
	if c.Rolls.people, err = ViewOf[onRoll](ctx, e, rollsSpec()); err != nil {
		return nil, err
	}
	c.Audience, err = openAudience(ctx, e, c)
	return c, err
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
}](o *opener, spec Spec, upgrades ...func(*T)) *Collection[T] {
	if o.err != nil {
		return nil
	}
	c, err := sealedIn[T, P](o.ctx, o.engine, o.sealer, spec, upgrades...)
	if err != nil {
		o.err = fmt.Errorf("opening %s: %w", spec.Name, err)
		return nil
	}
	o.all = append(o.all, c)
	return c
}
