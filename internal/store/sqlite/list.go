package sqlite

import (
	"fmt"
	"slices"
	"strings"

	"jitasa/internal/store"
)

// list is an index over the elements of a list: a table of its own with one row for each
// element, its other fields and the id.
type list struct {
	name string // quoted
	key  *store.Key

	insert, remove string
}

// entry is the values of one row, without the id.
type entry []any

func newList(t *table, k *store.Key) *list {
	l := &list{name: t.indexName(k.Name), key: k}
	l.insert = fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", l.name, names(k.Fields, ""), marks(len(k.Fields)))
	l.remove = "DELETE FROM " + l.name + " WHERE _id = ?"
	return l
}

func (t *table) list(k *store.Key) *list {
	return t.lists[slices.IndexFunc(t.lists, func(l *list) bool { return l.key == k })]
}

func (l *list) createSQL() string {
	cols := make([]string, len(l.key.Fields))
	for i, f := range l.key.Fields {
		cols[i] = quote(f.Path) + " NOT NULL"
	}
	by := quote(strings.Trim(l.name, `"`) + ".id")
	return fmt.Sprintf("CREATE TABLE %s (%s, PRIMARY KEY (%s)) WITHOUT ROWID; CREATE INDEX %s ON %s (_id)",
		l.name, strings.Join(cols, ", "), names(l.key.Fields, ""), by, l.name)
}

func (l *list) entries(doc any) []entry {
	elements, _ := l.key.Fields[0].Value(doc).([]string)
	out := make([]entry, len(elements))
	for i, element := range elements {
		e := make(entry, 0, len(l.key.Fields))
		e = append(e, element)
		for _, f := range l.key.Fields[1 : len(l.key.Fields)-1] {
			e = append(e, value(f.Value(doc), f.Kind))
		}
		out[i] = e
	}
	return out
}

func (l *list) add(c *conn, id string, entries []entry) error {
	for _, e := range entries {
		if _, err := c.exec(l.insert, append(slices.Clip(e), id)...); err != nil {
			return err
		}
	}
	return nil
}

func (l *list) removeAll(c *conn, id string) error {
	_, err := c.exec(l.remove, id)
	return err
}
