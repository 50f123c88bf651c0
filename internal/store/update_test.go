package store

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"jitasa/internal/domain"
)

// busy is a table on which somebody else is always faster.
type busy struct {
	Table
	writes int
}

func (b *busy) Get(context.Context, []string) ([]any, error) {
	return []any{&call{Meta: domain.Meta{ID: "a", Version: 1}}}, nil
}

func (b *busy) Replace(context.Context, Record, int64) error {
	b.writes++
	return domain.ErrConflict
}

func busyCalls(b *busy) *Collection[call] {
	return &Collection[call]{
		schema: &Schema{Name: "calls"}, table: b, key: (*call).Key,
		jitter: func(limit time.Duration) time.Duration { return limit }, now: time.Now,
	}
}

// TestUpdateIsBounded: even with the longest pauses an update ends within two seconds.
func TestUpdateIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b, start := &busy{}, time.Now()
		_, err := busyCalls(b).Update(t.Context(), "a", func(*call) error { return nil })
		if took := time.Since(start); !errors.Is(err, domain.ErrConflict) || b.writes != attempts || took > 2*time.Second {
			t.Errorf("%d writes in %v, %v", b.writes, took, err)
		}
	})
}

// TestUpdateCancelled: a pause ends with its context.
func TestUpdateCancelled(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
		defer cancel()
		start := time.Now()
		_, err := busyCalls(&busy{}).Update(ctx, "a", func(*call) error { return nil })
		if took := time.Since(start); !errors.Is(err, context.DeadlineExceeded) || took != 100*time.Millisecond {
			t.Errorf("ended after %v with %v", took, err)
		}
	})
}
