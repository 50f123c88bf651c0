package typeset

import (
	"fmt"
	"slices"
	"strings"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/shaping"
)

// pdfFont is what a page uses of a font.
type pdfFont struct {
	used map[font.GID]bool
	says map[font.GID]string // what a glyph stands for wherever it stands alone for it
}

// text writes a line glyph by glyph, each where the shaper put it, in groups that stand for a piece of text.
func (w *pdfPage) text(m mark) {
	x := m.x
	for i := range m.text.runs {
		r := &m.text.runs[i]
		f := w.fonts[r.font]
		if f == nil {
			f = &pdfFont{used: map[font.GID]bool{}, says: map[font.GID]string{}}
			w.fonts[r.font] = f
		}
		em := w.s.fonts[r.font].em
		fmt.Fprintf(&w.body, "BT /F%d %s Tf 1 0 0 1 %s %s Tm\n", r.font, number(m.text.size), number(x), number(w.high-m.y))
		pen := pdfPen{w: w, f: f, face: w.s.faces[r.font], em: em, size: m.text.size}
		for from := 0; from < len(r.glyphs); {
			to := r.word(from)
			pen.word(r, r.glyphs[from:to])
			from = to
		}
		pen.end()
		w.body.WriteString("ET\n")
		x += r.wide * m.text.size / em
	}
}

// pdfPen writes glyphs as one array as long as it can. Lengths are in the font's units.
type pdfPen struct {
	w        *pdfPage
	f        *pdfFont
	face     *font.Face
	em, size float64
	open     bool
	rise     float64
	behind   float64 // how far the next glyph stands to the right of where a reader's pen is
}

// word gives where the word that begins with a glyph ends: before a space, or after it if it is one.
func (r *run) word(from int) int {
	for to := from; to < len(r.glyphs); to++ {
		if r.text[r.glyphs[to].TextIndex()] == ' ' {
			return max(to, from+1)
		}
	}
	return len(r.glyphs)
}

// word writes glyphs that stand for some characters together. Where each glyph is one character and stands behind the last, the font says
// which they are; elsewhere they are written beside the glyphs: readers take a raised mark for a word of its own, and ำ is drawn as two glyphs around a tone.
func (p *pdfPen) word(r *run, glyphs []shaping.Glyph) {
	plain := true
	last := glyphs[len(glyphs)-1]
	said := r.text[glyphs[0].TextIndex():min(last.TextIndex()+last.RunesCount(), len(r.text))]
	for from := 0; from < len(glyphs); {
		to := min(from+max(1, glyphs[from].GlyphsCount()), len(glyphs))
		plain = p.f.name(r, glyphs[from:to]) && plain
		from = to
	}
	if !plain {
		p.end()
		fmt.Fprintf(&p.w.body, "/Span<</ActualText<FEFF%s>>>BDC\n", hexText(string(said)))
	}
	for _, g := range glyphs {
		p.glyph(g)
	}
	if !plain {
		p.end()
		p.w.body.WriteString("EMC\n")
	}
}

// name remembers what the glyphs of a cluster stand for, and reports whether that is all there is to say of them.
func (f *pdfFont) name(r *run, glyphs []shaping.Glyph) bool {
	at := glyphs[0].TextIndex()
	said := r.text[at:min(at+glyphs[0].RunesCount(), len(r.text))]
	each := len(glyphs) == len(said) && !slices.Contains(said, '\u0e33')
	plain := each
	for i, g := range glyphs {
		f.used[g.GlyphID] = true
		if g.XOffset != 0 || g.YOffset != 0 {
			plain = false
		}
		if !each {
			continue
		}
		if known, ok := f.says[g.GlyphID]; ok && known != string(said[i]) {
			plain = false
			continue
		}
		f.says[g.GlyphID] = string(said[i])
	}
	return plain
}

func (p *pdfPen) glyph(g shaping.Glyph) {
	rise := units(g.YOffset)
	if rise != p.rise {
		p.end()
		fmt.Fprintf(&p.w.body, "%s Ts\n", number(rise*p.size/p.em))
		p.rise = rise
	}
	if !p.open {
		p.w.body.WriteString("[")
		p.open = true
	}
	if by := p.behind + units(g.XOffset); by != 0 {
		fmt.Fprintf(&p.w.body, "%s", number(-by*1000/p.em))
	}
	fmt.Fprintf(&p.w.body, "<%04X>", g.GlyphID)
	p.behind = units(g.Advance) - units(g.XOffset) - float64(p.face.HorizontalAdvance(g.GlyphID))
}

func (p *pdfPen) end() {
	if p.open {
		p.w.body.WriteString("]TJ\n")
		p.open = false
	}
}

// write adds the font with what is used of it: a composite font of glyph numbers (ISO 32000-1, 9.7).
func (f *pdfFont) write(p *pdf, face *typeface) (int, error) {
	file, err := face.subset(f.used)
	if err != nil {
		return 0, err
	}
	embedded, err := p.stream(fmt.Sprintf("/Length1 %d", len(file)), file)
	if err != nil {
		return 0, err
	}
	says, err := p.stream("", f.toUnicode())
	if err != nil {
		return 0, err
	}
	name := "JITASA+" + face.name // six capitals say that it is a part (9.6.4)
	metrics := font.NewFace(face.font)
	scale := 1000 / face.em
	lines, _ := metrics.FontHExtents()
	descriptor := p.add("<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[-1000 -600 2000 1400]/ItalicAngle 0/Ascent %s/Descent %s/CapHeight 700/StemV 80/FontFile2 %d 0 R>>",
		name, number(float64(lines.Ascender)*scale), number(float64(lines.Descender)*scale), embedded)
	var wide strings.Builder
	for _, g := range f.sorted() {
		fmt.Fprintf(&wide, "%d[%s]", g, number(float64(metrics.HorizontalAdvance(g))*scale))
	}
	part := p.add("<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/CIDToGIDMap/Identity/W[%s]>>",
		name, descriptor, wide.String())
	return p.add("<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>", name, part, says), nil
}

func (f *pdfFont) sorted() []font.GID {
	var all []font.GID
	for g := range f.used {
		all = append(all, g)
	}
	slices.Sort(all)
	return all
}

// toUnicode says which character each glyph is, so that text is found and copied (ISO 32000-1, 9.10.3).
func (f *pdfFont) toUnicode() []byte {
	var b strings.Builder
	b.WriteString("/CIDInit/ProcSet findresource begin 12 dict begin begincmap\n/CIDSystemInfo<</Registry(Adobe)/Ordering(UCS)/Supplement 0>>def\n" +
		"/CMapName/Adobe-Identity-UCS def/CMapType 2 def\n1 begincodespacerange<0000><FFFF>endcodespacerange\n")
	for part := range slices.Chunk(f.sorted(), 100) { // as many as one list may have
		var lines []string
		for _, g := range part {
			if says := f.says[g]; says != "" {
				lines = append(lines, fmt.Sprintf("<%04X><%s>\n", g, hexText(says)))
			}
		}
		if len(lines) > 0 {
			fmt.Fprintf(&b, "%d beginbfchar\n%sendbfchar\n", len(lines), strings.Join(lines, ""))
		}
	}
	b.WriteString("endcmap CMapName currentdict/CMap defineresource pop end end")
	return []byte(b.String())
}
