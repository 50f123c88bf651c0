package sqlite

import (
	"context"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"jitasa/internal/store"
)

// noCancel is for work that must not stop halfway, or is too short to be worth
// the goroutine with which the driver watches a context.
func noCancel() context.Context { return context.Background() }

// quote makes a name of our own (letters, digits, dots) an SQL name.
func quote(name string) string { return `"` + name + `"` }

// value is how an indexed value is kept in a column. Columns are never NULL,
// because rows with NULL cannot be compared as places in an index: what is
// missing is the value before all others.
func value(v any, kind store.Kind) any {
	switch v := v.(type) {
	case nil:
		return missing(kind)
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case time.Time:
		return v.UnixMilli()
	}
	return v
}

func missing(kind store.Kind) any {
	switch kind {
	case store.String:
		return ""
	case store.Bool:
		return int64(0)
	case store.Float:
		return math.Inf(-1)
	default:
		return int64(math.MinInt64)
	}
}

func literal(v any) string {
	switch v := v.(type) {
	case string:
		return "'" + strings.ReplaceAll(v, "'", "''") + "'"
	case int64:
		if v == math.MinInt64 { // its digits alone would be read as a float
			return "(0x8000000000000000)"
		}
		return strconv.FormatInt(v, 10)
	default:
		if v == 0.0 {
			return "0.0"
		}
		return "(-9e999)" // minus infinity, for what is missing
	}
}

func (t *table) createSQL() string {
	return fmt.Sprintf(`CREATE TABLE IF NOT EXISTS %s (_id TEXT NOT NULL PRIMARY KEY, _version INTEGER NOT NULL, _doc TEXT NOT NULL)`, t.name)
}

func (t *table) indexName(name string) string { return quote(t.schema.Name + "." + name) }

// indexSQL declares an index. A unique one must not end in the id.
func (t *table) indexSQL(k *store.Key) string {
	fields, unique, where := k.Fields, "", ""
	if k.Unique {
		fields, unique = fields[:len(fields)-1], "UNIQUE "
	}
	if k.Sparse {
		where = " WHERE " + present(k)
	}
	return fmt.Sprintf("CREATE %sINDEX IF NOT EXISTS %s ON %s (%s)%s",
		unique, t.indexName(k.Name), t.name, names(fields, ""), where)
}

// present is the condition of a sparse index. A query must repeat it word for
// word for SQLite to use the index. It is written so that SQLite does not take it for
// the place in the index where the query starts.
func present(k *store.Key) string {
	f := k.Fields[0]
	zero := literal(value(f.Kind.Zero(), f.Kind))
	return "NOT (" + quote(f.Path) + " <= " + zero + ")"
}

func names(fields []store.Field, prefix string) string {
	out := make([]string, len(fields))
	for i, f := range fields {
		out[i] = prefix + quote(f.Path)
	}
	return strings.Join(out, ", ")
}

func marks(n int) string { return strings.TrimSuffix(strings.Repeat("?, ", n), ", ") }

func (t *table) insertSQL() string {
	n := len(t.columns)
	cols := "_id, _version, _doc"
	if n > 0 {
		cols += ", " + names(t.columns, "")
	}
	return fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s) ON CONFLICT (_id) DO NOTHING", t.name, cols, marks(3+n))
}

func (t *table) replaceSQL() string {
	set := "_version = ?, _doc = ?"
	for _, f := range t.columns {
		set += ", " + quote(f.Path) + " = ?"
	}
	return fmt.Sprintf("UPDATE %s SET %s WHERE _id = ? AND _version = ?", t.name, set)
}
