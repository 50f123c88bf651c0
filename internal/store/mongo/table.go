package mongo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	driver "go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// table is one collection.
type table struct {
	engine *Engine
	schema *store.Schema
	docs   *driver.Collection
	raw    bool // a view: documents are not decoded here
}

// askedAtOnce bounds the ids of one query.
const askedAtOnce = 1000

// Get implements store.Reader.
func (t *table) Get(ctx context.Context, ids []string) ([]any, error) {
	docs := make([]any, len(ids))
	if len(ids) == 0 {
		return docs, ctx.Err()
	}
	places := make(map[string][]int, len(ids))
	for i, id := range ids {
		places[id] = append(places[id], i)
	}
	for some := range slices.Chunk(ids, askedAtOnce) {
		if err := t.engine.read(ctx, func(ctx context.Context) error { return t.get(ctx, some, places, docs) }); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

func (t *table) get(ctx context.Context, ids []string, places map[string][]int, docs []any) error {
	var filter bson.D
	if len(ids) == 1 {
		filter = bson.D{{Key: "_id", Value: ids[0]}}
	} else {
		filter = bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: ids}}}}
	}
	list, err := t.docs.Find(ctx, filter, options.Find().SetLimit(int64(len(ids))).SetBatchSize(int32(len(ids))))
	if err != nil {
		return err
	}
	defer list.Close(ctx) //nolint:errcheck // the server forgets it by itself
	for list.Next(ctx) {
		id, _ := list.Current.Lookup("_id").StringValueOK()
		for _, i := range places[id] {
			if docs[i], err = t.decode(list.Current); err != nil {
				return err
			}
		}
	}
	return list.Err()
}

// kept is a document of a view.
type kept struct {
	table *table
	raw   bson.Raw
}

// Decode implements store.Raw.
func (k kept) Decode(into any) error { return k.table.decodeInto(k.raw, into) }

func (t *table) decode(raw bson.Raw) (any, error) {
	if t.raw {
		return kept{table: t, raw: bytes.Clone(raw)}, nil
	}
	doc := t.schema.New()
	return doc, t.decodeInto(raw, doc)
}

func (t *table) decodeInto(raw bson.Raw, doc any) error {
	d := bson.NewDecoder(bson.NewDocumentReader(bytes.NewReader(raw)))
	d.SetRegistry(t.engine.registry)
	if err := d.Decode(doc); err != nil {
		return fmt.Errorf("%w: decoding a document of %s", domain.ErrInvalid, t.schema.Name)
	}
	return nil
}

// encode marshals a document. Why it cannot be is said without its content.
func (t *table) encode(doc any) (bson.Raw, error) {
	var buffer bytes.Buffer
	e := bson.NewEncoder(bson.NewDocumentWriter(&buffer))
	e.SetRegistry(t.engine.registry)
	if err := e.Encode(doc); err != nil {
		return nil, fmt.Errorf("%w: encoding a document: %w", domain.ErrInvalid, err)
	}
	if buffer.Len() > store.MaxSize {
		return nil, fmt.Errorf("%w: %d bytes", domain.ErrTooLarge, buffer.Len())
	}
	return buffer.Bytes(), nil
}

// Insert implements store.Writer.
func (t *table) Insert(ctx context.Context, recs []store.Record) ([]error, error) {
	docs := make([]bson.Raw, len(recs))
	for i, rec := range recs {
		raw, err := t.encode(rec.Doc)
		if err != nil {
			return nil, err
		}
		docs[i] = raw
	}
	each := make([]error, len(recs))
	if len(docs) == 0 {
		return each, ctx.Err()
	}
	left := make([]int, len(docs)) // the places of the documents that are still to be written
	for i := range left {
		left[i] = i
	}
	err := t.engine.write(ctx, func(ctx context.Context) (err error) {
		_, err = t.docs.InsertMany(ctx, pick(docs, left), options.InsertMany().SetOrdered(false))
		left, err = t.outcomes(err, left, each)
		return err
	})
	if err != nil {
		return nil, err
	}
	return each, nil
}

func pick(docs []bson.Raw, places []int) []bson.Raw {
	if len(places) == len(docs) {
		return docs
	}
	some := make([]bson.Raw, len(places))
	for i, at := range places {
		some[i] = docs[at]
	}
	return some
}

// outcomes takes the documents that were there already out of an error, and tells
// which ones the server took back, to be tried again.
func (t *table) outcomes(err error, tried []int, each []error) (left []int, _ error) {
	var bulk driver.BulkWriteException
	if !errors.As(err, &bulk) || bulk.WriteConcernError != nil || len(bulk.WriteErrors) == 0 {
		return tried, err
	}
	for _, e := range bulk.WriteErrors {
		switch {
		case e.Code == codeDuplicate && e.Index < len(tried):
			each[tried[e.Index]] = t.taken(e.WriteError)
		case takenBack(e.Code) && e.Index < len(tried):
			left = append(left, tried[e.Index])
		default:
			return tried, err
		}
	}
	if len(left) > 0 {
		return left, err
	}
	return nil, nil
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

// Replace implements store.Writer.
func (t *table) Replace(ctx context.Context, rec store.Record, old int64) error {
	raw, err := t.encode(rec.Doc)
	if err != nil {
		return err
	}
	return t.engine.write(ctx, func(ctx context.Context) error {
		result, err := t.docs.ReplaceOne(ctx, bson.D{{Key: "_id", Value: rec.ID}, {Key: "version", Value: old}}, raw)
		switch {
		case driver.IsDuplicateKeyError(err):
			return store.ErrKeyTaken
		case err != nil:
			return err
		case result.MatchedCount == 0:
			return domain.ErrConflict
		}
		return nil
	})
}

// Delete implements store.Writer.
func (t *table) Delete(ctx context.Context, ids []string) error {
	for some := range slices.Chunk(ids, askedAtOnce) {
		err := t.engine.write(ctx, func(ctx context.Context) error {
			_, err := t.docs.DeleteMany(ctx, bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: some}}}})
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}
