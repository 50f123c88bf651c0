package storetest

import (
	"encoding/base64"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// paged reads a query page by page, through cursors.
func paged(t *testing.T, c *people, q store.Query, between func(page int)) []string {
	t.Helper()
	var all []string
	for page := 0; ; page++ {
		n := 0
		for doc, err := range c.Find(t.Context(), q) {
			must(t, err)
			all = append(all, doc.ID)
			q.After = c.Cursor(doc, q.Index)
			n++
		}
		if n < q.Limit {
			return all
		}
		if between != nil {
			between(page)
		}
	}
}

func pages(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := numbered(101)
	for i, doc := range docs {
		doc.State, doc.DueAt = "open", time.UnixMilli(int64(i/10)) // many ties
		doc.Age, doc.Tags = i%3, []Tag{"x"}
	}
	put(t, c, docs...)
	queries := []store.Query{
		{}, {Index: "stateDue"}, {Index: "stateDue", Prefix: []any{"open"}}, {Index: "age"}, {Index: "tag", Prefix: []any{"x"}},
		{Index: "due"}, {From: "p00010", To: "p00090"}, {Index: "stateDue", Prefix: []any{"open"}, From: time.UnixMilli(2), To: time.UnixMilli(9)},
		{Index: "age", From: 1, To: 3}, {Index: "name"},
	}
	for _, q := range queries {
		for _, q.Reverse = range []bool{false, true} {
			q.Limit = 0
			want := find(t, c, q)
			for _, q.Limit = range []int{1, 7, 300} {
				if got := paged(t, c, q, nil); !slices.Equal(got, want) {
					t.Errorf("%+v:\n got %v\nwant %v", q, got, want)
				}
			}
			if !slices.IsSorted(want) && q.Index == "" && !q.Reverse {
				t.Errorf("%+v: %v", q, want)
			}
		}
	}
}

// pagesUnderWrites reads pages while others come and go on both sides of the
// place, and the documents at the place itself are deleted.
func pagesUnderWrites(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	var stay []string
	for i := range 200 {
		keep, passing := person(fmt.Sprintf("k%04d", i)), person(fmt.Sprintf("x%04d", i))
		keep.Name, passing.Name = fmt.Sprintf("n%04d", i), fmt.Sprintf("n%04d", i)
		put(t, c, keep, passing)
		stay = append(stay, keep.ID)
	}
	var writes sync.WaitGroup
	got := paged(t, c, store.Query{Index: "name", Limit: 9}, func(page int) {
		writes.Go(func() {
			p := person(fmt.Sprintf("y%04d", page))
			p.Name = fmt.Sprintf("n%04d", (page*53)%200)
			if err := c.Insert(background(), p); err != nil {
				t.Error(err)
			}
		})
		must(t, c.Delete(t.Context(), fmt.Sprintf("x%04d", (page+1)*9/2), fmt.Sprintf("x%04d", (page+1)*9/2-1)))
	})
	writes.Wait()
	kept := slices.DeleteFunc(slices.Clone(got), func(id string) bool { return !strings.HasPrefix(id, "k") })
	if !slices.Equal(kept, stay) {
		t.Errorf("what stayed was not seen exactly once, in order:\n%v", kept)
	}
	slices.Sort(got)
	if len(slices.Compact(slices.Clone(got))) != len(got) {
		t.Error("a document was seen twice")
	}
}

func cursors(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := numbered(3)
	put(t, c, docs...)
	at := c.Cursor(docs[1], "")
	must(t, c.Delete(t.Context(), docs[1].ID))
	if got := find(t, c, store.Query{After: at}); !slices.Equal(got, []string{docs[2].ID}) {
		t.Errorf("behind a deleted document: %v", got)
	}
	if got := find(t, c, store.Query{After: at, Reverse: true}); !slices.Equal(got, []string{docs[0].ID}) {
		t.Errorf("before a deleted document: %v", got)
	}
	if got := find(t, c, store.Query{After: at, To: docs[1].ID}); got != nil {
		t.Errorf("behind the range: %v", got)
	}
	if got := find(t, c, store.Query{After: at, From: docs[2].ID}); len(got) != 1 {
		t.Errorf("before the range: %v", got)
	}
	raw := func(json string) store.Cursor {
		return store.Cursor(base64.RawURLEncoding.EncodeToString([]byte(json)))
	}
	for _, bad := range []store.Cursor{"%", "AAAA", raw(`[]`), raw(`[1]`), raw(`[null]`), raw(`["a","b"]`), raw(`{"$gt":""}`), raw(`[{"$gt":""}]`)} {
		for _, err := range c.Find(t.Context(), store.Query{After: bad}) {
			wantErr(t, "cursor "+string(bad), err, domain.ErrInvalid)
		}
		_, err := c.Count(t.Context(), store.Query{After: bad})
		wantErr(t, "cursor "+string(bad), err, domain.ErrInvalid)
	}
}

// writingWhileReading: the consumer of a stream writes to what it streams.
func writingWhileReading(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := numbered(700)
	put(t, c, docs...)
	n := 0
	for doc, err := range c.Find(t.Context(), store.Query{}) {
		must(t, err)
		n++
		switch n % 3 {
		case 0:
			must(t, c.Delete(t.Context(), doc.ID))
		case 1:
			doc.Name = "seen"
			must(t, c.Replace(t.Context(), doc))
		}
	}
	if n != 700 {
		t.Errorf("%d documents seen", n)
	}
	if n, err := c.Count(t.Context(), store.Query{}); err != nil || n != 700-233 {
		t.Errorf("%d documents left, %v", n, err)
	}
	for range c.Find(t.Context(), store.Query{}) {
		break // leaving early must release what reading holds
	}
	must(t, c.Insert(t.Context(), person("after")))
}
