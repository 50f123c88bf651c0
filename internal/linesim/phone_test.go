package linesim_test

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"jitasa/internal/linesim"
	"jitasa/internal/linesim/browsertest"
)

const (
	nasty    = `<img src=x onerror=alert(1)> {{.}} {"$gt":""} </script>`
	quick    = `"quickReply":{"items":[{"type":"action","action":{"type":"message","label":"ใกล้ฉัน","text":"near"}},{"type":"action","action":{"type":"location","label":"ตำแหน่ง"}}]}`
	cardJSON = `[{"type":"flex","altText":"การ์ด","contents":{"type":"carousel","contents":[
		{"type":"bubble","size":"kilo","body":{"type":"box","layout":"vertical","contents":[{"type":"text","text":"<b>หนา</b> {{.}}","wrap":true}]},
		 "footer":{"type":"box","layout":"vertical","spacing":"sm","contents":[
			{"type":"button","style":"primary","action":{"type":"postback","label":"สนใจ","data":"want=1","displayText":"สนใจงานนี้"}},
			{"type":"button","style":"secondary","action":{"type":"datetimepicker","label":"วัน","data":"when","mode":"date","initial":"2026-03-14","min":"2026-03-01","max":"2026-03-31"}}]}},
		{"type":"bubble","size":"kilo","body":{"type":"box","layout":"vertical","contents":[{"type":"text","text":"ใบที่สอง"}]}}]}}]`
)

// phoneTab is one page of the browser.
type phoneTab struct {
	t   *testing.T
	ctx context.Context
}

func openTab(t *testing.T, browser context.Context, address string, width, height int64) *phoneTab {
	t.Helper()
	tab := &phoneTab{t: t, ctx: browsertest.Tab(t, browser, nil)}
	tab.run(chromedp.EmulateViewport(width, height), chromedp.Navigate(address))
	return tab
}

// run gives each step its own time limit.
func (p *phoneTab) run(actions ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := browsertest.Do(p.ctx, actions...); err != nil {
		shot, _ := chromedp.Run(p.ctx, chromedp.CaptureScreenshot()) // the failure matters more
		p.t.Fatalf("%v (screenshot: %s)", err, p.keep("failed", shot))
	}
}

// keep writes a screenshot to JITASA_SCREENSHOTS, if that is set.
func (p *phoneTab) keep(name string, shot []byte) string {
	dir := os.Getenv("JITASA_SCREENSHOTS")
	if dir == "" || len(shot) == 0 {
		return "none, set JITASA_SCREENSHOTS to a folder"
	}
	path := filepath.Join(dir, "phone-"+strings.ReplaceAll(p.t.Name(), "/", "-")+"-"+name+".png")
	if err := os.WriteFile(path, shot, 0o600); err != nil {
		p.t.Error(err)
	}
	return path
}

func (p *phoneTab) shoot(name string) {
	p.t.Helper()
	p.until(`document.getAnimations().every((a) => a.playState === 'finished') && [...document.images].every((i) => i.complete)`)
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		p.t.Fatal(err)
	}
	p.keep(name, shot)
}

func (p *phoneTab) tap(selector chromedp.CSS) {
	p.t.Helper()
	p.run(chromedp.ScrollIntoView(selector), chromedp.Click(selector, chromedp.NodeVisible))
}

func (p *phoneTab) say(text string) {
	p.t.Helper()
	p.run(chromedp.SendKeys(browsertest.TestID("composer-input"), text))
	p.tap(browsertest.TestID("composer-send"))
}

// see waits until an entry from bot or person holds exactly this text.
func (p *phoneTab) see(from, text string) {
	p.t.Helper()
	script := `[...document.querySelectorAll('[data-testid="entry"][data-from="` + from + `"] .entry-body')].some((e) => e.textContent === ` + strconv.Quote(text) + `)`
	p.until(script)
}

func (p *phoneTab) until(script string) {
	p.t.Helper()
	p.run(chromedp.Poll[chromedp.Void](script, chromedp.WithPollingTimeout(browsertest.StepTimeout)))
}

// next waits for the bot's next event of a type.
func (b *phoneBot) next(t *testing.T, kind string) phoneEvent {
	t.Helper()
	for {
		select {
		case e := <-b.events:
			if e.Type == kind {
				return e
			}
		case <-t.Context().Done():
			t.Fatalf("no %s event", kind)
		case <-time.After(20 * time.Second):
			t.Fatalf("no %s event in 20 s", kind)
		}
	}
}

func phoneAnswers() map[string]string {
	text := func(s, more string) string { return `[{"type":"text","text":` + strconv.Quote(s) + more + `}]` }
	return map[string]string{
		"follow": text("สวัสดี", ","+quick), "near": text("พบ 3 งาน", ""), "card": cardJSON,
		nasty: text(nasty, ""), "menu left": text("left it is", ""),
	}
}

func TestPhone(t *testing.T) {
	sim, bot, address := startPhone(t, phoneAnswers())
	bot.installMenu(t)
	browser := browsertest.Open(t)
	newcomer := openTab(t, browser, address+"?lang=en", 390, 844)
	newcomer.tap(browsertest.TestID("quick-person"))
	newcomer.tap(browsertest.TestID("add-friend"))
	newcomer.see("bot", "สวัสดี")
	bot.next(t, "follow")
	person := sim.People()[0].ID

	t.Run("quick reply", func(t *testing.T) {
		tab := openTab(t, browser, address+"?lang=th&person="+person, 390, 844)
		tab.shoot("open")
		tab.tap(browsertest.TestID("quick-reply"))
		tab.see("person", "near")
		tab.see("bot", "พบ 3 งาน")
		tab.until(`document.querySelectorAll('` + string(browsertest.TestID("quick-reply")) + `').length === 0`)
		if got := bot.next(t, "message").Message.Text; got != "near" {
			t.Errorf("the bot heard %q", got)
		}
	})
	t.Run("flex and date", func(t *testing.T) { phoneFlex(t, browser, bot, address+"?lang=th&person="+person) })
	t.Run("rich menu", func(t *testing.T) {
		tab := openTab(t, browser, address+"?lang=en&person="+person, 390, 844)
		tab.tap(browsertest.TestID("richmenu-area") + `[data-action="postback"]`)
		if got := bot.next(t, "postback").Postback.Data; got != "menu=right" {
			t.Errorf("the bot got postback %q", got)
		}
		tab.tap(browsertest.TestID("richmenu-area") + `[aria-label="ซ้าย"]`)
		tab.see("bot", "left it is")
	})
	t.Run("location", func(t *testing.T) { phoneLocation(t, browser, bot, address+"?lang=th&person="+person) })
	t.Run("escaping", func(t *testing.T) { phoneEscaping(t, browser, address) })
	t.Run("inspector", func(t *testing.T) { phoneInspector(t, browser, sim, address+"?lang=en&inspector=1&person="+person) })
	t.Run("unsend and block", func(t *testing.T) { phoneBlock(t, browser, sim, bot, address+"?lang=en&person="+person) })
	t.Run("people side by side", func(t *testing.T) {
		other := sim.AddPerson("อนันต์", "th").ID
		tab := openTab(t, browser, address+"?lang=en&inspector=1&theme=dark&people="+person+","+other, 1280, 800)
		tab.until(`document.querySelectorAll('.phone').length === 2 && document.querySelectorAll('.log-row').length > 5`)
		tab.shoot("wide")
	})
}

func phoneFlex(t *testing.T, browser context.Context, bot *phoneBot, address string) {
	tab := openTab(t, browser, address, 390, 844)
	tab.say("card")
	tab.see("bot", "<b>หนา</b> {{.}}สนใจวันใบที่สอง")
	tab.shoot("card")
	tab.tap(browsertest.TestID("action") + `[data-action="postback"]`)
	tab.see("person", "สนใจงานนี้")
	if got := bot.next(t, "postback").Postback.Data; got != "want=1" {
		t.Errorf("the bot got postback %q", got)
	}
	tab.tap(browsertest.TestID("action") + `[data-action="datetimepicker"]`)
	tab.until(`document.querySelector('.date-summary').textContent.includes('2569')`)
	tab.tap(`[data-iso="2026-03-21"]`)
	tab.shoot("date")
	tab.tap(browsertest.TestID("date-ok"))
	picked := bot.next(t, "postback").Postback
	if picked.Data != "when" || picked.Params["date"] != "2026-03-21" {
		t.Errorf("the bot got postback %+v", picked)
	}
}

func phoneLocation(t *testing.T, browser context.Context, bot *phoneBot, address string) {
	tab := openTab(t, browser, address, 320, 640)
	tab.tap(browsertest.TestID("plus"))
	tab.tap(browsertest.TestID("plus-location"))
	tab.run(chromedp.SendKeys(browsertest.TestID("location-search"), "โคราช"))
	tab.tap(browsertest.TestID("location-found"))
	tab.shoot("map")
	tab.tap(browsertest.TestID("location-send"))
	for {
		sent := bot.next(t, "message").Message
		if sent.Type != "location" {
			continue
		}
		if sent.Title != "นครราชสีมา" || sent.Latitude < 14 || sent.Latitude > 16 || sent.Longitude < 101 || sent.Longitude > 103 {
			t.Errorf("the bot got location %+v", sent)
		}
		break
	}
	tab.until(`document.documentElement.scrollWidth <= innerWidth`)
}

func phoneEscaping(t *testing.T, browser context.Context, address string) {
	tab := openTab(t, browser, address+"?lang=en&person=U", 390, 844)
	tab.tap(browsertest.TestID("new-person"))
	tab.run(chromedp.SetValue(browsertest.TestID("new-person-name"), nasty))
	tab.tap(browsertest.TestID("new-person-create"))
	tab.tap(browsertest.TestID("add-friend"))
	tab.see("bot", "สวัสดี")
	tab.say(nasty)
	tab.see("person", nasty)
	tab.see("bot", nasty)
	tab.until(`document.querySelector('.head-text p').textContent.includes('<img src=x onerror=alert(1)>')`)
	tab.until(`document.querySelectorAll('img[src="x"], .phone b, .phone script').length === 0`)
}

func phoneInspector(t *testing.T, browser context.Context, sim *linesim.Sim, address string) {
	tab := openTab(t, browser, address, 1280, 800)
	tab.tap(`.log-row[data-dir="webhook"] summary`)
	tab.until(`document.querySelector('.log-body .json')?.textContent.includes('webhookEventId')`)
	tab.tap(`.log-body .button.small:not(.copy-json)`)
	tab.until(`document.querySelector('.inspector-say').textContent === 'Redelivered'`)
	tab.tap(`.tab[aria-selected="false"]`)
	before := sim.Now()
	tab.tap(`.controls .row button:nth-child(3)`) // +1 h
	tab.run(chromedp.SetValue(chromedp.CSS(`.controls input[placeholder^="/v2"]`), "/v2/bot/message/push"))
	tab.tap(`.controls form:has(input[placeholder^="/v2"]) button`)
	tab.until(`document.querySelectorAll('.faults li').length === 1`)
	tab.shoot("controls")
	if moved := sim.Now().Sub(before); moved < time.Hour {
		t.Errorf("the clock moved by %v", moved)
	}
	if faults := sim.Faults(); len(faults) != 1 || faults[0].Match.PathPrefix != "/v2/bot/message/push" {
		t.Errorf("faults are %+v", faults)
	}
	tab.tap(`.faults button`)
	tab.until(`document.querySelectorAll('.faults li').length === 0`)
	if faults := sim.Faults(); len(faults) != 0 {
		t.Errorf("faults are still %+v", faults)
	}
}

func phoneBlock(t *testing.T, browser context.Context, sim *linesim.Sim, bot *phoneBot, address string) {
	tab := openTab(t, browser, address, 390, 844)
	tab.run(chromedp.SendKeys(browsertest.TestID("composer-input"), "oops\r")) // Enter sends
	tab.see("person", "oops")
	tab.tap(`.entry.mine:last-child .entry-options`)
	tab.tap(browsertest.TestID("unsend"))
	bot.next(t, "unsend")
	tab.until(`document.querySelector('.pill[data-from="person"]')?.textContent === 'You unsent a message'`)
	tab.tap(browsertest.TestID("chat-menu"))
	tab.tap(browsertest.TestID("block"))
	bot.next(t, "unfollow")
	tab.tap(browsertest.TestID("add-friend"))
	bot.next(t, "follow")
	tab.until(`document.querySelector('` + string(browsertest.TestID("composer-input")) + `') !== null`)
	if p, err := sim.Person(sim.People()[0].ID); err != nil || !p.Following || p.Blocked {
		t.Errorf("the person is %+v, %v", p, err)
	}
}
