package store

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"time"
	"unicode/utf8"

	"jitasa/internal/domain"
)

// Doc is a pointer to a stored document: a struct that embeds domain.Meta.
type Doc interface{ Key() *domain.Meta }

// Collection is a typed collection. It is safe for concurrent use; a document
// handed to it must not be touched until the call returns.
type Collection[T any] struct {
	schema   *Schema
	table    Table
	sealer   Sealer // nil: there are no keys
	plain    bool   // nothing is sealed
	level    int    // the engine's
	secrets  secrets
	upgrades []func(*T)
	key      func(*T) *domain.Meta
	round    rounder
	jitter   func(limit time.Duration) time.Duration
	now      func() time.Time // for the length of an attempt only
}

// In opens the collection that spec declares, creating what is missing. What is
// written to it is kept in plain, secret fields too. Each upgrade brings documents to the next shape (shape.go).
func In[T any, P interface {
	*T
	Doc
}](ctx context.Context, e Engine, spec Spec, upgrades ...func(*T)) (*Collection[T], error) {
	c, err := Sealed[T, P](ctx, e, nil, spec, upgrades...)
	if err != nil {
		return nil, err
	}
	c.plain = true
	return c, nil
}

// Sealed is In with secret fields sealed. Without a sealer, documents that have some are not written.
func Sealed[T any, P interface {
	*T
	Doc
}](ctx context.Context, e Engine, sealer Sealer, spec Spec, upgrades ...func(*T)) (*Collection[T], error) {
	typ := reflect.TypeFor[T]()
	schema, err := schemaFor(withShapes(spec, len(upgrades)), typ)
	if err != nil {
		return nil, fmt.Errorf("declaring a collection: %w", err)
	}
	hidden, err := secretsOf(typ)
	if err != nil {
		return nil, fmt.Errorf("declaring collection %s: %w", spec.Name, err)
	}
	table, err := e.Table(ctx, schema)
	if err != nil {
		return nil, fmt.Errorf("opening collection %s: %w", spec.Name, err)
	}
	return &Collection[T]{
		schema: schema,
		table:  table,
		level:  e.Level(),
		sealer: sealer, secrets: hidden, upgrades: upgrades,
		key:    func(doc *T) *domain.Meta { return P(doc).Key() },
		round:  rounderFor(typ),
		jitter: rand.N[time.Duration],
		now:    time.Now,
	}, nil
}

// Get reads one document: domain.ErrNotFound.
func (c *Collection[T]) Get(ctx context.Context, id string) (*T, error) {
	docs, err := c.table.Get(ctx, []string{id})
	if err != nil {
		return nil, c.failed("reading", err)
	}
	if docs[0] == nil {
		return nil, c.failed("reading", domain.ErrNotFound)
	}
	return c.restored(ctx, docs[0])
}

// GetMany reads the documents that are there, by id.
func (c *Collection[T]) GetMany(ctx context.Context, ids []string) (map[string]*T, error) {
	found := make(map[string]*T, len(ids))
	docs, err := c.table.Get(ctx, ids)
	if err != nil {
		return nil, c.failed("reading", err)
	}
	for i, raw := range docs {
		if raw == nil {
			continue
		}
		doc, err := c.restored(ctx, raw)
		if err != nil {
			return nil, err
		}
		found[ids[i]] = doc
	}
	return found, nil
}

// Insert writes a new document as version 1: domain.ErrExists, domain.ErrTooLarge.
func (c *Collection[T]) Insert(ctx context.Context, doc *T) error {
	meta := c.key(doc)
	before := meta.Version
	rec, err := c.record(ctx, doc, 1)
	if err == nil {
		err = c.insertOne(ctx, rec)
	}
	if err != nil {
		meta.Version = before
		return c.failed("inserting", err)
	}
	return nil
}

func (c *Collection[T]) insertOne(ctx context.Context, rec Record) error {
	each, err := c.table.Insert(ctx, []Record{rec})
	if err != nil {
		return err
	}
	return each[0]
}

// InsertNew writes the documents that are not there yet (by id and by unique keys) in one write
// and tells which; the others are left alone, in the store and in memory.
func (c *Collection[T]) InsertNew(ctx context.Context, docs []*T) ([]bool, error) {
	if len(docs) == 0 {
		return nil, nil
	}
	before := make([]int64, len(docs))
	for i, doc := range docs {
		before[i] = c.key(doc).Version
	}
	inserted := make([]bool, len(docs))
	each, err := c.insertAll(ctx, docs)
	for i, doc := range docs {
		inserted[i] = err == nil && each[i] == nil
		if !inserted[i] {
			c.key(doc).Version = before[i]
		}
	}
	if err != nil {
		return nil, c.failed("inserting", err)
	}
	return inserted, nil
}

func (c *Collection[T]) insertAll(ctx context.Context, docs []*T) ([]error, error) {
	recs := make([]Record, len(docs))
	for i, doc := range docs {
		rec, err := c.record(ctx, doc, 1)
		if err != nil {
			return nil, err
		}
		recs[i] = rec
	}
	return c.table.Insert(ctx, recs)
}

// Replace writes over the version that the document carries, and makes it the
// next: domain.ErrConflict when somebody else wrote or deleted it meanwhile,
// domain.ErrExists for a unique key, domain.ErrTooLarge.
func (c *Collection[T]) Replace(ctx context.Context, doc *T) error {
	meta := c.key(doc)
	old := meta.Version
	rec, err := c.record(ctx, doc, old+1)
	if err == nil {
		err = c.table.Replace(ctx, rec, old)
	}
	if err != nil {
		meta.Version = old
		return c.failed("replacing", err)
	}
	return nil
}

// Save inserts a document that was never written (version 0) and replaces any
// other. That somebody else was first is domain.ErrConflict in both cases.
func (c *Collection[T]) Save(ctx context.Context, doc *T) error {
	if c.key(doc).Version != 0 {
		return c.Replace(ctx, doc)
	}
	err := c.Insert(ctx, doc)
	if errors.Is(err, domain.ErrExists) && !errors.Is(err, ErrKeyTaken) {
		return c.failed("saving", domain.ErrConflict)
	}
	return err
}

// Delete removes documents; those that are not there are no error.
func (c *Collection[T]) Delete(ctx context.Context, ids ...string) error {
	if len(ids) == 0 {
		return nil
	}
	if err := c.table.Delete(ctx, ids); err != nil {
		return c.failed("deleting", err)
	}
	return nil
}

// record makes the document ready to be written as the given version.
func (c *Collection[T]) record(ctx context.Context, doc *T, version int64) (Record, error) {
	meta := c.key(doc)
	if meta.ID == "" || !utf8.ValidString(meta.ID) {
		return Record{}, fmt.Errorf("%w: id", domain.ErrInvalid)
	}
	meta.Version, meta.Shape = version, len(c.upgrades)
	if c.round != nil {
		c.round(reflect.ValueOf(doc).Elem())
	}
	stored, err := c.stored(ctx, doc)
	return Record{ID: meta.ID, Version: version, Doc: stored}, err
}

// stored is what the engine gets of a document: the document itself, or a copy
// whose secrets are sealed. Blind indexes are left in the document as well.
func (c *Collection[T]) stored(ctx context.Context, doc *T) (any, error) {
	v := reflect.ValueOf(doc).Elem()
	switch {
	case c.plain || len(c.secrets.fields) == 0:
		return doc, nil
	case c.sealer == nil && c.secrets.any(v):
		return nil, ErrNoKeys
	case c.sealer == nil:
		return doc, nil
	}
	if err := c.sealer.Fresh(ctx); err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	c.secrets.blind(c.sealer, v)
	sealed := *doc
	meta := c.key(&sealed)
	if err := c.secrets.seal(c.sealer, reflect.ValueOf(&sealed).Elem(), meta, c.place(meta.ID), c.level >= PackedFrom); err != nil {
		return nil, fmt.Errorf("sealing: %w", err)
	}
	return &sealed, nil
}

// restored is the document that an engine's answer stands for. One that was
// written before there were keys is as it is.
func (c *Collection[T]) restored(ctx context.Context, raw any) (*T, error) {
	doc, ok := raw.(*T)
	if !ok {
		return nil, fmt.Errorf("reading %s: engine returned a %T", c.schema.Name, raw)
	}
	meta := c.key(doc)
	if err := c.knows(meta); err != nil {
		return nil, c.failed("reading", err)
	}
	if len(meta.Sealed) > 0 {
		if c.sealer == nil {
			return nil, c.failed("reading", ErrNoKeys)
		}
		if err := c.secrets.open(ctx, c.sealer, reflect.ValueOf(doc).Elem(), meta, c.place(meta.ID)); err != nil {
			return nil, c.failed("opening a document of", err)
		}
	}
	c.upgrade(doc, meta)
	return doc, nil
}

// failed says what was being done; ids may be people's and stay out of errors.
func (c *Collection[T]) failed(doing string, err error) error {
	return fmt.Errorf("%s %s: %w", doing, c.schema.Name, err)
}
