package typeset

import (
	"slices"
	"strings"
	"unicode"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// line is a text that was shaped: runs of glyphs beside each other.
type line struct {
	size, wide float64
	up, down   float64 // the room that it takes above and below its baseline
	runs       []run
}

// rooms are what a line takes above and below its baseline, for a size of 1: enough for a tone above a vowel, and for a vowel below
// a letter. What reaches farther, as ุ below ฎ, takes more.
var rooms = [...]struct{ up, down float64 }{display: {1.17, 0.42}, regular: {1.29, 0.4}, strong: {1.31, 0.4}}

// run is a part of a line in one font and script. Its glyphs are in the font's units, and stand for clusters of its text.
type run struct {
	font   weight
	text   []rune // all of the line's, to which the clusters point
	glyphs []shaping.Glyph
	wide   float64
}

// missing stands for a letter that no font has.
const missing = '□'

// breakHere is where a line may be broken although there is no space.
const breakHere = '\u200b'

// clean leaves what can be set: characters composed, spaces single, no controls, nothing that the fonts lack.
func (s *setter) clean(text string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		switch {
		case unicode.IsSpace(r):
			b.WriteRune(' ')
		case r == breakHere:
			b.WriteRune(r)
		case s.has(r):
			b.WriteRune(r)
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			b.WriteRune(missing)
		}
	}
	return strings.Trim(strings.Join(strings.Fields(b.String()), " "), string(breakHere)+" ")
}

// has reports whether a character can be set. Both families have the same characters of each script that they know, so that one speaks for all.
func (s *setter) has(r rune) bool {
	if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) {
		return false
	}
	for _, f := range s.fonts {
		if _, ok := f.font.NominalGlyph(r); ok {
			return true
		}
	}
	return false
}

func (s *setter) lacks(text string) []rune {
	var all []rune
	for _, r := range norm.NFC.String(text) {
		if !unicode.IsSpace(r) && !unicode.IsControl(r) && !unicode.Is(unicode.Cf, r) && !s.has(r) && !slices.Contains(all, r) {
			all = append(all, r)
		}
	}
	return all
}

// faceOf chooses the font of a character: the wanted one, or the first of the others that has it.
type faceOf struct {
	s    *setter
	want weight
}

// ResolveFace is what the segmenter asks.
func (f faceOf) ResolveFace(r rune) *font.Face {
	if _, ok := f.s.fonts[f.want].font.NominalGlyph(r); ok {
		return f.s.faces[f.want]
	}
	for i := range f.s.fonts {
		if _, ok := f.s.fonts[i].font.NominalGlyph(r); ok {
			return f.s.faces[i]
		}
	}
	return f.s.faces[f.want]
}

// shape sets a cleaned text in one line. Each script is shaped by its own rules.
func (s *setter) shape(w weight, size float64, text string) line {
	runes := []rune(strings.ReplaceAll(text, string(breakHere), ""))
	l := line{size: size, up: rooms[w].up * size, down: rooms[w].down * size}
	if len(runes) == 0 {
		return l
	}
	whole := shaping.Input{Text: runes, RunEnd: len(runes), Direction: di.DirectionLTR, Language: language.NewLanguage("th")}
	for _, in := range s.segments.Split(whole, faceOf{s, w}) {
		at := weight(slices.Index(s.faces[:], in.Face))
		in.Size = fixed.I(int(s.fonts[at].em)) // the font's own units: sizes are applied exactly, later
		out := s.shaper.Shape(in)
		r := run{font: at, text: runes, glyphs: slices.Clone(out.Glyphs)}
		for _, g := range out.Glyphs {
			r.wide += units(g.Advance)
			top := units(g.YOffset + g.YBearing)
			const apart = 0.04
			l.up = max(l.up, (top/s.fonts[at].em+apart)*size)
			l.down = max(l.down, (apart-(top+units(g.Height))/s.fonts[at].em)*size)
		}
		l.wide += r.wide * size / s.fonts[at].em
		l.runs = append(l.runs, r)
	}
	return l
}

// width is how wide a text is in one line, without the spaces at its end, for a size of 1.
func (s *setter) width(w weight, text string) float64 {
	at := measured{w, strings.TrimRight(text, " ")}
	wide, ok := s.widths[at]
	if !ok {
		wide = s.shape(w, 1, at.text).wide
		s.widths[at] = wide
	}
	return wide
}

func units(v fixed.Int26_6) float64 { return float64(v) / 64 }

// each visits the glyphs of a line that begins at x, y, with y down: where its origin stands, and how much larger it is than the font's units.
func (l line) each(s *setter, x, y float64, visit func(r *run, g *shaping.Glyph, x, y, scale float64)) {
	for i := range l.runs {
		r := &l.runs[i]
		scale := l.size / s.fonts[r.font].em
		for j := range r.glyphs {
			g := &r.glyphs[j]
			visit(r, g, x+units(g.XOffset)*scale, y-units(g.YOffset)*scale, scale)
			x += units(g.Advance) * scale
		}
	}
}
