package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// migration opens one collection under declarations that follow each other, as releases do.
func migration(t *testing.T, e store.Engine) {
	declare := func(indexes ...store.Index) *people {
		t.Helper()
		c, err := store.In[Person](t.Context(), e, store.Spec{Name: "people", Indexes: indexes})
		must(t, err)
		return c
	}
	name := store.Index{Name: "name", Fields: []string{"name"}}
	age := store.Index{Name: "age", Fields: []string{"age", "name"}}
	tag := store.Index{Name: "tag", Fields: []string{"tags", "name"}}
	due := store.Index{Name: "due", Fields: []string{"dueAt"}, Sparse: true}

	bare := declare()
	docs := numbered(600)
	for i, doc := range docs {
		doc.Name, doc.Age, doc.Tags = fmt.Sprint(i%7), i%5, []Tag{Tag(fmt.Sprint(i % 3))}
		doc.DueAt = time.UnixMilli(int64(i))
	}
	put(t, bare, docs...)
	count := func(c *people, want int, q store.Query) {
		t.Helper()
		if n, err := c.Count(t.Context(), q); err != nil || n != want {
			t.Errorf("%+v: %d, %v; want %d", q, n, err, want)
		}
	}
	all := declare(name, age, tag, due)
	count(all, 86, store.Query{Index: "name", Prefix: []any{"3"}})
	count(all, 120, store.Query{Index: "age", Prefix: []any{0}})
	count(all, 200, store.Query{Index: "tag", Prefix: []any{"1"}})
	count(all, 300, store.Query{Index: "due", From: time.UnixMilli(300)})
	count(declare(name, age, tag, due), 600, store.Query{Index: "due"})

	// An index goes, the field changes, the index comes back with another shape.
	fewer := declare(age, tag)
	_, err := fewer.Update(t.Context(), docs[0].ID, func(p *Person) error { p.Name, p.Tags = "back", nil; return nil })
	must(t, err)
	age.Fields, tag.Fields = []string{"age"}, []string{"tags"}
	back := declare(name, age, tag)
	count(back, 1, store.Query{Index: "name", Prefix: []any{"back"}})
	count(back, 199, store.Query{Index: "tag", Prefix: []any{"0"}})

	_, err = store.In[Person](t.Context(), e, store.Spec{Name: "people", Indexes: []store.Index{{Name: "name", Fields: []string{"name"}, Unique: true}}})
	if !errors.Is(err, domain.ErrExists) {
		t.Errorf("a unique index over documents that share a name: %v", err)
	}
	count(back, 1, store.Query{Index: "name", Prefix: []any{"back"}})
}

// readingDuringMigration: old readers go on while an index is built.
func readingDuringMigration(t *testing.T, e store.Engine) {
	old, err := store.In[Person](t.Context(), e, store.Spec{Name: "people"})
	must(t, err)
	put(t, old, numbered(3000)...)
	var reader sync.WaitGroup
	built := make(chan struct{})
	reader.Go(func() {
		for n := 0; ; n++ {
			if _, err := old.Get(background(), "p00017"); err != nil {
				t.Error(err)
				return
			}
			select {
			case <-built:
				return
			default:
			}
		}
	})
	c := openPeople(t, e)
	close(built)
	reader.Wait()
	if n, err := c.Count(t.Context(), store.Query{Index: "name"}); err != nil || n != 3000 {
		t.Errorf("%d documents in the new index, %v", n, err)
	}
}
