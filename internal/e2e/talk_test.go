package e2e

import (
	"testing"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// talking lets somebody type where others tap: a cry for help at each question of the sign-up, and questions about an open card.
func talking(t *testing.T, w *world) {
	p := w.openPhone(t, "talk-th", "th", phoneLight)
	p.join("มาลี")
	p.tap(hook("add-friend"), "")
	p.see(p.words.T("welcome.title"))
	p.choose("language.name.label")
	p.see(p.words.T("consent.title"))
	cry := func(text string, harm domain.Harm) {
		t.Helper()
		p.say(text)
		p.see(p.words.T("sos.title." + string(harm)))
		p.shoot("danger-" + string(harm))
		p.press(offered, p.words.T("sos.over.label"))
		p.see(before(p.words.T("sos.over"), " "))
	}
	cry("คนจมน้ำ ช่วยด้วย", domain.Drowning)
	p.say("สมัครอาสา")
	p.see(p.words.T("consent.title"))
	p.choose("consent.all.label")
	p.see(p.words.T("consent.birth"))
	cry("ไฟไหม้บ้าน", domain.OnFire)
	p.say("2510")
	p.see("เรียกคุณว่าอะไรดี")
	cry("งูกัดค่ะ", domain.Snakebite)
	p.say("มาลี")
	p.see("อยากช่วยแถวไหน")
	cry("พ่อหมดสติ", domain.Unconscious)
	p.say("สุรินทร์")
	p.see("อยากช่วยเรื่องไหน")
	cry("ลูกหายไปจากตลาด", domain.Lost)
	p.say("ภัยพิบัติ")
	p.see(p.words.T("signup.welcome", "Name", "มาลี"))
	p.shoot("signed-up")

	p.press(offered, p.words.T("opportunity.details.label"))
	p.see(p.words.T("opportunity.minors"))
	p.say("ใครจัดคะ")
	p.see("จัดโดย")
	p.say("พาลูกไปได้ไหม")
	p.see("20")
	p.shoot("asked")

	p.say("โปรไฟล์ของฉัน")
	p.see(p.words.T("profile.title"))
	p.choose("signup.rest.label")
	p.see("แตะได้หลายเรื่อง")
	p.press(offered, p.label(p.words.T("cause.animals.label")))
	p.see("เลือกแล้ว")
	p.rest()
	p.until("“done” in view", `[...document.querySelectorAll('`+hook("quick-reply")+`')].some((e) => {
		const box = e.getBoundingClientRect();
		return e.innerText.includes(`+quote(p.words.T("flow.done.label"))+`) && box.left >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
	})`)
	p.shoot("several")
	p.say("เสร็จแล้ว")
	p.say("ยกเลิก")
	p.audit("th")
}

// answersACall has a manager call for hands, and staff approve: somebody who lives there answers in words. Who cried for help
// just now would not be called.
func answersACall(t *testing.T, w *world) {
	const manager, staff = "TALKS2569CALLS0001", "TALKS2569STAFF0001"
	o := &domain.Organisation{Meta: domain.Meta{ID: "talks"}, Name: domain.Text{"th": "กู้ภัยสุรินทร์"}}
	access.ForManagers(o, manager, w.now())
	s := &domain.Staff{Meta: domain.Meta{ID: "talks"}, Name: "อรุณ", Role: domain.Coordinator, CreatedAt: domain.Instant(w.now())}
	access.ForStaff(s, staff, w.now())
	if err := w.App.Store.Organisations.Insert(t.Context(), o); err != nil {
		t.Fatal(err)
	}
	if err := w.App.Store.Staff.Insert(t.Context(), s); err != nil {
		t.Fatal(err)
	}
	open := func(name, person string) *phone {
		p := w.openPhone(t, name, "th", phoneLight)
		p.join(person)
		p.tap(hook("add-friend"), "")
		p.see(p.words.T("welcome.title"))
		p.choose("language.name.label")
		p.see(p.words.T("consent.title"))
		return p
	}
	p := open("comes-th", "กานดา")
	p.say("ตกลงค่ะ")
	p.see("ขอถามปีเกิดก่อนบันทึก")
	p.say("2520")
	p.see("เรียกคุณว่าอะไรดี")
	p.say("กานดา")
	p.see("อยากช่วยแถวไหน")
	p.say("เมืองสุรินทร์")
	p.see("อยากช่วยเรื่องไหน")
	p.say("อะไรก็ได้")
	p.see(p.words.T("signup.welcome", "Name", "กานดา"))
	decides := open("comes-staff-th", "อรุณ")
	decides.say(access.Grouped(staff))
	decides.see(decides.words.T("code.role.coordinator"))
	calls := open("comes-manager-th", "สมชาย")
	calls.say(access.Grouped(manager))
	calls.see("ประกาศขอแรงอาสาได้จากเมนู")
	calls.say("ประกาศขอแรง")
	calls.choose("broadcast.new.label")
	for _, said := range [][2]string{
		{"broadcast.what", "กรอกกระสอบทรายกั้นน้ำ"}, {"broadcast.place", "สุรินทร์"}, {"broadcast.when", "ตอนนี้เลย"}, {"broadcast.need", "5 คน"},
	} {
		calls.see(calls.words.T(said[0]))
		calls.say(said[1])
	}
	calls.see("ให้อาสาที่ไปได้ติดต่อใคร")
	calls.say("คุณแดง 081 234 5678")
	calls.see("แตะได้หลายข้อ")
	calls.say("ข้าม")
	calls.see("เรื่องด่วนส่งถึง")
	calls.choose("broadcast.urgent.yes.label")
	calls.see(calls.words.T("broadcast.preview"))
	calls.choose("broadcast.send.label")
	calls.see(calls.words.T("broadcast.proposed"))
	decides.say("ประกาศรออนุมัติ")
	decides.see("กรอกกระสอบทรายกั้นน้ำ")
	decides.choose("approve.yes.label")
	decides.see(decides.words.T("approve.done_yes"))

	p.see("กรอกกระสอบทรายกั้นน้ำ")
	p.shoot("called")
	p.say("ไปได้ค่ะ")
	p.see(p.words.T("help_wanted.thanks"))
	p.see("คุณแดง")
	p.shoot("comes")
	p.say("ฉันรับปากอะไรไว้บ้าง")
	p.see("กรอกกระสอบทรายกั้นน้ำ")
	p.shoot("promised")
	p.audit("th")
}
