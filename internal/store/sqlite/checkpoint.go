package sqlite

import (
	"database/sql/driver"
	"errors"
	"sync/atomic"

	sqlite "modernc.org/sqlite"
)

// checkpoint keeps the write-ahead log short. Copying the log into the
// database costs milliseconds, which no write should wait for: another
// connection copies while the writer goes on, and the writer itself copies
// only the rest, between two groups, because the log can start over only when
// nothing is left in it.
type checkpoint struct {
	path   string
	every  int64 // pages, after which the log is copied
	conn   *conn
	frames atomic.Int64 // pages written since the log last started over
	kicked int64        // frames at the last kick; the writer's
	kick   chan struct{}
	copied atomic.Bool // the other connection has copied what there was
	ended  chan error
	over   func() // told when the log starts over; never waits
}

const (
	// checkpointPages make 32 MiB. Four times less costs a tenth of the
	// throughput and doubles the slowest hundredth; reading gets slower with a longer log.
	checkpointPages = 32 << 20 / pageSize
	// restPages is how much the writer may be left to copy (1.6 MiB), in at most mostPasses passes.
	restPages  = 1600 << 10 / pageSize
	mostPasses = 5
	// longestLog is the log's length, in pages, from which the writer waits for
	// readers rather than let it grow: 128 MiB.
	longestLog = 128 << 20 / pageSize
)

func newCheckpoint(path string) *checkpoint {
	return &checkpoint{path: path, every: checkpointPages, kick: make(chan struct{}, 1), ended: make(chan error, 1), over: func() {}}
}

func (k *checkpoint) start() { go k.loop() }

func (k *checkpoint) loop() {
	var err error
	for range k.kick {
		err = k.copy()
		k.copied.Store(err == nil)
	}
	if k.conn != nil {
		err = errors.Join(err, k.conn.close())
	}
	k.ended <- err
}

// copy dials late: most short-lived processes never write that much. While much is
// written during a pass, another pass makes the writer's share smaller.
func (k *checkpoint) copy() (err error) {
	if k.conn == nil {
		if k.conn, err = dial(k.path, readerCache); err != nil {
			return err
		}
	}
	for range mostPasses {
		before := k.frames.Load()
		if _, _, err = k.conn.copyLog("PASSIVE"); err != nil || k.frames.Load()-before < restPages {
			return err
		}
	}
	return nil
}

// copyLog returns the length of the log and how much of it is copied, in pages.
func (c *conn) copyLog(mode string) (length, copied int64, err error) {
	err = c.query(noCancel(), "PRAGMA wal_checkpoint("+mode+")", nil, func(row []driver.Value) (bool, error) {
		length, _ = row[1].(int64)
		copied, _ = row[2].(int64)
		return true, nil
	})
	return length, copied, err
}

// afterCommit runs on the writer's goroutine. A failed copy loses nothing: the log
// holds everything, and the next one tries again.
func (k *checkpoint) afterCommit(c *conn) {
	frames := k.frames.Add(c.pagesWritten())
	if frames < k.every {
		return
	}
	if k.copied.Swap(false) {
		k.finish(c)
		return
	}
	if frames-k.kicked >= k.every {
		k.kicked = frames
		select {
		case k.kick <- struct{}{}:
		default:
		}
	}
}

func (k *checkpoint) finish(c *conn) {
	length, copied, err := c.copyLog("PASSIVE")
	if err == nil && length > longestLog {
		length, copied, err = c.copyLog("RESTART")
	}
	if err == nil && length == copied {
		k.kicked = 0
		k.frames.Store(0)
		k.over()
	}
}

func (c *conn) pagesWritten() int64 {
	n, _, err := c.raw.(sqlite.DBStatus).Status(sqlite.DBStatusCacheWrite, true)
	if err != nil {
		return 1
	}
	return int64(n)
}

func (k *checkpoint) close() error {
	close(k.kick)
	return <-k.ended
}

// tidy leaves an empty log behind; when another process is using the database, that one will.
func (c *conn) tidy() error {
	_, _, err := c.copyLog("PASSIVE")
	return err
}
