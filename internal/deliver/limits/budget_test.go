package limits_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"jitasa/internal/deliver/limits"
	"jitasa/internal/domain"
)

// purse is a platform that only says what is left.
type purse struct {
	limit, used int64
	err         error
	asked       int
}

func (p *purse) Quota(context.Context) (limit, used int64, err error) {
	p.asked++
	return p.limit, p.used, p.err
}

// The last message above the reserve can be spent, and no further one but what is urgent. What is known serves for half a
// minute, but a no is never an old one.
func TestBudget(t *testing.T) {
	now := time.Date(2026, 12, 1, 9, 0, 0, 0, time.UTC)
	p := &purse{limit: 100, used: 70}
	b := &limits.Budget{Platform: p, Reserve: 20, Now: func() time.Time { return now }}
	spend := func(n int, urgent bool, want error) {
		t.Helper()
		if err := b.Spend(t.Context(), n, urgent); !errors.Is(err, want) {
			t.Errorf("%d, urgent %v: %v, not %v", n, urgent, err, want)
		}
	}
	spend(11, false, limits.ErrSpent)
	spend(10, false, nil)
	spend(1, false, limits.ErrSpent)
	spend(1, true, nil)
	if p.asked != 1 {
		t.Errorf("asked %d times within a second", p.asked)
	}
	p.used = 60
	now = now.Add(2 * time.Second)
	spend(20, false, nil)
	p.limit = -1
	now = now.Add(time.Minute)
	spend(1_000_000, false, nil)
	p.limit, p.used = 100, 80
	now = now.Add(time.Minute)
	has := func(n int, urgent, want bool) {
		t.Helper()
		if got := b.Has(t.Context(), n, urgent); got != want {
			t.Errorf("%d, urgent %v: there %t", n, urgent, got)
		}
	}
	has(1, false, false)
	has(20, true, true)
	has(21, true, false)
	p.used = 79
	now = now.Add(2 * time.Second)
	for range 3 { // nothing is taken by asking
		has(1, false, true)
	}
	never := &limits.Budget{Platform: &purse{err: errors.New("no answer")}, Now: func() time.Time { return now }}
	if err := never.Spend(t.Context(), 1, false); !errors.Is(err, domain.ErrUnavailable) {
		t.Errorf("nobody knows what is left: %v", err)
	}
	if !never.Has(t.Context(), 1, false) {
		t.Error("what nobody knows is taken for a no")
	}
}
