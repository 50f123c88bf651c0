package storetest

import (
	"errors"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

func roundTrip(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	bangkok := time.FixedZone("", 7*3600)
	at := time.Date(2026, 11, 22, 6, 30, 15, 123_999_999, bangkok)
	doc := person("คน-1")
	doc.Name, doc.State, doc.Active, doc.Age, doc.Score, doc.Seen = "สมหญิง \x00 'ใจดี' \"&<>", "open", true, 31, 0.1, 1<<62+1
	doc.Phone, doc.Home, doc.Tags = "+66812345678", &Place{Province: "32"}, []Tag{"หมา", "แมว"}
	doc.DueAt, doc.LeftAt = at, &at
	doc.Notes, doc.Marks = []Note{{"a", at}, {"b", time.Time{}}}, map[string]time.Time{"x": at}
	must(t, c.Insert(t.Context(), doc))

	want := time.Date(2026, 11, 21, 23, 30, 15, 123_000_000, time.UTC)
	for where, got := range map[string]*Person{"memory": doc, "store": mustGet(t, c, "คน-1")} {
		for _, tm := range []time.Time{got.DueAt, *got.LeftAt, got.Notes[0].At, got.Marks["x"]} {
			if tm != want {
				t.Errorf("%s: time %v, want %v", where, tm, want)
			}
		}
		if diff := cmp.Diff(doc, got); diff != "" {
			t.Errorf("%s (-written +got):\n%s", where, diff)
		}
	}
	if doc.Version != 1 || !doc.Notes[1].At.IsZero() {
		t.Errorf("version %d, zero time %v", doc.Version, doc.Notes[1].At)
	}
}

func insert(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	must(t, c.Insert(t.Context(), person("a")))
	again := person("a")
	again.Name = "other"
	wantErr(t, "inserting twice", c.Insert(t.Context(), again), domain.ErrExists)
	if again.Version != 0 {
		t.Errorf("the refused document got version %d", again.Version)
	}
	if got := mustGet(t, c, "a"); got.Name != "" || got.Version != 1 {
		t.Errorf("the refused insert changed the document: %+v", got)
	}
	wantErr(t, "inserting without an id", c.Insert(t.Context(), person("")), domain.ErrInvalid)
	wantErr(t, "inserting a broken id", c.Insert(t.Context(), person("a\xff")), domain.ErrInvalid)
	_, err := c.Get(t.Context(), "b")
	wantErr(t, "reading what is not there", err, domain.ErrNotFound)
}

func insertNew(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	holder := person("holder")
	holder.Phone = "+661"
	put(t, c, person("old"), holder)
	rival := person("rival")
	rival.Phone = "+661"
	docs := []*Person{person("a"), person("old"), person("twice"), person("twice"), rival, person("z")}
	got, err := c.InsertNew(t.Context(), docs)
	must(t, err)
	if got[2] == got[3] {
		t.Errorf("of two documents with one id %v and %v were inserted", got[2], got[3])
	}
	if want := []bool{true, false, got[2], got[3], false, true}; !slices.Equal(got, want) {
		t.Errorf("inserted %v, want %v", got, want)
	}
	for i, ok := range got {
		if want := map[bool]int64{true: 1}[ok]; docs[i].Version != want {
			t.Errorf("document %d: inserted %v, version %d", i, ok, docs[i].Version)
		}
	}
	if got := find(t, c, store.Query{}); !slices.Equal(got, []string{"a", "holder", "old", "twice", "z"}) {
		t.Errorf("stored: %v", got)
	}
	if none, err := c.InsertNew(t.Context(), nil); err != nil || none != nil {
		t.Errorf("inserting nothing: %v, %v", none, err)
	}
}

func replace(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	put(t, c, person("a"))
	mine, theirs := mustGet(t, c, "a"), mustGet(t, c, "a")
	mine.Name = "mine"
	must(t, c.Replace(t.Context(), mine))
	theirs.Name = "theirs"
	wantErr(t, "replacing an old version", c.Replace(t.Context(), theirs), domain.ErrConflict)
	if mine.Version != 2 || theirs.Version != 1 {
		t.Errorf("versions in memory: %d and %d, want 2 and 1", mine.Version, theirs.Version)
	}
	if got := mustGet(t, c, "a"); got.Name != "mine" || got.Version != 2 {
		t.Errorf("stored: %+v", got)
	}
	if got := find(t, c, store.Query{Index: "name", Prefix: []any{"mine"}}); len(got) != 1 {
		t.Errorf("the index gives %v", got)
	}
	must(t, c.Delete(t.Context(), "a"))
	wantErr(t, "replacing what is deleted", c.Replace(t.Context(), mine), domain.ErrConflict)
	wantErr(t, "replacing what never was", c.Replace(t.Context(), person("b")), domain.ErrConflict)
}

func save(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	doc := person("a")
	must(t, c.Save(t.Context(), doc))
	must(t, c.Save(t.Context(), doc))
	if doc.Version != 2 {
		t.Errorf("version %d after two saves", doc.Version)
	}
	err := c.Save(t.Context(), person("a"))
	wantErr(t, "saving over somebody else's", err, domain.ErrConflict)
	holder, rival := person("holder"), person("rival")
	holder.Phone, rival.Phone = "+661", "+661"
	must(t, c.Save(t.Context(), holder))
	err = c.Save(t.Context(), rival)
	if !errors.Is(err, store.ErrKeyTaken) || errors.Is(err, domain.ErrConflict) {
		t.Errorf("saving a taken key: %v", err)
	}
}

func getMany(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	docs := numbered(700)
	put(t, c, docs...)
	var want []string
	for _, doc := range docs {
		want = append(want, doc.ID)
	}
	got, err := c.GetMany(t.Context(), append(slices.Clone(want), "none", want[0]))
	must(t, err)
	if len(got) != len(want) {
		t.Errorf("%d documents, want %d", len(got), len(want))
	}
	for id, doc := range got {
		if doc.ID != id {
			t.Errorf("under %s: %s", id, doc.ID)
		}
	}
	if none, err := c.GetMany(t.Context(), nil); err != nil || len(none) != 0 {
		t.Errorf("of nothing: %v, %v", none, err)
	}
}

func remove(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	doc := person("a")
	doc.Tags = []Tag{"x"}
	put(t, c, doc, person("b"), person("c"))
	must(t, c.Delete(t.Context(), "a", "none", "c"))
	must(t, c.Delete(t.Context(), "a"))
	must(t, c.Delete(t.Context()))
	if got := find(t, c, store.Query{}); !slices.Equal(got, []string{"b"}) {
		t.Errorf("left: %v", got)
	}
	if got := find(t, c, store.Query{Index: "tag", Prefix: []any{"x"}}); got != nil {
		t.Errorf("left in the list's index: %v", got)
	}
	must(t, c.Insert(t.Context(), person("a")))
}

func unique(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	holder, rival := person("a"), person("b")
	holder.Phone, rival.Phone = "+661", "+661"
	put(t, c, holder)
	err := c.Insert(t.Context(), rival)
	wantErr(t, "inserting a taken key", err, domain.ErrExists)
	wantErr(t, "inserting a taken key", err, store.ErrKeyTaken)
	rival.Phone = ""
	must(t, c.Insert(t.Context(), rival))
	must(t, c.Insert(t.Context(), person("c"))) // the second without a phone
	rival.Phone = "+661"
	wantErr(t, "replacing with a taken key", c.Replace(t.Context(), rival), domain.ErrExists)
	_, err = c.Update(t.Context(), "b", func(p *Person) error { p.Phone = "+661"; return nil })
	wantErr(t, "updating to a taken key", err, domain.ErrExists)
	_, err = c.Update(t.Context(), "a", func(p *Person) error { p.Phone = "+662"; return nil })
	must(t, err)
	must(t, c.Replace(t.Context(), rival))
	must(t, c.Delete(t.Context(), "b"))
	again := person("d")
	again.Phone = "+661"
	must(t, c.Insert(t.Context(), again))
}
