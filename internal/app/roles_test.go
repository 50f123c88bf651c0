package app_test

import (
	"os"
	"strings"
	"testing"
	"time"

	"jitasa/internal/domain"
	"jitasa/internal/store"
)

// Codes, as they are kept.
const (
	managerCode = "SURIN4821FLOOD77"
	staffCode   = "KANYA7341STAFF99"
)

// Who is staff and manages an organisation finds both in their data. Once erased they are neither, not even as
// somebody who was disabled; what they called for stays, and says nobody.
func TestRolesAreErased(t *testing.T) {
	r := newRig(t)
	all := r.app.Store
	if err := all.Organisations.Insert(t.Context(), &domain.Organisation{Meta: domain.Meta{ID: "flood"}, Name: domain.Text{"th": "ศูนย์น้ำท่วม"}, Code: managerCode, CodeUntil: r.sim.Now().Add(time.Hour), CodeUses: 2}); err != nil {
		t.Fatal(err)
	}
	for id, code := range map[string]string{"gone": staffCode, "now": "KANYA7342STAFF99"} {
		if err := all.Staff.Insert(t.Context(), &domain.Staff{Meta: domain.Meta{ID: id}, Name: markedName, Role: domain.Coordinator, Code: code, CodeUntil: r.sim.Now().Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
	}
	p, other := r.person("กัญญา"), r.person("คนอื่น")
	for _, code := range []string{staffCode, "KANYA7342STAFF99", managerCode} {
		p.text(code)
	}
	other.text(managerCode)
	if _, err := all.Staff.Update(t.Context(), "gone", func(s *domain.Staff) error {
		s.DisabledAt = domain.Instant(time.Now())
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []*domain.Call{{Meta: domain.Meta{ID: "call-mine"}, By: p.id}, {Meta: domain.Meta{ID: "call-other"}, By: other.id}} {
		c.Organisation, c.State = "flood", domain.Proposed
		if err := all.Calls.Insert(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
	p.tap("f=approve&s=%21no&v=call-mine") // they are told of it, by a notice of their own
	r.until("told", func() bool { return r.pushed()[p.id] == 1 })
	_, data := p.fetch(p.link())
	for _, want := range []string{markedName, `"role":"coordinator"`, `"disabledAt"`, `"flood"`} {
		if !strings.Contains(data, want) {
			t.Errorf("no %s in the export", want)
		}
	}
	p.erase()
	if n, err := all.Staff.Count(t.Context(), store.Query{}); err != nil || n != 0 {
		t.Errorf("%d members of staff are left, %v", n, err)
	}
	o, err := all.Organisations.Get(t.Context(), "flood")
	if err != nil || len(o.Managers) != 1 || o.Managers[0] != other.id {
		t.Errorf("managers %v, %v", o.Managers, err)
	}
	for id, by := range map[string]string{"call-mine": "", "call-other": other.id} {
		if c, err := all.Calls.Get(t.Context(), id); err != nil || c.By != by {
			t.Errorf("%s is by %q, %v", id, c.By, err)
		}
	}
	if err := r.end(); err != nil {
		t.Error(err)
	}
	content, err := os.ReadFile(r.path)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(content), p.id); n > 3 { // the thread: id, document, index
		t.Errorf("the person's id is in the database %d times", n)
	}
}
