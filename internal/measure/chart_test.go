package measure_test

import (
	"context"
	"encoding/base64"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"jitasa/internal/domain"
	"jitasa/internal/linesim/browsertest"
	"jitasa/internal/measure"
	"jitasa/internal/place"
)

// nationwide is sent to every province and both languages, to the one with the longest name most.
func nationwide(t *testing.T) *books {
	t.Helper()
	places, err := place.New()
	if err != nil {
		t.Fatal(err)
	}
	b := &books{opened: number(121_000), clicked: number(8_230)}
	for i, p := range places.Provinces("", "th") {
		n := 40 * (i + 1)
		if p.Code == "14" { // พระนครศรีอยุธยา
			n = 123_456
		}
		b.sent = append(b.sent, measure.Sent{Segment: measure.Segment{Province: p.Code, Lang: "th"}, Accepted: n},
			measure.Sent{Segment: measure.Segment{Province: p.Code, Lang: "en"}, Accepted: n / 20})
		b.click(n/200, "story", domain.Variant(p.Code, "th"))
	}
	b.did(domain.HasJoined, "o1", "14/th", 0, 412)
	return b
}

// pictures are all charts in all languages, by name.
func pictures(t *testing.T) map[string][]byte {
	t.Helper()
	all := map[string][]byte{}
	for month, b := range map[string]*books{"december": december(), "nationwide": nationwide(t), "empty": {}} {
		r := b.report(t)
		for _, lang := range []string{"th", "en"} {
			bars, err := r.Bars(words(t, lang), names(t, lang))
			if err != nil {
				t.Fatal(err)
			}
			funnel, err := r.Funnel(words(t, lang))
			if err != nil {
				t.Fatal(err)
			}
			all["bars-"+month+"."+lang+".svg"], all["funnel-"+month+"."+lang+".svg"] = bars, funnel
		}
	}
	return all
}

func TestCharts(t *testing.T) {
	for name, picture := range pictures(t) {
		golden(t, name, picture)
		for _, active := range []string{"<script", "href", "url(", "foreignObject", "[report"} {
			if strings.Contains(string(picture), active) {
				t.Errorf("%s has %s in it", name, active)
			}
		}
		elements := wellFormed(t, name, picture)
		if elements["title"] != 1 || elements["desc"] != 1 || elements["text"] < 2 {
			t.Errorf("%s has the elements %v", name, elements)
		}
	}
}

// wellFormed counts the elements of XML.
func wellFormed(t *testing.T, name string, picture []byte) map[string]int {
	t.Helper()
	elements := map[string]int{}
	d := xml.NewDecoder(strings.NewReader(string(picture)))
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return elements
		}
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if e, ok := token.(xml.StartElement); ok {
			elements[e.Name.Local]++
		}
	}
}

// A name that came from elsewhere cannot become part of a picture.
func TestChartsEscape(t *testing.T) {
	b := &books{sent: []measure.Sent{{Segment: measure.Segment{Province: "32"}, Accepted: 1}}}
	picture, err := b.report(t).Bars(words(t, "th"), func(string) string { return `</text><script>alert(1)</script>"&` })
	if err != nil {
		t.Fatal(err)
	}
	if elements := wellFormed(t, "bars", picture); elements["script"] != 0 {
		t.Errorf("%s", picture)
	}
}

// misfits are texts of a picture that stick out of it or lie over another text, and bars under a text.
const misfits = `(() => {
	const svg = document.documentElement, view = svg.viewBox.baseVal, wrong = [];
	const box = (e) => { const b = e.getBBox(); return { l: b.x, r: b.x + b.width, t: b.y + b.height * .25, b: b.y + b.height * .75, is: e.textContent || e.getAttribute('class') }; };
	const texts = [...svg.querySelectorAll('text')].map(box), bars = [...svg.querySelectorAll('rect:not(.paper)')].map(box);
	for (const [i, a] of texts.entries()) {
		if (a.l < 8 || a.r > view.width - 8 || a.b > view.height) wrong.push(a.is + ' sticks out');
		for (const b of [...texts.slice(i + 1), ...bars])
			if (a.l < b.r && b.l < a.r && a.t < b.b && b.t < a.b) wrong.push(a.is + ' lies over ' + b.is);
	}
	if (svg.querySelector('title').textContent === '' || svg.querySelector('desc').textContent === '') wrong.push('says nothing to those who do not see it');
	return wrong.join('; ');
})()`

// What a browser makes of the pictures, light and dark; JITASA_SCREENSHOTS names a folder to keep it in.
func TestChartsInABrowser(t *testing.T) {
	if os.Getenv("JITASA_NO_BROWSER") == "1" {
		t.Skip("JITASA_NO_BROWSER=1: nobody looked at the pictures")
	}
	tab := browsertest.Tab(t, browsertest.Open(t), nil)
	for name, picture := range pictures(t) {
		address := "data:image/svg+xml;base64," + base64.StdEncoding.EncodeToString(picture)
		if err := browsertest.Do(tab, chromedp.EmulateViewport(720, 1000), chromedp.Navigate(address)); err != nil {
			t.Fatal(name, err)
		}
		wrong, err := chromedp.Run(tab, chromedp.Evaluate[string](misfits))
		if err != nil || wrong != "" {
			t.Errorf("%s: %s %v", name, wrong, err)
		}
		backgrounds := map[string]bool{}
		for _, theme := range []string{"light", "dark"} {
			if _, err := chromedp.Call(tab, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
				Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}},
			}); err != nil {
				t.Fatal(err)
			}
			fill, err := chromedp.Run(tab, chromedp.Evaluate[string](`getComputedStyle(document.querySelector('.paper')).fill`))
			if err != nil {
				t.Fatal(err)
			}
			backgrounds[fill] = true
			keep(t, tab, strings.TrimSuffix(name, ".svg")+"-"+theme)
		}
		if len(backgrounds) != 2 {
			t.Errorf("%s is alike by day and by night: %v", name, backgrounds)
		}
	}
}

// keep writes a screenshot, which has to show something.
func keep(t *testing.T, tab context.Context, name string) {
	t.Helper()
	shot, err := chromedp.Run(tab, chromedp.CaptureScreenshot())
	if err != nil || len(shot) < 1000 {
		t.Fatalf("%s: a picture of %d bytes, %v", name, len(shot), err)
	}
	dir := os.Getenv("JITASA_SCREENSHOTS")
	if dir == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("report-%s.png", name)), shot, 0o600); err != nil {
		t.Error(err)
	}
}
