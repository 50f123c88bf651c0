package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/chromedp"

	"jitasa/internal/i18n"
	"jitasa/internal/linesim/browsertest"
)

// narrowest is the width of the smallest phones in use, in CSS pixels.
const narrowest = 320

// screen is what a person looks at.
type screen struct {
	width, height int64
	theme         string // light, dark
}

func (s screen) String() string { return fmt.Sprintf("%dx%d", s.width, s.height) }

// touch: a phone is touched, a desktop has a mouse.
func (s screen) touch() bool { return s.width < 900 }

// phone is a tab with the phone's page.
type phone struct {
	t     *testing.T
	w     *world
	ctx   context.Context
	at    screen
	words *i18n.Texts
	name  string // of its screenshots
	taps  int    // on what the bot and LINE offer, not on the simulator's own buttons

	expected string // beginning of the one error that belongs to the page
}

// openPhone opens the phone's page in a language, with nobody on the phone yet.
func (w *world) openPhone(t *testing.T, name, lang string, at screen) *phone {
	t.Helper()
	query := url.Values{"lang": {lang}, "theme": {at.theme}, "person": {"nobody"}}
	return w.openTab(t, name, lang, at, w.PhoneURL+"/phone/?"+query.Encode())
}

func (w *world) openTab(t *testing.T, name, lang string, at screen, address string) *phone {
	t.Helper()
	p := w.emptyTab(t, name, lang, at)
	p.run(chromedp.Navigate(address))
	return p
}

func (w *world) emptyTab(t *testing.T, name, lang string, at screen) *phone {
	t.Helper()
	p := &phone{t: t, w: w, at: at, words: w.texts.For(lang), name: name}
	p.ctx = browsertest.Tab(t, w.browser, func(what string) bool { return p.expected != "" && strings.Contains(what, p.expected) })
	p.show()
	return p
}

// show gives the tab the size and the kind of its screen.
func (p *phone) show() {
	p.t.Helper()
	var options []chromedp.EmulateViewportOption
	if p.at.touch() {
		options = append(options, chromedp.EmulateMobile, chromedp.EmulateTouch, chromedp.EmulateScale(2))
	}
	p.run(chromedp.EmulateViewport(p.at.width, p.at.height, options...))
	_, err := chromedp.Call(p.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
		Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: p.at.theme}},
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// run gives each step its own time limit, and shows the screen when it is missed.
func (p *phone) run(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := browsertest.Do(p.ctx, actions...); err != nil {
		p.fail("%v", err)
	}
}

func (p *phone) fail(format string, args ...any) {
	p.t.Helper()
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	where := fmt.Sprint(err)
	if err == nil {
		where = p.w.keep(p.t, p.name+"-failed", shot)
	}
	p.t.Fatalf("%s\nscreen: %s\nshown: %s", fmt.Sprintf(format, args...), where, p.shown())
}

// shown is the end of what the chat says, for whoever reads a failure.
func (p *phone) shown() string {
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`document.body.innerText.slice(-1500)`))
	if err != nil {
		return err.Error()
	}
	return text
}

// poll waits for an expression to be truthy.
func poll[T any](p *phone, what, script string) T {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.ctx, browsertest.StepTimeout+time.Second)
	defer cancel()
	got, err := chromedp.Run(ctx, chromedp.Poll[T](script, chromedp.WithPollingTimeout(browsertest.StepTimeout)))
	if err != nil {
		p.fail("waiting for %s: %v", what, err)
	}
	return got
}

func (p *phone) until(what, script string) {
	p.t.Helper()
	poll[chromedp.Void](p, what, script)
}

func hook(id string) string { return `[data-testid="` + id + `"]` }

// offered is everything that the bot's messages offer.
var offered = hook("quick-reply") + "," + hook("action")

// point is the middle of an element, in CSS pixels.
type point struct{ X, Y float64 }

// findScript finds the last visible element of a selector with a name (any, if
// empty), brings it into view and waits until it rests and nothing covers it:
// only then would a finger hit it.
const findScript = `((selector, label) => {
	const name = (e) => (e.getAttribute('aria-label') || e.innerText || e.value || '').trim();
	const el = [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && !e.disabled && (!label || name(e) === label)).at(-1);
	if (!el) return null;
	const box = el.getBoundingClientRect();
	const rest = [box.x, box.y].join();
	const x = box.x + box.width / 2, y = box.y + box.height / 2;
	const hit = document.elementFromPoint(x, y);
	if (hit && (el === hit || el.contains(hit))) {
		if (el.restsAt === rest) return { x, y };
	} else if (el.restsAt === rest) {
		el.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' });
	}
	el.restsAt = rest;
	return null;
})`

func quote(s string) string {
	b, _ := json.Marshal(s) // a string always is JSON, and JSON is JavaScript
	return string(b)
}

// press touches or clicks what a selector and a name find.
func (p *phone) press(selector, label string) {
	p.t.Helper()
	at := poll[point](p, "“"+label+"” to tap ("+selector+")", findScript+"("+quote(selector)+","+quote(label)+")")
	if p.at.touch() {
		p.run(chromedp.TapXY(at.X, at.Y))
		return
	}
	p.run(chromedp.MouseClickXY(at.X, at.Y))
}

// tap presses something that counts: what the bot or LINE offers.
func (p *phone) tap(selector, label string) {
	p.t.Helper()
	p.taps++
	p.press(selector, label)
}

// choose taps a button or quick reply of the bot by the id of its text.
func (p *phone) choose(id string) {
	p.t.Helper()
	p.tap(offered, p.words.T(id))
}

// fill types into a field that a tap gave the keyboard to.
func (p *phone) fill(id, text string) {
	p.t.Helper()
	p.press(hook(id), "")
	p.until("the keyboard in "+id, `document.activeElement?.dataset.testid === `+quote(id)+` && (document.activeElement.select(), true)`)
	if text != "" {
		p.run(chromedp.KeyEvent(text))
	}
}

// say writes a message, as a keyboard for Thai puts it in, and sends it.
func (p *phone) say(text string) {
	p.t.Helper()
	p.fill("composer-input", "")
	if _, err := chromedp.Call(p.ctx, input.InsertText, input.InsertTextParams{Text: text}); err != nil {
		p.fail("writing: %v", err)
	}
	p.press(hook("composer-send"), "")
}

// see waits until one of the bot's latest messages holds a text.
func (p *phone) see(text string) {
	p.t.Helper()
	p.until("“"+text+"”", latest+`.some((e) => e.textContent.includes(`+quote(text)+`))`)
}

// latest are the bodies of the bot's messages since the person last said something.
const latest = `[...document.querySelectorAll('[data-testid="entry"]')].reduce((all, e) => e.dataset.from === 'person' ? [] : [...all, e], []).map((e) => e.querySelector('.entry-body')).filter(Boolean)`

// lastCards gives the texts of the latest cards of work, once there is one: each leads to its details.
func (p *phone) lastCards() []string {
	p.t.Helper()
	return poll[[]string](p, "cards of work", `(() => {
		const cards = `+latest+`.flatMap((e) => [...e.querySelectorAll('.flex-bubble')].map((c) => c.innerText))
			.filter((text) => text.includes(`+quote(p.words.T("opportunity.details.label"))+`));
		return cards.length > 0 ? cards : null;
	})()`)
}

// rest waits until nothing moves and every picture is there.
func (p *phone) rest() {
	p.t.Helper()
	p.until("rest", `(() => {
		const scroller = document.querySelector('.scroller');
		const now = [scroller?.scrollTop, scroller?.scrollHeight, scrollY].join();
		const still = window.restsAt === now;
		window.restsAt = now;
		return still && document.fonts.status === 'loaded' && document.getAnimations().every((a) => a.playState !== 'running')
			&& [...document.images].every((i) => i.complete);
	})()`)
}

// shoot keeps a screenshot of the end of the chat, which nothing may cover.
func (p *phone) shoot(name string) []byte {
	p.t.Helper()
	p.rest()
	p.until("the end of the chat, uncovered", `(() => {
		const last = [...document.querySelectorAll('.entries > *')].at(-1);
		if (!last || document.querySelector('.sheet')) return true;
		const quick = document.querySelector('.quick');
		const edge = (quick?.checkVisibility() ? quick : document.querySelector('.chat-foot')).getBoundingClientRect().top;
		return last.getBoundingClientRect().bottom <= edge + 1;
	})()`)
	return p.snap(name)
}

// snap keeps a screenshot of a page that does not scroll sideways.
func (p *phone) snap(name string) []byte {
	p.t.Helper()
	p.rest()
	p.fits()
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	p.w.keep(p.t, p.name+"-"+name, shot)
	return shot
}

// fits holds when nothing is wider than the screen.
func (p *phone) fits() {
	p.t.Helper()
	wide, err := chromedp.Run(p.ctx, chromedp.Evaluate[float64](`document.documentElement.scrollWidth - innerWidth`))
	if err != nil {
		p.t.Fatal(err)
	}
	if wide > 0 {
		p.t.Errorf("%s: the page is %v px wider than the screen", p.name, wide)
	}
}

// narrow holds that even the narrowest phone shows everything, in large letters.
func (p *phone) narrow() {
	p.t.Helper()
	p.run(chromedp.EmulateViewport(narrowest, p.at.height), chromedp.Evaluate[chromedp.Void](
		`document.querySelectorAll('.phone').forEach((e) => e.style.setProperty('--text-scale', '1.25'))`))
	p.rest()
	p.fits()
	wide, err := chromedp.Run(p.ctx, chromedp.Evaluate[[]string](`[...document.querySelectorAll('.entry-body, .bubble, .flex-bubble, main, section')]
		.filter((e) => !e.closest('.carousel') && e.checkVisibility() && e.getBoundingClientRect().right > innerWidth + 0.5).map((e) => e.outerHTML.slice(0, 200))`))
	if err != nil {
		p.t.Fatal(err)
	}
	for _, e := range wide {
		p.t.Errorf("%s: out of a screen of %d px: %s", p.name, narrowest, e)
	}
}

// join creates a person in the simulator and puts them in front of the chat.
func (p *phone) join(person string) {
	p.t.Helper()
	p.press(hook("new-person"), "")
	p.fill("new-person-name", person)
	p.snap("0-new-person")
	p.press(hook("new-person-create"), "")
	p.until("the chat of "+person, `document.querySelector('.head-text p')?.textContent.includes(`+quote(person)+`) && document.querySelector('`+hook("add-friend")+`')`)
}

// scroll shows the beginning of the last messages instead of their end.
func (p *phone) scroll(toText string) {
	p.t.Helper()
	p.until("“"+toText+"” at the top", `(() => {
		const entry = [...document.querySelectorAll('[data-testid="entry"]')].filter((e) => e.textContent.includes(`+quote(toText)+`)).at(-1);
		entry?.scrollIntoView({ block: 'start', behavior: 'instant' });
		return entry;
	})() !== undefined`)
}

func containsAny(text string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(text, w) {
			return true
		}
	}
	return false
}
