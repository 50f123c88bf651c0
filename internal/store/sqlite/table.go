package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"sync"
	"unsafe"

	"github.com/bytedance/sonic"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// table is one collection. The texts of its statements are built once.
type table struct {
	engine  *Engine
	schema  *store.Schema
	name    string        // quoted
	columns []store.Field // indexed fields that are columns
	lists   []*list       // indexes that are tables
	raw     bool          // a view: documents are not decoded here

	get, insert, replace, remove string
}

func newTable(e *Engine, schema *store.Schema) *table {
	t := &table{engine: e, schema: schema, name: quote(schema.Name)}
	for _, f := range schema.Fields {
		if !f.Many {
			t.columns = append(t.columns, f)
		}
	}
	for _, k := range schema.Keys {
		if k.Many() {
			t.lists = append(t.lists, newList(t, k))
		}
	}
	t.get = "SELECT _doc FROM " + t.name + " WHERE _id = ?"
	t.insert, t.replace = t.insertSQL(), t.replaceSQL()
	t.remove = "DELETE FROM " + t.name + " WHERE _id = ?"
	return t
}

func (t *table) byID() *store.Key {
	k, _ := t.schema.Key("")
	return k
}

// Get implements store.Reader.
func (t *table) Get(ctx context.Context, ids []string) ([]any, error) {
	texts := make([]string, len(ids))
	err := t.engine.read(ctx, func(c *conn) error {
		for i, id := range ids {
			if err := c.query(noCancel(), t.get, []any{id}, func(row []driver.Value) (bool, error) {
				texts[i], _ = row[0].(string)
				return false, nil
			}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	docs := make([]any, len(ids))
	for i, text := range texts {
		if text == "" {
			continue
		}
		if docs[i], err = t.decode(text); err != nil {
			return nil, err
		}
	}
	return docs, nil
}

// kept is a document of a view.
type kept string

// Decode implements store.Raw. Views are small types read by the hundred
// thousand: sonic takes a third of the standard library's time for them.
func (k kept) Decode(into any) error {
	if err := viewJSON().UnmarshalFromString(string(k), into); err != nil {
		return fmt.Errorf("%w: decoding a document", domain.ErrInvalid)
	}
	return nil
}

// viewJSON copies strings: an id must not keep its whole document in memory. Names are as our own encoder wrote them; else
// a quarter of the time went into folding those that a view does not have.
var viewJSON = sync.OnceValue(func() sonic.API { return sonic.Config{CopyString: true, CaseSensitive: true}.Froze() })

func (t *table) decode(text string) (any, error) {
	if t.raw {
		return kept(text), nil
	}
	doc := t.schema.New()
	// Unmarshal only reads the bytes, so they need not be a copy of the text.
	if err := store.DecodeJSON(unsafe.Slice(unsafe.StringData(text), len(text)), doc); err != nil {
		return nil, fmt.Errorf("%w: decoding a document", domain.ErrInvalid) // the decoder quotes what it stumbles over
	}
	return doc, nil
}

func encode(doc any) (string, error) {
	raw, err := store.EncodeJSON(doc)
	if err != nil {
		return "", fmt.Errorf("%w: encoding a document: %w", domain.ErrInvalid, err)
	}
	if len(raw) > store.MaxSize {
		return "", fmt.Errorf("%w: %d bytes", domain.ErrTooLarge, len(raw))
	}
	return unsafe.String(unsafe.SliceData(raw), len(raw)), nil
}

func (t *table) appendColumns(vals []any, doc any) []any {
	for i := range t.columns {
		vals = append(vals, value(t.columns[i].Value(doc), t.columns[i].Kind))
	}
	return vals
}

// row is a document made ready on its caller's goroutine, so that the writer only writes.
type row struct {
	id   string
	args []any
	many [][]entry // for each of table.lists
}

func (t *table) row(rec store.Record, head ...any) (row, error) {
	text, err := encode(rec.Doc)
	if err != nil {
		return row{}, err
	}
	args := append(make([]any, 0, len(head)+2+len(t.columns)), head...)
	r := row{id: rec.ID, args: t.appendColumns(append(args, rec.Version, text), rec.Doc)}
	for _, l := range t.lists {
		r.many = append(r.many, l.entries(rec.Doc))
	}
	return r, nil
}

// Insert implements store.Writer.
func (t *table) Insert(ctx context.Context, recs []store.Record) ([]error, error) {
	rows := make([]row, len(recs))
	for i, rec := range recs {
		r, err := t.row(rec, rec.ID)
		if err != nil {
			return nil, err
		}
		rows[i] = r
	}
	each := make([]error, len(recs))
	err := t.engine.writer.do(ctx, func(c *conn) (err error) {
		for i := range rows {
			if each[i], err = t.insertRow(c, &rows[i]); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return each, nil
}

// writeRow runs a statement for one row; missed is the outcome where it finds no row to write.
func (c *conn) writeRow(sql string, r *row, missed error) (outcome, err error) {
	n, err := c.exec(sql, r.args...)
	switch {
	case isConstraint(err):
		return store.ErrKeyTaken, nil
	case err != nil:
		return nil, err
	case n == 0:
		return missed, nil
	}
	return nil, nil
}

func (t *table) insertRow(c *conn, r *row) (outcome, err error) {
	if outcome, err = c.writeRow(t.insert, r, domain.ErrExists); outcome != nil || err != nil {
		return outcome, err
	}
	for i, l := range t.lists {
		if err := l.add(c, r.id, r.many[i]); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// Replace implements store.Writer.
func (t *table) Replace(ctx context.Context, rec store.Record, old int64) error {
	r, err := t.row(rec)
	if err != nil {
		return err
	}
	r.args = append(r.args, rec.ID, old)
	var outcome error
	err = t.engine.writer.do(ctx, func(c *conn) (err error) {
		outcome, err = t.replaceRow(c, &r)
		return err
	})
	if err != nil {
		return err
	}
	return outcome
}

func (t *table) replaceRow(c *conn, r *row) (outcome, err error) {
	if outcome, err = c.writeRow(t.replace, r, domain.ErrConflict); outcome != nil || err != nil {
		return outcome, err
	}
	for i, l := range t.lists {
		if err := errors.Join(l.removeAll(c, r.id), l.add(c, r.id, r.many[i])); err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// Delete implements store.Writer.
func (t *table) Delete(ctx context.Context, ids []string) error {
	return t.engine.writer.do(ctx, func(c *conn) error {
		for _, id := range ids {
			if _, err := c.exec(t.remove, id); err != nil {
				return err
			}
			for _, l := range t.lists {
				if err := l.removeAll(c, id); err != nil {
					return err
				}
			}
		}
		return nil
	})
}
