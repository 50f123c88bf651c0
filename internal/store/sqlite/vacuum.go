package sqlite

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"os"
	"time"

	"jitasa/internal/store"
)

// vacuum gives back to the system what deleting has left free in the file, a little at a time beside the other writes:
// a purge may free half of it. It looks each time the log has started over, that is after some 32 MiB were written:
// where less was, there is nothing worth giving back.
//
// SQLite can do that only in a file that knows of each page who points to it (auto_vacuum), which new files do. In an older
// one free pages are used again, but it never shrinks, until [Compact] has written it anew once; a small one is when it is opened.
type vacuum struct {
	kick  chan struct{} // capacity 1
	ended chan struct{}
}

const (
	// vacuumPages are moved in one write (256 KiB, some 2 ms): whoever writes in the same group waits for them too.
	vacuumPages = 256 << 10 / pageSize
	// vacuumRest is how long there is none after such a write: at most 5 MB a second are given back.
	vacuumRest = 50 * time.Millisecond
	// What is left free for what comes next: a part of the file, and not less than 1 MiB.
	spareFraction = 16
	spareLeast    = 1 << 20 / pageSize
	// smallPages (8 MiB) are written anew in less time than a start takes anyway.
	smallPages = 8 << 20 / pageSize
)

// incremental is what PRAGMA auto_vacuum says of files that can shrink.
const incremental = 2

func newVacuum() *vacuum {
	return &vacuum{kick: make(chan struct{}, 1), ended: make(chan struct{})}
}

// look makes it look for what to give back; it never waits.
func (v *vacuum) look() {
	select {
	case v.kick <- struct{}{}:
	default:
	}
}

// run gives back until closed is.
func (v *vacuum) run(w *writer, closed <-chan struct{}) {
	defer close(v.ended)
	for {
		select {
		case <-v.kick:
		case <-closed:
			return
		}
		for vacuumStep(w) {
			select {
			case <-time.After(vacuumRest):
			case <-closed:
				return
			}
		}
	}
}

// vacuumStep gives back some pages, and tells whether there are more to give back. If it fails the next look makes that good.
func vacuumStep(w *writer) (more bool) {
	err := w.do(noCancel(), func(c *conn) (err error) {
		more, err = c.shrink(vacuumPages)
		return err
	})
	return more && err == nil
}

// shrink makes the file shorter by some pages if many are free; more tells whether there may be others.
func (c *conn) shrink(most int64) (more bool, err error) {
	free, err := c.number("PRAGMA freelist_count")
	if err != nil {
		return false, err
	}
	pages, err := c.number("PRAGMA page_count")
	if err != nil {
		return false, err
	}
	surplus := free - max(spareLeast, pages/spareFraction)
	if surplus <= 0 {
		return false, nil
	}
	// It answers with a row for each page, and goes on only when that is read.
	err = c.query(noCancel(), fmt.Sprintf("PRAGMA incremental_vacuum(%d)", min(surplus, most)), nil, func([]driver.Value) (bool, error) { return true, nil })
	return surplus > most, err
}

// shrinks reports whether the file can.
func (c *conn) shrinks() (bool, error) {
	mode, err := c.number("PRAGMA auto_vacuum")
	return mode == incremental, err
}

// modernise makes a small file of an older version one that can shrink. That it fails, as somebody else writes to it or
// the disk is full, is no reason not to open it: the next start tries again.
func modernise(c *conn) (shrinks bool, err error) {
	if shrinks, err = c.shrinks(); err != nil || shrinks {
		return shrinks, err
	}
	pages, err := c.number("PRAGMA page_count")
	if err != nil || pages > smallPages {
		return false, err
	}
	if err := c.script("VACUUM"); err != nil {
		return false, nil
	}
	return c.shrinks()
}

// Compact writes the database file anew, as small as it can be, and makes it one that shrinks by itself from then on.
// Nobody may serve the file meanwhile ([Claim]), and the disk must have room for it once more. If it is interrupted the file is as it was.
func Compact(ctx context.Context, path string) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if _, err := os.Stat(path); err != nil { // else it would be made
		return fmt.Errorf("%w: there is no file %s", store.ErrSetup, path)
	}
	c, err := dial(path, writerCache)
	if err != nil {
		return err
	}
	err = errors.Join(c.compact(ctx), c.tidy(), c.close())
	if err != nil {
		return fmt.Errorf("compacting database %s: %w", path, explain(err))
	}
	return nil
}

func (c *conn) compact(ctx context.Context) error {
	app, err := c.number("PRAGMA application_id")
	if err != nil {
		return err
	}
	if app != applicationID {
		return fmt.Errorf("%w: the file is no database of this program", store.ErrSetup)
	}
	_, err = c.raw.(driver.ExecerContext).ExecContext(ctx, "VACUUM", nil)
	return err
}
