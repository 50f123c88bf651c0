package support_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access/accesstest"
	"jitasa/internal/domain"
	"jitasa/internal/support"
)

// On duty is who may answer people, was not disabled, and reads what is sent to them; each is told in a language that we speak.
func TestOnDuty(t *testing.T) {
	h := accesstest.Open(t)
	for id, m := range map[string]domain.Staff{
		"answers": {Role: domain.Coordinator, Lang: "xx"}, "edits": {Role: domain.Editor}, "views": {Role: domain.Viewer}, "left": {Role: domain.Coordinator, DisabledAt: time.Unix(1, 0)},
		"blocked": {Role: domain.Coordinator}, "nowhere": {Role: domain.Coordinator},
	} {
		m.ID, m.Person = id, "U-"+id
		if id == "nowhere" {
			m.Person = ""
		}
		h.Do(h.Kept.Staff.Insert(t.Context(), &m))
	}
	r := support.Roster{Access: h.Access, Staff: h.Kept.Staff, Follows: func(_ context.Context, person string) (bool, error) {
		return person != "" && person != "U-blocked", nil
	}}
	list, err := r.OnDuty(t.Context())
	h.Do(err)
	var ids []string
	for _, m := range list {
		if m.Role == domain.Coordinator { // the house has members of staff of its own
			ids = append(ids, m.ID)
		}
		if m.Lang == "xx" {
			t.Errorf("%s is to be told in %s", m.ID, m.Lang)
		}
	}
	if got := strings.Join(ids, " "); !strings.Contains(got, "answers") || strings.Contains(got, "edits") || strings.Contains(got, "left") || strings.Contains(got, "blocked") || strings.Contains(got, "nowhere") {
		t.Errorf("on duty are %s", got)
	}
	h.Do(r.Warned(t.Context(), "answers", "2026-11"))
	h.Do(r.Warned(t.Context(), "erased meanwhile", "2026-11"))
	if m, err := h.Kept.Staff.Get(t.Context(), "answers"); err != nil || m.Warned != "2026-11" {
		t.Errorf("%+v, %v", m, err)
	}
}
