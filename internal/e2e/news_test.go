package e2e

import (
	"context"
	"encoding/xml"
	"net/http"
	"strings"
	"testing"

	fetchdomain "github.com/chromedp/cdproto/fetch"
	"github.com/chromedp/chromedp"

	"jitasa/internal/domain"
)

// pictured is an issue with pictures, which the browser is given without going out for them.
const pictured = `---
id: 2026-10
month: 2026-10
title: จดหมายข่าวพร้อมรูป {{month}}
title_en: News with pictures, {{month}}
source: เครือข่ายจิตอาสา
---

## ทุ่งนาหลังฝน {.lead picture="https://pictures.example/one.svg" alt="ทุ่งนาสีเขียวใต้ฟ้ากว้าง"}

ข้าวตั้งท้องแล้ว ขอบคุณทุกมือที่ช่วยกันดำ

### Fields after the rain {lang=en alt="Green fields under a wide sky"}

The rice is growing. Thank you to everybody who planted.

## ครัวกลางยังเปิด {.story picture="https://pictures.example/two.svg" alt="อาสาตักข้าวใส่กล่อง" link="https://example.org/" label="อ่านต่อ"}

วันละสามร้อยกล่อง

### The kitchen stays open {lang=en alt="Volunteers filling boxes" label="Read on"}

Three hundred boxes a day.
`

const landscape = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 26"><rect width="40" height="26" fill="#9fd0e6"/><path d="M0 16 Q12 8 22 15 T40 13 V26 H0z" fill="#5b9a5a"/><circle cx="32" cy="6" r="3" fill="#ffd76a"/></svg>`

// newsPages looks at the newsletter's archive, with pictures and without.
func newsPages(t *testing.T, w *world) {
	kept := &domain.Issue{Meta: domain.Meta{ID: "2026-10"}, Title: domain.Text{"th": "มีรูป"}, Markdown: pictured, PublishedAt: domain.Instant(w.now().AddDate(0, -1, 0))}
	if err := w.App.Store.Issues.Insert(t.Context(), kept); err != nil {
		t.Fatal(err)
	}
	for _, look := range []struct {
		lang string
		at   screen
	}{{"th", phoneLight}, {"th", desktopDark}, {"en", phoneDark}, {"en", desktopLight}} {
		for _, page := range []struct{ name, path string }{{"news", "/news/"}, {"issue", "/news/2026-11"}, {"pictured", "/news/2026-10"}} {
			t.Run(page.name+"-"+look.lang+"-"+look.at.String(), func(t *testing.T) {
				p := w.emptyTab(t, "page-"+page.name+"-"+look.lang+"-"+look.at.String()+"-"+look.at.theme, look.lang, look.at)
				servePictures(t, p.ctx)
				p.run(chromedp.Navigate(w.BotURL + page.path + "?lang=" + look.lang))
				p.until("its pictures", `[...document.images].every(i => i.complete && i.naturalWidth > 0 || i.loading === 'lazy' && i.getBoundingClientRect().top > innerHeight)`)
				p.audit(look.lang)
				p.rest()
				shot, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
				if err != nil {
					t.Fatal(err)
				}
				w.keep(t, p.name, shot)
				p.narrow()
			})
		}
	}
	t.Run("feed", func(t *testing.T) {
		body, header := fetch(t, w.BotURL+"/feed.atom?lang=th", http.StatusOK)
		var feed struct {
			Entries []struct {
				Title   string `xml:"title"`
				Rights  string `xml:"rights"`
				Content string `xml:"content"`
			} `xml:"entry"`
		}
		if err := xml.Unmarshal(body, &feed); err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(header.Get("Content-Type"), "application/atom+xml") || len(feed.Entries) != 2 || !strings.Contains(feed.Entries[0].Rights, "CC BY-NC-SA 3.0 TH") || !strings.Contains(feed.Entries[1].Content, "<h2>") {
			t.Errorf("%s\n%.900s", header.Get("Content-Type"), body)
		}
	})
}

// servePictures gives a tab the pictures of the issue, as their server would.
func servePictures(t *testing.T, tab context.Context) {
	t.Helper()
	err := chromedp.Listen(tab, func(event any) {
		paused, ok := event.(*fetchdomain.EventRequestPaused)
		if !ok {
			return
		}
		go func() { // a listener must not wait for the browser
			_, err := chromedp.Call(tab, fetchdomain.FulfillRequest, fetchdomain.FulfillRequestParams{
				RequestID: paused.RequestID, ResponseCode: http.StatusOK, Body: []byte(landscape),
				ResponseHeaders: []*fetchdomain.HeaderEntry{{Name: "Content-Type", Value: "image/svg+xml"}},
			})
			if err != nil && tab.Err() == nil {
				t.Error("giving a picture:", err)
			}
		}()
	})
	if err != nil {
		t.Fatal(err)
	}
	patterns := []*fetchdomain.RequestPattern{{URLPattern: "https://pictures.example/*"}}
	if _, err := chromedp.Call(tab, fetchdomain.Enable, fetchdomain.EnableParams{Patterns: patterns}); err != nil {
		t.Fatal(err)
	}
}
