package memory

import (
	"cmp"
	"slices"
	"time"

	"jitasa/internal/store"
)

// place is where a document stands in an index: the values of the index's fields, the last of which is its id.
type place []any

func (p place) id() string { return p[len(p)-1].(string) }

// compare orders places by their first values, as many as both have.
func compare(a, b []any) int {
	for i := range min(len(a), len(b)) {
		if c := compareValues(a[i], b[i]); c != 0 {
			return c
		}
	}
	return 0
}

// compareValues orders canonical values of one kind; what is missing comes first.
func compareValues(a, b any) int {
	switch {
	case a == nil && b == nil:
		return 0
	case a == nil:
		return -1
	case b == nil:
		return 1
	}
	switch a := a.(type) {
	case string:
		return cmp.Compare(a, b.(string))
	case int64:
		return cmp.Compare(a, b.(int64))
	case float64:
		return cmp.Compare(a, b.(float64))
	case bool:
		return cmp.Compare(rank(a), rank(b.(bool)))
	default:
		return a.(time.Time).Compare(b.(time.Time))
	}
}

func rank(b bool) int {
	if b {
		return 1
	}
	return 0
}

// order is an index.
type order struct {
	schema *store.Schema // that it was declared with: its fields are of that type
	key    *store.Key
	places []place // sorted
}

// placesOf are those of a document of the order's own type: none outside a sparse index, several in one over a list.
func (o *order) placesOf(doc any) []place {
	values := make(place, len(o.key.Fields))
	for i := range o.key.Fields {
		values[i] = o.key.Fields[i].Value(doc)
	}
	if !o.key.Many() {
		if o.leavesOut(values[0]) {
			return nil
		}
		return []place{values}
	}
	var all []place
	for _, element := range values[0].([]string) {
		if !o.leavesOut(element) {
			all = append(all, append(place{element}, values[1:]...))
		}
	}
	return all
}

func (o *order) leavesOut(first any) bool {
	return o.key.Sparse && compareValues(first, o.key.Fields[0].Kind.Zero()) <= 0
}

// taken reports whether another document has the values of a place in a unique index. Ids are unique by themselves.
func (o *order) taken(p place) bool {
	if !o.key.Unique || len(p) == 1 {
		return false
	}
	values := p[:len(p)-1]
	at := o.from(values)
	for ; at < len(o.places) && compare(o.places[at], values) == 0; at++ {
		if o.places[at].id() != p.id() {
			return true
		}
	}
	return false
}

// from is the first place that is not before these values.
func (o *order) from(values []any) int {
	at, _ := slices.BinarySearchFunc(o.places, values, compareOrAbove)
	return at
}

// compareOrAbove never says equal, so that a search ends at the first of several.
func compareOrAbove(p place, values []any) int {
	if compare(p, values) < 0 {
		return -1
	}
	return 1
}

func (o *order) add(p place) { o.places = slices.Insert(o.places, o.from(p), p) }

func (o *order) remove(p place) {
	if at := o.from(p); at < len(o.places) && compare(o.places[at], p) == 0 {
		o.places = slices.Delete(o.places, at, at+1)
	}
}

// within are the places of a range, in the order asked for.
func (o *order) within(r store.Range) func(yield func(place) bool) {
	low, high := o.bounds(r)
	return func(yield func(place) bool) {
		for i := low; i < high; i++ {
			at := i
			if r.Reverse {
				at = high - 1 - (i - low)
			}
			if !yield(o.places[at]) {
				return
			}
		}
	}
}

// bounds are the first place of a range and the one after its last.
func (o *order) bounds(r store.Range) (low, high int) {
	low, high = o.from(r.Equal), o.after(r.Equal)
	next := len(r.Equal)
	switch {
	case r.From != nil:
		low = max(low, o.from(with(r.Equal, r.From)))
	case r.To != nil: // a range never holds what is missing
		low = max(low, o.after(with(r.Equal, nil)))
	}
	if r.To != nil {
		high = min(high, o.from(with(r.Equal, r.To)))
	}
	if r.After != nil {
		behind := with(r.Equal, r.After[next:]...)
		if r.Reverse {
			high = min(high, o.from(behind))
		} else {
			low = max(low, o.after(behind))
		}
	}
	return low, max(low, high)
}

// after is the first place that is behind all with these values.
func (o *order) after(values []any) int {
	at, _ := slices.BinarySearchFunc(o.places, values, func(p place, values []any) int {
		if compare(p, values) <= 0 {
			return -1
		}
		return 1
	})
	return at
}

func with(values []any, more ...any) []any { return append(slices.Clone(values), more...) }
