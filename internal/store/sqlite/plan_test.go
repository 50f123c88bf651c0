package sqlite

import (
	"context"
	"database/sql/driver"
	"fmt"
	"regexp"
	"strings"
	"testing"

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

func TestPlans(t *testing.T) {
	w := &watched{Engine: openNew(t)}
	if _, err := store.In[storetest.Person](t.Context(), w, storetest.People("people")); err != nil {
		t.Fatal(err)
	}
	if n := checkPlans(t, w); n < 500 {
		t.Errorf("only %d shapes of queries", n)
	}
}

// checkPlans asks SQLite how it would answer every shape of query on every
// index and returns their number.
func checkPlans(t *testing.T, w *watched) (n int) {
	t.Helper()
	for _, tab := range w.tables {
		id, _ := tab.schema.Key("")
		for _, k := range append([]*store.Key{id}, tab.schema.Keys...) {
			for _, r := range storetest.Shapes(k) {
				sql, args := tab.findSQL(r)
				checkPlan(t, w, r, sql, args)
				sql, args = tab.countSQL(r)
				checkPlan(t, w, r, sql, args)
				r.Limit = 0
				sql, args = tab.countSQL(r)
				checkPlan(t, w, r, sql, args)
				n += 3
			}
		}
	}
	return n
}

func checkPlan(t *testing.T, w *watched, r store.Range, sql string, args []any) {
	t.Helper()
	plan := explained(t, w.Engine, sql, args)
	wrong := func(why string) {
		t.Helper()
		t.Errorf("%s\n\t%s\n\t%s", why, sql, strings.Join(plan, "\n\t"))
	}
	if len(plan) == 0 {
		wrong("no plan")
	}
	bounded := len(r.Equal) > 0 || r.From != nil || r.To != nil || r.After != nil
	for _, line := range plan {
		switch {
		case strings.Contains(line, "TEMP B-TREE"):
			wrong("sorts")
		case strings.HasPrefix(line, "SCAN (subquery"): // the rows of a limited count
		case strings.HasPrefix(line, "SCAN") && (bounded || !strings.Contains(line, "INDEX")):
			wrong("scans")
		}
	}
	for _, want := range starts(r) {
		if !regexp.MustCompile(want).MatchString(strings.Join(plan, "\n")) {
			wrong("does not use " + want)
		}
	}
}

// starts is what the plan must say of where in the index it starts and ends. A
// unique index does not hold the id.
func starts(r store.Range) (want []string) {
	fields := r.Index.Fields
	if r.Index.Unique && r.Index.Name != "" {
		fields = fields[:len(fields)-1]
	}
	equal := min(len(r.Equal), len(fields))
	for _, f := range fields[:equal] {
		want = append(want, regexp.QuoteMeta(f.Path+"=?"))
	}
	if equal == len(fields) {
		return want
	}
	edge := regexp.QuoteMeta(fields[equal].Path) + `(,[^()]*\))?`
	if r.From != nil || r.After != nil && !r.Reverse {
		want = append(want, edge+">[(?]")
	}
	if r.To != nil || r.After != nil && r.Reverse {
		want = append(want, edge+"<[(?]")
	}
	return want
}

func explained(t *testing.T, e *Engine, sql string, args []any) (plan []string) {
	t.Helper()
	err := e.read(t.Context(), func(c *conn) error {
		return c.query(noCancel(), "EXPLAIN QUERY PLAN "+sql, args, func(row []driver.Value) (bool, error) {
			plan = append(plan, fmt.Sprint(row[3]))
			return true, nil
		})
	})
	if err != nil {
		t.Fatalf("%s: %v", sql, err)
	}
	return plan
}
