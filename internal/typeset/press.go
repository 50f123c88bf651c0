package typeset

import (
	"bytes"
	"embed"
	"fmt"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
)

//go:embed fonts/*.ttf fonts/OFL.txt
var files embed.FS

// weight is one of the fonts, by its place in fontFiles.
type weight int

const (
	display weight = iota
	regular
	strong
)

// fontFiles are named as a PDF names them, too.
var fontFiles = [...]string{display: "Trirong-Medium", regular: "Sarabun-Regular", strong: "Sarabun-SemiBold"}

// Press sets pages. It may be used by many at once; the fonts are read for the first page, not before.
type Press struct {
	once  sync.Once
	fonts [len(fontFiles)]*typeface
	err   error
}

// typeface is a font that was read, and its file.
type typeface struct {
	name string
	file []byte
	font *font.Font
	em   float64 // how many of the font's units are its size
}

// New gives a press. It costs nothing before the first page.
func New() *Press { return &Press{} }

func (p *Press) read() error {
	p.once.Do(func() {
		for i, name := range fontFiles {
			file, err := files.ReadFile("fonts/" + name + ".ttf")
			if err != nil {
				p.err = fmt.Errorf("opening a font: %w", err)
				return
			}
			face, err := font.ParseTTF(bytes.NewReader(file))
			if err != nil {
				p.err = fmt.Errorf("reading font %s: %w", name, err)
				return
			}
			p.fonts[i] = &typeface{name: name, file: file, font: face.Font, em: float64(face.Upem())}
		}
	})
	return p.err
}

// setter shapes the lines of one page: what it holds is not for many at once.
type setter struct {
	fonts    *[len(fontFiles)]*typeface
	faces    [len(fontFiles)]*font.Face
	shaper   shaping.HarfbuzzShaper
	segments shaping.Segmenter
	widths   map[measured]float64 // of what was measured, as it is again in every size that is tried
}

type measured struct {
	weight weight
	text   string
}

func (p *Press) setter() (*setter, error) {
	if err := p.read(); err != nil {
		return nil, err
	}
	s := &setter{fonts: &p.fonts, widths: map[measured]float64{}}
	for i, f := range p.fonts {
		s.faces[i] = font.NewFace(f.font)
	}
	return s, nil
}

// PDF gives the page as a file to print: A4, landscape, one page, its fonts within it, its text to be searched, copied and read aloud.
// Errors: ErrTooMuch.
func (p *Press) PDF(page Page) ([]byte, error) {
	s, sheet, err := p.set(page, paper())
	if err != nil {
		return nil, err
	}
	return writePDF(page, s, sheet)
}

// PNG gives the page as a picture of 1200 × 1500 pixels, which a phone shows whole and LINE takes as an image message
// (PNG, at most 10 MB, https://developers.line.biz/en/reference/messaging-api/#image-message).
// Errors: ErrTooMuch.
func (p *Press) PNG(page Page) ([]byte, error) {
	s, sheet, err := p.set(page, screen())
	if err != nil {
		return nil, err
	}
	return writePNG(s, sheet)
}

// Lacks gives the characters of a text that the fonts have no shape for, each once: a page drops pictures and shows □ for
// letters. Whoever asks for a name can ask for another spelling.
func (p *Press) Lacks(text string) ([]rune, error) {
	s, err := p.setter()
	if err != nil {
		return nil, err
	}
	return s.lacks(text), nil
}

func (p *Press) set(page Page, f format) (*setter, *sheet, error) {
	if err := page.check(); err != nil {
		return nil, nil, err
	}
	s, err := p.setter()
	if err != nil {
		return nil, nil, err
	}
	sheet, err := s.layOut(page, f)
	return s, sheet, err
}
