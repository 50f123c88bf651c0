package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jitasa/internal/access"
	"jitasa/internal/domain"
)

// consolePages works as staff do in the browser, by keyboard alone: signs in by a link, adds somebody, makes them a link, disables
// them, decides about calls, and signs out.
func consolePages(t *testing.T, w *world) {
	axe := axeSource(t)
	for _, look := range []struct {
		lang string
		at   screen
	}{{"th", phoneLight}, {"th", desktopDark}, {"en", phoneDark}, {"en", desktopLight}} {
		t.Run(look.lang+"-"+look.at.String(), func(t *testing.T) {
			name := "console-" + look.lang + "-" + look.at.String() + "-" + look.at.theme
			link, err := w.App.SignInLink(t.Context(), access.ByCommand(), name, "demo-admin", access.LinkLasts)
			if err != nil {
				t.Fatal(err)
			}
			p := w.openTab(t, name, look.lang, look.at, link+"?lang="+look.lang)
			p.expected = "Failed to load resource: the server responded with a status of 4"
			p.heading("console.enter.title")
			p.submit("console.enter.label")
			p.heading("console.calls.title")
			p.decides(w, axe)
			p.follow(p.words.T("console.staff.title"))
			p.heading("console.staff.title")
			p.look("staff", axe)
			p.walk("#name", "", forward)
			p.run(chromedp.KeyEvent("สมหญิง <i>"), chromedp.KeyEvent(kb.Enter))
			p.arrive("สมหญิง <i>")
			p.submit("console.link.label")
			time.Sleep(time.Second)
			p.arrive("สมหญิง <i>")
			p.until("a link", `document.querySelector('[role=status] code')?.textContent.includes('/console/in/')`)
			p.look("member", axe)
			p.walk("summary", "", forward)
			p.run(chromedp.KeyEvent(" "))
			p.submit("console.disable.sure.label")
			p.heading("console.staff.title")
			p.until("nobody who was disabled above the others", `[...document.querySelectorAll('.rows > li')].at(-1).classList.contains('gone')`)
			p.submit("console.out.label")
			p.heading("page.signed_out.title")
			p.look("out", axe)
		})
	}
}

// decides finds a call that waits, approves it in vain, as it is for nobody, and refuses it; and ends one that goes out.
func (p *phone) decides(w *world, axe string) {
	p.t.Helper()
	for what, state := range map[string]domain.CallState{"กรอกกระสอบทราย " + p.name: domain.Proposed, "แจกน้ำ " + p.name: domain.Approved} {
		c := &domain.Call{
			Meta: domain.Meta{ID: "call-" + string(state) + "-" + p.name}, Organisation: "surin-rescue", Name: domain.Text{"th": "กู้ภัยสุรินทร์", "en": "Surin Rescue"}, Lang: "th",
			What: what, Place: domain.Home{Province: "95", District: "9501"}, Now: true, From: w.now(), To: w.now().Add(12 * time.Hour), Need: 12, Urgent: true,
			Contact: "คุณแดง 081-234-5678", State: state, CreatedAt: w.now(),
		}
		if _, err := w.App.Store.Calls.InsertNew(p.t.Context(), []*domain.Call{c}); err != nil {
			p.t.Fatal(err)
		}
	}
	p.follow(p.words.T("console.calls.title"))
	p.heading("console.calls.title")
	p.look("calls", axe)
	p.walk(`a[href="/console/calls/call-proposed-`+p.name+`"]`, "", forward)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.arrive("กรอกกระสอบทราย " + p.name)
	p.look("call", axe)
	p.submit("console.calls.approve.label")
	p.lands("why it cannot be sent", `document.querySelector('[role=alert]') !== null`)
	p.look("call-nobody", axe)
	p.submit("console.calls.refuse.label")
	p.lands("that it is refused", `document.querySelector('main > .state')?.textContent.includes(`+quote(p.words.T("broadcast.state.refused"))+`)`)
	p.follow(p.words.T("console.calls.back"))
	p.heading("console.calls.title")
	p.walk(`a[href="/console/calls/call-approved-`+p.name+`"]`, "", forward)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.arrive("แจกน้ำ " + p.name)
	p.walk("summary", "", forward)
	p.run(chromedp.KeyEvent(" "))
	p.submit("console.calls.end.sure.label")
	p.lands("that it is ended", `document.querySelector('main > .state')?.textContent.includes(`+quote(p.words.T("broadcast.state.ended"))+`)`)
	p.look("call-ended", axe)
}

// follow walks to a link and presses Enter.
func (p *phone) follow(text string) {
	p.t.Helper()
	p.walk("a", text, forward)
	p.run(chromedp.KeyEvent(kb.Enter))
}

func (p *phone) heading(key string) {
	p.t.Helper()
	p.arrive(p.words.T(key))
}

// arrive waits until the browser has gone on to the page of a heading.
func (p *phone) arrive(heading string) {
	p.t.Helper()
	p.lands("the page "+heading, `document.querySelector('h1')?.textContent === `+quote(heading))
}

// lands waits until the browser has gone on to a page of which something is true. While it goes, nothing can be asked of it.
func (p *phone) lands(what, is string) {
	p.t.Helper()
	for began := time.Now(); time.Since(began) < 15*time.Second; time.Sleep(20 * time.Millisecond) {
		there, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](`document.readyState === 'complete' && Boolean(`+is+`)`))
		if err == nil && there {
			return
		}
	}
	p.fail("waiting for %s", what)
}

// submit walks to a button of a form and presses Enter.
func (p *phone) submit(key string) {
	p.t.Helper()
	p.walk("button", p.words.T(key), forward)
	p.run(chromedp.KeyEvent(kb.Enter))
}

// look audits the page in two ways, keeps a picture of it, and holds that nothing of it is cut off on the narrowest phone.
func (p *phone) look(part, axe string) {
	p.t.Helper()
	p.axe(axe)
	p.audit(p.words.Lang())
	p.rest()
	shot, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err != nil {
		p.t.Fatal(err)
	}
	p.w.keep(p.t, strings.TrimSuffix(p.name+"-"+part, "-"), shot)
	p.narrow()
	p.show()
}
