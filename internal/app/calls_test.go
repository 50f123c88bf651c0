package app_test

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
)

// An organisation calls for help: its manager is known by a code, a member of staff approves, those nearby who
// agreed are asked, nearest first, and nobody more once enough can come.
func TestCallForHelp(t *testing.T) {
	engines(t, func(t *testing.T, r *rig) {
		all := r.app.Store
		if err := all.Organisations.Insert(t.Context(), &domain.Organisation{Meta: domain.Meta{ID: "flood"}, Name: domain.Text{"th": "ศูนย์น้ำท่วม"}, Code: managerCode, CodeUntil: r.sim.Now().Add(time.Hour), CodeUses: 2}); err != nil {
			t.Fatal(err)
		}
		if err := all.Staff.Insert(t.Context(), &domain.Staff{Meta: domain.Meta{ID: "s1"}, Name: "กัญญา", Role: domain.Coordinator, Code: staffCode, CodeUntil: r.sim.Now().Add(time.Hour)}); err != nil {
			t.Fatal(err)
		}
		manager, staff, other := r.person("ผู้จัดการ"), r.person("เจ้าหน้าที่"), r.person("คนอื่น")
		want := func(said []linesim.Entry, text string) {
			t.Helper()
			if !strings.Contains(raw(said), text) {
				t.Errorf("no %q in %s", text, raw(said))
			}
		}
		want(manager.text(managerCode), "ศูนย์น้ำท่วม")
		want(staff.text(staffCode), "coordinator")
		want(other.text(staffCode), "work") // a code of staff is good for one
		people := r.subscribers(60, func(i int, v *domain.Volunteer) {
			v.Home = &domain.Home{Province: "32", District: "3201", Point: domain.Point{Lat: 14.88 + float64(i)*0.001, Lng: 103.49}, Exact: true}
			switch {
			case i >= 55: // too far
				v.Home.Point.Lat = 16
			case i >= 52: // has not agreed
				v.Consents[2].Given = false
			case i == 51:
				v.BirthYear, v.GuardianOK = r.sim.Now().Year()-17, true
			}
		})
		manager.tap("f=broadcast&s=%21new&v=flood")
		manager.text("ช่วยกรอกกระสอบทรายหน้าโรงพยาบาล")
		manager.at(14.88, 103.49)
		manager.text("30")
		manager.text("พรุ่งนี้บ่ายสอง")
		manager.text("3")
		manager.text("คุณแดง 081-234-5678")
		manager.text("skip")
		preview := manager.text("yes")
		want(preview, "51 people")
		before := staff.last()
		want(manager.tap(find(t, raw(preview), `f=broadcast&s=%21send&n=[^"]*`)), "Staff")
		asked := staff.next(before)
		id := strings.TrimPrefix(find(t, asked, `v=call-[0-9A-Za-z]*`), "v=")
		want(other.tap("f=approve&s=%21yes&v="+id), "registered staff")
		want(staff.tap("f=approve&s=%21yes&v="+id), "going out")
		want(staff.tap("f=approve&s=%21yes&v="+id), "going out")
		want(staff.tap("f=approve&s=%21no&v="+id), "decided")
		// The first wave asks twenty; three of them can come, which is enough.
		s := r.campaign(id, "in its first wave", func(s *dispatch.Status) bool { return s.Accepted >= 20 })
		if s.Accepted != 20 {
			t.Errorf("%d were asked in the first wave", s.Accepted)
		}
		got := r.pushed()
		near := 0
		for i := range 20 {
			near += got[r.named(people, i)]
		}
		if near != 20 {
			t.Errorf("%d of the 20 nearest were asked", near)
		}
		for i := range 3 {
			p := &talker{rig: r, id: r.named(people, i)}
			want(p.tap("f=answer_call&s=%21come&v="+id), "tel:+66812345678")
			want(p.tap("f=answer_call&s=%21come&v="+id), "ขอบคุณ") // counted once, and welcome when there are enough
		}
		r.sim.Advance(urgentWave)
		r.app.Deliver.Nudge()
		s = r.campaign(id, "over", over)
		if s.State != deliver.Cancelled || s.Why != deliver.Enough || s.Accepted != 20 || s.Skipped[deliver.Filled] != 31 {
			t.Errorf("%s (%s): %d asked, %v", s.State, s.Why, s.Accepted, s.Skipped)
		}
		want((&talker{rig: r, id: r.named(people, 10)}).tap("f=answer_call&s=%21come&v="+id), "พอแล้ว")
		r.until("counted", func() bool { // what the manager is told by itself may come in between
			return strings.Contains(raw(manager.tap("f=broadcast&s=%21tally&v="+id)), "3 of 3 coming")
		})
		r.until("told", func() bool { return r.pushed()[manager.id] >= 2 })
		if n := r.pushed()[manager.id]; n != 2 {
			t.Errorf("the manager was pushed %d messages, not that it was approved and that enough can come", n)
		}
	})
}

// urgentWave is longer than any pause between two waves.
const urgentWave = 20 * time.Minute

// named is the i-th person that was made: ids are in no order.
func (r *rig) named(ids []string, i int) string {
	r.Helper()
	for _, p := range r.sim.People() {
		if p.Name == fmt.Sprint("reader ", i) && slices.Contains(ids, p.ID) {
			return p.ID
		}
	}
	r.Fatalf("no reader %d", i)
	return ""
}

// next is what the person is told without having asked, after a place in the chat.
func (p *talker) next(after int64) (said string) {
	p.Helper()
	p.until("told", func() bool {
		chat, err := p.sim.Chat(p.id)
		if err != nil {
			p.Fatal(err)
		}
		for _, e := range chat {
			if e.Seq > after {
				said += string(e.Message)
			}
		}
		return said != ""
	})
	return said
}

func find(t *testing.T, in, pattern string) string {
	t.Helper()
	found := regexp.MustCompile(pattern).FindString(in)
	if found == "" {
		t.Fatalf("no %s in %s", pattern, in)
	}
	return found
}

// A call that costs more than is left when staff approve it goes nowhere, and waits: it can be approved later.
func TestApprovedTooLate(t *testing.T) {
	r := newRig(t)
	if err := r.app.Store.Staff.Insert(t.Context(), &domain.Staff{Meta: domain.Meta{ID: "s1"}, Role: domain.Coordinator, Code: staffCode, CodeUntil: r.sim.Now().Add(time.Hour)}); err != nil {
		t.Fatal(err)
	}
	staff := r.person("เจ้าหน้าที่")
	staff.text(staffCode)
	people := r.subscribers(30, func(_ int, v *domain.Volunteer) { v.Home = &domain.Home{Province: "32", District: "3201"} })
	c := &domain.Call{Meta: domain.Meta{ID: "call-late"}, Organisation: "flood", What: "กรอกกระสอบทราย", Place: domain.Home{Province: "32"}, When: "วันนี้", Need: 5, State: domain.Proposed}
	if err := r.app.Store.Calls.Insert(t.Context(), c); err != nil {
		t.Fatal(err)
	}
	r.quota(linesim.Quota{Type: "limited", Value: int64(len(people)) - 1})
	if said := raw(staff.tap("f=approve&s=%21yes&v=call-late")); !strings.Contains(said, "can’t be sent now") {
		t.Error(said)
	}
	kept, err := r.app.Store.Calls.Get(t.Context(), c.ID)
	if err != nil || kept.State != domain.Proposed || kept.DecidedBy != "" || !kept.DecidedAt.IsZero() {
		t.Errorf("%+v, %v", kept, err)
	}
	r.quota(linesim.Quota{Type: "none"})
	if said := raw(staff.tap("f=approve&s=%21yes&v=call-late")); !strings.Contains(said, "going out") {
		t.Error(said)
	}
}
