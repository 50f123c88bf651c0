package mongo

import (
	"bytes"
	"context"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"jitasa/internal/store"
)

// first asks for the first document of an index whose leading fields have some
// values, the last of them a string: somebody's oldest open event. Those that differ in that string
// alone go together.
type first struct {
	index *store.Key
	equal []any // without the last
	last  string
	found map[string]bson.Raw // everybody's, by the string
}

// firstOf tells whether a range is such a question.
func firstOf(r store.Range) (*first, bool) {
	n := len(r.Equal)
	bare := r.After == nil && !r.Reverse && r.From == nil && r.To == nil && r.Has == (store.Has{})
	if r.Limit != 1 || !bare || n == 0 || n == len(r.Index.Fields) || r.Index.Many() || r.Index.Sparse && n == 1 {
		return nil, false
	}
	last, ok := r.Equal[n-1].(string)
	return &first{index: r.Index, equal: r.Equal[:n-1], last: last}, ok
}

// alike lets those join that ask the same of the same index.
func alike() func(*first) bool {
	var asked *first
	return func(f *first) bool {
		if asked == nil {
			asked = f
		}
		return f.index == asked.index && slices.Equal(f.equal, asked.equal)
	}
}

// firstsEach is how many documents a query for the first of each may return, for each. When it was not
// enough, as somebody has many, it goes on behind whom it reached.
const firstsEach = 4

func (t *table) findFirsts(ctx context.Context, all []*first) error {
	left := make([]string, len(all))
	for i, f := range all {
		left[i] = f.last
	}
	slices.Sort(left)
	left = slices.Compact(left)
	found := make(map[string]bson.Raw, len(left))
	for len(left) > 0 {
		n, err := t.findSome(ctx, all[0], left, found)
		if err != nil {
			return err
		}
		left = left[n:]
	}
	for _, f := range all {
		f.found = found
	}
	return nil
}

// findSome looks for the first of each, in their order, and says of how many it now knows whether they have one.
func (t *table) findSome(ctx context.Context, like *first, values []string, found map[string]bson.Raw) (known int, _ error) {
	path, limit := like.index.Fields[len(like.equal)].Path, firstsEach*len(values)
	if len(values) == 1 {
		limit = 1
	}
	s := like.step(values)
	o := options.Find().SetHint(indexName(like.index)).SetSort(s.sort).SetLimit(int64(limit)).SetBatchSize(int32(limit))
	err := t.engine.read(ctx, func(ctx context.Context) error {
		list, err := t.docs.Find(ctx, s.filter, o)
		if err != nil {
			return err
		}
		defer list.Close(ctx) //nolint:errcheck // the server forgets it by itself
		n, value := 0, ""
		for ; list.Next(ctx); n++ {
			value, _ = list.Current.Lookup(strings.Split(path, ".")...).StringValueOK()
			if _, has := found[value]; !has {
				found[value] = bytes.Clone(list.Current)
			}
		}
		if known = len(values); n == limit {
			known, _ = slices.BinarySearch(values, value)
			known++
		}
		return list.Err()
	})
	return known, err
}

// step is the query for all documents that have one of the values, in their order.
func (f *first) step(values []string) step {
	rest := f.index.Fields[len(f.equal):]
	var in any = bson.D{{Key: "$in", Value: values}}
	if len(values) == 1 {
		in = values[0]
	}
	r := store.Range{Index: f.index, Equal: f.equal}
	s := stepOf(r, rest, base(r))
	s.filter = append(s.filter, bson.E{Key: rest[0].Path, Value: in})
	return s
}

// findFirst is Find for such a question.
func (t *table) findFirst(ctx context.Context, f *first) (docs []any, more bool, err error) {
	if err := t.firsts.ask(ctx, f); err != nil {
		return nil, false, err
	}
	raw, ok := f.found[f.last]
	if !ok {
		return nil, false, nil
	}
	doc, err := t.decode(raw)
	if err != nil {
		return nil, false, err
	}
	return []any{doc}, true, nil
}
