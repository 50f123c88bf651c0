package linesim

import (
	"encoding/json"
	"fmt"
	"maps"
	"sync"
	"time"
)

// event is one webhook event. Its fields never change after it was made,
// except deliveryContext, so a redelivery is the same bytes otherwise.
type event struct {
	id         string // webhookEventId
	kind       string
	person     *person
	at         time.Time
	replyToken string
	entry      int64 // seq of the chat entry that it stands for

	mu       sync.Mutex
	fields   map[string]any
	attempts int

	others []*event // sent in the same body, see Sim.Hold; set before the first attempt
}

// fieldSet holds what an event type adds to the common fields.
type fieldSet map[string]any

// newEvent makes an event of a 1:1 chat. Events that can be answered get a
// reply token, which works from the first delivery on.
func (s *Sim) newEvent(p *person, kind string, at time.Time, extra fieldSet, answerable bool) *event {
	ev := &event{id: s.ids.eventID(at), kind: kind, person: p, at: at}
	ev.fields = map[string]any{
		"type":           kind,
		"mode":           "active",
		"timestamp":      at.UnixMilli(),
		"source":         map[string]any{"type": "user", "userId": p.id},
		"webhookEventId": ev.id,
	}
	maps.Copy(ev.fields, extra)
	if answerable && ev.fields["mode"] == "active" {
		ev.replyToken = s.ids.hex32()
		ev.fields["replyToken"] = ev.replyToken
	}
	return ev
}

// bundle is the event and those that travel with it.
func (ev *event) bundle() []*event { return append([]*event{ev}, ev.others...) }

// body is the webhook request body that carries the bundle.
func (ev *event) body(destination string, redelivery bool) ([]byte, error) {
	events := make([]json.RawMessage, 0, 1+len(ev.others))
	for _, e := range ev.bundle() {
		raw, err := e.marshal(redelivery)
		if err != nil {
			return nil, err
		}
		events = append(events, raw)
	}
	body, err := json.Marshal(map[string]any{"destination": destination, "events": events})
	if err != nil {
		return nil, fmt.Errorf("building webhook body: %w", err)
	}
	return body, nil
}

func (ev *event) marshal(redelivery bool) ([]byte, error) {
	ev.mu.Lock()
	defer ev.mu.Unlock()
	ev.fields["deliveryContext"] = map[string]any{"isRedelivery": redelivery}
	raw, err := json.Marshal(ev.fields)
	if err != nil {
		return nil, fmt.Errorf("building webhook event: %w", err)
	}
	return raw, nil
}

// eventStore remembers the last events so that they can be delivered again.
type eventStore struct {
	mu    sync.Mutex
	byID  map[string]*event
	order []string
	next  int
	size  int
}

func newEventStore(size int) *eventStore {
	return &eventStore{byID: map[string]*event{}, size: size}
}

func (l *eventStore) add(ev *event) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.byID[ev.id] = ev
	if len(l.order) < l.size {
		l.order = append(l.order, ev.id)
		return
	}
	delete(l.byID, l.order[l.next])
	l.order[l.next] = ev.id
	l.next = (l.next + 1) % l.size
}

func (l *eventStore) get(id string) *event {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.byID[id]
}
