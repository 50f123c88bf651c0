package sqlite

import (
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// letter is about the size of what the webhook stores for an event.
type letter struct {
	domain.Meta
	Person string    `json:"person"`
	At     time.Time `json:"at"`
	Body   string    `json:"body"`
}

func letters(b *testing.B) *store.Collection[letter] {
	b.Helper()
	e, err := Open(b.Context(), filepath.Join(b.TempDir(), "bench.db"), Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := e.Close(); err != nil {
			b.Error(err)
		}
	})
	c, err := store.In[letter](b.Context(), e, store.Spec{Name: "letters", Indexes: []store.Index{
		{Name: "person", Fields: []string{"person", "at"}},
	}})
	if err != nil {
		b.Fatal(err)
	}
	return c
}

const body = `{"type":"message","message":{"id":"14353798921116","type":"text","text":"เสาร์นี้ที่โคราช"},"replyToken":"b60d432864f44d079f6d8efe86cf404b"}`

func newLetter(n int64) *letter {
	doc := &letter{Person: fmt.Sprintf("U%032x", n%5000), At: time.UnixMilli(1_800_000_000_000 + n), Body: body}
	doc.ID = fmt.Sprintf("01JDA%021d", n)
	return doc
}

// spread runs do b.N times on the given number of goroutines and reports calls a second and the slowest hundredth.
func spread(b *testing.B, goroutines int, do func(n int64) error) {
	b.Helper()
	var next atomic.Int64
	var all sync.WaitGroup
	took := make([]time.Duration, b.N)
	b.ResetTimer()
	for range goroutines {
		all.Go(func() {
			for n := next.Add(1) - 1; n < int64(b.N); n = next.Add(1) - 1 {
				start := time.Now()
				if err := do(n); err != nil {
					b.Error(err)
					return
				}
				took[n] = time.Since(start)
			}
		})
	}
	all.Wait()
	b.StopTimer()
	slices.Sort(took)
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
	b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-us")
	b.ReportMetric(float64(took[len(took)-1].Microseconds()), "max-us")
}

func atEach(b *testing.B, run func(b *testing.B, goroutines int)) {
	for _, n := range []int{1, 64} {
		b.Run(fmt.Sprintf("goroutines=%d", n), func(b *testing.B) { run(b, n) })
	}
}

func BenchmarkInsert(b *testing.B) {
	atEach(b, func(b *testing.B, goroutines int) {
		c := letters(b)
		spread(b, goroutines, func(n int64) error { return c.Insert(b.Context(), newLetter(n)) })
	})
}

func filled(b *testing.B, n int) *store.Collection[letter] {
	b.Helper()
	c := letters(b)
	docs := make([]*letter, n)
	for i := range docs {
		docs[i] = newLetter(int64(i))
	}
	if _, err := c.InsertNew(b.Context(), docs); err != nil {
		b.Fatal(err)
	}
	return c
}

func BenchmarkReplace(b *testing.B) {
	atEach(b, func(b *testing.B, goroutines int) {
		const docs = 10_000
		c := filled(b, docs)
		spread(b, goroutines, func(n int64) error {
			doc := newLetter(n % docs)
			doc.Version = n/docs + 1
			err := c.Replace(b.Context(), doc)
			for err != nil && n >= docs { // the round before is still under way
				err = c.Replace(b.Context(), doc)
			}
			return err
		})
	})
}

func BenchmarkGet(b *testing.B) {
	atEach(b, func(b *testing.B, goroutines int) {
		const docs = 50_000
		c := filled(b, docs)
		spread(b, goroutines, func(n int64) error {
			_, err := c.Get(b.Context(), newLetter(n*7919%docs).ID)
			return err
		})
	})
}

func BenchmarkInsertNew(b *testing.B) {
	c := letters(b)
	docs := make([]*letter, b.N)
	for i := range docs {
		docs[i] = newLetter(int64(i))
	}
	b.ResetTimer()
	if _, err := c.InsertNew(b.Context(), docs); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkFind(b *testing.B) {
	c := filled(b, 50_000)
	b.ResetTimer()
	n := 0
	for range b.N {
		for _, err := range c.Find(b.Context(), store.Query{Index: "person", Prefix: []any{"U" + fmt.Sprintf("%032x", n%5000)}}) {
			if err != nil {
				b.Fatal(err)
			}
		}
		n++
	}
}
