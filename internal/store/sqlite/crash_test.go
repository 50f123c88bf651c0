package sqlite

import (
	"bufio"
	"database/sql/driver"
	"errors"
	"flag"
	"fmt"
	"io"
	"math/rand/v2"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"jitasa/internal/store"
)

var (
	crashRounds = flag.Int("crash.rounds", 4, "how often the crash test kills the writing process")
	crashSeed   = flag.Uint64("crash.seed", 1, "seed of the moments at which it does")
)

// TestKilled kills a writing process at random moments: whatever it was told is
// stored must be there, whole, with its index entries, and pairs never halved.
func TestKilled(t *testing.T) {
	path := filepath.Join(t.TempDir(), "killed.db")
	random := rand.New(rand.NewPCG(*crashSeed, 0))
	told := map[string]int64{}
	for round := range *crashRounds {
		before := len(told)
		killAfter(t, path, round, time.Duration(1+random.IntN(150))*time.Millisecond, told)
		if len(told) == before {
			t.Fatalf("round %d: the process wrote nothing", round)
		}
		verify(t, path, told)
	}
	t.Logf("%d documents were acknowledged", len(told))
}

// killAfter lets the child write for a while after its first acknowledgement
// and notes all that it was told.
func killAfter(t *testing.T, path string, round int, after time.Duration, told map[string]int64) {
	t.Helper()
	cmd := child(t, "write", round, path)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for first := true; ; first = false {
		line, err := lines.ReadString('\n')
		if errors.Is(err, io.EOF) {
			break // what was cut off in the middle was not told
		}
		var id string
		var version int64
		if _, scanErr := fmt.Sscan(line, &id, &version); err != nil || scanErr != nil {
			t.Fatalf("%q: %v, %v", line, err, scanErr)
		}
		told[id] = max(told[id], version)
		if first {
			time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
		}
	}
	if err := cmd.Wait(); err == nil || !strings.Contains(err.Error(), "killed") {
		t.Fatalf("the process ended by itself: %v", err)
	}
}

func verify(t *testing.T, path string, told map[string]int64) {
	t.Helper()
	e, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}()
	c, err := records(t.Context(), e)
	if err != nil {
		t.Fatal(err)
	}
	has := map[string]int64{}
	for doc, err := range c.Find(t.Context(), store.Query{}) {
		if err != nil {
			t.Fatal(err)
		}
		if !doc.intact() {
			t.Errorf("%s is torn", doc.ID)
		}
		has[doc.ID] = doc.Version
	}
	for id, version := range told {
		if has[id] < version {
			t.Errorf("%s: version %d was acknowledged, %d is there", id, version, has[id])
		}
	}
	for id := range has {
		if pair, ok := strings.CutSuffix(id, "-a"); ok && has[pair+"-b"] == 0 {
			t.Errorf("the pair %s is halved", pair)
		}
	}
	checkIndexes(t, e, len(has))
}

// checkIndexes has SQLite compare indexes and documents, and counts the entries
// of the list's table, which SQLite does not know to be an index.
func checkIndexes(t *testing.T, e *Engine, docs int) {
	t.Helper()
	err := e.read(t.Context(), func(c *conn) error {
		entries, err := c.number(`SELECT count(*) FROM "records.tag"`)
		distinct, err2 := c.number(`SELECT coalesce(sum(1 + (_doc ->> '$.tags[0]' <> _doc ->> '$.tags[1]')), 0) FROM records`)
		if err != nil || err2 != nil || entries != distinct {
			t.Errorf("%d entries in the list's index for %d elements in %d documents, %v, %v", entries, distinct, docs, err, err2)
		}
		return c.query(noCancel(), "PRAGMA integrity_check", nil, func(row []driver.Value) (bool, error) {
			if row[0] != "ok" {
				t.Errorf("integrity check: %v", row[0])
			}
			return true, nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}
