package sqlite

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// layout is the version of how this package lays out a file (PRAGMA user_version).
const layout = 1

// applicationID marks the files of this program (PRAGMA application_id): "jita".
const applicationID = 0x6a697461

// prepareFile marks a new file and refuses one from the future or of another program. It tells the version of the documents.
func prepareFile(c *conn, o Options) (level int64, err error) {
	if _, err := c.exec("BEGIN IMMEDIATE"); err != nil {
		return 0, err
	}
	if level, err = claim(c, o); err != nil {
		c.rollback()
		return 0, err
	}
	_, err = c.exec("COMMIT")
	return level, err
}

func claim(c *conn, o Options) (level int64, err error) {
	app, err := c.number("PRAGMA application_id")
	if err != nil {
		return 0, err
	}
	tables, err := c.number("SELECT count(*) FROM sqlite_schema")
	if err != nil {
		return 0, err
	}
	if app != applicationID && tables > 0 {
		return 0, fmt.Errorf("%w: the file is the database of another program", store.ErrSetup)
	}
	has, err := c.number("PRAGMA user_version")
	if err != nil {
		return 0, err
	}
	if has > layout {
		return 0, newer(has, layout)
	}
	err = c.script(fmt.Sprintf(`PRAGMA application_id = %d; PRAGMA user_version = %d;
		CREATE TABLE IF NOT EXISTS _collections (name TEXT PRIMARY KEY, spec TEXT NOT NULL) WITHOUT ROWID;
		CREATE TABLE IF NOT EXISTS _schema (version INTEGER NOT NULL);`, applicationID, layout))
	if err != nil {
		return 0, err
	}
	return claimSchema(c, int64(o.Schema), int64(o.Least))
}

func claimSchema(c *conn, schema, least int64) (level int64, err error) {
	has, err := c.number("SELECT coalesce(max(version), 0) FROM _schema")
	if err != nil {
		return 0, err
	}
	if has > schema {
		return 0, newer(has, schema)
	}
	level = max(has, least)
	if has == 0 { // a new file
		level = schema
	}
	if has < level {
		_, err = c.exec("INSERT INTO _schema VALUES (?)", level)
	}
	return level, err
}

func newer(has, knows int64) error {
	return fmt.Errorf("%w: the database was written by a newer version of the program (its schema is %d, this program knows %d): use that version", store.ErrSetup, has, knows)
}

func (c *conn) number(sql string, args ...any) (n int64, err error) {
	err = c.query(noCancel(), sql, args, func(row []driver.Value) (bool, error) {
		n, _ = row[0].(int64)
		return false, nil
	})
	return n, err
}

// recorded is what _collections keeps of a declaration: what the file's columns and indexes are.
type recorded struct {
	Columns map[string]store.Kind    `json:"columns"`
	Indexes map[string]recordedIndex `json:"indexes"`
}

type recordedIndex struct {
	Fields []string `json:"fields"`
	Unique bool     `json:"unique,omitempty"`
	Sparse bool     `json:"sparse,omitempty"`
	Many   bool     `json:"many,omitempty"`
}

func (a recordedIndex) equal(b recordedIndex) bool {
	return slices.Equal(a.Fields, b.Fields) && a.Unique == b.Unique && a.Sparse == b.Sparse && a.Many == b.Many
}

func declared(t *table) recorded {
	r := recorded{Columns: map[string]store.Kind{}, Indexes: map[string]recordedIndex{}}
	for _, f := range t.columns {
		r.Columns[f.Path] = f.Kind
	}
	for _, k := range t.schema.Keys {
		ix := recordedIndex{Unique: k.Unique, Sparse: k.Sparse, Many: k.Many()}
		for _, f := range k.Fields {
			ix.Fields = append(ix.Fields, f.Path)
		}
		r.Indexes[k.Name] = ix
	}
	return r
}

// migrate brings the table in the file to the declaration, in one transaction with
// the writes of its group. It is idempotent.
func migrate(c *conn, t *table) error {
	if err := c.script(t.createSQL()); err != nil {
		return err
	}
	was, err := readRecorded(c, t.schema.Name)
	if err != nil {
		return err
	}
	want := declared(t)
	if err := dropStale(c, t, was, want); err != nil {
		return err
	}
	if err := fill(c, t, was); err != nil {
		return err
	}
	for _, k := range t.schema.Keys {
		if err := createIndex(c, t, k); err != nil {
			return err
		}
	}
	return writeRecorded(c, t.schema.Name, want)
}

func readRecorded(c *conn, name string) (was recorded, err error) {
	err = c.query(noCancel(), "SELECT spec FROM _collections WHERE name = ?", []any{name}, func(row []driver.Value) (bool, error) {
		return false, json.Unmarshal([]byte(row[0].(string)), &was)
	})
	return was, err
}

func writeRecorded(c *conn, name string, r recorded) error {
	raw, err := json.Marshal(r)
	if err != nil {
		return err
	}
	_, err = c.exec("INSERT INTO _collections VALUES (?, ?) ON CONFLICT DO UPDATE SET spec = excluded.spec", name, string(raw))
	return err
}

// dropStale drops indexes that changed or are gone. Their columns stay, unused.
func dropStale(c *conn, t *table, was, want recorded) error {
	for name, ix := range was.Indexes {
		if next, ok := want.Indexes[name]; ok && next.equal(ix) && !kindChanged(ix, was, want) {
			continue
		}
		kind := "INDEX"
		if ix.Many {
			kind = "TABLE"
		}
		if err := c.script(fmt.Sprintf("DROP %s IF EXISTS %s", kind, t.indexName(name))); err != nil {
			return err
		}
	}
	return nil
}

func kindChanged(ix recordedIndex, was, want recorded) bool {
	return slices.ContainsFunc(ix.Fields, func(path string) bool { return was.Columns[path] != want.Columns[path] })
}

// fill adds the columns that the file does not keep yet and computes them, and
// the tables of list indexes, from the documents.
func fill(c *conn, t *table, was recorded) error {
	stale := slices.ContainsFunc(t.columns, func(f store.Field) bool { return was.Columns[f.Path] != f.Kind })
	has, err := columnsOf(c, t.name)
	if err != nil {
		return err
	}
	for _, f := range t.columns {
		if !has[f.Path] {
			add := fmt.Sprintf("ALTER TABLE %s ADD COLUMN %s NOT NULL DEFAULT %s", t.name, quote(f.Path), literal(missing(f.Kind)))
			if err := c.script(add); err != nil {
				return err
			}
		}
	}
	if stale {
		if err := t.fillColumns(c); err != nil {
			return err
		}
	}
	return fillLists(c, t)
}

func columnsOf(c *conn, table string) (map[string]bool, error) {
	has := map[string]bool{}
	err := c.query(noCancel(), "SELECT name FROM pragma_table_info(?)", []any{strings.Trim(table, `"`)}, func(row []driver.Value) (bool, error) {
		has[row[0].(string)] = true
		return true, nil
	})
	return has, err
}

func (t *table) fillColumns(c *conn) error {
	set := make([]string, len(t.columns))
	for i, f := range t.columns {
		set[i] = quote(f.Path) + " = ?"
	}
	update := fmt.Sprintf("UPDATE %s SET %s WHERE _id = ?", t.name, strings.Join(set, ", "))
	return t.everyDocument(c, func(id string, doc any) error {
		_, err := c.exec(update, append(t.appendColumns(nil, doc), id)...)
		return err
	})
}

func fillLists(c *conn, t *table) error {
	var empty []*list
	for _, l := range t.lists {
		there, err := c.number("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", strings.Trim(l.name, `"`))
		if err != nil {
			return err
		}
		if there > 0 {
			continue
		}
		if err := c.script(l.createSQL()); err != nil {
			return err
		}
		empty = append(empty, l)
	}
	if empty == nil {
		return nil
	}
	return t.everyDocument(c, func(id string, doc any) error {
		for _, l := range empty {
			if err := l.add(c, id, l.entries(doc)); err != nil {
				return err
			}
		}
		return nil
	})
}

// everyDocument reads the table in chunks, because it is written to meanwhile.
func (t *table) everyDocument(c *conn, do func(id string, doc any) error) error {
	r := store.Range{Index: t.byID(), Limit: 256}
	for {
		docs, more, err := t.find(noCancel(), c, r)
		if err != nil {
			return err
		}
		for _, doc := range docs {
			id := r.Index.Fields[0].Value(doc).(string)
			if err := do(id, doc); err != nil {
				return err
			}
			r.After = []any{id}
		}
		if !more {
			return nil
		}
	}
}

func createIndex(c *conn, t *table, k *store.Key) error {
	if k.Many() {
		return nil // a table, created by fillLists
	}
	err := c.script(t.indexSQL(k))
	if isConstraint(err) {
		return fmt.Errorf("%w: documents that share a key keep the unique index %s from being built", domain.ErrExists, k.Name)
	}
	return err
}
