package e2e

import (
	"testing"

	"jitasa/internal/access"
)

// takesPart plays the one seat of the truck between two volunteers, side by side, before the organiser's eyes: the first has it, the second waits,
// the first cannot come, the second is asked and takes it.
func takesPart(t *testing.T, w *world) {
	first, second := w.openPhone(t, "taking-th", "th", phoneLight), w.openPhone(t, "taking-second-th", "th", phoneDark)
	n := newcomers()[0]
	for _, one := range []struct {
		p    *phone
		name string
	}{{first, "ครูสมพร"}, {second, "ลุงชัย"}} {
		n.name = one.name
		one.p.signUp(n)
		one.p.say("แพ็กถุงยังชีพช่วยน้ำท่วม")
		one.p.see(one.p.words.T("taking.join.label"))
	}
	first.shoot("0-found")
	first.choose("taking.join.label")
	first.see("คุณแดง 081-234-5678")
	first.shoot("1-shifts")
	first.tap(offered, first.shift(`find((l) => /^[^⏳].* \d\d\.\d\d$/.test(l))`))
	first.see(first.words.T("taking.confirm.label"))
	first.shoot("2-confirm")
	first.choose("taking.confirm.label")
	first.see(first.words.T("taking.joined"))
	first.shoot("3-joined")
	first.audit("th")

	second.choose("taking.join.label")
	second.see("คุณแดง 081-234-5678")
	second.tap(offered, second.shift(`findLast((l) => l.startsWith("⏳"))`))
	second.see("คุณจะเป็นคิวที่ 1")
	second.choose("taking.wait.label")
	second.see(second.words.T("taking.waiting"))
	second.shoot("1-waiting")

	first.choose("taking.cancel.label")
	first.choose("taking.leave_yes.label")
	first.see("คนอื่นจะได้ไปแทน")
	second.see(second.words.T("taking.offered_eyebrow"))
	second.shoot("2-offered")
	second.choose("taking.accept.label")
	second.see(second.words.T("taking.joined"))
	second.narrow()
	second.snap("3-narrow")

	leader := w.openPhone(t, "taking-leader-th", "th", phoneLight)
	leader.join("พี่แดง")
	leader.tap(hook("add-friend"), "")
	leader.see(leader.words.T("welcome.title"))
	leader.choose("language.name.label")
	leader.see(leader.words.T("consent.title"))
	leader.say(access.Grouped(w.Codes.Manager))
	leader.see("ประกาศขอแรงอาสาได้จากเมนู")
	leader.say(leader.words.T("command.roster.label"))
	leader.see("จะมา 1 จาก 1 คน")
	leader.shoot("1-led")
}

// shift is the whole label of an offer that a shift of the card has: which one, as a method of a list of labels.
func (p *phone) shift(which string) string {
	p.t.Helper()
	return poll[string](p, "a shift", `[...document.querySelectorAll(`+quote(offered)+`)].map((e) => (e.getAttribute('aria-label') || e.innerText).trim()).`+which)
}
