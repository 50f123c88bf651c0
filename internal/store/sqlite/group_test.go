package sqlite

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/store"
	"jitasa/internal/store/storetest"
)

func named(n int) *storetest.Person {
	p := &storetest.Person{Name: fmt.Sprint("n", n)}
	p.ID = fmt.Sprintf("p%05d", n)
	return p
}

func openPeople(t *testing.T) (*Engine, *store.Collection[storetest.Person]) {
	t.Helper()
	e := openNew(t)
	c, err := store.In[storetest.Person](t.Context(), e, storetest.People("people"))
	if err != nil {
		t.Fatal(err)
	}
	return e, c
}

// held keeps the writer busy, so that everything queued until free is called becomes one group.
func held(t *testing.T, e *Engine) (free func()) {
	t.Helper()
	started, done := make(chan struct{}), make(chan struct{})
	ended := make(chan error, 1)
	go func() {
		ended <- e.writer.do(context.Background(), func(*conn) error {
			close(started)
			<-done
			return nil
		})
	}()
	<-started
	return func() {
		close(done)
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

// queued starts a write and returns when it is in the queue.
func queued(e *Engine, write func() error) <-chan error {
	before, ended := e.writer.waiting(), make(chan error, 1)
	go func() { ended <- write() }()
	for e.writer.waiting() == before {
		runtime.Gosched()
	}
	return ended
}

func TestGroupIsOneCommit(t *testing.T) {
	e, c := openPeople(t)
	free := held(t, e)
	var writes []<-chan error
	for n := range 50 {
		writes = append(writes, queued(e, func() error { return c.Insert(context.Background(), named(n)) }))
	}
	before := e.writer.commits.Load()
	free()
	for _, w := range writes {
		if err := <-w; err != nil {
			t.Error(err)
		}
	}
	if n := e.writer.commits.Load() - before; n > 2 { // the one that held the others up, and theirs
		t.Errorf("%d commits for 50 waiting writes", n)
	}
}

// TestBrokenWrite: what breaks a transaction fails alone, the rest of its group is stored.
func TestBrokenWrite(t *testing.T) {
	e, c := openPeople(t)
	free := held(t, e)
	good := queued(e, func() error { return c.Insert(context.Background(), named(1)) })
	bad := queued(e, func() error {
		return e.writer.do(context.Background(), func(c *conn) error {
			_, err := c.exec("INSERT INTO nowhere VALUES (1)")
			return err
		})
	})
	again := queued(e, func() error { return c.Insert(context.Background(), named(1)) })
	free()
	if err := <-good; err != nil {
		t.Errorf("the good write: %v", err)
	}
	if err := <-bad; err == nil || !strings.Contains(err.Error(), "nowhere") {
		t.Errorf("the broken write: %v", err)
	}
	if err := <-again; !errors.Is(err, domain.ErrExists) {
		t.Errorf("the second of one id: %v", err)
	}
}

// TestFailedCommit: when the commit fails, nobody is told that it worked, and the next one works.
func TestFailedCommit(t *testing.T) {
	e, c := openPeople(t)
	free := held(t, e)
	good := queued(e, func() error { return c.Insert(context.Background(), named(1)) })
	saboteur := queued(e, func() error {
		return e.writer.do(context.Background(), func(c *conn) error {
			_, err := c.exec("ROLLBACK")
			return err
		})
	})
	free()
	for _, w := range []<-chan error{good, saboteur} {
		if err := <-w; err == nil {
			t.Error("a write of the failed group was acknowledged")
		}
	}
	if err := c.Insert(t.Context(), named(1)); err != nil {
		t.Errorf("the next write: %v", err)
	}
}

// TestCancelledInQueue: a caller who gives up is answered at once, and the write is left out.
func TestCancelledInQueue(t *testing.T) {
	e, c := openPeople(t)
	free := held(t, e)
	ctx, cancel := context.WithCancel(t.Context())
	w := queued(e, func() error { return c.Insert(ctx, named(1)) })
	cancel()
	if err := <-w; !errors.Is(err, context.Canceled) {
		t.Errorf("giving up: %v", err)
	}
	if n, err := c.Count(t.Context(), store.Query{}); err != nil || n != 0 { // readers do not wait
		t.Errorf("%d documents while the writer is busy, %v", n, err)
	}
	free()
	if err := c.Insert(t.Context(), named(1)); err != nil {
		t.Errorf("the write of somebody who gave up was done: %v", err)
	}
}

// TestTroubles provokes what SQLite can meet and checks what callers are told.
func TestTroubles(t *testing.T) {
	cases := []struct {
		name, pragma, want string
		again              bool // a retry may help
	}{
		{"full", "PRAGMA max_page_count = 1", "full", true},
		{"read-only", "PRAGMA query_only = 1", "read-only", false},
		{"locked", "PRAGMA busy_timeout = 1", "locked", true},
	}
	for _, k := range cases {
		t.Run(k.name, func(t *testing.T) {
			e, c := openPeople(t)
			if err := e.writer.do(t.Context(), func(c *conn) error { return c.script(k.pragma) }); err != nil {
				t.Fatal(err)
			}
			if k.name == "locked" {
				defer lock(t, e.path)()
			}
			doc := named(1)
			doc.Notes = []storetest.Note{{Text: strings.Repeat("x", 1<<20)}}
			err := c.Insert(t.Context(), doc)
			if err == nil || !strings.Contains(err.Error(), k.want) || errors.Is(err, domain.ErrUnavailable) != k.again {
				t.Errorf("%v", err)
			}
		})
	}
}

func lock(t *testing.T, path string) (unlock func()) {
	t.Helper()
	other, err := dial(path, readerCache)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.script("BEGIN IMMEDIATE"); err != nil {
		t.Fatal(err)
	}
	return func() {
		other.rollback()
		if err := other.close(); err != nil {
			t.Error(err)
		}
	}
}
