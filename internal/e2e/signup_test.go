package e2e

import (
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"jitasa/internal/line/richmenu"
)

// mostTaps is how many taps a sign-up may take, from adding the friend to work nearby.
const mostTaps = 8

// newcomer is somebody who signs up.
type newcomer struct {
	lang, name, birth string
	at                screen
	place             func(*phone)
	home              string // what the summary says about the place
	cause             string // the id of a cause's text
	fromAnywhere      bool   // the best work for them has no place
}

var (
	phoneLight   = screen{390, 844, "light"}
	phoneDark    = screen{390, 844, "dark"}
	desktopLight = screen{1280, 800, "light"}
	desktopDark  = screen{1280, 800, "dark"}
)

func newcomers() []newcomer {
	return []newcomer{
		{lang: "th", name: "สมศรี ใจดี", birth: "2510", at: phoneLight, place: tapsPlace, home: "ศีขรภูมิ", cause: "cause.children.label"},
		{lang: "en", name: "<b>x</b> {{.}}", birth: "1967", at: phoneDark, place: sharesPlace, home: "Chiang Mai", cause: "cause.animals.label", fromAnywhere: true},
		{lang: "th", name: "ก้องภพ ตั้งใจช่วยเหลือ", birth: "34 ปี", at: desktopDark, place: typesPlace("โคราช"), home: "นครราชสีมา", cause: "cause.environment.label"},
		{lang: "en", name: "Mali Suksawat", birth: "1990", at: desktopLight, place: typesPlace("Hat Yai"), home: "Songkhla", cause: "cause.any.label"},
	}
}

// tapsPlace goes from the region to the province to the district.
func tapsPlace(p *phone) {
	p.tap(offered, "ภาคอีสาน")
	p.see(p.words.T("place.province"))
	p.shoot("2-province")
	p.tap(offered, "สุรินทร์")
	p.see(p.words.T("place.district", "Province", "สุรินทร์"))
	p.shoot("2-district")
	p.tap(offered, "ศีขรภูมิ")
}

// sharesPlace sends a location from LINE's map.
func sharesPlace(p *phone) {
	p.choose("place.share.label")
	p.fill("location-search", "18.788, 98.985")
	p.until("a place on the map", `!document.querySelector('`+hook("location-send")+`').disabled`)
	p.shoot("2-map")
	p.tap(hook("location-send"), "")
}

func typesPlace(text string) func(*phone) {
	return func(p *phone) {
		p.shoot("2-place")
		p.say(text)
	}
}

func TestInTheBrowser(t *testing.T) {
	if noBrowser(t) {
		return
	}
	w := openWorld(t)
	for _, n := range newcomers() {
		name := "signup-" + n.lang + "-" + n.at.String()
		t.Run(name, func(t *testing.T) {
			p := w.openPhone(t, name, n.lang, n.at)
			p.signUp(n)
			p.lookAround(n)
			if n.at.touch() {
				p.narrow()
				p.snap("9-narrow")
			}
		})
	}
	t.Run("keyboard only", func(t *testing.T) { keyboardOnly(t, w) })
	t.Run("public pages", func(t *testing.T) { publicPages(t, w) })
	t.Run("console", func(t *testing.T) { consolePages(t, w) })
	t.Run("newsletter", func(t *testing.T) { newsPages(t, w) })
	t.Run("help in danger", func(t *testing.T) { helpInDanger(t, w) })
	t.Run("talking", func(t *testing.T) { talking(t, w) })
	t.Run("answering a call", func(t *testing.T) { answersACall(t, w) })
	t.Run("taking part", func(t *testing.T) { takesPart(t, w) })
	t.Run("news and calls", func(t *testing.T) { newsAndCalls(t, w) })
	t.Run("picture", func(t *testing.T) { readmePicture(t, w) })
}

// signUp is the shortest way from a stranger to work nearby.
func (p *phone) signUp(n newcomer) {
	p.t.Helper()
	p.join(n.name)
	p.shoot("0-stranger")
	p.tap(hook("add-friend"), "")
	p.see(p.words.T("welcome.title"))
	p.shoot("0-welcome")
	p.choose("language.name.label")
	p.see(p.words.T("consent.title"))
	p.shoot("1-consent")
	p.audit(n.lang)
	p.choose("consent.all.label")
	p.see(p.words.T("consent.birth"))
	p.shoot("1-birth")
	p.say(n.birth)
	p.see(p.words.T("signup.name"))
	p.shoot("2-name")
	p.tap(offered, n.name)
	p.see(p.words.T("signup.place"))
	n.place(p)
	p.see(p.words.T("signup.causes"))
	p.shoot("2-causes")
	p.tap(offered, p.label(p.words.T(n.cause)))
	p.see(p.words.T("signup.done"))
	p.see(p.words.T("signup.welcome", "Name", n.name))
	p.t.Logf("signed up with %d taps", p.taps)
	if p.taps > mostTaps {
		p.t.Errorf("signing up took %d taps, more than %d", p.taps, mostTaps)
	}
	p.checkSignedUp(n)
}

// checkSignedUp holds the summary and the work nearby against what was answered.
func (p *phone) checkSignedUp(n newcomer) {
	p.t.Helper()
	p.see(n.name)
	p.see(n.home)
	cards := p.lastCards()
	now := p.w.now()
	ours, theirs := strconv.Itoa(now.Year()), strconv.Itoa(now.Year()+543)
	next := strconv.Itoa(now.Year() + 1)
	if n.lang == "th" {
		ours, theirs, next = theirs, ours, strconv.Itoa(now.Year()+544)
	}
	for _, card := range cards {
		if strings.Contains(card, theirs) {
			p.t.Errorf("a date in the other calendar: %q", card)
		}
	}
	if all := strings.Join(cards, "\n"); !containsAny(all, ours, next) {
		p.t.Errorf("no card has a date of the year %s or %s: %q", ours, next, all)
	}
	p.shoot("3-nearby")
	p.audit(n.lang)
	p.scroll(p.words.T("signup.welcome", "Name", n.name))
	p.snap("3-summary")
	p.checkEscaped()
}

// checkEscaped: a name is only ever text.
func (p *phone) checkEscaped() {
	p.t.Helper()
	count, err := chromedp.Run(p.ctx, chromedp.Evaluate[int](`document.querySelectorAll('.phone b').length`))
	if err != nil {
		p.t.Fatal(err)
	}
	if count != 0 {
		p.t.Errorf("%d pieces of a text became markup", count)
	}
}

// lookAround goes on from the work nearby: details, map, interest, menu, my data.
func (p *phone) lookAround(n newcomer) {
	p.t.Helper()
	p.press(offered, p.words.T("opportunity.details.label"))
	p.see(p.words.T("opportunity.minors"))
	p.shoot("4-details")
	if !n.fromAnywhere {
		p.press(offered, p.words.T("opportunity.map.label"))
		p.until("a place on a map", `document.querySelector('[data-testid="entry"][data-from="bot"][data-type="location"] .mini-map svg')`)
		p.shoot("5-map")
		p.press(offered, p.words.T("opportunity.details.label"))
		p.see(p.words.T("opportunity.minors"))
	}
	p.press(offered, p.words.T("opportunity.interested.label"))
	p.until("the interest noted", latest+`.some((e) => e.textContent.startsWith(`+quote(before(p.words.T("opportunity.wanted", "Title", "\x00", "Contact", ""), "\x00"))+`))`)
	p.shoot("6-interested")
	p.openMenu()
	p.shoot("7-menu")
	p.press(hook("richmenu-area"), tile(n.lang, richmenu.Member, "!menu"))
	p.see(p.words.T("menu.title"))
	p.press(offered, p.words.T("command.my_data.label"))
	p.see(p.words.T("mydata.intro"))
	p.see(n.name)
	p.shoot("8-my-data")
	p.audit(n.lang)
	p.checkEscaped()
}

// tile is what the rich menu of an audience calls a command.
func tile(lang string, a richmenu.Audience, command string) string {
	for _, m := range richmenu.All() {
		for _, area := range m.Areas {
			if m.Lang == lang && m.For == a && area.Tap.Flow == command {
				return area.Label
			}
		}
	}
	return ""
}

// openMenu shows the rich menu, unless it is open already.
func (p *phone) openMenu() {
	p.t.Helper()
	open, err := chromedp.Run(p.ctx, chromedp.Evaluate[bool](`document.querySelector('`+hook("richmenu-toggle")+`').getAttribute('aria-expanded') === 'true'`))
	if err != nil {
		p.t.Fatal(err)
	}
	if !open {
		p.press(hook("richmenu-toggle"), "")
	}
	p.until("the rich menu", `document.querySelector('`+hook("richmenu-area")+`')?.checkVisibility()`)
}

func before(text, mark string) string {
	text, _, _ = strings.Cut(text, mark)
	return text
}
