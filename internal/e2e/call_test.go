package e2e

import (
	"testing"

	"jitasa/internal/access"
)

// newsAndCalls reads the newsletter in the chat, and calls for help as a manager, whom staff answer.
func newsAndCalls(t *testing.T, w *world) {
	p := w.openPhone(t, "call-th", "th", phoneLight)
	p.join("ครูสมใจ")
	p.tap(hook("add-friend"), "")
	p.see(p.words.T("welcome.title"))
	p.choose("language.name.label")
	p.see(p.words.T("consent.title"))

	p.say("ข่าวเดือนนี้")
	p.see("น้ำลดแล้ว แต่งานยังไม่จบ")
	p.see(p.words.T("newsletter.off"))
	p.shoot("1-news")
	p.scroll("น้ำลดแล้ว แต่งานยังไม่จบ")
	p.snap("2-lead")
	p.scroll("ยายบุญมีได้บ้านคืน")
	p.snap("3-row")

	p.say(access.Grouped(w.Codes.Staff))
	p.see(p.words.T("code.role.coordinator"))
	p.say(access.Grouped(w.Codes.Manager))
	p.see("ประกาศขอแรงอาสาได้จากเมนู")
	p.choose("command.broadcast.label")
	p.see(p.words.T("broadcast.intro"))
	p.shoot("4-manager")
	p.choose("broadcast.new.label")
	p.see(p.words.T("broadcast.what"))
	p.say("กรอกกระสอบทรายหน้าโรงพยาบาล")
	p.see(p.words.T("broadcast.place"))
	p.say("สุรินทร์")
	p.see(p.words.T("broadcast.when"))
	p.choose("broadcast.now.label")
	p.see(p.words.T("broadcast.need"))
	p.say("20 คน")
	p.see("ให้อาสาที่ไปได้ติดต่อใคร")
	p.say("คุณแดง 081 234 5678")
	p.see("แตะได้หลายข้อ")
	p.shoot("5-skills")
	p.say("ข้าม")
	p.see("เรื่องด่วนส่งถึง")
	p.choose("broadcast.urgent.yes.label")
	p.see(p.words.T("broadcast.preview"))
	p.shoot("6-preview")
	p.scroll(p.words.T("help_wanted.urgent"))
	p.snap("7-card")
	p.audit("th")
}
