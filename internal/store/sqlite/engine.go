package sqlite

import (
	"context"
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"

	"jitasa/internal/store"
)

// Options tune an engine; the zero value is right for a server.
type Options struct {
	// Schema is the version of the program's documents. A file written by a
	// program with a higher one is refused.
	Schema int
	// Least is the version that an older file is raised to; programs that do not know it can open it no more.
	Least int
	// Readers is the number of connections that read at the same time; 0 is one
	// for each processor, at least 2, at most 8.
	Readers int
}

// Cache sizes in KiB: the file stays in the page cache of the system anyway.
const (
	writerCache = 4 << 10
	readerCache = 2 << 10
)

// Engine is a database file. It is a store.Engine.
type Engine struct {
	path    string
	level   int
	readers chan *conn
	writer  *writer
	vacuum  *vacuum // nil: the file cannot shrink
	close   sync.Once
	closed  chan struct{}
}

var _ store.Engine = (*Engine)(nil)

// Open opens the database file, creating it where it does not exist (mode 0600); its folder must exist.
func Open(ctx context.Context, path string, opts Options) (*Engine, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	e, err := open(path, opts)
	if err != nil {
		return nil, fmt.Errorf("opening database %s: %w", path, err)
	}
	return e, nil
}

// reserve makes a new file readable for its owner alone, as it is to hold what
// people say of themselves: SQLite would let everybody read it. The log beside
// it gets its mode from SQLite. Why a file cannot be made, SQLite says better.
func reserve(path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return nil
	}
	return f.Close()
}

func open(path string, opts Options) (*Engine, error) {
	if err := reserve(path); err != nil {
		return nil, err
	}
	c, err := dial(path, writerCache)
	if err != nil {
		return nil, err
	}
	level, err := prepareFile(c, opts)
	if err != nil {
		return nil, errors.Join(explain(err), c.close())
	}
	shrinks, err := modernise(c)
	if err != nil {
		return nil, errors.Join(explain(err), c.close())
	}
	e := &Engine{path: path, level: int(level), closed: make(chan struct{})}
	if err := e.dialReaders(opts.Readers); err != nil {
		return nil, errors.Join(err, c.close())
	}
	e.startWriting(c, shrinks)
	return e, nil
}

func (e *Engine) startWriting(c *conn, shrinks bool) {
	checks := newCheckpoint(e.path)
	if shrinks {
		e.vacuum = newVacuum()
		checks.over = e.vacuum.look
	}
	e.writer = startWriter(c, checks)
	if shrinks {
		go e.vacuum.run(e.writer, e.closed)
	}
}

func (e *Engine) dialReaders(n int) error {
	if n <= 0 {
		n = min(max(runtime.GOMAXPROCS(0), 2), 8)
	}
	e.readers = make(chan *conn, n)
	for range n {
		c, err := dial(e.path, readerCache)
		if err != nil {
			return errors.Join(err, e.closeReaders(len(e.readers)))
		}
		e.readers <- c
	}
	return nil
}

func (e *Engine) closeReaders(n int) error {
	var errs []error
	for range n {
		errs = append(errs, (<-e.readers).close())
	}
	return errors.Join(errs...)
}

// Table opens a collection: see store.Engine.
func (e *Engine) Table(ctx context.Context, schema *store.Schema) (store.Table, error) {
	t := newTable(e, schema)
	if err := e.writer.do(ctx, func(c *conn) error { return migrate(c, t) }); err != nil {
		return nil, err
	}
	return t, nil
}

// View implements store.Engine.
func (e *Engine) View(_ context.Context, schema *store.Schema) (store.Reader, error) {
	t := newTable(e, schema)
	t.raw = true
	return t, nil
}

// Level implements store.Engine.
func (e *Engine) Level() int { return e.level }

// Close finishes the writes under way and leaves one tidy file.
func (e *Engine) Close() error {
	var err error
	e.close.Do(func() {
		close(e.closed)
		err = errors.Join(e.closeReaders(cap(e.readers)), e.writer.close())
		if e.vacuum != nil {
			<-e.vacuum.ended
		}
	})
	if err != nil {
		return fmt.Errorf("closing database %s: %w", e.path, explain(err))
	}
	return nil
}

// read runs do on a connection of the pool.
func (e *Engine) read(ctx context.Context, do func(*conn) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case <-e.closed:
		return errClosed
	default:
	}
	select {
	case c := <-e.readers:
		err := do(c)
		e.readers <- c
		if err != nil && ctx.Err() != nil {
			return ctx.Err()
		}
		return explain(err)
	case <-ctx.Done():
		return ctx.Err()
	case <-e.closed:
		return errClosed
	}
}
