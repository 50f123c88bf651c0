package storetest

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"testing"

	"jitasa/internal/store"
)

// Open gives an empty engine for one test; it registers the engine's Close with the test's clean-up.
type Open func(t *testing.T) store.Engine

// people is the collection under test.
type people = store.Collection[Person]

type part struct {
	name string
	run  func(*testing.T, store.Engine)
}

// Run checks an engine against the contract. Each part gets an empty engine.
func Run(t *testing.T, open Open) {
	parts := []part{
		{"round trip", roundTrip}, {"insert", insert}, {"insert new", insertNew}, {"replace", replace},
		{"save", save}, {"get many", getMany}, {"delete", remove}, {"unique", unique},
		{"one winner per version", oneWinner}, {"one winner per id", oneInsert}, {"update under contention", contention},
		{"update", update}, {"update gives up", givesUp},
		{"order of strings", orderStrings}, {"order of numbers", orderNumbers}, {"order of times", orderTimes},
		{"order of ids", orderIDs}, {"ranges", ranges}, {"missing fields", missingFields}, {"sparse", sparse}, {"lists", lists}, {"having", having},
		{"pages", pages}, {"pages under writes", pagesUnderWrites}, {"cursors", cursors},
		{"writing while reading", writingWhileReading}, {"large documents", large}, {"cancelled", cancelled},
		{"wrong questions", wrongQuestions}, {"wrong declarations", wrongDeclarations},
		{"documents of two releases", shapes}, {"new index on old documents", migration}, {"reading during a migration", readingDuringMigration},
		{"closed", closed}, {"model", model},
	}
	for _, part := range append(parts, together()...) {
		t.Run(part.name, func(t *testing.T) { part.run(t, open(t)) })
	}
}

func openPeople(t *testing.T, e store.Engine) *people {
	t.Helper()
	c, err := store.In[Person](t.Context(), e, People("people"))
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func person(id string) *Person {
	p := &Person{}
	p.ID = id
	return p
}

// put inserts documents that are made from ids.
func put(t *testing.T, c *people, docs ...*Person) {
	t.Helper()
	inserted, err := c.InsertNew(t.Context(), docs)
	if err != nil {
		t.Fatal(err)
	}
	for i, ok := range inserted {
		if !ok {
			t.Fatalf("%s is there already", docs[i].ID)
		}
	}
}

func numbered(n int) []*Person {
	docs := make([]*Person, n)
	for i := range docs {
		docs[i] = person(fmt.Sprintf("p%05d", i))
	}
	return docs
}

func ids(t *testing.T, docs iter.Seq2[*Person, error]) []string {
	t.Helper()
	var out []string
	for doc, err := range docs {
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, doc.ID)
	}
	return out
}

func find(t *testing.T, c *people, q store.Query) []string {
	t.Helper()
	return ids(t, c.Find(t.Context(), q))
}

func wantErr(t *testing.T, doing string, err, want error) {
	t.Helper()
	if !errors.Is(err, want) {
		t.Errorf("%s: error %v, want %v", doing, err, want)
	}
}

func mustGet(t *testing.T, c *people, id string) *Person {
	t.Helper()
	doc, err := c.Get(t.Context(), id)
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func background() context.Context { return context.Background() }
