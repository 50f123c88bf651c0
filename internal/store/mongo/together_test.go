package mongo

import (
	"context"
	"fmt"
	"maps"
	"sync"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"

	"jitasa/internal/store"
	"jitasa/internal/store/mongo/mongotest"
	"jitasa/internal/store/storetest"
)

// A server that does not tell of each replacement in a bulk gets them one by one, with the same outcomes.
func TestTogetherAlone(t *testing.T) {
	storetest.Together(t, func(t *testing.T) store.Engine {
		e := openNew(t)
		e.missed = 0
		return e
	})
}

// heard counts the commands of each name, as the driver sends them.
type heard struct {
	mu    sync.Mutex
	names map[string]int
}

func (h *heard) monitor() *event.CommandMonitor {
	return &event.CommandMonitor{Started: func(_ context.Context, e *event.CommandStartedEvent) {
		h.mu.Lock()
		defer h.mu.Unlock()
		h.names[e.CommandName]++
	}}
}

func (h *heard) take() map[string]int {
	h.mu.Lock()
	defer h.mu.Unlock()
	was := maps.Clone(h.names)
	clear(h.names)
	return was
}

// What many ask at the same moment takes few commands.
func TestFewCommands(t *testing.T) {
	const callers, most = 64, 12
	h := &heard{names: map[string]int{}}
	d := mongotest.New(t)
	e, err := Open(t.Context(), d.URI, d.Name, Options{monitor: h.monitor()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = e.Close() })
	if e.missed == 0 {
		t.Error("the server does not tell of each replacement in a bulk, or was not understood")
	}
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	h.take()
	for _, part := range []struct {
		command string
		do      func(id string) error
	}{
		{"insert", func(id string) error { return c.Insert(t.Context(), named(id)) }},
		{"find", func(id string) error { _, err := c.Get(t.Context(), id); return err }},
		{"find", func(id string) error {
			for p, err := range c.Find(t.Context(), store.Query{Index: "name", Prefix: []any{id}, Limit: 1}) {
				if err != nil || p.ID != id {
					return fmt.Errorf("found %v, %w", p, err)
				}
			}
			return nil
		}},
		{"update", func(id string) error {
			p := named(id)
			p.Version = 1
			return c.Replace(t.Context(), p)
		}},
		{"delete", func(id string) error { return c.Delete(t.Context(), id) }},
	} {
		was := e.Commands()
		var all sync.WaitGroup
		for n := range callers {
			all.Go(func() {
				if err := part.do(fmt.Sprint("p", n)); err != nil {
					t.Errorf("%s: %v", part.command, err)
				}
			})
		}
		all.Wait()
		sent := h.take()
		if n := sent[part.command]; n == 0 || n > most || len(sent) > 1 {
			t.Errorf("%d callers: %v", callers, sent)
		}
		if n := int(e.Commands() - was); n != sent[part.command] {
			t.Errorf("%d commands are counted, of %v", n, sent)
		}
	}
}

func named(id string) *storetest.Person {
	p := &storetest.Person{Name: id}
	p.ID = id
	return p
}

// The trial of the bulk changes nothing.
func TestTrialLeavesNothing(t *testing.T) {
	e := openNew(t)
	if n, err := e.db.Collection(marks).CountDocuments(t.Context(), bson.D{}); err != nil || n != 1 {
		t.Errorf("%d marks, %v", n, err)
	}
	var has mark
	if err := e.db.Collection(marks).FindOne(t.Context(), bson.D{}).Decode(&has); err != nil || has != (mark{ID: "schema"}) {
		t.Errorf("the mark is %+v, %v", has, err)
	}
}
