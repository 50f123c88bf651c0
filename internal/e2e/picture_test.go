package e2e

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// mostPictureBytes keeps the README's picture light.
const mostPictureBytes = 300_000

// picture draws the README's picture anew: go test ./internal/e2e -picture
var picture = flag.Bool("picture", false, "draw testdata/phone.png anew")

func readmePicture(t *testing.T, w *world) {
	path := filepath.Join("testdata", "phone.png")
	if *picture {
		drawPicture(t, w, path)
	}
	file, err := os.Stat(path)
	if err != nil {
		t.Fatalf("the README's picture: %v (draw it with -picture)", err)
	}
	if file.Size() > mostPictureBytes {
		t.Errorf("the README's picture has %d bytes, more than %d", file.Size(), mostPictureBytes)
	}
}

// drawPicture shows two people side by side: one who has just signed up, and
// one who looks at work nearby.
func drawPicture(t *testing.T, w *world, path string) {
	texts := w.texts
	th, en := chatOf(t, w.Sim, "สมศรี ใจดี", "th"), chatOf(t, w.Sim, "Mali Suksawat", "en")
	th.signUp(texts.For("th").T, "2510", "ศีขรภูมิ")
	en.signUp(texts.For("en").T, "1990", "Chiang Mai")
	p := w.openTab(t, "picture", "en", desktopLight, w.PhoneURL+"/phone/?lang=en&theme=light&inspector=0&people="+th.person+","+en.person)
	p.until("both chats", `document.querySelectorAll('.phone .carousel').length === 2`)
	p.rest()
	p.run(chromedp.Evaluate[chromedp.Void](`(() => {
		const [first] = document.querySelectorAll('.phone');
		[...first.querySelectorAll('.entry')].at(-3).scrollIntoView({ block: 'start', behavior: 'instant' });
	})()`))
	p.rest()
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, shot, 0o600); err != nil {
		t.Fatal(err)
	}
}
