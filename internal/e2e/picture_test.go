package e2e

import (
	"bytes"
	"flag"
	"image/png"
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

// drawPicture shows two people side by side: one in the middle of signing up,
// in Thai, and one who sees work nearby, in English.
func drawPicture(t *testing.T, w *world, path string) {
	th, en := w.texts.For("th").T, w.texts.For("en").T
	left, right := chatOf(t, w.Sim, "สมศรี ใจดี", "th"), chatOf(t, w.Sim, "Mali Suksawat", "en")
	left.tap(th("language.name.label"))
	left.tap(th("consent.all.label"))
	left.say("2510")
	left.tap("สมศรี ใจดี")
	right.signUp(en, "1990", "Chiang Mai")
	p := w.openTab(t, "picture", "en", screen{1440, 900, "light"}, w.PhoneURL+"/phone/?lang=en&theme=light&inspector=0&people="+left.person+","+right.person)
	p.press(".phone:first-child "+hook("richmenu-toggle"), "")
	p.until("menu and cards", `document.querySelector('.phone:first-child .menu-board').checkVisibility() && document.querySelector('.phone:last-child .flex-bubble')`)
	p.run(chromedp.EmulateViewport(1440, 900, chromedp.EmulateScale(1280./1440)), chromedp.MouseEvent(chromedp.MouseMoved, 3, 500))
	p.rest()
	shot, err := chromedp.Run(p.ctx, chromedp.CaptureScreenshot())
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := png.Decode(bytes.NewReader(shot))
	if err != nil {
		t.Fatal(err)
	}
	var small bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&small, drawn); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, small.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
