package storetest

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync/atomic"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// An engine may do at once what many ask at the same moment. Each of them must be told what became of
// theirs, and of nobody else's.

// Together are the parts of the contract that concern calls at the same moment, for an engine that does them in
// more than one way.
func Together(t *testing.T, open Open) {
	for _, part := range together() {
		t.Run(part.name, func(t *testing.T) { part.run(t, open(t)) })
	}
}

func together() []part {
	return []part{
		{"order per document", orderPerDocument}, {"one outcome each", oneOutcomeEach}, {"one winner of each, of many", manyInserts},
		{"some give up", someGiveUp}, {"one key taken", oneKeyTaken}, {"one too large", oneTooLarge},
		{"reading and deleting", readingAndDeleting}, {"first of each", firstOfEach},
	}
}

// Everybody writes a document of their own, over and over, and finds what they wrote last.
func orderPerDocument(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	put(t, c, numbered(rivals)...)
	const writes = 8
	race(rivals, func(i int) {
		doc := person(fmt.Sprintf("p%05d", i))
		doc.Version = 1
		for n := range writes {
			doc.Seen++
			if err := c.Replace(t.Context(), doc); err != nil {
				t.Errorf("%s, write %d: %v", doc.ID, n, err)
				return
			}
			if got, err := c.Get(t.Context(), doc.ID); err != nil || got.Seen != doc.Seen || got.Version != doc.Version {
				t.Errorf("%s after write %d: %+v, %v", doc.ID, n, got, err)
				return
			}
		}
	})
}

// Four write each document at the same moment, some over a version that is gone, some a document that is.
func oneOutcomeEach(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	const docs, each = 24, 4
	for range 4 {
		all := numbered(docs)
		must(t, c.Delete(t.Context(), idsOf(all)...))
		put(t, c, all...)
		must(t, c.Delete(t.Context(), all[0].ID))
		must(t, c.Replace(t.Context(), mustGet(t, c, all[1].ID)))
		var won [docs]atomic.Int64
		var winner [docs]atomic.Pointer[Person]
		race(docs*each, func(i int) {
			doc := person(all[i%docs].ID)
			doc.Version, doc.Name = 1, strconv.Itoa(i)
			switch err := c.Replace(t.Context(), doc); {
			case err == nil:
				won[i%docs].Add(1)
				winner[i%docs].Store(doc)
			case !errors.Is(err, domain.ErrConflict) || doc.Version != 1:
				t.Errorf("%s: version %d, %v", doc.ID, doc.Version, err)
			}
		})
		for i := range docs {
			if n := won[i].Load(); i < 2 && n != 0 || i >= 2 && n != 1 {
				t.Errorf("%s: %d won", all[i].ID, n)
				continue
			}
			if w := winner[i].Load(); w != nil {
				if got := mustGet(t, c, w.ID); got.Name != w.Name || got.Version != 2 {
					t.Errorf("%s: stored %s v%d, the winner wrote %s", w.ID, got.Name, got.Version, w.Name)
				}
			}
		}
		_, err := c.Get(t.Context(), all[0].ID)
		wantErr(t, "reading what was deleted and replaced", err, domain.ErrNotFound)
	}
}

// Many insert the same documents, each in an order of their own, with one that nobody else has.
func manyInserts(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	const docs = 12
	var won [docs]atomic.Int64
	race(rivals, func(i int) {
		mine := []*Person{person("own" + strconv.Itoa(i))}
		for n := range docs {
			mine = append(mine, person(fmt.Sprintf("p%05d", (i+n)%docs)))
		}
		got, err := c.InsertNew(t.Context(), mine)
		if err != nil || !got[0] {
			t.Errorf("inserted %v, %v", got, err)
			return
		}
		for n, ok := range got[1:] {
			if ok {
				won[(i+n)%docs].Add(1)
			}
		}
	})
	for n := range won {
		if won[n].Load() != 1 {
			t.Errorf("document %d: %d won", n, won[n].Load())
		}
	}
}

// Half of the callers give up on the way. The others must not notice; what became of theirs is whole: done or not.
func someGiveUp(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	all := numbered(rivals)
	put(t, c, all...)
	race(rivals, func(i int) {
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		impatient := i%2 == 1
		if impatient {
			time.AfterFunc(time.Duration(i)*20*time.Microsecond, stop)
		}
		doc, fresh := person(all[i].ID), person("new"+all[i].ID)
		doc.Version, doc.Name, fresh.Name = 1, "written", "written"
		doings := map[string]func() error{
			"replace": func() error { return c.Replace(ctx, doc) },
			"insert":  func() error { return c.Insert(ctx, fresh) },
			"get":     func() error { _, err := c.Get(ctx, all[i].ID); return err },
			"delete":  func() error { return c.Delete(ctx, "none"+all[i].ID) },
		}
		for doing, do := range doings {
			if err := do(); err != nil && (!impatient || !errors.Is(err, context.Canceled)) {
				t.Errorf("%s, impatient %v: %v", doing, impatient, err)
			}
		}
	})
	for i, doc := range all {
		got := mustGet(t, c, doc.ID)
		if done := got.Version == 2 && got.Name == "written"; !done && (i%2 == 0 || got.Version != 1 || got.Name != "") {
			t.Errorf("%s: %+v", doc.ID, got)
		}
		if got, err := c.Get(t.Context(), "new"+doc.ID); (i%2 == 0 || !errors.Is(err, domain.ErrNotFound)) && (err != nil || got.Name != "written") {
			t.Errorf("new%s: %+v, %v", doc.ID, got, err)
		}
	}
}

// One of many wants a key that another document has, in a replacement and in an insertion.
func oneKeyTaken(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	holder := person("holder")
	holder.Phone = "+660"
	all := numbered(rivals)
	put(t, c, append(all, holder)...)
	var taken atomic.Int64
	race(2*rivals, func(n int) {
		i := n / 2
		doc, write := person(all[i].ID), c.Replace
		doc.Version = 1
		if n%2 == 1 {
			doc, write = person("new"+all[i].ID), c.Insert
		}
		culprit := i == 7
		if doc.Phone = "+66" + strconv.Itoa(n+1); culprit {
			doc.Phone = holder.Phone
		}
		switch err := write(t.Context(), doc); {
		case culprit && errors.Is(err, store.ErrKeyTaken):
			taken.Add(1)
		case culprit || err != nil:
			t.Errorf("%s: %v", doc.ID, err)
		}
	})
	if taken.Load() != 2 {
		t.Errorf("%d were told that their key is taken", taken.Load())
	}
	for i, doc := range all {
		if got := mustGet(t, c, doc.ID); (got.Phone == "") != (i == 7) {
			t.Errorf("%s has phone %q", doc.ID, got.Phone)
		}
	}
}

// One of many is larger than any engine keeps, some are large.
func oneTooLarge(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	all := numbered(12)
	put(t, c, all...)
	race(len(all), func(i int) {
		doc := person(all[i].ID)
		doc.Version = 1
		size := i << 17
		if i == 7 {
			size = store.MaxSize
		}
		doc.Notes = []Note{{Text: string(make([]byte, size))}}
		err := c.Replace(t.Context(), doc)
		if i == 7 {
			wantErr(t, "growing to 16 MB", err, domain.ErrTooLarge)
		} else if err != nil {
			t.Errorf("%s with %d bytes: %v", doc.ID, size, err)
		}
	})
	for i, doc := range all {
		if got := mustGet(t, c, doc.ID); i != 7 && len(got.Notes[0].Text) != i<<17 || i == 7 && got.Version != 1 {
			t.Errorf("%s: version %d", doc.ID, got.Version)
		}
	}
}

// What is deleted is gone for whoever looks afterwards, and what others read at that moment is theirs alone.
func readingAndDeleting(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	all := numbered(rivals)
	put(t, c, all...)
	race(rivals, func(i int) {
		id, same := all[i].ID, all[0].ID
		if i%2 == 1 {
			if err := c.Delete(t.Context(), id); err != nil {
				t.Error(err)
			}
		}
		if _, err := c.Get(t.Context(), id); errors.Is(err, domain.ErrNotFound) != (i%2 == 1) {
			t.Errorf("%s: %v", id, err)
		}
		got, err := c.GetMany(t.Context(), []string{same, "none", id})
		if err != nil || got[same] == nil || got[same].Name != "" {
			t.Errorf("reading two: %v, %v", got, err)
			return
		}
		got[same].Name = "mine"
	})
}

// Many ask at the same moment for the first of their own in an index; one has far more than all others.
func firstOfEach(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	var all []*Person
	day := time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC)
	for i := range rivals {
		n := i % 4
		if i == 13 {
			n = 400
		}
		for k := range n {
			p := person(fmt.Sprintf("p%02d-%04d", i, k))
			p.Active, p.Name, p.State, p.DueAt = true, fmt.Sprintf("n%02d", i), fmt.Sprintf("s%02d", i), day.Add(time.Duration(n-k)*time.Hour)
			all = append(all, p)
		}
	}
	put(t, c, all...)
	race(2*rivals, func(n int) {
		i := n / 2
		want, q := "", store.Query{Index: "name", Prefix: []any{fmt.Sprintf("n%02d", i)}, Limit: 1}
		if n%2 == 1 {
			q = store.Query{Index: "stateDue", Prefix: []any{fmt.Sprintf("s%02d", i)}, Limit: 1}
		}
		most := i % 4
		if i == 13 {
			most = 400
		}
		if most > 0 {
			want = fmt.Sprintf("p%02d-%04d", i, (n%2)*(most-1))
		}
		var got string
		for p, err := range c.Find(t.Context(), q) {
			if err != nil {
				t.Error(err)
				return
			}
			got += p.ID
		}
		if got != want {
			t.Errorf("the first of %v is %q, want %q", q.Prefix, got, want)
		}
	})
}
