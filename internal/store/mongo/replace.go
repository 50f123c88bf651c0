package mongo

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"go.mongodb.org/mongo-driver/v2/bson"
	driver "go.mongodb.org/mongo-driver/v2/mongo"
	"go.mongodb.org/mongo-driver/v2/mongo/options"
	"go.mongodb.org/mongo-driver/v2/x/bsonx/bsoncore"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// replacing is a replacement of a version of a document.
type replacing struct {
	id    string
	old   int64
	raw   bson.Raw
	rival *replacing // of the same version, in the same command, before this one
	err   error
}

func (r *replacing) size() (n, bytes int) { return 1, len(r.raw) }

// Replace implements store.Writer.
func (t *table) Replace(ctx context.Context, rec store.Record, old int64) error {
	raw, err := t.encode(rec.Doc)
	if err != nil {
		return err
	}
	r := &replacing{id: rec.ID, old: old, raw: raw}
	if t.engine.missed == 0 {
		return t.replaceAlone(ctx, r)
	}
	if err := t.replaces.ask(ctx, r); err != nil {
		return err
	}
	return r.err
}

func (t *table) replaceAlone(ctx context.Context, r *replacing) error {
	return t.engine.write(ctx, func(ctx context.Context) error {
		result, err := t.docs.ReplaceOne(ctx, bson.D{{Key: "_id", Value: r.id}, {Key: "version", Value: r.old}}, r.raw)
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

// oneEach keeps a command from writing a document twice. Rivals for one version are in one command
// nevertheless: when one of them was told, all others have lost.
func oneEach() func(*replacing) bool {
	firsts := map[string]*replacing{}
	return func(r *replacing) bool {
		first := firsts[r.id]
		if first == nil {
			firsts[r.id], r.rival = r, nil
			return true
		}
		r.rival = first
		return first.old == r.old
	}
}

func (t *table) replaceAll(ctx context.Context, all []*replacing) error {
	if len(all) == 1 {
		all[0].err = t.replaceAlone(ctx, all[0])
		return nil
	}
	sent := slices.DeleteFunc(slices.Clone(all), func(r *replacing) bool { return r.rival != nil })
	if err := t.replaceBulk(ctx, sent); err != nil {
		return err
	}
	for _, r := range all {
		if r.rival == nil {
			continue
		}
		if r.err = domain.ErrConflict; r.rival.err != nil && !errors.Is(r.rival.err, domain.ErrConflict) {
			r.err = t.replaceAlone(ctx, r) // the first failed for reasons of its own
		}
	}
	return nil
}

// errAlone is a replacement that the server did not do in a bulk, and may do by itself.
var errAlone = errors.New("not done in a bulk")

func (t *table) replaceBulk(ctx context.Context, sent []*replacing) error {
	// Processes that write the same documents lock them in the same order.
	slices.SortFunc(sent, func(a, b *replacing) int { return strings.Compare(a.id, b.id) })
	models := make([]driver.WriteModel, len(sent))
	for i, r := range sent {
		models[i] = r.model()
	}
	each, err := t.engine.each(ctx, len(models), func(ctx context.Context, places []int) error {
		return replaceMany(ctx, t.docs, pick(models, places))
	}, t.notReplaced)
	if err != nil {
		return err
	}
	for i, r := range sent {
		if r.err = each[i]; errors.Is(r.err, errAlone) {
			r.err = t.replaceAlone(ctx, r)
		}
	}
	return nil
}

func (t *table) notReplaced(_ context.Context, e driver.WriteError) error {
	switch e.Code {
	case t.engine.missed:
		return domain.ErrConflict
	case codeDuplicate:
		return store.ErrKeyTaken
	}
	return errAlone
}

// errUncounted: what happened to which document is not known.
var errUncounted = fmt.Errorf("%w: the database did not say what it wrote", domain.ErrUnavailable)

func replaceMany(ctx context.Context, docs *driver.Collection, models []driver.WriteModel) error {
	result, err := docs.BulkWrite(ctx, models, options.BulkWrite().SetOrdered(false))
	single, rest := errorsOf(err)
	if rest == nil && result.MatchedCount+int64(len(single)) != int64(len(models)) {
		return errUncounted
	}
	return err
}

// model is a replacement in a bulk of them. The server's answer to a bulk counts
// how many found their document, but must say which did not. Errors it tells one by one: so
// whoever does not find theirs must run into one. It is made to be an upsert, which always does
// something, and what it does is to put in the document's place the new one or, when the version is not
// the old one, null, which cannot be. That also holds for the document that it would insert:
// a range of versions, unlike a version, does not become part of that, so it has none.
func (r *replacing) model() driver.WriteModel {
	version := bson.D{{Key: "$gte", Value: r.old}, {Key: "$lt", Value: r.old + 1}}
	return driver.NewUpdateOneModel().SetUpsert(true).SetUpdate(r).SetFilter(bson.D{{Key: "_id", Value: r.id}, {Key: "version", Value: version}})
}

// MarshalBSONValue is the update of the model:
// [{$replaceWith: {$cond: [{$eq: ["$version", old]}, {$literal: document}, null]}}].
func (r *replacing) MarshalBSONValue() (typ byte, update []byte, err error) {
	doc, err := withoutID(r.raw)
	if err != nil {
		return 0, nil, err
	}
	same := bsoncore.NewArrayBuilder().AppendString("$version").AppendInt64(r.old).Build()
	cond := bsoncore.NewArrayBuilder().
		AppendDocument(bsoncore.NewDocumentBuilder().AppendArray("$eq", same).Build()).
		AppendDocument(bsoncore.NewDocumentBuilder().AppendDocument("$literal", doc).Build()).
		AppendNull().Build()
	with := bsoncore.NewDocumentBuilder().AppendDocument("$replaceWith", bsoncore.NewDocumentBuilder().AppendArray("$cond", cond).Build()).Build()
	return byte(bson.TypeArray), bsoncore.NewArrayBuilder().AppendDocument(with).Build(), nil
}

// withoutID leaves out the id: the document keeps the one that it has, and on FerretDB would have both.
func withoutID(raw bson.Raw) (bsoncore.Document, error) {
	elements, err := bsoncore.Document(raw).Elements()
	if err != nil {
		return nil, fmt.Errorf("%w: encoding a document", domain.ErrInvalid)
	}
	at, doc := bsoncore.AppendDocumentStart(make([]byte, 0, len(raw)))
	for _, e := range elements {
		if e.Key() != "_id" {
			doc = append(doc, e...)
		}
	}
	return bsoncore.AppendDocumentEnd(doc, at)
}
