package mongo

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"time"

	"go.mongodb.org/mongo-driver/v2/bson"
	driver "go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// indexName says what an index is over, so that one whose declaration changes is
// another index: "due_dueAt_sparse".
func indexName(k *store.Key) string {
	if k.Name == "" {
		return "_id_"
	}
	words := []string{k.Name}
	for _, f := range declaredFields(k) {
		words = append(words, f.Path)
	}
	if k.Unique {
		words = append(words, "unique")
	}
	if k.Sparse {
		words = append(words, "sparse")
	}
	return strings.Join(words, "_")
}

// indexed are the fields that the server's index is over. A unique one must not end in the id.
func indexed(k *store.Key) []store.Field {
	if k.Unique && k.Name != "" {
		return declaredFields(k)
	}
	return k.Fields
}

func declaredFields(k *store.Key) []store.Field { return k.Fields[:len(k.Fields)-1] }

func keysOf(k *store.Key) bson.D {
	keys := bson.D{}
	for _, f := range indexed(k) {
		keys = append(keys, bson.E{Key: f.Path, Value: int32(1)})
	}
	return keys
}

// present is the condition of a sparse index; a query of it repeats the condition.
func present(k *store.Key) bson.D {
	f := k.Fields[0]
	return bson.D{{Key: f.Path, Value: bson.D{{Key: "$gt", Value: f.Kind.Zero()}}}}
}

func model(k *store.Key) driver.IndexModel {
	o := options.Index().SetName(indexName(k))
	if k.Unique {
		o.SetUnique(true)
	}
	if k.Sparse {
		o.SetPartialFilterExpression(present(k))
	}
	return driver.IndexModel{Keys: keysOf(k), Options: o}
}

// buildIn bounds the building of an index over documents that are there already.
const buildIn = 30 * time.Minute

// builds is how often the building is tried while other processes build the same.
const builds = 5

// ensureIndexes builds the indexes that are missing. Every process does so when
// it starts; those that start at once build each index once.
func (t *table) ensureIndexes(ctx context.Context) error {
	if _, has := ctx.Deadline(); !has {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, buildIn)
		defer cancel()
	}
	for n := 1; ; n++ {
		missing, err := t.missing(ctx)
		if err != nil || len(missing) == 0 {
			return err
		}
		if _, err = t.docs.Indexes().CreateMany(ctx, missing); err == nil {
			return nil
		}
		switch code, _ := codeOf(err); {
		case code == codeDuplicate, t.sharedKey(ctx):
			return fmt.Errorf("%w: documents of %s that share a key keep a unique index from being built", domain.ErrExists, t.schema.Name)
		case code == codeOptionsDiffer, code == codeKeysDiffer:
			return t.differs("one of its indexes")
		case n == builds || ctx.Err() != nil || isNetwork(err):
			return err
		}
		if err := pause(ctx, firstPause<<n); err != nil { // another process builds them at this moment
			return err
		}
	}
}

// missing are the declared indexes that the server does not have; one that it
// has in another form is an error.
func (t *table) missing(ctx context.Context) ([]driver.IndexModel, error) {
	has, err := t.existing(ctx)
	if err != nil {
		return nil, err
	}
	var models []driver.IndexModel
	for _, k := range t.schema.Keys {
		there, ok := has[indexName(k)]
		switch {
		case !ok:
			models = append(models, model(k))
		case !t.same(there, k):
			return nil, t.differs(indexName(k))
		}
	}
	return models, nil
}

func (t *table) differs(what string) error {
	return fmt.Errorf("%w: in the collection %s, %s was made by somebody else in another form: drop it (db.%s.getIndexes(), db.%s.dropIndex) and start again",
		store.ErrSetup, t.schema.Name, what, t.schema.Name, t.schema.Name)
}

func (t *table) existing(ctx context.Context) (map[string]bson.Raw, error) {
	has := map[string]bson.Raw{}
	list, err := t.docs.Indexes().List(ctx)
	if err != nil {
		return nil, err
	}
	defer list.Close(ctx) //nolint:errcheck // read to its end, or given up
	for list.Next(ctx) {
		if name, ok := list.Current.Lookup("name").StringValueOK(); ok {
			has[name] = bytes.Clone(list.Current)
		}
	}
	return has, list.Err()
}

// same reports whether an index of the server is the declared one.
func (t *table) same(there bson.Raw, k *store.Key) bool {
	keys, ok := there.Lookup("key").DocumentOK()
	if !ok || !sameKeys(keys, indexed(k)) {
		return false
	}
	unique, _ := there.Lookup("unique").BooleanOK()
	_, partial := there.Lookup("partialFilterExpression").DocumentOK()
	return unique == k.Unique && partial == k.Sparse
}

func sameKeys(keys bson.Raw, fields []store.Field) bool {
	elements, err := keys.Elements()
	if err != nil || len(elements) != len(fields) {
		return false
	}
	for i, e := range elements {
		direction, ok := e.Value().AsInt64OK()
		if e.Key() != fields[i].Path || !ok || direction != 1 {
			return false
		}
	}
	return true
}

// sharedKey looks why an index could not be built: FerretDB does not say that
// documents share a unique key.
func (t *table) sharedKey(ctx context.Context) bool {
	for _, k := range t.schema.Keys {
		if !k.Unique {
			continue
		}
		key := bson.D{}
		for i, f := range indexed(k) {
			key = append(key, bson.E{Key: fmt.Sprint("k", i), Value: "$" + f.Path})
		}
		match := bson.D{}
		if k.Sparse {
			match = present(k)
		}
		list, err := t.docs.Aggregate(ctx, bson.A{
			bson.D{{Key: "$match", Value: match}},
			bson.D{{Key: "$group", Value: bson.D{{Key: "_id", Value: key}, {Key: "n", Value: bson.D{{Key: "$sum", Value: int32(1)}}}}}},
			bson.D{{Key: "$match", Value: bson.D{{Key: "n", Value: bson.D{{Key: "$gt", Value: int32(1)}}}}}},
			bson.D{{Key: "$limit", Value: int32(1)}},
		})
		if err != nil {
			return false
		}
		found := list.Next(ctx)
		list.Close(ctx) //nolint:errcheck,gosec // one answer was enough
		if found {
			return true
		}
	}
	return false
}
