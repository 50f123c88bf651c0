package app_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/access"
	"jitasa/internal/config"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
	"jitasa/internal/store"
)

// staffed adds a member of staff with a code that was just made.
func (r *rig) staffed(id string, role domain.Role, code string) {
	r.Helper()
	s := &domain.Staff{Meta: domain.Meta{ID: id}, Name: "คน" + id, Role: role}
	access.ForStaff(s, code, r.sim.Now())
	if err := r.app.Store.Staff.Insert(r.Context(), s); err != nil {
		r.Fatal(err)
	}
}

// organised adds an organisation with a code that was just made.
func (r *rig) organised(id, code string) {
	r.Helper()
	o := &domain.Organisation{Meta: domain.Meta{ID: id}, Name: domain.Text{"th": "ศูนย์น้ำท่วม"}}
	access.ForManagers(o, code, r.sim.Now())
	if err := r.app.Store.Organisations.Insert(r.Context(), o); err != nil {
		r.Fatal(err)
	}
}

// hears reports whether somebody is pushed a text.
func (p *talker) hears(text string) {
	p.Helper()
	p.until(text, func() bool {
		chat, err := p.sim.Chat(p.id)
		return err == nil && slices.ContainsFunc(chat, func(e linesim.Entry) bool { return strings.Contains(string(e.Message), text) })
	})
}

func wrongCode(n int) string { return fmt.Sprintf("ABCD-EFGH-JKMN-%04d", n) }

// What is said to those who write in Latin letters first.
const (
	takenAsStaff = "registered as staff"
	tooManyTries = "tried several codes"
	codeRefused  = "That code doesn’t work"
)

// A code of staff links one person and is recorded, and each admin is told; others get no further with it.
func TestCodeOfStaff(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		r.staffed("boss", domain.Admin, "BOSS7341BOSS7341")
		r.staffed("kanya", domain.Coordinator, staffCode)
		admin, p, other := r.person("หัวหน้า"), r.person("กัญญา"), r.person("คนอื่น")
		admin.text("boss-7341-boss-7341")
		for range 2 { // typed again, it is the same
			if said := raw(p.text(access.Grouped(staffCode))); !strings.Contains(said, takenAsStaff) {
				t.Errorf("%s", said)
			}
		}
		admin.hears("คนkanya has just used a code")
		if said := raw(other.text(staffCode)); !strings.Contains(said, codeRefused) {
			t.Errorf("a second person: %s", said)
		}
		if n := r.pushed()[admin.id]; n != 1 {
			t.Errorf("the admin was told %d times", n)
		}
		s, err := r.app.Store.Staff.Get(t.Context(), "kanya")
		if err != nil || s.Person != p.id || s.LinkedAt.IsZero() {
			t.Errorf("%+v, %v", s, err)
		}
		linked := 0
		for e, err := range r.app.Store.Audit.Latest(t.Context(), 0) {
			if err != nil {
				t.Fatal(err)
			}
			if strings.Contains(fmt.Sprint(e), p.id) {
				t.Error("the log names a person")
			}
			if e.Did == access.StaffLinked && e.Subject == "kanya" && e.By == access.Ref([]byte(masterKey), p.id) {
				linked++
			}
		}
		if linked != 1 {
			t.Errorf("recorded %d times", linked)
		}
	})
}

// Whoever was disabled, or whose code ran out, does not become staff by it; nor does a code of an older release work.
func TestCodesThatAreNoLongerGood(t *testing.T) {
	r := newRig(t)
	r.staffed("gone", domain.Admin, "GONE2569STAFF001")
	r.staffed("late", domain.Admin, "LATER2569CODE001")
	if err := r.app.Store.Staff.Insert(t.Context(), &domain.Staff{Meta: domain.Meta{ID: "old"}, Role: domain.Admin, Code: "KANYA-7341"}); err != nil {
		t.Fatal(err)
	}
	r.organised("flood", managerCode)
	change := func(id string, how func(*domain.Staff)) {
		if _, err := r.app.Store.Staff.Update(t.Context(), id, func(s *domain.Staff) error { how(s); return nil }); err != nil {
			t.Fatal(err)
		}
	}
	change("gone", func(s *domain.Staff) { s.DisabledAt = domain.Instant(r.sim.Now()) })
	change("late", func(s *domain.Staff) { s.CodeUntil = domain.Instant(r.sim.Now()) })
	p := r.person("กัญญา")
	for code, want := range map[string]string{"GONE2569STAFF001": codeRefused, "LATER2569CODE001": "has expired", "KANYA-7341": "Codes of the old kind"} {
		if said := raw(p.text(code)); !strings.Contains(said, want) {
			t.Errorf("%s: %s", code, said)
		}
	}
	if n, err := r.app.Store.Staff.Count(t.Context(), store.Query{Index: "person"}); err != nil || n != 0 {
		t.Errorf("%d are linked, %v", n, err)
	}
	// Somebody who was linked and then disabled does not come back by the code either.
	r.staffed("back", domain.Admin, "BACK2569STAFF001")
	p.text("BACK2569STAFF001")
	change("back", func(s *domain.Staff) { s.DisabledAt = domain.Instant(r.sim.Now()) })
	if said := raw(p.text("BACK2569STAFF001")); !strings.Contains(said, codeRefused) {
		t.Errorf("disabled, and typed again: %s", said)
	}
	// An organisation's code makes so many managers and no more.
	if _, err := r.app.Store.Organisations.Update(t.Context(), "flood", func(o *domain.Organisation) error { o.CodeUses = 1; return nil }); err != nil {
		t.Fatal(err)
	}
	for i, want := range []string{"You now manage", "been used up"} {
		if said := raw(r.person(fmt.Sprint(i)).text(managerCode)); !strings.Contains(said, want) {
			t.Errorf("manager %d: %s", i+1, said)
		}
	}
}

// Wrong codes are counted beside what an erasure deletes: whoever starts anew may not guess anew.
func TestErasureForgivesNoTries(t *testing.T) {
	r := newRig(t)
	r.staffed("boss", domain.Admin, staffCode)
	p := r.person("คนเดา")
	for i := range 4 {
		p.text(wrongCode(i))
	}
	p.erase()
	p.text("สวัสดี")
	if said := raw(p.text(wrongCode(4))); !strings.Contains(said, codeRefused) {
		t.Errorf("the fifth: %s", said)
	}
	if said := raw(p.text(staffCode)); !strings.Contains(said, tooManyTries) {
		t.Errorf("the sixth, which is right: %s", said)
	}
	for c, err := range r.app.Store.Tries.Find(t.Context(), store.Query{}) {
		if err != nil || strings.Contains(fmt.Sprint(c), p.id) {
			t.Errorf("a counter names somebody: %v, %v", c, err)
		}
	}
	r.sim.Advance(24 * time.Hour)
	if said := raw(p.text(staffCode)); !strings.Contains(said, takenAsStaff) {
		t.Errorf("the next day: %s", said)
	}
	r.sim.Advance(48 * time.Hour)
	r.until("counters deleted", func() bool {
		n, err := r.app.Store.Tries.Count(t.Context(), store.Query{})
		return err == nil && n == 0
	})
}

// Many accounts guess no faster than one: over all there is a limit too, for an hour, which is counted.
func TestManyAccountsGuessNoFaster(t *testing.T) {
	r := newRig(t)
	if err := r.end(); err != nil {
		t.Fatal(err)
	}
	r.metrics = config.Metrics{Token: metricsToken}
	r.url, r.end = r.start()
	r.balance(r.url)
	r.staffed("boss", domain.Admin, staffCode)
	for n := range 20 {
		p := r.person(fmt.Sprint(n))
		for i := range 5 {
			p.text(wrongCode(n*5 + i))
		}
	}
	p := r.person("กัญญา")
	if said := raw(p.text(staffCode)); !strings.Contains(said, "codes are not taken") {
		t.Errorf("after a hundred wrong ones: %s", said)
	}
	if _, text := r.scrape(metricsToken); !strings.Contains(text, `jitasa_codes_total{outcome="wrong"} 100`) || !strings.Contains(text, `jitasa_codes_total{outcome="closed"} 1`) {
		t.Error("not counted")
	}
	r.sim.Advance(time.Hour)
	if said := raw(p.text(staffCode)); !strings.Contains(said, takenAsStaff) {
		t.Errorf("an hour later: %s", said)
	}
}
