package flows_test

import (
	"slices"
	"testing"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow/flowtest"
)

// Only those who decide about calls find what waits for them in the menu, and see it.
func TestWhoIsOfferedToDecide(t *testing.T) {
	stage := flowtest.NewStage(t)
	for name, tt := range map[string]struct {
		staff  domain.Staff
		offers bool
	}{
		"a coordinator":          {domain.Staff{Role: domain.Coordinator}, true},
		"an administrator":       {domain.Staff{Role: domain.Admin}, true},
		"a viewer":               {domain.Staff{Role: domain.Viewer}, false},
		"an editor":              {domain.Staff{Role: domain.Editor}, false},
		"a disabled coordinator": {domain.Staff{Role: domain.Coordinator, DisabledAt: time.Unix(1, 0)}, false},
	} {
		p := stage.Person(t)
		p.Is(tt.staff)
		p.Visit("en")
		offered := slices.ContainsFunc(buttons(p.Says("menu")), func(c chat.Choice) bool { return c.Tap.Flow == "!approve" })
		shown := slices.ContainsFunc(buttons(p.Says("Calls to approve")), func(c chat.Choice) bool { return c.Tap.Flow == "approve" })
		if offered != tt.offers || shown != tt.offers {
			t.Errorf("%s: offered %v, shown %v", name, offered, shown)
		}
	}
}
