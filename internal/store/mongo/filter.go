package mongo

import (
	"cmp"
	"math"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"

	"jitasa/internal/store"
)

// step is one query to the server. A range is answered by one step or, behind a
// place in it, by several, one after the other.
type step struct {
	filter bson.D
	sort   bson.D
}

// steps of a range, in the order of its documents. Behind the place (a, b, id) come those
// that share a and b and have a higher id, then those that share a and have
// a higher b, then those that have a higher a: each is one interval of the index.
func steps(r store.Range) []step {
	rest := r.Index.Fields[len(r.Equal):]
	if r.After == nil || len(rest) == 0 {
		return []step{stepOf(r, rest, base(r))}
	}
	after := r.After[len(r.Equal):]
	var all []step
	for d := len(rest) - 1; d >= 0; d-- {
		for _, edge := range beyond(r, rest[d], after[d], d) {
			c := base(r)
			for i := range d {
				c.add(rest[i], "$eq", after[i])
			}
			c.add(rest[d], edge.op, edge.val)
			all = append(all, stepOf(r, rest[d:], c))
		}
	}
	return all
}

// edge is a bound of one field.
type edge struct {
	op  string
	val any
}

// beyond is what comes behind a value of a field, in the direction of the
// range. What is missing comes before every value, but a comparison never finds it.
func beyond(r store.Range, f store.Field, val any, depth int) []edge {
	ranged := depth == 0 && (r.From != nil || r.To != nil) // a range never holds what is missing
	switch {
	case !r.Reverse && val == nil:
		return []edge{{"$gte", lowest(f.Kind)}}
	case !r.Reverse:
		return []edge{{"$gt", val}}
	case val == nil:
		return nil
	case f.Optional && !ranged:
		return []edge{{"$lt", val}, {"$eq", nil}}
	}
	return []edge{{"$lt", val}}
}

func lowest(kind store.Kind) any {
	switch kind {
	case store.String:
		return ""
	case store.Bool:
		return false
	case store.Float:
		return math.Inf(-1)
	case store.Int:
		return int64(math.MinInt64)
	default:
		return bson.DateTime(math.MinInt64)
	}
}

// base are the conditions that every step of a range has.
func base(r store.Range) *conditions {
	c := &conditions{}
	if r.Index.Sparse {
		c.add(r.Index.Fields[0], "$gt", r.Index.Fields[0].Kind.Zero())
	}
	for i, v := range r.Equal {
		c.add(r.Index.Fields[i], "$eq", v)
	}
	if len(r.Equal) < len(r.Index.Fields) {
		f := r.Index.Fields[len(r.Equal)]
		if r.From != nil {
			c.add(f, "$gte", r.From)
		}
		if r.To != nil {
			c.add(f, "$lt", r.To)
		}
	}
	return c
}

func stepOf(r store.Range, rest []store.Field, c *conditions) step {
	s := step{filter: c.filter()}
	direction := int32(1)
	if r.Reverse {
		direction = -1
	}
	last := len(indexed(r.Index)) // a unique index does not hold the id, nor does its order need it
	from := len(r.Index.Fields) - len(rest)
	for _, f := range r.Index.Fields[min(from, last):last] {
		s.sort = append(s.sort, bson.E{Key: f.Path, Value: direction})
	}
	return s
}

// conditions are the bounds of a query, field by field, each kind of bound once.
type conditions struct {
	paths  []string
	bounds map[string][]edge
}

// add states a bound; of two of one kind the tighter one is kept.
func (c *conditions) add(f store.Field, op string, val any) {
	if c.bounds == nil {
		c.bounds = map[string][]edge{}
	}
	has := c.bounds[f.Path]
	if has == nil {
		c.paths = append(c.paths, f.Path)
	}
	for i, e := range has {
		if e.op == op {
			if tighter(op, val, e.val) {
				has[i].val = val
			}
			return
		}
	}
	c.bounds[f.Path] = append(has, edge{op, val})
}

func tighter(op string, val, than any) bool {
	order := compare(val, than)
	if strings.HasPrefix(op, "$lt") {
		return order < 0
	}
	return order > 0
}

// compare orders two canonical values of one kind.
func compare(a, b any) int {
	switch a := a.(type) {
	case string:
		return cmp.Compare(a, b.(string))
	case int64:
		return cmp.Compare(a, b.(int64))
	case float64:
		return cmp.Compare(a, b.(float64))
	case time.Time:
		return a.Compare(b.(time.Time))
	case bool:
		if a == b.(bool) {
			return 0
		}
		if a {
			return 1
		}
		return -1
	}
	return 0
}

func (c *conditions) filter() bson.D {
	filter := bson.D{}
	for _, path := range c.paths {
		var bounds bson.D
		for _, e := range c.bounds[path] {
			bounds = append(bounds, bson.E{Key: e.op, Value: e.val})
		}
		filter = append(filter, bson.E{Key: path, Value: bounds})
	}
	return filter
}
