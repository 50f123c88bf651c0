package storetest

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// model plays random calls on the engine and on a map, and compares.
func model(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	rapid.Check(t, func(t *rapid.T) {
		m := &memory{c: c, docs: map[string]Person{}}
		m.reset(t)
		t.Repeat(map[string]func(*rapid.T){
			"insert": m.insert, "insert new": m.insertNew, "replace": m.replace, "delete": m.delete, "": m.check,
		})
	})
}

// memory is the collection as it should be.
type memory struct {
	c    *people
	docs map[string]Person
}

var drawID = rapid.SampledFrom([]string{"a", "b", "c", "ก", "ข", "เ"})

func drawPerson(t *rapid.T) *Person {
	p := person(drawID.Draw(t, "id"))
	p.Name = rapid.SampledFrom([]string{"", "ก", "กา", "เก", "z"}).Draw(t, "name")
	p.State = rapid.SampledFrom([]string{"open", "closed"}).Draw(t, "state")
	p.Age = rapid.IntRange(-1, 2).Draw(t, "age")
	p.Phone = rapid.SampledFrom([]string{"", "", "1", "2", "3"}).Draw(t, "phone")
	if ms := rapid.Int64Range(-1, 2).Draw(t, "due"); ms != 0 {
		p.DueAt = time.UnixMilli(ms).UTC()
	}
	p.Tags = append(p.Tags, rapid.SliceOfN(rapid.SampledFrom([]Tag{"x", "y"}), 0, 3).Draw(t, "tags")...)
	return p
}

func (m *memory) reset(t *rapid.T) {
	var all []string
	for doc, err := range m.c.Find(context.Background(), store.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, doc.ID)
	}
	if err := m.c.Delete(context.Background(), all...); err != nil {
		t.Fatal(err)
	}
}

func (m *memory) phoneTaken(p *Person) bool {
	for id, doc := range m.docs {
		if id != p.ID && p.Phone != "" && doc.Phone == p.Phone {
			return true
		}
	}
	return false
}

// add is what an insert should do.
func (m *memory) add(p *Person) error {
	if _, ok := m.docs[p.ID]; ok || m.phoneTaken(p) {
		return domain.ErrExists
	}
	doc := *p
	doc.Version = 1
	m.docs[p.ID] = doc
	return nil
}

func (m *memory) insert(t *rapid.T) {
	p := drawPerson(t)
	want := m.add(p)
	if err := m.c.Insert(context.Background(), p); !errors.Is(err, want) {
		t.Fatalf("insert: %v, want %v", err, want)
	}
}

func (m *memory) insertNew(t *rapid.T) {
	// Of rivals within one call any may win, so each has an id and a phone of its own here.
	first := map[string]bool{}
	var docs []*Person
	var want []bool
	for range rapid.IntRange(1, 4).Draw(t, "n") {
		p := drawPerson(t)
		if first[p.ID] || p.Phone != "" && first["phone"+p.Phone] {
			continue
		}
		first[p.ID], first["phone"+p.Phone] = true, true
		docs, want = append(docs, p), append(want, m.add(p) == nil)
	}
	got, err := m.c.InsertNew(context.Background(), docs)
	if err != nil || !slices.Equal(got, want) {
		t.Fatalf("insert new: %v, %v; want %v", got, err, want)
	}
}

func (m *memory) replace(t *rapid.T) {
	p := drawPerson(t)
	p.Version = rapid.Int64Range(1, 3).Draw(t, "version")
	var want error
	switch doc, ok := m.docs[p.ID]; {
	case !ok || doc.Version != p.Version:
		want = domain.ErrConflict
	case m.phoneTaken(p):
		want = domain.ErrExists
	default:
		next := *p
		next.Version++
		m.docs[p.ID] = next
	}
	if err := m.c.Replace(context.Background(), p); !errors.Is(err, want) {
		t.Fatalf("replace: %v, want %v", err, want)
	}
}

func (m *memory) delete(t *rapid.T) {
	id := drawID.Draw(t, "id")
	delete(m.docs, id)
	if err := m.c.Delete(context.Background(), id); err != nil {
		t.Fatal(err)
	}
}

// view is a query and what it stands for, in Go.
type view struct {
	query store.Query
	keep  func(Person) bool
	order func(a, b Person) int
}

func byName(a, b Person) int   { return strings.Compare(a.Name, b.Name) }
func byDue(a, b Person) int    { return a.DueAt.Compare(b.DueAt) }
func anyone(Person) bool       { return true }
func equal(Person, Person) int { return 0 }

// byAge puts the missing age (0) before all others.
func byAge(a, b Person) int {
	return cmp.Or(cmp.Compare(btoi(a.Age != 0), btoi(b.Age != 0)), cmp.Compare(a.Age, b.Age))
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

func views() []view {
	epoch := time.UnixMilli(0)
	return []view{
		{store.Query{}, anyone, equal},
		{store.Query{From: "b", To: "ข"}, func(p Person) bool { return p.ID >= "b" && p.ID < "ข" }, equal},
		{store.Query{Index: "name"}, anyone, byName},
		{store.Query{Index: "name", From: "ก", To: "เก"}, func(p Person) bool { return p.Name >= "ก" && p.Name < "เก" }, byName},
		{store.Query{Index: "age"}, anyone, byAge},
		{store.Query{Index: "age", To: 2}, func(p Person) bool { return p.Age != 0 && p.Age < 2 }, byAge},
		{store.Query{Index: "stateDue", Prefix: []any{"open"}}, func(p Person) bool { return p.State == "open" }, byDue},
		{store.Query{Index: "stateDue", Prefix: []any{"open"}, From: epoch}, func(p Person) bool { return p.State == "open" && !p.DueAt.Before(epoch) }, byDue},
		{store.Query{Index: "due"}, func(p Person) bool { return !p.DueAt.IsZero() }, byDue},
		{store.Query{Index: "phone", Prefix: []any{"1"}}, func(p Person) bool { return p.Phone == "1" }, equal},
		{store.Query{Index: "tag", Prefix: []any{"x"}}, func(p Person) bool { return slices.Contains(p.Tags, "x") }, byName},
	}
}

func (m *memory) check(t *rapid.T) {
	for _, v := range views() {
		v.query.Reverse = rapid.Bool().Draw(t, "reverse")
		v.query.Limit = rapid.IntRange(0, 4).Draw(t, "limit")
		want := m.expected(v)
		got := []Person{}
		for doc, err := range m.c.Find(context.Background(), v.query) {
			if err != nil {
				t.Fatal(err)
			}
			got = append(got, *doc)
		}
		if a, b := text(t, got), text(t, want); a != b {
			t.Fatalf("%+v:\n got %s\nwant %s", v.query, a, b)
		}
		if n, err := m.c.Count(context.Background(), v.query); err != nil || n != len(want) {
			t.Fatalf("%+v: count %d, %v; want %d", v.query, n, err, len(want))
		}
	}
}

func (m *memory) expected(v view) []Person {
	all := slices.AppendSeq([]Person{}, maps.Values(m.docs))
	want := slices.DeleteFunc(all, func(p Person) bool { return !v.keep(p) })
	slices.SortFunc(want, func(a, b Person) int { return cmp.Or(v.order(a, b), strings.Compare(a.ID, b.ID)) })
	if v.query.Reverse {
		slices.Reverse(want)
	}
	if v.query.Limit > 0 && len(want) > v.query.Limit {
		want = want[:v.query.Limit]
	}
	return want
}

func text(t *rapid.T, docs []Person) string {
	raw, err := json.Marshal(docs)
	if err != nil {
		t.Fatal(err)
	}
	return string(raw)
}
