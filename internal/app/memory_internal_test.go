package app

import "testing"

// What is small may be surrounded by four times as much garbage, what is large by as much again, and nothing between by
// more than there is room for.
func TestGarbageIsBounded(t *testing.T) {
	const mb = 1 << 20
	for live, want := range map[uint64]int{0: 400, 8 * mb: 400, 14 * mb: 400, 16 * mb: 350, 28 * mb: 200, 56 * mb: 100, 1000 * mb: 100} {
		if got := gcPercent(live); got != want {
			t.Errorf("with %d MB live: %d %%, want %d", live/mb, got, want)
		}
	}
}
