package match_test

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"jitasa/internal/domain"
	"jitasa/internal/match"
)

// board is a source in memory.
type board struct {
	mu   sync.Mutex
	all  []domain.Opportunity
	fail error
}

func (b *board) Changed(_ context.Context, since time.Time) iter.Seq2[*domain.Opportunity, error] {
	b.mu.Lock()
	all, fail := slices.Clone(b.all), b.fail
	b.mu.Unlock()
	return func(yield func(*domain.Opportunity, error) bool) {
		for i := range all {
			if !all[i].UpdatedAt.Before(since) && !yield(&all[i], nil) {
				return
			}
		}
		if fail != nil {
			yield(nil, fail)
		}
	}
}

// put writes an opportunity at a moment.
func (b *board) put(o domain.Opportunity, at time.Time) {
	b.mu.Lock()
	defer b.mu.Unlock()
	o.UpdatedAt = at
	for i := range b.all {
		if b.all[i].ID == o.ID {
			b.all[i] = o
			return
		}
	}
	b.all = append(b.all, o)
}

func TestLiveFollowsItsSource(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		clock := now
		b := &board{}
		for _, o := range jobs(t, 60) {
			b.put(o, clock)
		}
		live := match.NewLive(b, func() time.Time { return now })
		for round := range rapid.IntRange(1, 6).Draw(t, "rounds") {
			if _, err := live.Refresh(t.Context()); err != nil {
				t.Fatal(err)
			}
			check(t, live.Near, question(t), b.all)
			clock = clock.Add(time.Hour)
			for _, o := range jobs(t, 12) {
				b.put(o, clock)
			}
			for i := range rapid.IntRange(0, 3).Draw(t, "new") {
				b.put(job(t, fmt.Sprintf("new-%d-%d", round, i)), clock)
			}
		}
	})
}

func TestRefreshCountsNewsOnly(t *testing.T) {
	b := &board{}
	for _, o := range crowd(500, 0) {
		b.put(o, now)
	}
	live := match.NewLive(b, func() time.Time { return now.AddDate(0, 0, -2) }) // when nothing was over
	first, err := live.Refresh(t.Context())
	if err != nil || first != live.Index().Len() || first < 450 {
		t.Fatalf("first refresh: %d changes, %d in the index, %v", first, live.Index().Len(), err)
	}
	held := live.Index()
	if again, err := live.Refresh(t.Context()); err != nil || again != 0 || live.Index() != held {
		t.Fatalf("nothing changed, but: %d changes, %v", again, err)
	}
	gone := b.all[1]
	gone.State = domain.Closed
	b.put(gone, now.Add(time.Minute))
	if n, err := live.Refresh(t.Context()); err != nil || n != 1 || live.Index().Len() != first-1 {
		t.Fatalf("one closed, but: %d changes, %d left, %v", n, live.Index().Len(), err)
	}
}

func TestRefreshKeepsTheIndexOnError(t *testing.T) {
	b := &board{all: crowd(100, 0)}
	live := match.NewLive(b, func() time.Time { return now })
	if _, err := live.Refresh(t.Context()); err != nil {
		t.Fatal(err)
	}
	held := live.Index()
	b.put(domain.Opportunity{Meta: domain.Meta{ID: "late"}, State: domain.Open, StartsAt: now.Add(time.Hour)}, now)
	b.fail = errors.New("the line is down")
	if _, err := live.Refresh(t.Context()); !errors.Is(err, b.fail) || live.Index() != held {
		t.Fatalf("error %v, same index: %v", err, live.Index() == held)
	}
	b.fail = nil
	if n, err := live.Refresh(t.Context()); n != 1 || err != nil {
		t.Fatalf("after the error: %d changes, %v", n, err)
	}
}

func TestReadersDoNotWaitForRefreshes(t *testing.T) {
	b := &board{all: crowd(3000, 0.3)}
	live := match.NewLive(b, func() time.Time { return now })
	if err := live.Reload(t.Context()); err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var readers sync.WaitGroup
	for range 4 {
		readers.Go(func() {
			for {
				select {
				case <-done:
					return
				default:
				}
				if r := live.Near(match.Query{Now: now, Point: &domain.Point{Lat: 13.75, Lng: 100.5}}); len(r.Matches) != 10 {
					t.Errorf("%d matches", len(r.Matches))
					return
				}
			}
		})
	}
	for i := range 30 {
		for j := range 50 {
			o := b.all[(i*50+j)%len(b.all)]
			o.Seats++
			b.put(o, now.Add(time.Duration(i+1)*time.Minute))
		}
		if _, err := live.Refresh(t.Context()); err != nil {
			t.Error(err)
		}
	}
	close(done)
	readers.Wait()
}
