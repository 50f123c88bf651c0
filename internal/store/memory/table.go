package memory

import (
	"context"
	"encoding/json"
	"fmt"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// findBytes bounds what one Find hands over, as with the other engines.
const findBytes = 4 << 20

// document is one as it is kept. Its text never changes.
type document struct {
	version int64
	text    []byte
	places  map[*order][]place
}

// collection is guarded by its engine.
type collection struct {
	documents map[string]document
	orders    map[string]*order // by the name of the index; "" is that of ids
}

// declare makes an index, with the documents that are there.
func (c *collection) declare(schema *store.Schema, k *store.Key) error {
	old := c.orders[k.Name]
	made := &order{schema: schema, key: k}
	for id, d := range c.documents {
		places, err := made.read(d.text)
		if err != nil {
			return err
		}
		for _, p := range places {
			if made.taken(p) {
				return store.ErrKeyTaken
			}
			made.add(p)
		}
		delete(d.places, old)
		d.places[made] = places
		c.documents[id] = d
	}
	c.orders[k.Name] = made
	return nil
}

// read gives the places of a document that another release may have written.
func (o *order) read(text []byte) ([]place, error) {
	doc := o.schema.New()
	if err := json.Unmarshal(text, doc); err != nil {
		return nil, fmt.Errorf("decoding a document: %w", err)
	}
	return o.placesOf(doc), nil
}

// put writes a document over the one that was there, unless it takes another's key.
func (c *collection) put(id string, d document) error {
	for o, places := range d.places {
		for _, p := range places {
			if o.taken(p) {
				return store.ErrKeyTaken
			}
		}
	}
	c.drop(id)
	for o, places := range d.places {
		for _, p := range places {
			o.add(p)
		}
	}
	c.documents[id] = d
	return nil
}

func (c *collection) drop(id string) {
	for o, places := range c.documents[id].places {
		for _, p := range places {
			o.remove(p)
		}
	}
	delete(c.documents, id)
}

// table is a collection as one release sees it.
type table struct {
	engine     *Engine
	schema     *store.Schema
	collection *collection
	raw        bool // a view: documents are not decoded here
}

// kept is a document of a view.
type kept []byte

// Decode implements store.Raw.
func (k kept) Decode(into any) error {
	if err := json.Unmarshal(k, into); err != nil {
		return fmt.Errorf("%w: decoding a document", domain.ErrInvalid)
	}
	return nil
}

func (t *table) decode(text []byte) (any, error) {
	if t.raw {
		return kept(text), nil
	}
	doc := t.schema.New()
	if err := json.Unmarshal(text, doc); err != nil {
		return nil, fmt.Errorf("decoding a document: %w", err)
	}
	return doc, nil
}

// Get implements store.Reader.
func (t *table) Get(ctx context.Context, ids []string) ([]any, error) {
	texts := make([][]byte, len(ids))
	err := t.engine.read(ctx, func() {
		for i, id := range ids {
			texts[i] = t.collection.documents[id].text
		}
	})
	if err != nil {
		return nil, err
	}
	return t.decodeAll(texts)
}

func (t *table) decodeAll(texts [][]byte) ([]any, error) {
	docs := make([]any, len(texts))
	for i, text := range texts {
		if text == nil {
			continue
		}
		doc, err := t.decode(text)
		if err != nil {
			return nil, err
		}
		docs[i] = doc
	}
	return docs, nil
}

// Find implements store.Reader.
func (t *table) Find(ctx context.Context, r store.Range) (docs []any, more bool, err error) {
	var texts [][]byte
	err = t.engine.read(ctx, func() {
		size := 0
		for p := range t.collection.orders[r.Index.Name].within(r) {
			text := t.collection.documents[p.id()].text
			texts = append(texts, text)
			if size += len(text); size >= findBytes || len(texts) == r.Limit {
				more = true
				return
			}
		}
	})
	if err != nil {
		return nil, false, err
	}
	docs, err = t.decodeAll(texts)
	return docs, more, err
}

// Count implements store.Reader.
func (t *table) Count(ctx context.Context, r store.Range) (n int, err error) {
	err = t.engine.read(ctx, func() {
		low, high := t.collection.orders[r.Index.Name].bounds(r)
		if n = high - low; r.Limit > 0 {
			n = min(n, r.Limit)
		}
	})
	return n, err
}

// document makes one ready to be written, on the time of its caller.
func (t *table) document(rec store.Record) (document, error) {
	text, err := json.Marshal(rec.Doc)
	if err != nil {
		return document{}, fmt.Errorf("%w: encoding a document: %w", domain.ErrInvalid, err)
	}
	if len(text) > store.MaxSize {
		return document{}, fmt.Errorf("%w: %d bytes", domain.ErrTooLarge, len(text))
	}
	return document{version: rec.Version, text: text}, nil
}

// index finds the places of a document in every index that there is now, also those of other releases.
func (t *table) index(d *document, doc any) (err error) {
	d.places = map[*order][]place{}
	for _, o := range t.collection.orders {
		if o.schema == t.schema {
			d.places[o] = o.placesOf(doc)
		} else if d.places[o], err = o.read(d.text); err != nil {
			return err
		}
	}
	return nil
}

// Insert implements store.Writer.
func (t *table) Insert(ctx context.Context, recs []store.Record) ([]error, error) {
	documents := make([]document, len(recs))
	for i, rec := range recs {
		d, err := t.document(rec)
		if err != nil {
			return nil, err
		}
		documents[i] = d
	}
	each := make([]error, len(recs))
	var failed error
	err := t.engine.write(ctx, func() {
		for i := range recs {
			if failed == nil {
				each[i], failed = t.insert(recs[i], documents[i])
			}
		}
	})
	if err == nil {
		err = failed
	}
	if err != nil {
		return nil, err
	}
	return each, nil
}

func (t *table) insert(rec store.Record, d document) (outcome, err error) {
	if _, there := t.collection.documents[rec.ID]; there {
		return domain.ErrExists, nil
	}
	if err := t.index(&d, rec.Doc); err != nil {
		return nil, err
	}
	return t.collection.put(rec.ID, d), nil
}

// Replace implements store.Writer.
func (t *table) Replace(ctx context.Context, rec store.Record, old int64) error {
	d, err := t.document(rec)
	if err != nil {
		return err
	}
	var outcome error
	if err := t.engine.write(ctx, func() {
		if there, ok := t.collection.documents[rec.ID]; !ok || there.version != old {
			outcome = domain.ErrConflict
		} else if outcome = t.index(&d, rec.Doc); outcome == nil {
			outcome = t.collection.put(rec.ID, d)
		}
	}); err != nil {
		return err
	}
	return outcome
}

// Delete implements store.Writer.
func (t *table) Delete(ctx context.Context, ids []string) error {
	return t.engine.write(ctx, func() {
		for _, id := range ids {
			t.collection.drop(id)
		}
	})
}
