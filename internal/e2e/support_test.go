package e2e

import (
	"testing"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// helpInDanger lets somebody cry for help on one phone, and a coordinator answer on another and give them back to the bot.
func helpInDanger(t *testing.T, w *world) {
	const code = "KANYA2569STAFF0001"
	s := &domain.Staff{Meta: domain.Meta{ID: "kanya"}, Name: "กัญญา", Role: domain.Coordinator, CreatedAt: domain.Instant(w.now())}
	access.ForStaff(s, code, w.now())
	if err := w.App.Store.Staff.Insert(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	staff := w.openPhone(t, "help-staff-th", "th", phoneLight)
	staff.join("กัญญา")
	staff.tap(hook("add-friend"), "")
	staff.see(staff.words.T("welcome.title"))
	staff.choose("language.name.label")
	staff.see(staff.words.T("consent.title"))
	staff.say(access.Grouped(code))
	staff.see(staff.words.T("code.role.coordinator"))

	p := w.openPhone(t, "help-th", "th", phoneLight)
	p.join("สมศรี")
	p.tap(hook("add-friend"), "")
	p.see(p.words.T("welcome.title"))
	p.choose("language.name.label")
	p.see(p.words.T("consent.title"))
	p.say("ช่วยด้วย น้ำท่วมบ้าน อยู่บนหลังคา")
	p.see("เราแจ้งเจ้าหน้าที่แล้ว")
	p.shoot("1-told")

	staff.see(staff.words.T("support.alarm"))
	staff.see("น้ำท่วมบ้าน อยู่บนหลังคา")
	staff.shoot("1-alarm")
	staff.choose("support.answer.label")
	staff.see("พิมพ์ถึง สมศรี ได้เลย")
	staff.shoot("2-answer")
	staff.say("เรือกำลังไป อีก 20 นาที")
	staff.see("กำลังส่งถึง สมศรี")

	p.see("เรือกำลังไป อีก 20 นาที")
	p.see(p.words.T("human.from", "Name", "กัญญา"))
	p.shoot("2-answered")
	p.say("ขอบคุณ น้ำยังขึ้นอยู่")
	staff.see("น้ำยังขึ้นอยู่")
	staff.shoot("3-more")
	staff.say("ใครรออยู่")
	staff.see(staff.words.T("support.with_you"))
	staff.shoot("4-waiting")
	staff.choose("support.back.label")
	staff.see(staff.words.T("support.given_back", "Name", "สมศรี"))

	p.say("เมนู")
	p.see(p.words.T("support.closed"))
	p.see(p.words.T("menu.title"))
	p.shoot("3-back")
	p.audit("th")
	staff.audit("th")
}
