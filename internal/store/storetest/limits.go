package storetest

import (
	"context"
	"errors"
	"math"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

func large(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	huge := person("huge")
	huge.Notes = []Note{{Text: strings.Repeat("ก", 17<<20/3)}}
	wantErr(t, "inserting 17 MB", c.Insert(t.Context(), huge), domain.ErrTooLarge)
	_, err := c.InsertNew(t.Context(), []*Person{person("small"), huge})
	wantErr(t, "inserting 17 MB among others", err, domain.ErrTooLarge)
	put(t, c, person("a"))
	_, err = c.Update(t.Context(), "a", func(p *Person) error { p.Notes = huge.Notes; return nil })
	wantErr(t, "growing to 17 MB", err, domain.ErrTooLarge)
	if got := find(t, c, store.Query{}); len(got) != 1 || huge.Version != 0 {
		t.Errorf("stored: %v; version of the refused: %d", got, huge.Version)
	}
	text := strings.Repeat("ข", 3<<20/3)
	for _, id := range []string{"b", "c", "d", "e", "f"} {
		doc := person(id)
		doc.Notes = []Note{{Text: text}}
		must(t, c.Insert(t.Context(), doc))
	}
	if got := find(t, c, store.Query{}); strings.Join(got, "") != "abcdef" {
		t.Errorf("streaming large documents: %v", got)
	}
	if got := mustGet(t, c, "f"); got.Notes[0].Text != text {
		t.Error("a large document came back changed")
	}
}

func cancelled(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	put(t, c, person("a"))
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancelLate := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancelLate()
	for ctx, want := range map[context.Context]error{gone: context.Canceled, late: context.DeadlineExceeded} {
		for doing, do := range everyCall(c) {
			wantErr(t, doing, do(ctx), want)
		}
	}
	if got := find(t, c, store.Query{}); len(got) != 1 || mustGet(t, c, "a").Version != 1 {
		t.Errorf("a cancelled call wrote: %v", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	put(t, c, numbered(600)...)
	n, ended := 0, error(nil)
	for _, err := range c.Find(ctx, store.Query{}) {
		if ended = err; err == nil {
			n++
			stop()
		}
	}
	if !errors.Is(ended, context.Canceled) || n >= 601 {
		t.Errorf("a stream cancelled in the middle gave %d documents and ended with %v", n, ended)
	}
	stop()
}

func everyCall(c *people) map[string]func(context.Context) error {
	old := person("a")
	old.Version = 1
	return map[string]func(context.Context) error{
		"get":        func(ctx context.Context) error { _, err := c.Get(ctx, "a"); return err },
		"get many":   func(ctx context.Context) error { _, err := c.GetMany(ctx, []string{"a"}); return err },
		"insert":     func(ctx context.Context) error { return c.Insert(ctx, person("b")) },
		"insert new": func(ctx context.Context) error { _, err := c.InsertNew(ctx, []*Person{person("b")}); return err },
		"replace":    func(ctx context.Context) error { return c.Replace(ctx, old) },
		"save":       func(ctx context.Context) error { return c.Save(ctx, old) },
		"update": func(ctx context.Context) error {
			_, err := c.Update(ctx, "a", func(*Person) error { return nil })
			return err
		},
		"delete": func(ctx context.Context) error { return c.Delete(ctx, "a") },
		"count":  func(ctx context.Context) error { _, err := c.Count(ctx, store.Query{}); return err },
		"find": func(ctx context.Context) error {
			for _, err := range c.Find(ctx, store.Query{}) {
				return err
			}
			return nil
		},
	}
}

func wrongQuestions(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	put(t, c, person("a"))
	wrong := []store.Query{
		{Index: "none"}, {Index: "name", Prefix: []any{1}}, {Index: "name", Prefix: []any{"a", "b", "c"}},
		{Index: "name", Prefix: []any{nil}}, {Index: "name", From: 1}, {Index: "seen", To: "x"}, {Index: "seen", To: 1.5},
		{Index: "due", From: "2026-01-01"}, {Index: "tag"}, {Index: "tag", Prefix: []any{[]string{"x"}}},
		{Index: "tag", Prefix: []any{nil}}, {Index: "name", Prefix: []any{"a", "b"}, From: "x"}, {Limit: -1},
		{Index: "name", Prefix: []any{map[string]any{"$gt": ""}}},
	}
	for _, q := range wrong {
		_, err := c.Count(t.Context(), q)
		if !errors.Is(err, domain.ErrInvalid) {
			t.Errorf("count %+v: %v", q, err)
		}
		for _, err := range c.Find(t.Context(), q) {
			wantErr(t, "find", err, domain.ErrInvalid)
		}
	}
	nan := person("nan")
	nan.Score = math.NaN()
	wantErr(t, "storing what is no number", c.Insert(t.Context(), nan), domain.ErrInvalid)
}

func wrongDeclarations(t *testing.T, e store.Engine) {
	type pointed struct {
		domain.Meta
		Name *string `json:"name"`
		Any  any     `json:"any"`
		Home *struct {
			Province string `json:"province"`
		} `json:"home"`
	}
	index := func(ix store.Index) store.Spec { return store.Spec{Name: "wrong", Indexes: []store.Index{ix}} }
	wrong := []store.Spec{
		{}, {Name: "Bad name"}, {Name: `x"; --`}, index(store.Index{Fields: []string{"name"}}), index(store.Index{Name: "a"}),
		index(store.Index{Name: "a", Fields: []string{"none"}}), index(store.Index{Name: "a", Fields: []string{"_id"}}),
		index(store.Index{Name: "a", Fields: []string{"home"}}), index(store.Index{Name: "a", Fields: []string{"notes"}}),
		index(store.Index{Name: "a", Fields: []string{"notes.at"}}), index(store.Index{Name: "a", Fields: []string{"name", "tags"}}),
		index(store.Index{Name: "a", Fields: []string{"tags"}, Unique: true}), index(store.Index{Name: "a", Fields: []string{"phone"}, Unique: true}),
		{Name: "twice", Indexes: []store.Index{{Name: "a", Fields: []string{"name"}}, {Name: "a", Fields: []string{"age"}}}},
	}
	for _, spec := range wrong {
		if _, err := store.In[Person](t.Context(), e, spec); err == nil {
			t.Errorf("%+v was accepted", spec)
		}
	}
	for _, path := range []string{"name", "any", "home.province"} {
		if _, err := store.In[pointed](t.Context(), e, index(store.Index{Name: "a", Fields: []string{path}})); err == nil {
			t.Errorf("an index on %s was accepted", path)
		}
	}
}

func closed(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	put(t, c, person("a"))
	must(t, e.Close())
	must(t, e.Close())
	for doing, do := range everyCall(c) {
		wantErr(t, doing, do(t.Context()), domain.ErrUnavailable)
	}
	_, err := store.In[Person](t.Context(), e, People("others"))
	wantErr(t, "opening a collection", err, domain.ErrUnavailable)
}
