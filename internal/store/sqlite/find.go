package sqlite

import (
	"context"
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// findBytes bounds what one Find reads into memory.
const findBytes = 4 << 20

// Find implements store.Reader.
func (t *table) Find(ctx context.Context, r store.Range) (docs []any, more bool, err error) {
	err = t.engine.read(ctx, func(c *conn) error {
		docs, more, err = t.find(ctx, c, r)
		return err
	})
	return docs, more, err
}

func (t *table) find(ctx context.Context, c *conn, r store.Range) (docs []any, more bool, err error) {
	sql, args := t.findSQL(r)
	has, err := hasText(r.Has)
	if err != nil {
		return nil, false, err
	}
	size := 0
	err = c.query(ctx, sql, args, func(row []driver.Value) (bool, error) {
		text, _ := row[0].(string)
		if !strings.Contains(text, has) {
			return true, nil
		}
		doc, err := t.decode(text)
		if err != nil {
			return false, err
		}
		docs = append(docs, doc)
		size += len(text)
		more = size >= findBytes || len(docs) == r.Limit
		return !more, nil
	})
	return docs, more, err
}

// hasText is what stands in the documents that are asked for, as the encoder wrote it.
func hasText(has store.Has) (string, error) {
	if has == (store.Has{}) {
		return "", nil
	}
	quoted, err := json.Marshal(has.Text)
	if err != nil {
		return "", fmt.Errorf("%w: a text to look for: %w", domain.ErrInvalid, err)
	}
	return string(quoted), nil
}

func (t *table) findSQL(r store.Range) (string, []any) {
	s := selectionOf(r)
	limit := int64(r.Limit)
	if r.Has != (store.Has{}) { // it bounds what is found, not what is looked at
		limit = -1
	}
	s.args = append(s.args, limit)
	from, doc := t.source(r), "_doc"
	if r.Index.Many() {
		// CROSS JOIN: the list's table is the outer loop, whose order is the answer's.
		from = t.list(r.Index).name + " AS l CROSS JOIN " + t.name + " AS d ON d._id = l._id"
		doc = "d._doc"
	}
	return "SELECT " + doc + " FROM " + from + s.sql() + s.order(r) + " LIMIT +?", s.args
}

// source names the index too, so that SQLite never chooses another.
func (t *table) source(r store.Range) string {
	if r.Index.Name == "" {
		return t.name
	}
	return t.name + " INDEXED BY " + t.indexName(r.Index.Name)
}

// Count implements store.Reader.
func (t *table) Count(ctx context.Context, r store.Range) (n int, err error) {
	sql, args := t.countSQL(r)
	err = t.engine.read(ctx, func(c *conn) error {
		return c.query(ctx, sql, args, func(row []driver.Value) (bool, error) {
			count, _ := row[0].(int64)
			n = int(count)
			return false, nil
		})
	})
	return n, err
}

func (t *table) countSQL(r store.Range) (string, []any) {
	s := selectionOf(r)
	from := t.source(r)
	if r.Index.Many() {
		from = t.list(r.Index).name + " AS l"
	}
	if r.Limit == 0 {
		return "SELECT count(*) FROM " + from + s.sql(), s.args
	}
	s.args = append(s.args, int64(r.Limit))
	return "SELECT count(*) FROM (SELECT 1 FROM " + from + s.sql() + " LIMIT +?)", s.args
}
