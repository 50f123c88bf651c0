package storetest

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// before and after are a document of two releases: the name was split.
type before struct {
	domain.Meta
	Name  string `json:"name"`
	Count int    `json:"count"`
}

type after struct {
	domain.Meta
	Name  string `json:"name,omitempty"` // of the release before
	First string `json:"first"`
	Last  string `json:"last"`
	Count int    `json:"count"`
}

func split(p *after) {
	if p.Name != "" {
		p.First, p.Last, _ = strings.Cut(p.Name, " ")
		p.Name = ""
	}
}

// looked counts the documents that its tables find.
type looked struct {
	store.Engine
	found *atomic.Int64
}

func (l looked) Table(ctx context.Context, s *store.Schema) (store.Table, error) {
	t, err := l.Engine.Table(ctx, s)
	return lookedAt{t, l.found}, err
}

type lookedAt struct {
	store.Table
	found *atomic.Int64
}

func (l lookedAt) Find(ctx context.Context, r store.Range) (docs []any, more bool, err error) {
	docs, more, err = l.Table.Find(ctx, r)
	l.found.Add(int64(len(docs)))
	return docs, more, err
}

// shapes: processes of two releases work on the same documents while a pass
// brings them to the new shape. No work of either is lost, and the old one never writes over what it does not know.
func shapes(t *testing.T, e store.Engine) {
	const people = 120
	spec := store.Spec{Name: "people"}
	old, err := store.In[before](t.Context(), e, spec)
	must(t, err)
	var found atomic.Int64
	next, err := store.In[after](t.Context(), looked{e, &found}, spec, split)
	must(t, err)
	var docs []*before
	for i := range people {
		docs = append(docs, &before{Meta: domain.Meta{ID: fmt.Sprintf("p%03d", i)}, Name: fmt.Sprintf("First%d Last%d", i, i)})
	}
	_, err = old.InsertNew(t.Context(), docs)
	must(t, err)
	var w work
	var g sync.WaitGroup
	w.begin(t, &g, old, next, people)
	for range 2 { // two processes start the pass
		g.Go(func() {
			if _, err := next.Migrate(background()); err != nil {
				t.Error(err)
			}
		})
	}
	g.Wait()
	found.Store(0)
	if n, err := next.Migrate(t.Context()); err != nil || n > 0 || found.Load() > 0 {
		t.Errorf("%d documents are left of the old shape, %d were looked at (%v)", n, found.Load(), err)
	}
	sum := 0
	for p, err := range next.Find(t.Context(), store.Query{}) {
		must(t, err)
		var i int
		_, _ = fmt.Sscanf(p.ID, "p%d", &i)
		if p.First != fmt.Sprintf("First%d", i) || p.Last != fmt.Sprintf("Last%d", i) || p.Name != "" || p.Shape != 1 {
			t.Errorf("%+v", p)
		}
		sum += p.Count
	}
	if int64(sum) != w.counted.Load() || w.refused.Load() == 0 {
		t.Errorf("%d counts for %d updates; the old release was refused %d times", sum, w.counted.Load(), w.refused.Load())
	}
	wantErr(t, "reading a newer document", second(old.Get(t.Context(), "p000")), domain.ErrUnavailable)
}

// work is what processes of both releases do meanwhile.
type work struct{ counted, refused atomic.Int64 }

func (w *work) begin(t *testing.T, g *sync.WaitGroup, old *store.Collection[before], next *store.Collection[after], people int) {
	for n := range 4 {
		rng := rand.New(rand.NewPCG(1, uint64(n)))
		g.Go(func() {
			for i := 0; i < 60 || n%2 == 0 && w.refused.Load() == 0; i++ { // the old one until the pass has reached it, however fast the engine
				id := fmt.Sprintf("p%03d", rng.IntN(people))
				var err error
				if n%2 == 0 {
					_, err = old.Update(background(), id, func(p *before) error { p.Count++; return nil })
				} else {
					_, err = next.Update(background(), id, func(p *after) error { p.Count++; return nil })
				}
				switch {
				case err == nil:
					w.counted.Add(1)
				case n%2 == 0 && errors.Is(err, domain.ErrUnavailable):
					w.refused.Add(1)
				default:
					t.Error(err)
				}
			}
		})
	}
}

func second(_ *before, err error) error { return err }
