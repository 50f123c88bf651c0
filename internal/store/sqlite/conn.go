package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path/filepath"

	sqlite "modernc.org/sqlite"
)

// conn is one connection with its prepared statements. Not for concurrent use.
type conn struct {
	raw   driver.Conn
	stmts map[string]*stmt
	args  []driver.NamedValue
	row   []driver.Value
}

type stmt interface {
	driver.Stmt
	driver.StmtExecContext
	driver.StmtQueryContext
}

// pageSize in bytes, of new files. Twice as much holds larger threads in one
// page, but every page of an index that is touched is written whole: the
// webhook lost a tenth, and a turn gained nothing.
const pageSize = 4096

// dial opens a connection. The cache is counted in KiB. The checkpoints are ours (checkpoint.go).
func dial(path string, cacheKiB int) (*conn, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("finding the database: %w", err)
	}
	query := url.Values{"_dqs": {"0"}, "_pragma": {
		fmt.Sprintf("page_size(%d)", pageSize), "auto_vacuum(INCREMENTAL)", "busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "wal_autocheckpoint(0)",
		"journal_size_limit(0)", fmt.Sprintf("cache_size(-%d)", cacheKiB), "temp_store(MEMORY)",
		"secure_delete(ON)", // who is erased is not to be found in free pages; it costs a turn 2 %
	}}
	dsn := url.URL{Scheme: "file", Path: filepath.ToSlash(abs), RawQuery: query.Encode()}
	raw, err := new(sqlite.Driver).Open(dsn.String())
	if err != nil {
		return nil, explain(err)
	}
	return &conn{raw: raw, stmts: map[string]*stmt{}}, nil
}

func (c *conn) close() error {
	var errs []error
	for _, s := range c.stmts {
		errs = append(errs, (*s).Close())
	}
	return errors.Join(append(errs, c.raw.Close())...)
}

func (c *conn) prepare(sql string) (stmt, error) {
	if s, ok := c.stmts[sql]; ok {
		return *s, nil
	}
	raw, err := c.raw.Prepare(sql)
	if err != nil {
		return nil, err
	}
	s, ok := raw.(stmt)
	if !ok {
		return nil, fmt.Errorf("driver statement is a %T", raw)
	}
	c.stmts[sql] = &s
	return s, nil
}

func (c *conn) bind(vals []any) []driver.NamedValue {
	c.args = c.args[:0]
	for i, v := range vals {
		c.args = append(c.args, driver.NamedValue{Ordinal: i + 1, Value: v})
	}
	return c.args
}

// exec runs a prepared statement to its end and tells how many rows it changed.
// It cannot be cancelled: what it is used for is short.
func (c *conn) exec(sql string, vals ...any) (int64, error) {
	s, err := c.prepare(sql)
	if err != nil {
		return 0, err
	}
	res, err := s.ExecContext(context.Background(), c.bind(vals))
	clear(c.args)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// query calls row for each row until it answers false; the values are valid during the call only.
func (c *conn) query(ctx context.Context, sql string, vals []any, row func([]driver.Value) (bool, error)) error {
	s, err := c.prepare(sql)
	if err != nil {
		return err
	}
	rows, err := s.QueryContext(ctx, c.bind(vals))
	clear(c.args)
	if err != nil {
		return err
	}
	err = c.each(rows, row)
	return errors.Join(err, rows.Close())
}

func (c *conn) each(rows driver.Rows, row func([]driver.Value) (bool, error)) error {
	n := len(rows.Columns())
	if cap(c.row) < n {
		c.row = make([]driver.Value, n)
	}
	vals := c.row[:n]
	defer clear(vals)
	for {
		err := rows.Next(vals)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		if more, err := row(vals); err != nil || !more {
			return err
		}
	}
}

// script runs statements that are used once.
func (c *conn) script(sql string) error {
	_, err := c.raw.(driver.ExecerContext).ExecContext(context.Background(), sql, nil)
	return err
}
