package inbox

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"time"

	"jitasa/internal/domain"
)

// Event is one event as it was delivered. Its id is the platform's, so a
// redelivery is the same document.
type Event struct {
	domain.Meta
	Person   string    `json:"person,omitempty"` // removed once answered
	At       time.Time `json:"at"`               // when it happened
	Received time.Time `json:"received"`         // when it reached us
	// Seq decides between events of one millisecond: when it reached us, in
	// nanoseconds since 1970, plus its place in the webhook's body.
	Seq   int64           `json:"seq,omitempty"`
	Again bool            `json:"again,omitempty"`           // a redelivery that we had not seen
	Type  string          `json:"type,omitempty"`            // the platform's word for what it is
	Open  bool            `json:"open,omitempty"`            // not answered yet
	Owner string          `json:"owner,omitempty"`           // the process that works on it, as far as others are concerned
	Until time.Time       `json:"until,omitzero"`            // until then
	Raw   json.RawMessage `json:"raw,omitempty" seal:"true"` // removed once answered
}

// Events keeps them.
type Events interface {
	InsertNew(ctx context.Context, events []*Event) ([]bool, error)
	Get(ctx context.Context, id string) (*Event, error)
	Replace(ctx context.Context, e *Event) error
	// Open streams the events that are not answered, up to limit (0: all): person by
	// person, from the one given on ("": the first), each person's in the order of their time.
	Open(ctx context.Context, from string, limit int) iter.Seq2[*Event, error]
	// First is the first of a person's events that are not answered: domain.ErrNotFound.
	First(ctx context.Context, person string) (*Event, error)
	// Settle deletes those of some answered events whose ids are known without them from here on, and tells which those are.
	Settle(ctx context.Context, ids []string) ([]bool, error)
	// Settled tells which of the ids are of events that were deleted that way.
	Settled(ctx context.Context, ids []string) ([]bool, error)
	Delete(ctx context.Context, ids ...string) error
}

// Inbox accepts events.
type Inbox struct {
	events Events
	lease  Lease
}

// New makes an inbox over a store, for a process that shares it under a lease.
func New(events Events, lease Lease) *Inbox { return &Inbox{events: events, lease: lease} }

// Accept keeps events durably, in one write, and returns those that are new.
// When it fails nothing may be acknowledged; what was stored all the same is
// found by a sweep, and by its id when it is delivered again.
func (b *Inbox) Accept(ctx context.Context, events []*Event) ([]*Event, error) {
	if len(events) == 0 {
		return nil, nil
	}
	for _, e := range events {
		e.Open = true
		b.lease.sign(e)
	}
	inserted, err := b.events.InsertNew(ctx, events)
	if err != nil {
		return nil, fmt.Errorf("accepting events: %w", err)
	}
	fresh := events[:0:0]
	for i, e := range events {
		if inserted[i] {
			fresh = append(fresh, e)
		}
	}
	return b.unsettled(ctx, fresh)
}

// atOnce is how soon an event is delivered, as a rule. Who is sent what they did within that time once more is known by
// their thread, which has the ids of the last events; about others it is worth asking.
const atOnce = 20 * time.Second

// unsettled takes back those of some new events that were answered and deleted long since. It looks after they were
// stored: what is answered meanwhile was there when they came.
func (b *Inbox) unsettled(ctx context.Context, fresh []*Event) ([]*Event, error) {
	var ids []string
	for _, e := range fresh {
		if e.Again || e.Received.Sub(e.At) > atOnce {
			ids = append(ids, e.ID)
		}
	}
	if len(ids) == 0 {
		return fresh, nil
	}
	settled, err := b.events.Settled(ctx, ids)
	if err != nil {
		return nil, fmt.Errorf("looking up events: %w", err)
	}
	var old []string
	for i, id := range ids {
		if settled[i] {
			old = append(old, id)
		}
	}
	if len(old) == 0 {
		return fresh, nil
	}
	if err := b.events.Delete(ctx, old...); err != nil {
		return nil, fmt.Errorf("taking events back: %w", err)
	}
	return slices.DeleteFunc(fresh, func(e *Event) bool { return slices.Contains(old, e.ID) }), nil
}

// Done reports whether an event was answered, or is so old that it is forgotten.
func (b *Inbox) Done(ctx context.Context, id string) (bool, error) {
	e, err := b.events.Get(ctx, id)
	if errors.Is(err, domain.ErrNotFound) {
		return true, nil
	}
	if err != nil {
		return false, fmt.Errorf("reading event: %w", err)
	}
	return !e.Open, nil
}

// earlier is the person's oldest event that is not answered and happened before
// e; nil if there is none.
func (b *Inbox) earlier(ctx context.Context, e *Event) (*Event, error) {
	first, err := b.events.First(ctx, e.Person)
	switch {
	case errors.Is(err, domain.ErrNotFound):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("looking for earlier events: %w", err)
	case !before(first, e):
		return nil, nil
	}
	return first, nil
}

// before is the order of a person's events.
func before(a, b *Event) bool {
	return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.ID, b.ID)) < 0
}
