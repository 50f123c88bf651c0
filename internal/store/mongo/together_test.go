package mongo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"testing"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/event"
	driver "go.mongodb.org/mongo-driver/v2/mongo"

	"jitasa/internal/domain"
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

// What a bulk leaves is to the byte what a replacement by itself leaves, and what others that know no bulk read.
func TestBulkLeavesTheSame(t *testing.T) {
	e := openNew(t)
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	tab := newTable(e, c.Schema(), false)
	p := named("a")
	p.Version, p.Tags, p.Home, p.Notes = 2, []storetest.Tag{"$name", "{}"}, &storetest.Place{Province: "$$ROOT"}, []storetest.Note{{Text: "ก"}}
	p.Marks = map[string]time.Time{"$version": {}, "a.b": {}}
	written, err := tab.encode(p)
	if err != nil {
		t.Fatal(err)
	}
	for _, bulk := range []bool{false, true} {
		for _, id := range []string{"a", "b"} {
			if err := c.Delete(t.Context(), id); err != nil {
				t.Fatal(err)
			}
			if err := c.Insert(t.Context(), named(id)); err != nil {
				t.Fatal(err)
			}
		}
		all := []*replacing{{id: "a", old: 1, raw: written}, {id: "b", old: 7, raw: written}}
		if !bulk {
			all = all[:1]
		}
		if err := tab.replaceAll(t.Context(), all); err != nil || all[0].err != nil || bulk && !errors.Is(all[1].err, domain.ErrConflict) {
			t.Fatal(err, all[0].err)
		}
		left, err := tab.docs.FindOne(t.Context(), bson.D{{Key: "_id", Value: "a"}}).Raw()
		if err != nil || !bytes.Equal(left, written) {
			t.Errorf("bulk %v: left %v, %v\nof %v", bulk, left, err, written)
		}
	}
}

// Of rivals for one version one command tells all: who wins, or that nobody does. Who writes over another version waits for the next.
func TestRivals(t *testing.T) {
	joins := oneEach()
	for i, of := range []struct {
		id    string
		old   int64
		joins bool
	}{{"a", 1, true}, {"b", 1, true}, {"a", 1, true}, {"a", 2, false}, {"b", 0, false}, {"c", 1, true}} {
		if got := joins(&replacing{id: of.id, old: of.old}); got != of.joins {
			t.Errorf("%d: joins %v", i, got)
		}
	}
	e := openNew(t)
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	tab := newTable(e, c.Schema(), false)
	holder := named("holder")
	holder.Phone = "+661"
	for _, p := range []*storetest.Person{holder, named("won"), named("lost"), named("taken")} {
		if err := c.Insert(t.Context(), p); err != nil {
			t.Fatal(err)
		}
	}
	var all []*replacing
	joins = oneEach()
	replace := func(id string, old int64, phone string) {
		p := named(id)
		p.Version, p.Phone = old+1, phone
		raw, err := tab.encode(p)
		if err != nil {
			t.Fatal(err)
		}
		r := &replacing{id: id, old: old, raw: raw}
		if !joins(r) {
			t.Errorf("%s does not join", id)
		}
		all = append(all, r)
	}
	replace("won", 1, "")
	replace("won", 1, "")
	replace("lost", 5, "")
	replace("lost", 5, "")
	replace("taken", 1, "+661")
	replace("taken", 1, "+662")
	was := e.Commands()
	if err := tab.replaceAll(t.Context(), all); err != nil {
		t.Fatal(err)
	}
	for i, want := range []error{nil, domain.ErrConflict, domain.ErrConflict, domain.ErrConflict, store.ErrKeyTaken, nil} {
		if !errors.Is(all[i].err, want) {
			t.Errorf("%d: %v, want %v", i, all[i].err, want)
		}
	}
	if n := e.Commands() - was; n != 2 { // the bulk, and who may win as the first had a reason of its own
		t.Errorf("%d commands", n)
	}
}

// A server that says of fewer than all what became of them is not believed.
func TestUncounted(t *testing.T) {
	e := openNew(t)
	docs := e.db.Collection("people")
	silent := driver.NewReplaceOneModel().SetFilter(bson.D{{Key: "_id", Value: "a"}}).SetReplacement(bson.D{})
	told := (&replacing{id: "a", old: 1, raw: bson.Raw{5, 0, 0, 0, 0}}).model()
	if err := replaceMany(t.Context(), docs, []driver.WriteModel{silent, told}); !errors.Is(err, domain.ErrUnavailable) {
		t.Errorf("%v", err)
	}
	if err := replaceMany(t.Context(), docs, []driver.WriteModel{told}); errors.Is(err, domain.ErrUnavailable) || err == nil {
		t.Errorf("%v", err)
	}
}
