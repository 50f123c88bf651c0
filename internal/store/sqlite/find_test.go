package sqlite

import (
	"strings"
	"testing"

	"jitasa/internal/store"
	"jitasa/internal/store/storetest"
)

// TestFindBoundsMemory: a chunk of large documents ends early, and says that there is more.
func TestFindBoundsMemory(t *testing.T) {
	w := &watched{Engine: openNew(t)}
	c, err := store.In[storetest.Person](t.Context(), w, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 8 {
		doc := named(i)
		doc.Notes = []storetest.Note{{Text: strings.Repeat("x", 1<<20)}}
		if err := c.Insert(t.Context(), doc); err != nil {
			t.Fatal(err)
		}
	}
	docs, more, err := w.tables[0].Find(t.Context(), store.Range{Index: w.tables[0].byID(), Limit: 100})
	if err != nil || !more || len(docs) != 4 {
		t.Errorf("%d documents of 1 MB at once, more: %v, %v", len(docs), more, err)
	}
}
