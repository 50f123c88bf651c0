package app_test

import (
	"strings"
	"testing"
	"time"

	"jitasa/internal/app"
	"jitasa/internal/deliver"
	"jitasa/internal/deliver/dispatch"
	"jitasa/internal/domain"
	"jitasa/internal/linesim"
)

// calling is an organisation that has called for help, and waits for staff.
type calling struct {
	*rig
	staff, other, manager *talker
}

// newCalling has people of Surin whom the call is for; timers are looked at all the time.
func newCalling(t *testing.T, people int) calling {
	t.Helper()
	r := newRig(t, func(o *app.Options) { o.Timers.Poll, o.Inbox.Retry = 20*time.Millisecond, 20*time.Millisecond })
	c := calling{r, r.person("กัญญา"), r.person("มาลี"), r.person("ผู้จัดการ")}
	for id, person := range map[string]*talker{"s1": c.staff, "s2": c.other} {
		if err := r.app.Store.Staff.Insert(t.Context(), &domain.Staff{Meta: domain.Meta{ID: id}, Name: id, Role: domain.Coordinator, Lang: "th", Person: person.id}); err != nil {
			t.Fatal(err)
		}
	}
	flood := &domain.Organisation{Meta: domain.Meta{ID: "flood"}, Name: domain.Text{"th": "ศูนย์น้ำท่วม"}, Managers: []string{c.manager.id}}
	if err := r.app.Store.Organisations.Insert(t.Context(), flood); err != nil {
		t.Fatal(err)
	}
	r.subscribers(people, func(_ int, v *domain.Volunteer) { v.Home = &domain.Home{Province: "32", District: "3201"} })
	call := &domain.Call{
		Meta: domain.Meta{ID: "call-now"}, Organisation: "flood", Name: flood.Name, By: c.manager.id, Lang: "th", What: "กรอกกระสอบทราย", Place: domain.Home{Province: "32"},
		When: "บ่ายสอง", Contact: "081-234-5678", Need: 5, Urgent: true, State: domain.Proposed, CreatedAt: domain.Instant(r.sim.Now()),
	}
	if err := r.app.Store.Calls.Insert(t.Context(), call); err != nil {
		t.Fatal(err)
	}
	return c
}

func (c calling) call() *domain.Call {
	c.Helper()
	call, err := c.app.Store.Calls.Get(c.Context(), "call-now")
	if err != nil {
		c.Fatal(err)
	}
	return call
}

// hears fails unless an answer says each of the texts.
func (c calling) hears(answer string, texts ...string) {
	c.Helper()
	for _, text := range texts {
		if !strings.Contains(answer, text) {
			c.Errorf("no %q in %s", text, answer)
		}
	}
}

const (
	yes     = "f=approve&s=%21yes&v=call-now"
	myCalls = "f=broadcast&s=%21of&v=flood"
)

// LINE does not tell what is left of the month when a call is approved: whoever approves is told so, and it goes out by itself.
func TestApprovedWhileLineIsAway(t *testing.T) {
	c := newCalling(t, 30)
	c.fault(linesim.Fault{Kind: linesim.Fault500Before, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/quota"}})
	c.hears(raw(c.staff.tap(yes)), "แต่ยังไม่เริ่มส่ง", "LINE ยังไม่ตอบ")
	c.hears(raw(c.manager.tap(myCalls)), "อนุมัติแล้ว รอส่ง", "LINE ยังไม่ตอบ") // the notice waits for LINE as well
	c.hears(raw(c.other.tap(yes)), "s1 ตัดสินเรื่องนี้ไปแล้ว", "LINE ยังไม่ตอบ")
	c.sim.ClearFault("")
	c.sim.Advance(time.Minute)
	c.until("begun", func() bool { return !c.call().Pending })
	s := c.campaign("call-now", "sent", func(s *dispatch.Status) bool { return s.Accepted >= 25 })
	if call := c.call(); call.State != domain.Approved || call.Pending || s.Accepted != 25 {
		t.Errorf("%+v; %d were asked in the first wave", call, s.Accepted)
	}
	c.until("told that it is approved", func() bool { return c.pushed()[c.manager.id] == 1 })
	c.hears(raw(c.manager.tap(myCalls)), "กำลังประกาศ")
}

// When LINE is back there are too few messages: the call waits for staff again, and both who wait for it are told.
func TestReturnedToStaff(t *testing.T) {
	c := newCalling(t, 30)
	c.fault(linesim.Fault{Kind: linesim.Fault500Before, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/quota"}})
	c.staff.tap(yes)
	staff, manager := c.staff.last(), c.manager.last()
	c.quota(linesim.Quota{Type: "limited", Value: 20})
	c.sim.ClearFault("")
	c.sim.Advance(time.Minute)
	c.hears(c.staff.next(staff), "ข้อความของเดือนนี้ไม่พอ", "v=call-now")
	c.until("told that it was approved, and that it is not sent", func() bool { return c.pushed()[c.manager.id] == 2 })
	c.hears(c.manager.next(manager), "ยังไม่ได้ส่ง", "ข้อความของเดือนนี้ไม่พอ")
	c.until("waiting for staff", func() bool {
		call := c.call()
		return call.State == domain.Proposed && !call.Pending && call.DecidedBy == ""
	})
	c.sim.Advance(time.Hour) // and they are told once
	c.hears(raw(c.staff.text("ประกาศรออนุมัติ")), "กรอกกระสอบทราย", "v=call-now")
	if n := c.pushed(); n[c.staff.id] > 2 || n[c.manager.id] != 2 {
		t.Errorf("staff were pushed %d messages, the manager %d", n[c.staff.id], n[c.manager.id])
	}
	c.quota(linesim.Quota{Type: "none"})
	c.hears(raw(c.staff.tap(yes)), "เริ่มส่งทันที")
}

// The month's messages are used up in the middle of a call: who asks is told so, and an approval goes on with it once there are more.
func TestApprovingAgainGoesOn(t *testing.T) {
	c := newCalling(t, 30)
	c.fault(linesim.Fault{Kind: linesim.Fault429Quota, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/multicast"}, Times: 1})
	c.hears(raw(c.staff.tap(yes)), "เริ่มส่งทันที")
	c.campaign("call-now", "paused", func(s *dispatch.Status) bool { return s.State == deliver.Paused })
	c.until("told that it is approved", func() bool { return c.pushed()[c.manager.id] == 1 })
	c.hears(raw(c.manager.tap(myCalls)), "อนุมัติแล้ว รอส่ง", "ข้อความของเดือนนี้หมดแล้ว")
	c.quota(linesim.Quota{Type: "limited", Value: 30, Used: 30})
	c.hears(raw(c.staff.tap(yes)), "แต่ยังไม่เริ่มส่ง", "ข้อความของเดือนนี้หมดแล้ว")
	c.quota(linesim.Quota{Type: "none"})
	c.hears(raw(c.other.tap(yes)), "เริ่มส่งทันที")
	c.campaign("call-now", "sent", func(s *dispatch.Status) bool { return s.Accepted >= 25 })
}

// A call that its manager ends while staff approve it, in vain, stays ended.
func TestEndedWhileItsApprovalFails(t *testing.T) {
	c := newCalling(t, 0) // it is for nobody
	c.fault(linesim.Fault{Kind: linesim.FaultSlow, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/quota"}, Ms: 1000})
	if _, err := c.sim.Postback(c.staff.id, linesim.PostbackInput{Data: yes}); err != nil {
		t.Fatal(err)
	}
	asked := c.staff.last()
	c.until("approved", func() bool { return c.call().State == domain.Approved })
	c.hears(raw(c.manager.tap("f=broadcast&s=%21end&v=call-now")), "ปิดประกาศแล้ว")
	c.hears(c.staff.next(asked), "ประกาศนี้ปิดไปแล้ว")
	c.sim.ClearFault("")
	if call := c.call(); call.State != domain.Ended {
		t.Errorf("it is %s", call.State)
	}
	c.hears(raw(c.other.tap(yes)), "ประกาศนี้ปิดไปแล้ว")
}

// A manager who is to see what a call costs waits while LINE does not tell what is left, and is not turned away.
func TestPreviewWaitsForLine(t *testing.T) {
	c := newCalling(t, 3)
	c.manager.tap("f=broadcast&s=%21new&v=flood")
	for _, said := range []string{"ช่วยกรอกกระสอบทราย", "สุรินทร์", "พรุ่งนี้บ่ายสอง", "3 คน", "คุณแดง 081-234-5678", "ข้าม"} {
		c.manager.text(said)
	}
	c.fault(linesim.Fault{Kind: linesim.Fault429Rate, Match: linesim.FaultMatch{PathPrefix: "/v2/bot/message/quota"}, Times: 7})
	c.hears(raw(c.manager.text("ด่วน")), "ส่งให้อนุมัติ")
	if n := strings.Count(c.logs.String(), "event not answered yet"); n != 7 {
		t.Errorf("it was tried in vain %d times", n)
	}
}
