package e2e

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// mostTabs is how far away a button may be from where the keyboard is.
const mostTabs = 60

// keyboardOnly signs up without ever touching the page: Tab, Shift+Tab, Enter
// and letters.
func keyboardOnly(t *testing.T, w *world) {
	const name = "Kaew Keyboard"
	p := w.openPhone(t, "keyboard-en", "en", desktopLight)
	p.until("the page", `document.querySelector('`+hook("new-person")+`')`)
	p.walk(hook("new-person"), "", forward)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.until("the form", `document.activeElement?.dataset.testid === 'new-person-name'`)
	p.run(chromedp.KeyEvent(name), chromedp.KeyEvent(kb.Enter))
	p.until("the chat", `document.activeElement?.dataset.testid === 'add-friend'`)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.see(p.words.T("welcome.title"))
	p.strike(p.words.T("language.name.label"))
	p.see(p.words.T("consent.title"))
	p.strike(p.words.T("consent.all.label"))
	p.see(p.words.T("consent.birth"))
	p.write("1988")
	p.see(p.words.T("signup.name"))
	p.strike(name)
	p.see(p.words.T("signup.place"))
	p.strike(p.words.T("place.share.label"))
	p.until("the map's search", `document.activeElement?.dataset.testid === 'location-search'`)
	p.run(chromedp.KeyEvent("Chiang Rai"))
	p.walk(hook("location-found"), "", forward)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.until("the button that sends", `document.activeElement?.dataset.testid === 'location-send'`)
	p.run(chromedp.KeyEvent(kb.Enter))
	p.see(p.words.T("signup.causes"))
	p.strike(p.label(p.words.T("cause.elderly.label")))
	p.see(p.words.T("signup.done"))
	p.see("Chiang Rai")
	p.lastCards()
	p.strike(p.words.T("opportunity.details.label"))
	p.see(p.words.T("opportunity.minors"))
	p.inBox()
	p.walk(hook("richmenu-toggle"), "", forward)
	p.shoot("menu")
}

type direction bool

const (
	forward  direction = true
	backward direction = false
)

// strike walks from the message box back to what the bot offers, and presses Enter.
func (p *phone) strike(label string) {
	p.t.Helper()
	p.inBox()
	p.walk(offered, label, backward)
	p.run(chromedp.KeyEvent(kb.Enter))
}

// write says something.
func (p *phone) write(text string) {
	p.t.Helper()
	p.inBox()
	p.run(chromedp.KeyEvent(text), chromedp.KeyEvent(kb.Enter))
}

// inBox waits until the keyboard is back in the message box, where it belongs after every tap.
func (p *phone) inBox() {
	p.t.Helper()
	p.until("the keyboard in the message box", `document.activeElement?.dataset.testid === 'composer-input'`)
}

// walk presses Tab until an element has the keyboard, and shows that it has it.
func (p *phone) walk(selector, label string, to direction) {
	p.t.Helper()
	var options []chromedp.KeyOption
	if to == backward {
		options = append(options, chromedp.KeyModifiers(chromedp.ModifierShift))
	}
	there := `(() => {
		const e = document.activeElement;
		const name = (e?.getAttribute('aria-label') || e?.innerText || '').trim();
		return Boolean(e?.matches(` + quote(selector) + `)) && (` + quote(label) + ` === '' || name === ` + quote(label) + `);
	})()`
	for range mostTabs {
		p.run(chromedp.KeyEvent(kb.Tab, options...))
		found, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](there))
		if err != nil {
			p.t.Fatal(err)
		}
		if found {
			p.until("a ring around “"+label+"”", `document.activeElement.matches(':focus-visible') && (document.activeElement.tagName === 'TEXTAREA' || getComputedStyle(document.activeElement).outlineStyle !== 'none')`)
			return
		}
	}
	p.fail("%d tabs do not lead to %q (%s)", mostTabs, label, selector)
}

// label is the whole label of the last offer that ends with a text, which its icon comes before.
func (p *phone) label(end string) string {
	p.t.Helper()
	return poll[string](p, end, `[...document.querySelectorAll(`+quote(offered)+`)].map((e) => (e.getAttribute('aria-label') || e.innerText).trim()).findLast((l) => l.endsWith(`+quote(end)+`))`)
}
