package flows_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"jitasa/internal/chat"
	"jitasa/internal/domain"
	"jitasa/internal/flow/flowtest"
	"jitasa/internal/flows"
)

// everybodyIs makes a member of staff of everybody.
type everybodyIs struct {
	flows.Roles
	staff domain.Staff
}

func (e everybodyIs) Of(_ context.Context, person string) (domain.Roles, error) {
	e.staff.Person = person
	return domain.Roles{Staff: &e.staff}, nil
}

// Only those who decide about calls find what waits for them in the menu, and see it.
func TestWhoIsOfferedToDecide(t *testing.T) {
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
		stage := flowtest.NewStage(t)
		stage.World.Roles = everybodyIs{stage.World.Roles, tt.staff}
		p := stage.Person(t)
		p.Visit("en")
		offered := slices.ContainsFunc(buttons(p.Says("menu")), func(c chat.Choice) bool { return c.Tap.Flow == "!approve" })
		shown := slices.ContainsFunc(buttons(p.Says("Calls to approve")), func(c chat.Choice) bool { return c.Tap.Flow == "approve" })
		if offered != tt.offers || shown != tt.offers {
			t.Errorf("%s: offered %v, shown %v", name, offered, shown)
		}
	}
}
