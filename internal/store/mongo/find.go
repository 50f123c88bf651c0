package mongo

import (
	"context"

	"go.mongodb.org/mongo-driver/v2/bson"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"jitasa/internal/store"
)

// Find implements store.Reader.
func (t *table) Find(ctx context.Context, r store.Range) (docs []any, more bool, err error) {
	if f, ok := firstOf(r); ok {
		return t.findFirst(ctx, f)
	}
	for _, s := range steps(r) {
		var found []any
		err := t.engine.read(ctx, func(ctx context.Context) (err error) {
			found, more, err = t.take(ctx, r, s, r.Limit-len(docs))
			return err
		})
		if err != nil {
			return nil, false, err
		}
		docs = append(docs, found...)
		if more || len(docs) == r.Limit {
			return docs, true, nil
		}
	}
	return docs, false, nil
}

// take answers one step. It reads what the server sends in one message, 16 MB at
// most; more tells that there was more.
func (t *table) take(ctx context.Context, r store.Range, s step, limit int) (docs []any, more bool, err error) {
	o := options.Find().SetHint(indexName(r.Index)).SetLimit(int64(limit)).SetBatchSize(int32(limit))
	if len(s.sort) > 0 {
		o.SetSort(s.sort)
	}
	if r.Has != (store.Has{}) {
		s.filter = append(s.filter, bson.E{Key: r.Has.Field, Value: r.Has.Text})
	}
	list, err := t.docs.Find(ctx, s.filter, o)
	if err != nil {
		return nil, false, err
	}
	defer list.Close(ctx) //nolint:errcheck // the server forgets it by itself
	for list.Next(ctx) {
		doc, err := t.decode(list.Current)
		if err != nil {
			return nil, false, err
		}
		docs = append(docs, doc)
		if list.RemainingBatchLength() == 0 {
			break
		}
	}
	return docs, list.ID() != 0, list.Err()
}

// Count implements store.Reader.
func (t *table) Count(ctx context.Context, r store.Range) (n int, err error) {
	for _, s := range steps(r) {
		o := options.Count().SetHint(indexName(r.Index))
		if r.Limit > 0 {
			o.SetLimit(int64(r.Limit - n))
		}
		var found int64
		err := t.engine.read(ctx, func(ctx context.Context) (err error) {
			found, err = t.docs.CountDocuments(ctx, s.filter, o)
			return err
		})
		if err != nil {
			return 0, err
		}
		if n += int(found); r.Limit > 0 && n >= r.Limit {
			break
		}
	}
	return n, nil
}
