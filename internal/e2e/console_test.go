package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"jitasa/internal/access"
)

// consolePages works as staff do in the browser, by keyboard alone: signs in by a link, adds somebody, makes them a link, disables
// them, and signs out.
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
			p.expected = "Failed to load resource: the server responded with a status of 401"
			p.heading("console.enter.title")
			p.submit("console.enter.label")
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

func (p *phone) heading(key string) {
	p.t.Helper()
	p.arrive(p.words.T(key))
}

// arrive waits until the browser has gone on to the page of a heading. While it goes, nothing can be asked of it.
func (p *phone) arrive(heading string) {
	p.t.Helper()
	for began := time.Now(); time.Since(began) < 15*time.Second; time.Sleep(20 * time.Millisecond) {
		there, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](`document.readyState === 'complete' && document.querySelector('h1')?.textContent === `+quote(heading)))
		if err == nil && there {
			return
		}
	}
	p.fail("waiting for the page %s", heading)
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
