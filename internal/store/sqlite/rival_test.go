package sqlite

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

const (
	rivalWorkers = 4
	rivalSteps   = 25
)

// counter is fought over by two processes.
type counter struct {
	domain.Meta
	Count int    `json:"count"`
	Owner string `json:"owner"`
}

// childRivals counts up one document and claims names, and tells how many it got.
func childRivals(ctx context.Context, path string, number int) (err error) {
	e, err := Open(ctx, path, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, e.Close()) }()
	c, err := store.In[counter](ctx, e, store.Spec{Name: "counters"})
	if err != nil {
		return err
	}
	claimed, err := contend(ctx, c, number)
	fmt.Println(claimed)
	return err
}

func contend(ctx context.Context, c *store.Collection[counter], number int) (claimed int, err error) {
	var mu sync.Mutex
	var all sync.WaitGroup
	for range rivalWorkers {
		all.Go(func() {
			for step := range rivalSteps {
				_, upErr := c.Update(ctx, "all", func(d *counter) error { d.Count++; return nil })
				claim := &counter{Meta: domain.Meta{ID: "name" + strconv.Itoa(step)}, Owner: strconv.Itoa(number)}
				got, newErr := c.InsertNew(ctx, []*counter{claim})
				mu.Lock()
				if newErr == nil && got[0] {
					claimed++
				}
				err = errors.Join(err, upErr, newErr)
				mu.Unlock()
			}
		})
	}
	all.Wait()
	return claimed, err
}

// TestTwoProcesses: compare-and-swap holds across processes on one file.
func TestTwoProcesses(t *testing.T) {
	path := filepath.Join(t.TempDir(), "shared.db")
	e := openAt(t, path)
	c, err := store.In[counter](t.Context(), e, store.Spec{Name: "counters"})
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Insert(t.Context(), &counter{Meta: domain.Meta{ID: "all"}}); err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	cmd := child(t, "rival", 1, path)
	cmd.Stdout = &out
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	mine, err := contend(t.Context(), c, 0)
	if err != nil {
		t.Error(err)
	}
	if err := cmd.Wait(); err != nil {
		t.Fatal(err)
	}
	theirs, err := strconv.Atoi(strings.TrimSpace(out.String()))
	if err != nil || mine+theirs != rivalSteps {
		t.Errorf("claimed %d and %d of %d names, %v", mine, theirs, rivalSteps, err)
	}
	got, err := c.Get(t.Context(), "all")
	if err != nil || got.Count != 2*rivalWorkers*rivalSteps {
		t.Errorf("counted to %d, %v; want %d", got.Count, err, 2*rivalWorkers*rivalSteps)
	}
}
