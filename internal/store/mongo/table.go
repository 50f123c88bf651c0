package mongo

import (
	"bytes"
	"context"
	"fmt"
	"slices"

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

	gets     batch[*getting]
	firsts   batch[*first]
	inserts  batch[*inserting]
	replaces batch[*replacing]
	deletes  batch[[]string]
}

func newTable(e *Engine, schema *store.Schema, raw bool) *table {
	t := &table{engine: e, schema: schema, docs: e.db.Collection(schema.Name), raw: raw}
	t.gets = batch[*getting]{engine: e, do: t.getAll, size: func(g *getting) (int, int) { return len(g.ids), 0 }}
	t.firsts = batch[*first]{engine: e, do: t.findFirsts, size: func(*first) (int, int) { return 1, 0 }, joins: alike}
	t.inserts = batch[*inserting]{engine: e, do: t.insertAll, size: (*inserting).size}
	t.replaces = batch[*replacing]{engine: e, do: t.replaceAll, size: (*replacing).size, joins: oneEach}
	t.deletes = batch[[]string]{engine: e, do: t.deleteAll, size: func(ids []string) (int, int) { return len(ids), 0 }}
	return t
}

// askedAtOnce bounds the ids of one query.
const askedAtOnce = 1000

// getting is one caller's part of a query by ids.
type getting struct {
	ids   []string
	found map[string]bson.Raw // everybody's
}

// Get implements store.Reader.
func (t *table) Get(ctx context.Context, ids []string) ([]any, error) {
	if len(ids) == 0 {
		return []any{}, ctx.Err()
	}
	if len(ids) <= batchShare {
		g := &getting{ids: slices.Clone(ids)} // a command may outlive the call
		if err := t.gets.ask(ctx, g); err != nil {
			return nil, err
		}
		return t.decodeEach(ids, g.found)
	}
	docs := make([]any, 0, len(ids))
	for some := range slices.Chunk(ids, askedAtOnce) {
		g := &getting{ids: some}
		if err := t.getAll(ctx, []*getting{g}); err != nil {
			return nil, err
		}
		decoded, err := t.decodeEach(some, g.found)
		if err != nil {
			return nil, err
		}
		docs = append(docs, decoded...)
	}
	return docs, nil
}

// decodeEach gives each caller documents of their own.
func (t *table) decodeEach(ids []string, found map[string]bson.Raw) (docs []any, err error) {
	docs = make([]any, len(ids))
	for i, id := range ids {
		if raw, ok := found[id]; ok {
			if docs[i], err = t.decode(raw); err != nil {
				return nil, err
			}
		}
	}
	return docs, nil
}

func (t *table) getAll(ctx context.Context, all []*getting) error {
	ids := all[0].ids
	if len(all) > 1 {
		ids = nil
		for _, g := range all {
			ids = append(ids, g.ids...)
		}
		slices.Sort(ids)
		ids = slices.Compact(ids)
	}
	var found map[string]bson.Raw
	err := t.engine.read(ctx, func(ctx context.Context) (err error) {
		found, err = t.get(ctx, ids)
		return err
	})
	for _, g := range all {
		g.found = found
	}
	return err
}

func (t *table) get(ctx context.Context, ids []string) (map[string]bson.Raw, error) {
	filter := bson.D{{Key: "_id", Value: ids[0]}}
	if len(ids) > 1 {
		filter = bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: ids}}}}
	}
	list, err := t.docs.Find(ctx, filter, options.Find().SetLimit(int64(len(ids))).SetBatchSize(int32(len(ids))))
	if err != nil {
		return nil, err
	}
	defer list.Close(ctx) //nolint:errcheck // the server forgets it by itself
	found := make(map[string]bson.Raw, len(ids))
	for list.Next(ctx) {
		id, _ := list.Current.Lookup("_id").StringValueOK()
		found[id] = bytes.Clone(list.Current)
	}
	return found, list.Err()
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

// Delete implements store.Writer.
func (t *table) Delete(ctx context.Context, ids []string) error {
	if len(ids) <= batchShare {
		return t.deletes.ask(ctx, slices.Clone(ids))
	}
	for some := range slices.Chunk(ids, askedAtOnce) {
		if err := t.deleteAll(ctx, [][]string{some}); err != nil {
			return err
		}
	}
	return nil
}

func (t *table) deleteAll(ctx context.Context, all [][]string) error {
	filter := bson.D{{Key: "_id", Value: bson.D{{Key: "$in", Value: slices.Concat(all...)}}}}
	return t.engine.write(ctx, func(ctx context.Context) error {
		_, err := t.docs.DeleteMany(ctx, filter)
		return err
	})
}
