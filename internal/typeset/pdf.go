package typeset

import (
	"bytes"
	"compress/zlib"
	"crypto/sha256"
	"fmt"
	"image/color"
	"strings"
	"unicode/utf16"
)

// pdf gathers the objects of a file (ISO 32000-1). The first is number 1.
type pdf struct{ objects [][]byte }

// reserve gives the number of an object that is written later.
func (p *pdf) reserve() int {
	p.objects = append(p.objects, nil)
	return len(p.objects)
}

func (p *pdf) set(n int, format string, args ...any) {
	p.objects[n-1] = fmt.Appendf(nil, format, args...)
}

func (p *pdf) add(format string, args ...any) int {
	n := p.reserve()
	p.set(n, format, args...)
	return n
}

// stream adds content, packed. entries are those of its dictionary beside length and filter.
func (p *pdf) stream(entries string, content []byte) (int, error) {
	var b bytes.Buffer
	z, err := zlib.NewWriterLevel(&b, zlib.BestCompression)
	if err == nil {
		_, err = z.Write(content)
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		return 0, fmt.Errorf("packing a part of the page: %w", err)
	}
	return p.add("<</Length %d/Filter/FlateDecode%s>>\nstream\n%s\nendstream", b.Len(), entries, b.Bytes()), nil
}

// file writes the objects and the table of where they stand. Its id is made of what is in it, as the moment must not be.
func (p *pdf) file(root, info int) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	at := make([]int, len(p.objects))
	for i, o := range p.objects {
		at[i] = b.Len()
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, o)
	}
	id := sha256.Sum256(b.Bytes())
	table := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, o := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", o)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d/Root %d 0 R/Info %d 0 R/ID[<%x><%x>]>>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, root, info, id[:16], id[:16], table)
	return b.Bytes()
}

// writePDF draws a sheet whose lengths are points. The text is tagged, so that it is read aloud in order and in its language.
func writePDF(page Page, s *setter, sheet *sheet) ([]byte, error) {
	var p pdf
	root, pages, leaf := p.reserve(), p.reserve(), p.reserve()
	w := pdfPage{s: s, high: sheet.high, fonts: map[weight]*pdfFont{}}
	for _, m := range sheet.marks {
		w.mark(m)
	}
	content, err := p.stream("", w.body.Bytes())
	if err != nil {
		return nil, err
	}
	var fonts strings.Builder
	for i := range weight(len(fontFiles)) {
		if f := w.fonts[i]; f != nil {
			n, err := f.write(&p, s.fonts[i])
			if err != nil {
				return nil, err
			}
			fmt.Fprintf(&fonts, "/F%d %d 0 R", i, n)
		}
	}
	structure := w.structure(&p, leaf)
	p.set(root, "<</Type/Catalog/Pages %d 0 R/Lang%s/MarkInfo<</Marked true>>/StructTreeRoot %d 0 R/ViewerPreferences<</DisplayDocTitle true>>>>", pages, pdfText(page.Lang), structure)
	p.set(pages, "<</Type/Pages/Kids[%d 0 R]/Count 1>>", leaf)
	p.set(leaf, "<</Type/Page/Parent %d 0 R/MediaBox[0 0 %s %s]/Contents %d 0 R/Resources<</Font<<%s>>>>/StructParents 0/Tabs/S>>",
		pages, number(sheet.wide), number(sheet.high), content, fonts.String())
	info := p.add("<</Title%s>>", pdfText(s.clean(page.Heading)))
	return p.file(root, info), nil
}

// pdfPage is the content of the one page, and what is found out while it is written.
type pdfPage struct {
	s     *setter
	high  float64
	body  bytes.Buffer
	fonts map[weight]*pdfFont
	roles []string // of each tagged text, by its number
}

// structure writes the tree of tagged texts (ISO 32000-1, 14.7).
func (w *pdfPage) structure(p *pdf, leaf int) int {
	tree, document := p.reserve(), p.reserve()
	var kids strings.Builder
	for i, role := range w.roles {
		fmt.Fprintf(&kids, "%d 0 R ", p.add("<</Type/StructElem/S/%s/P %d 0 R/Pg %d 0 R/K %d>>", role, document, leaf, i))
	}
	p.set(document, "<</Type/StructElem/S/Document/P %d 0 R/K[%s]>>", tree, kids.String())
	p.set(tree, "<</Type/StructTreeRoot/K %d 0 R/ParentTree<</Nums[0[%s]]>>>>", document, kids.String())
	return tree
}

func (w *pdfPage) mark(m mark) {
	if len(m.shape) == 0 {
		fmt.Fprintf(&w.body, "/%s<</MCID %d>>BDC\n%s rg\n", m.role, len(w.roles), rgb(m.ink))
		w.roles = append(w.roles, m.role)
		w.text(m)
		w.body.WriteString("EMC\n")
		return
	}
	w.body.WriteString("/Artifact BMC\n")
	how, ink := "f", "rg"
	if m.stroke > 0 {
		how, ink = "s", "RG"
		fmt.Fprintf(&w.body, "%s w\n", number(m.stroke))
	}
	fmt.Fprintf(&w.body, "%s %s\n", rgb(m.ink), ink)
	for i, seg := range m.shape {
		if seg.kind == 'm' && i > 0 {
			w.body.WriteString("h\n")
		}
		points := seg.at[:1]
		if seg.kind == 'c' {
			points = seg.at[:]
		}
		for _, at := range points {
			fmt.Fprintf(&w.body, "%s %s ", number(at.x), number(w.high-at.y))
		}
		fmt.Fprintf(&w.body, "%c\n", seg.kind)
	}
	fmt.Fprintf(&w.body, "%s\nEMC\n", how)
}

// number writes a length to a hundredth, as short as can be.
func number(v float64) string {
	text := strings.TrimRight(fmt.Sprintf("%.2f", v), "0")
	if text = strings.TrimSuffix(text, "."); text == "-0" {
		return "0"
	}
	return text
}

func rgb(c color.RGBA) string {
	part := func(v uint8) string {
		return strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.3f", float64(v)/255), "0"), ".")
	}
	return part(c.R) + " " + part(c.G) + " " + part(c.B)
}

// pdfText is a text outside of what is drawn: UTF-16, in hexadecimal.
func pdfText(text string) string { return "<FEFF" + hexText(text) + ">" }

func hexText(text string) string {
	var b strings.Builder
	for _, u := range utf16.Encode([]rune(text)) {
		fmt.Fprintf(&b, "%04X", u)
	}
	return b.String()
}
