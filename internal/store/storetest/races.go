package storetest

import (
	"errors"
	"fmt"
	"strconv"
	"sync"
	"sync/atomic"
	"testing"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

const rivals = 64

// race runs do for each of so many numbers at the same time.
func race(rivals int, do func(n int)) {
	var all sync.WaitGroup
	start := make(chan struct{})
	for n := range rivals {
		all.Go(func() {
			<-start
			do(n)
		})
	}
	close(start)
	all.Wait()
}

func oneWinner(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	put(t, c, person("a"))
	for round := range 8 {
		var docs [rivals]*Person
		for n := range docs {
			docs[n] = mustGet(t, c, "a")
			docs[n].Name = strconv.Itoa(n)
		}
		var won, lost atomic.Int64
		var winner atomic.Pointer[Person]
		race(rivals, func(n int) {
			switch err := c.Replace(t.Context(), docs[n]); {
			case err == nil:
				won.Add(1)
				winner.Store(docs[n])
			case errors.Is(err, domain.ErrConflict):
				lost.Add(1)
			default:
				t.Error(err)
			}
		})
		if won.Load() != 1 || lost.Load() != rivals-1 {
			t.Fatalf("round %d: %d won, %d lost", round, won.Load(), lost.Load())
		}
		if got, w := mustGet(t, c, "a"), winner.Load(); got.Name != w.Name || got.Version != w.Version {
			t.Fatalf("round %d: stored %s v%d, the winner wrote %s v%d", round, got.Name, got.Version, w.Name, w.Version)
		}
	}
}

func oneInsert(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	ways := map[string]func(*Person) (bool, error){
		"insert": func(p *Person) (bool, error) {
			err := c.Insert(background(), p)
			return err == nil, ignore(err, domain.ErrExists)
		},
		"save": func(p *Person) (bool, error) {
			err := c.Save(background(), p)
			return err == nil, ignore(err, domain.ErrConflict)
		},
		"insert new": func(p *Person) (bool, error) {
			got, err := c.InsertNew(background(), []*Person{person("own" + p.Name), p})
			return err == nil && got[1], err
		},
		"key": func(p *Person) (bool, error) {
			p.ID, p.Phone = "key"+p.Name, "+66"
			err := c.Insert(background(), p)
			return err == nil, ignore(err, store.ErrKeyTaken)
		},
	}
	for way, do := range ways {
		var won atomic.Int64
		race(rivals, func(n int) {
			p := person(way)
			p.Name = strconv.Itoa(n)
			ok, err := do(p)
			if err != nil {
				t.Errorf("%s: %v", way, err)
			}
			if ok {
				won.Add(1)
			}
		})
		if won.Load() != 1 {
			t.Errorf("%s: %d won", way, won.Load())
		}
	}
}

func ignore(err, expected error) error {
	if errors.Is(err, expected) {
		return nil
	}
	return err
}

func contention(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	put(t, c, person("a"))
	const each = 5
	race(rivals, func(int) {
		for range each {
			if _, err := c.Update(background(), "a", func(p *Person) error { p.Seen++; return nil }); err != nil {
				t.Error(err)
			}
		}
	})
	if got := mustGet(t, c, "a"); got.Seen != rivals*each || got.Version != rivals*each+1 {
		t.Errorf("counted to %d, version %d; want %d", got.Seen, got.Version, rivals*each)
	}
}

func update(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	put(t, c, person("a"))
	tries := 0
	got, err := c.Update(t.Context(), "a", func(p *Person) error {
		if tries++; tries <= 3 { // somebody else is faster, three times
			other := mustGet(t, c, "a")
			other.Seen++
			must(t, c.Replace(t.Context(), other))
		}
		p.Name = "done"
		return nil
	})
	must(t, err)
	if tries != 4 || got.Version != 5 || got.Seen != 3 || got.Name != "done" {
		t.Errorf("after %d tries: %+v", tries, got)
	}
	own := fmt.Errorf("own reason")
	_, err = c.Update(t.Context(), "a", func(p *Person) error { p.Name = "no"; return own })
	wantErr(t, "refusing", err, own)
	_, err = c.Update(t.Context(), "a", func(p *Person) error { p.ID = "b"; return nil })
	wantErr(t, "changing the id", err, domain.ErrInvalid)
	_, err = c.Update(t.Context(), "none", func(*Person) error { t.Error("changing nothing"); return nil })
	wantErr(t, "updating what is not there", err, domain.ErrNotFound)
	_, err = c.Update(t.Context(), "a", func(*Person) error { return c.Delete(background(), "a") })
	wantErr(t, "updating what goes away", err, domain.ErrNotFound)
}

func givesUp(t *testing.T, e store.Engine) {
	c := openPeople(t, e)
	put(t, c, person("a"))
	tries := 0
	_, err := c.Update(t.Context(), "a", func(*Person) error {
		tries++
		return c.Replace(background(), mustGet(t, c, "a"))
	})
	wantErr(t, "updating against a steady rival", err, domain.ErrConflict)
	if tries < 10 || tries > 1000 {
		t.Errorf("gave up after %d tries", tries)
	}
}
