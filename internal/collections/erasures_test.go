package collections_test

import (
	"path/filepath"
	"testing"
	"time"

	"jitasa/internal/domain"
)

// A mark stays for as long as it says, to the moment, and receipts without one are left alone.
func TestUnmark(t *testing.T) {
	c, _ := opened(t, filepath.Join(t.TempDir(), "a.db"), master)
	until := time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)
	for _, r := range []*domain.Erasure{{Meta: domain.Meta{ID: "A"}, Mark: "m", Until: until}, {Meta: domain.Meta{ID: "B"}}} {
		if err := c.Erasures.Insert(t.Context(), r); err != nil {
			t.Fatal(err)
		}
	}
	for _, now := range []struct {
		at   time.Time
		want string
	}{{until, "m"}, {until.Add(time.Millisecond), ""}, {until.Add(time.Hour), ""}} {
		if err := c.Erasures.Unmark(t.Context(), now.at); err != nil {
			t.Fatal(err)
		}
		if r, err := c.Erasures.Get(t.Context(), "A"); err != nil || r.Mark != now.want {
			t.Errorf("at %v: %+v, %v", now.at, r, err)
		}
	}
	if r, err := c.Erasures.Get(t.Context(), "B"); err != nil || r.Version != 1 {
		t.Errorf("%+v, %v", r, err)
	}
}
