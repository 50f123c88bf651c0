package inbox

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
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
	Again bool            `json:"again,omitempty"`                     // a redelivery that we had not seen
	Type  string          `json:"type,omitempty"`                      // the platform's word for what it is
	Open  bool            `json:"open,omitempty"`                      // not answered yet
	Owner string          `json:"owner,omitempty"`                     // the process that works on it, as far as others are concerned
	Until time.Time       `json:"until,omitzero"`                      // until then
	Raw   json.RawMessage `json:"raw,omitempty" seal:"true" pack:"no"` // removed once answered
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
	return fresh, nil
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

// close marks an event as answered and drops its content and whose it was. The
// document stays, for redeliveries.
func (b *Inbox) close(ctx context.Context, e *Event) error {
	for {
		err := b.closeOnce(ctx, e)
		if !errors.Is(err, domain.ErrConflict) {
			return err
		}
		now, err := b.events.Get(ctx, e.ID)
		if errors.Is(err, domain.ErrNotFound) || err == nil && (!now.Open || b.lease.foreign(now)) {
			return nil // another process closed it, or will
		}
		if err != nil {
			return fmt.Errorf("reading event: %w", err)
		}
		e = now // it was only written anew, under other keys
	}
}

func (b *Inbox) closeOnce(ctx context.Context, e *Event) error {
	closed := *e
	closed.Open, closed.Raw, closed.Person, closed.Owner, closed.Until = false, nil, "", "", time.Time{}
	if err := b.events.Replace(ctx, &closed); err != nil {
		return fmt.Errorf("closing event: %w", err)
	}
	return nil
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
