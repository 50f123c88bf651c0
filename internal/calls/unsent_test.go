package calls_test

import (
	"testing"
	"time"

	"jitasa/internal/domain"
)

// Operators are shown how many approved calls nothing sends, and since when; not those that wait for staff again.
func TestUnsent(t *testing.T) {
	call := func(id string, state domain.CallState, pending bool, ago time.Duration) *domain.Call {
		return &domain.Call{Meta: domain.Meta{ID: id}, State: state, Pending: pending, CreatedAt: noon, DecidedAt: domain.Instant(noon.Add(-ago))}
	}
	d := newDesk(t, call("a", domain.Approved, true, time.Minute), call("b", domain.Approved, true, time.Hour), call("given back", domain.Proposed, true, 2*time.Hour), call("sent", domain.Approved, false, 3*time.Hour))
	d.now = noon
	if n, longest, err := d.Unsent(t.Context()); err != nil || n != 2 || longest != time.Hour {
		t.Errorf("%d calls are not sent, the first for %v (%v), want 2 and an hour", n, longest, err)
	}
}
