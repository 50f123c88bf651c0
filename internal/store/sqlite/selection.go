package sqlite

import (
	"cmp"
	"strings"

	"jitasa/internal/store"
)

// selection is the conditions of a query and their arguments.
type selection struct {
	alias string // of the table that holds the index's columns
	where []string
	args  []any
}

func selectionOf(r store.Range) *selection {
	s := &selection{}
	if r.Index.Many() {
		s.alias = "l."
	}
	for i, v := range r.Equal {
		f := r.Index.Fields[i]
		s.add(s.alias+quote(f.Path)+" = ?", value(v, f.Kind))
	}
	if rest := r.Index.Fields[len(r.Equal):]; len(rest) > 0 {
		s.bound(r, rest)
	}
	if r.Index.Sparse && !r.Index.Many() {
		s.add(present(r.Index))
	}
	return s
}

func (s *selection) add(cond string, args ...any) {
	s.where = append(s.where, cond)
	s.args = append(s.args, args...)
}

// bound adds the range and the place to continue from. Of two bounds on the
// same side only the tighter one is stated: given both, SQLite might start at
// the wider one and step over everything that was read before.
func (s *selection) bound(r store.Range, rest []store.Field) {
	f := rest[0]
	low, high := edges(r, f)
	var after any
	if r.After != nil {
		after = value(r.After[len(r.Equal)], f.Kind)
	}
	switch {
	case after == nil:
	case !r.Reverse && low.below(after):
		s.behind(r, rest, " > ")
		low = edge{}
	case r.Reverse && high.above(after):
		s.behind(r, rest, " < ")
		high = edge{}
	}
	s.edge(f, low)
	s.edge(f, high)
}

// edge is one end of a range; no op: open.
type edge struct {
	op  string
	val any
}

func edges(r store.Range, f store.Field) (low, high edge) {
	if r.From != nil {
		low = edge{" >= ", value(r.From, f.Kind)}
	}
	if r.To != nil {
		high = edge{" < ", value(r.To, f.Kind)}
	}
	// A range never holds what is missing.
	if f.Optional && (low.op != "" || high.op != "") && (low.op == "" || low.val == missing(f.Kind)) {
		low = edge{" > ", missing(f.Kind)}
	}
	return low, high
}

// below reports whether a place at val lies within a low edge, so that the place bounds more tightly.
func (e edge) below(val any) bool {
	c := 0
	if e.op != "" {
		c = compare(val, e.val)
	}
	return e.op == "" || c > 0 || c == 0 && e.op == " >= "
}

// above is the same for a high edge.
func (e edge) above(val any) bool { return e.op == "" || compare(val, e.val) < 0 }

func (s *selection) edge(f store.Field, e edge) {
	if e.op != "" {
		s.add(s.alias+quote(f.Path)+e.op+"?", e.val)
	}
}

func (s *selection) behind(r store.Range, rest []store.Field, op string) {
	args := make([]any, len(rest))
	for i, f := range rest {
		args[i] = value(r.After[len(r.Equal)+i], f.Kind)
	}
	s.add("("+names(rest, s.alias)+")"+op+"("+marks(len(rest))+")", args...)
}

func (s *selection) sql() string {
	if len(s.where) == 0 {
		return ""
	}
	return " WHERE " + strings.Join(s.where, " AND ")
}

func (s *selection) order(r store.Range) string {
	dir := ""
	if r.Reverse {
		dir = " DESC"
	}
	fields := r.Index.Fields[min(len(r.Equal), len(r.Index.Fields)-1):]
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = s.alias + quote(f.Path) + dir
	}
	return " ORDER BY " + strings.Join(out, ", ")
}

// compare orders two column values of one kind as SQLite does.
func compare(a, b any) int {
	switch a := a.(type) {
	case int64:
		return cmp.Compare(a, b.(int64))
	case float64:
		return cmp.Compare(a, b.(float64))
	default:
		return cmp.Compare(a.(string), b.(string))
	}
}
