package typeset_test

import (
	"bytes"
	"flag"
	"image"
	"image/color"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	qr "github.com/piglig/go-qr"

	"jitasa/internal/typeset"
)

var update = flag.Bool("update", false, "write the expected pictures anew")

func made(t *testing.T, page typeset.Page) (pdf, picture []byte) {
	t.Helper()
	press := typeset.New()
	pdf, err := press.PDF(page)
	if err != nil {
		t.Fatal(err)
	}
	picture, err = press.PNG(page)
	if err != nil {
		t.Fatal(err)
	}
	return pdf, picture
}

// The pictures are what was looked at. They are kept at a quarter of their size, which is enough to see a mark that moved.
func TestPicturesLookAsTheyDid(t *testing.T) {
	for name, page := range pages() {
		_, picture := made(t, page)
		img, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		if img.Bounds().Size() != image.Pt(1200, 1500) || len(picture) > 300_000 {
			t.Errorf("%s: %v, %d bytes", name, img.Bounds(), len(picture))
		}
		now, file := quarter(img), filepath.Join("testdata", name+".png")
		if *update {
			write(t, file, now)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		want, err := png.Decode(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if n := differing(now, want.(*image.Gray)); n > 0 {
			t.Errorf("%s: %d of the points are not as in %s; look at it, then -update", name, n, file)
		}
	}
}

func write(t *testing.T, file string, img image.Image) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o644); err != nil { //nolint:gosec // a picture of the tests
		t.Fatal(err)
	}
}

// quarter gives the mean grey of every four by four points.
func quarter(img image.Image) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, img.Bounds().Dx()/4, img.Bounds().Dy()/4))
	for y := range out.Rect.Dy() {
		for x := range out.Rect.Dx() {
			sum := 0
			for i := range 16 {
				sum += int(color.GrayModel.Convert(img.At(4*x+i%4, 4*y+i/4)).(color.Gray).Y)
			}
			out.SetGray(x, y, color.Gray{uint8(sum / 16)}) //nolint:gosec // a mean of bytes
		}
	}
	return out
}

func differing(a, b *image.Gray) int {
	if a.Rect != b.Rect {
		return len(a.Pix)
	}
	n := 0
	for i, v := range a.Pix {
		if d := int(v) - int(b.Pix[i]); d > 12 || d < -12 {
			n++
		}
	}
	return n
}

// The same page is the same file, whoever else uses the press at the time.
func TestSamePageSameBytes(t *testing.T) {
	press := typeset.New()
	for name, page := range pages() {
		wantPDF, wantPNG := made(t, page)
		var all sync.WaitGroup
		for range 4 {
			all.Go(func() {
				pdf, err := press.PDF(page)
				if err != nil || !bytes.Equal(pdf, wantPDF) {
					t.Errorf("%s: another PDF (%v)", name, err)
				}
			})
		}
		picture, err := press.PNG(page)
		if err != nil || !bytes.Equal(picture, wantPNG) {
			t.Errorf("%s: another picture (%v)", name, err)
		}
		all.Wait()
		if len(wantPDF) > 100_000 {
			t.Errorf("%s: a PDF of %d bytes", name, len(wantPDF))
		}
	}
}

// The code in the picture can be read again.
func TestCodeCanBeRead(t *testing.T) {
	for name, page := range pages() {
		_, picture := made(t, page)
		img, err := png.Decode(bytes.NewReader(picture))
		if err != nil {
			t.Fatal(err)
		}
		foot := img.(*image.Paletted).SubImage(image.Rect(700, 1100, 1130, 1430))
		got, err := qr.Decode(foot)
		if err != nil || got != page.QR {
			t.Errorf("%s: the code says %q: %v", name, got, err)
		}
	}
}

// What the PDF says, in the order in which it is read, is what the page says.
func TestTextOfThePDF(t *testing.T) {
	for name, page := range pages() {
		file, _ := made(t, page)
		got := strings.Join(readPDF(t, file), " ")
		for _, want := range said(page) {
			if !strings.Contains(strings.ReplaceAll(got, " ", ""), strings.ReplaceAll(want, " ", "")) {
				t.Errorf("%s: %q is not in\n%s", name, want, got)
			}
		}
	}
}

// said are the texts of a page as they are set: what no font has is dropped or □.
func said(p typeset.Page) []string {
	all := slices.Concat([]string{p.Issuer, p.Heading, p.Lead, p.Holder}, p.Body, p.Small)
	for _, r := range p.Rows {
		all = append(all, r.Label, r.Value)
	}
	for i := range all {
		all[i] = strings.NewReplacer("🙏🏽", "", "漢", "□", "字", "□", "\u200b", "").Replace(all[i])
	}
	return all
}

// Where poppler and qpdf are installed, they find the file in order, its fonts embedded, and the same text.
func TestOtherReadersOfThePDF(t *testing.T) {
	for _, tool := range []string{"pdftotext", "pdffonts", "qpdf"} {
		if _, err := exec.LookPath(tool); err != nil {
			t.Skipf("%s is not installed", tool)
		}
	}
	for name, page := range pages() {
		pdf, _ := made(t, page)
		file := filepath.Join(t.TempDir(), "page.pdf")
		if err := os.WriteFile(file, pdf, 0o600); err != nil {
			t.Fatal(err)
		}
		run := func(tool string, args ...string) string {
			out, err := exec.CommandContext(t.Context(), tool, args...).CombinedOutput()
			if err != nil {
				t.Errorf("%s: %s: %v\n%s", name, tool, err, out)
			}
			return string(out)
		}
		run("qpdf", "--check", file)
		if fonts := run("pdffonts", file); strings.Count(fonts, "yes yes yes") != 3 {
			t.Errorf("%s: fonts are\n%s", name, fonts)
		}
		words := strings.Fields(run("pdftotext", "-raw", file, "-"))
		if name == "hard" {
			continue // its lines are cut where there is no space
		}
		for _, want := range strings.Fields(strings.Join(said(page), " ")) {
			if !slices.Contains(words, want) {
				t.Errorf("%s: pdftotext does not find %q in %q", name, want, words)
			}
		}
	}
}

func TestLacks(t *testing.T) {
	got, err := typeset.New().Lacks("Łukasz ญูฐู ณ 漢字漢 🙏\u200b\n")
	if err != nil || string(got) != "漢字🙏" {
		t.Errorf("the fonts lack %q: %v", string(got), err)
	}
}
