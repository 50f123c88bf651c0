package lunar_test

import (
	"testing"

	"jitasa/internal/thai"
	"jitasa/internal/thai/lunar"
)

// The days of 2567 to 2570 are those that were announced.
func TestAnnounced(t *testing.T) {
	for year, want := range map[int][3]string{
		2024: {"2024-02-24", "2024-05-22", "2024-07-20"}, 2025: {"2025-02-12", "2025-05-11", "2025-07-10"},
		2026: {"2026-03-03", "2026-05-31", "2026-07-29"}, 2027: {"2027-02-21", "2027-05-20", "2027-07-18"},
	} {
		for i, on := range []func(int) (thai.Day, bool){lunar.Makha, lunar.Visakha, lunar.Asalha} {
			if got, ok := on(year); !ok || got.String() != want[i] {
				t.Errorf("%d, %d: %s, want %s", year, i, got, want[i])
			}
		}
	}
}
