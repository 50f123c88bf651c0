package mongo

import (
	"context"
	"errors"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	driver "go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// inserting is one caller's part of an insertion.
type inserting struct {
	docs []bson.Raw
	each []error
}

func (in *inserting) size() (n, bytes int) {
	for _, doc := range in.docs {
		bytes += len(doc)
	}
	return len(in.docs), bytes
}

// Insert implements store.Writer.
func (t *table) Insert(ctx context.Context, recs []store.Record) ([]error, error) {
	in := &inserting{docs: make([]bson.Raw, len(recs))}
	for i, rec := range recs {
		raw, err := t.encode(rec.Doc)
		if err != nil {
			return nil, err
		}
		in.docs[i] = raw
	}
	var err error
	switch {
	case len(recs) == 0:
		return []error{}, ctx.Err()
	case len(recs) <= batchShare:
		err = t.inserts.ask(ctx, in)
	default:
		err = t.insertAll(ctx, []*inserting{in})
	}
	if err != nil {
		return nil, err
	}
	for _, err := range in.each {
		if err != nil && !errors.Is(err, domain.ErrExists) {
			return nil, err
		}
	}
	return in.each, nil
}

func (t *table) insertAll(ctx context.Context, all []*inserting) error {
	var docs []bson.Raw
	for _, in := range all {
		docs = append(docs, in.docs...)
	}
	each, err := t.engine.each(ctx, len(docs), func(ctx context.Context, places []int) error {
		_, err := t.docs.InsertMany(ctx, pick(docs, places), options.InsertMany().SetOrdered(false))
		return err
	}, t.notInserted)
	if err != nil {
		return err
	}
	for _, in := range all {
		in.each, each = each[:len(in.docs):len(in.docs)], each[len(in.docs):]
	}
	return nil
}

func (t *table) notInserted(ctx context.Context, e driver.WriteError) error {
	if e.Code == codeDuplicate {
		return t.taken(e)
	}
	return t.engine.explain(ctx, alone(e))
}

// taken tells which key another document has. MongoDB and FerretDB both name the index.
func (t *table) taken(e driver.WriteError) error {
	if pattern, ok := e.Raw.Lookup("keyPattern").DocumentOK(); ok {
		if _, err := pattern.LookupErr("_id"); err == nil {
			return domain.ErrExists
		}
		return store.ErrKeyTaken
	}
	for _, k := range t.schema.Keys {
		if k.Unique && strings.Contains(e.Message, indexName(k)) {
			return store.ErrKeyTaken
		}
	}
	return domain.ErrExists
}
