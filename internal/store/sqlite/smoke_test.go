package sqlite

import (
	"context"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"jitasa/internal/store"
	"jitasa/internal/store/storetest"
)

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	e, err := Open(ctx, filepath.Join(t.TempDir(), "a?b #%.db"), Options{})
	if err != nil {
		t.Fatal(err)
	}
	c, err := store.In[storetest.Person](ctx, e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	for i := range 600 {
		p := &storetest.Person{Name: fmt.Sprint(i), State: "a", Tags: []storetest.Tag{"x", "y"}, DueAt: time.Now()}
		p.ID = fmt.Sprintf("%04d", i)
		if err := c.Insert(ctx, p); err != nil {
			t.Fatal(err)
		}
	}
	for _, q := range []store.Query{{}, {Reverse: true}, {Index: "tag", Prefix: []any{"x"}}, {Index: "due"}, {Index: "province", Prefix: []any{""}}} {
		n := 0
		for _, err := range c.Find(ctx, q) {
			if err != nil {
				t.Fatal(q, err)
			}
			n++
		}
		m, err := c.Count(ctx, q)
		if err != nil || n != 600 || m != 600 {
			t.Error(q, n, m, err)
		}
	}
	if _, err := c.Update(ctx, "0005", func(p *storetest.Person) error { p.Name = "x"; return nil }); err != nil {
		t.Fatal(err)
	}
	if err := c.Delete(ctx, "0005"); err != nil {
		t.Fatal(err)
	}
	if err := e.Close(); err != nil {
		t.Fatal(err)
	}
}
