package collections

import (
	"context"
	"fmt"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/audience"
	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
	"jitasa/internal/hours"
	"jitasa/internal/shifts"
	"jitasa/internal/store"
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
	Hours         *Hours
	Tries         *Tries
	Audit         *Audit
	SignIns       *SignIns
	Sessions      *Sessions
	Networks      *store.Collection[domain.Network]
	Exports       *Exports
	Erasures      *Erasures
	Keys          *store.Collection[domain.KeyRing]
	Timers        *Timers
	Campaigns     *Campaigns
	Batches       *Batches
	Rolls         *Rolls
	Contents      *store.Collection[deliver.Content]
	Paces         *store.Collection[limits.Pace]
	Rests         *Rests
	Segments      *store.Collection[audience.Saved]
	Issues        *Issues
	Audience      *Audience // a view of Volunteers
	Clicks        *Clicks
	Responses     *Responses
	Shifts        *Shifts
	SignUps       *SignUps

	all []store.Stored
}

// All is every collection, for passes over all of them.
func (c *Collections) All() []store.Stored { return c.all }

// OpenKeys opens the key ring alone: the other collections need its keys.
func OpenKeys(ctx context.Context, e store.Engine) (*store.Collection[domain.KeyRing], error) {
	return store.In[domain.KeyRing](ctx, e, keysSpec())
}

func keysSpec() store.Spec { return store.Spec{Name: "keys"} }

// SchemaVersion is the version of the product's documents: what a new database is at. An older program refuses a
// database of a newer one; so one that is there already stays where it is, above OldestSchema, until somebody who knows that no
// older program is at work raises it (jitasa store upgrade). What came with which version:
//
//	3  secrets are packed (store.PackedFrom)
const (
	SchemaVersion = 3
	OldestSchema  = 2
)

// Open opens every collection on an engine. Without a sealer nothing is sealed,
// and what is sealed cannot be read.
func Open(ctx context.Context, e store.Engine, sealer store.Sealer) (*Collections, error) {
	o := opener{ctx: ctx, engine: e, sealer: sealer}
	c := &Collections{
		Threads:       &Threads{open[thread](&o, store.Spec{Name: "threads"})},
		Volunteers:    &Volunteers{open[domain.Volunteer](&o, volunteersSpec())},
		Inbox:         &Inbox{open[event](&o, inboxSpec())},
		Log:           &Log{open[exchange](&o, logSpec())},
		Opportunities: &Opportunities{open[domain.Opportunity](&o, opportunitiesSpec())},
		Organisations: &Organisations{open[domain.Organisation](&o, organisationsSpec())},
		Staff:         &StaffMembers{open[domain.Staff](&o, staffSpec())},
		Calls:         &Calls{open(&o, callsSpec(), store.SealsMore[domain.Call])},
		Support:       &Support{open[support.Thread](&o, supportSpec())},
		Hours:         &Hours{open[hours.Entry](&o, hoursSpec())},
		Tries:         &Tries{open[tries](&o, triesSpec())},
		Audit:         &Audit{open[entry](&o, auditSpec())},
		SignIns:       &SignIns{open[signIn](&o, signInsSpec())},
		Sessions:      &Sessions{open[session](&o, sessionsSpec())},
		Networks:      open[domain.Network](&o, store.Spec{Name: "networks"}),
		Exports:       &Exports{open[domain.ExportTicket](&o, exportsSpec())},
		Erasures:      &Erasures{open[domain.Erasure](&o, erasuresSpec())},
		Keys:          open[domain.KeyRing](&o, keysSpec()),
		Timers:        &Timers{open[later](&o, timersSpec())},
		Campaigns:     &Campaigns{open(&o, campaignsSpec(), store.SealsMore[campaign])},
		Batches:       &Batches{open[batch](&o, batchesSpec())},
		Rolls:         &Rolls{Collection: open[roll](&o, rollsSpec())},
		Contents:      open[content](&o, store.Spec{Name: "contents"}),
		Paces:         open[pace](&o, store.Spec{Name: "paces"}),
		Rests:         &Rests{open[rest](&o, restsSpec())},
		Segments:      open(&o, store.Spec{Name: "segments"}, store.SealsMore[saved]),
		Issues:        &Issues{open[domain.Issue](&o, issuesSpec())},
		Clicks:        &Clicks{open[domain.Click](&o, clicksSpec())},
		Responses:     &Responses{open[domain.Response](&o, responsesSpec())},
		Shifts:        &Shifts{open[shifts.Shift](&o, shiftsSpec())},
		SignUps:       &SignUps{open[shifts.SignUp](&o, signUpsSpec())},
	}
	c.all = o.all
	if o.err != nil {
		return nil, o.err
	}
	var err error
	if c.Rolls.people, err = store.ViewOf[onRoll](ctx, e, rollsSpec()); err != nil {
		return nil, err
	}
	c.Audience, err = openAudience(ctx, e, c)
	return c, err
}

// opener opens collections until one fails.
type opener struct {
	ctx    context.Context //nolint:containedctx // lives as long as Open
	engine store.Engine
	sealer store.Sealer
	all    []store.Stored
	err    error
}

func open[T any, P interface {
	*T
	store.Doc
}](o *opener, spec store.Spec, upgrades ...func(*T)) *store.Collection[T] {
	if o.err != nil {
		return nil
	}
	c, err := store.Sealed[T, P](o.ctx, o.engine, o.sealer, spec, upgrades...)
	if err != nil {
		o.err = fmt.Errorf("opening %s: %w", spec.Name, err)
		return nil
	}
	o.all = append(o.all, c)
	return c
}

// Reseal reseals every collection, and counts what is left: what somebody wrote with
// other keys meanwhile, and what does not open. watch is told of each collection that
// has secrets, and of its size; what it returns is called for each document looked at.
func (c *Collections) Reseal(ctx context.Context, f store.Freshness, watch func(name string, documents int) (seen func())) (written, left int, err error) {
	for _, one := range c.all {
		if !one.Secret() {
			continue
		}
		documents, err := one.Count(ctx, store.Query{})
		if err != nil {
			return written, left, err
		}
		n, err := one.Reseal(ctx, f, watch(one.Name(), documents))
		written += n
		if err != nil {
			return written, left, err
		}
		n, err = one.Stale(ctx, f, func() {})
		left += n
		if err != nil {
			return written, left, err
		}
	}
	return written, left, nil
}
