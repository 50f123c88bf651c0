package deliver

import (
	"testing"
	"time"

	"jitasa/internal/deliver/audience"
	"jitasa/internal/domain"
)

// Who cried for help is not called to help others for a day; what else there is reaches them.
func TestInDangerIsNotCalled(t *testing.T) {
	now := time.Date(2026, time.November, 23, 12, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		kind Kind
		ago  time.Duration
		want string
	}{
		{Call, domain.InDangerFor - 1, InDanger}, {Call, domain.InDangerFor, ""}, {Call, 0, InDanger},
		{Newsletter, 0, ""}, {Notice, 0, ""},
	} {
		p := &audience.Person{Reach: domain.Reach{Danger: now.Add(-c.ago)}}
		if got := (&Campaign{Kind: c.kind}).Refuses(p, now); got != c.want {
			t.Errorf("%s, %v ago: %q, want %q", c.kind, c.ago, got, c.want)
		}
	}
	if got := (&Campaign{Kind: Call}).Refuses(&audience.Person{}, now); got != "" {
		t.Errorf("who never was in danger: %q", got)
	}
}
