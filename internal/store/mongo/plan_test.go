package mongo

import (
	"context"
	"fmt"
	"testing"

	"go.mongodb.org/mongo-driver/v2/bson"

	"jitasa/internal/collections"
	"jitasa/internal/store"
	"jitasa/internal/store/storetest"
)

// watched remembers the tables that are opened on an engine.
type watched struct {
	*Engine
	tables []*table
}

func (w *watched) Table(ctx context.Context, s *store.Schema) (store.Table, error) {
	t, err := w.Engine.Table(ctx, s)
	if err == nil {
		w.tables = append(w.tables, t.(*table))
	}
	return t, err
}

// TestPlans asks the server how it would answer every shape of query on every
// index, the product's and the example's: from that index, without reading documents
// that are not asked for. On MongoDB itself nothing may be sorted either;
// FerretDB sorts what an index finds.
func TestPlans(t *testing.T) {
	w := &watched{Engine: openNew(t)}
	if _, err := collections.Open(t.Context(), w, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := store.In[storetest.Person](t.Context(), w, storetest.People("people")); err != nil {
		t.Fatal(err)
	}
	asked := map[string]bool{}
	for _, tab := range w.tables {
		_ = w.db.CreateCollection(t.Context(), tab.schema.Name) // one without indexes is not there yet
		id, _ := tab.schema.Key("")
		for _, k := range append([]*store.Key{id}, tab.schema.Keys...) {
			for _, r := range storetest.Shapes(k) {
				for _, s := range steps(r) {
					if q := tab.findCommand(r, s); !asked[fmt.Sprint(q)] {
						asked[fmt.Sprint(q)] = true
						tab.explain(t, q, indexName(r.Index))
					}
				}
			}
		}
		tab.checkGet(t)
		tab.checkFirsts(t)
	}
	if len(asked) < 500 {
		t.Errorf("only %d different queries", len(asked))
	}
}

// findCommand is what Find sends.
func (t *table) findCommand(r store.Range, s step) bson.D {
	find := bson.D{{Key: "find", Value: t.schema.Name}, {Key: "filter", Value: s.filter}, {Key: "hint", Value: indexName(r.Index)}, {Key: "limit", Value: int32(10)}}
	if len(s.sort) > 0 {
		find = append(find, bson.E{Key: "sort", Value: s.sort})
	}
	return find
}

// checkFirsts: the first documents of many are read in the order of the index.
func (t *table) checkFirsts(tb testing.TB) {
	tb.Helper()
	for _, k := range t.schema.Keys {
		for _, r := range storetest.Shapes(k) {
			r = store.Range{Index: k, Equal: r.Equal, Limit: 1}
			if f, ok := firstOf(r); ok {
				t.explain(tb, t.findCommand(r, f.step([]string{"a", "b"})), indexName(k))
			}
		}
	}
}

// checkGet: documents are read by their ids.
func (t *table) checkGet(tb testing.TB) {
	tb.Helper()
	in := bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: bson.A{"a", "b"}}}}}
	t.explain(tb, bson.D{{Key: "find", Value: t.schema.Name}, {Key: "filter", Value: in}, {Key: "limit", Value: int32(2)}}, "_id_")
}

func (t *table) explain(tb testing.TB, find bson.D, index string) {
	tb.Helper()
	var plan bson.M
	err := t.engine.db.RunCommand(tb.Context(), bson.D{{Key: "explain", Value: find}, {Key: "verbosity", Value: "queryPlanner"}}).Decode(&plan)
	if err != nil {
		tb.Fatalf("%v: %v", find, err)
	}
	delete(plan, "command") // it names the index as well
	seen := map[string]int{}
	visit(plan, seen)
	if seen["uses "+index] == 0 || seen["scan"] > 0 || seen["mongod"] > 0 && seen["sort"] > 0 {
		text, _ := bson.MarshalExtJSON(plan, false, false) // for the report only
		tb.Errorf("%v\n\twants %s, saw %v\n\t%s", find, index, seen, text)
	}
}

// visit counts what a plan says, in MongoDB's words and in PostgreSQL's.
func visit(node any, seen map[string]int) {
	switch node := node.(type) {
	case bson.M:
		for key, v := range node {
			if key == "rejectedPlans" {
				continue
			}
			count(key, fmt.Sprint(v), seen)
			visit(v, seen)
		}
	case bson.D:
		for _, e := range node {
			count(e.Key, fmt.Sprint(e.Value), seen)
			visit(e.Value, seen)
		}
	case bson.A:
		for _, v := range node {
			visit(v, seen)
		}
	}
}

func count(key, val string, seen map[string]int) {
	switch key {
	case "winningPlan":
		seen["mongod"]++
	case "indexName", "Index Name":
		seen["uses "+val]++
	case "stage", "Node Type":
		switch val {
		case "COLLSCAN", "Seq Scan":
			seen["scan"]++
		case "SORT", "Sort":
			seen["sort"]++
		case "IDHACK", "EXPRESS_IXSCAN":
			seen["uses _id_"]++
		}
	}
}
