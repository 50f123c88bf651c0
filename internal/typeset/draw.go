package typeset

import (
	"fmt"
	"image/color"
	"math"

	qr "github.com/piglig/go-qr"
)

// inks are the colours of a page, each readable on its ground.
type inks struct{ ink, soft, accent, line, tint color.RGBA }

// inksOf takes the accent as it is, or as much darker as it has to be to be read (WCAG 2.2, 1.4.3: contrast 4.5).
func inksOf(accent, ground color.RGBA) inks {
	accent.A = 255
	for contrast(accent, ground) < 4.5 {
		accent = mix(accent, color.RGBA{A: 255}, 0.92)
	}
	return inks{
		ink: mix(color.RGBA{17, 24, 22, 255}, accent, 0.92), soft: mix(color.RGBA{70, 78, 76, 255}, accent, 0.85),
		accent: accent, line: mix(accent, ground, 0.45), tint: mix(accent, ground, 0.13),
	}
}

// mix is share of a, and b for the rest.
func mix(a, b color.RGBA, share float64) color.RGBA {
	part := func(a, b uint8) uint8 { return uint8(math.Round(float64(a)*share + float64(b)*(1-share))) }
	return color.RGBA{part(a.R, b.R), part(a.G, b.G), part(a.B, b.B), 255}
}

// contrast is that of WCAG 2.2 (https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio), for a ground that is the lighter.
func contrast(a, ground color.RGBA) float64 {
	return (luminance(ground) + 0.05) / (luminance(a) + 0.05)
}

func luminance(c color.RGBA) float64 {
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}

// put draws a block and gives where the next begins.
func (out *sheet) put(b block, f format, inks inks, y float64) float64 {
	middle := f.wide / 2
	switch {
	case b.rule > 0:
		out.fill(rectangle(middle-b.rule/2, y-f.hair*1.5, b.rule, f.hair*3), inks.accent)
	case len(b.cells) > 0:
		out.facts(b, f, inks, y)
	default:
		for _, l := range b.lines {
			y += l.up
			out.write(l, middle-l.wide/2, y, b.ink, b.role)
			y += l.down
		}
		return y
	}
	return y + b.high()
}

func (out *sheet) facts(b block, f format, inks inks, y float64) {
	wide := (f.wide - 2*f.side) / float64(len(b.cells))
	labels, values := levels(b.cells)
	for i, c := range b.cells {
		middle := f.side + (float64(i)+0.5)*wide
		if i > 0 {
			out.fill(rectangle(f.side+float64(i)*wide-f.hair/2, y+0.3*f.unit, f.hair, b.high()-0.4*f.unit), inks.line)
		}
		for j, l := range c.label {
			out.write(l, middle-l.wide/2, y+labels.baseline(labels.lines-len(c.label)+j), inks.soft, "P")
		}
		for j, l := range c.value {
			out.write(l, middle-l.wide/2, y+labels.high()+values.baseline(j), inks.ink, "P")
		}
	}
}

// footer draws the small print and the code, and gives how far down the rest may reach.
func (s *setter) footer(out *sheet, p Page, f format, inks inks) (float64, error) {
	bottom := f.high - f.foot
	top, wide := bottom, f.wide-2*f.side
	if p.QR != "" {
		code, err := qr.EncodeText(p.QR, qr.Medium)
		if err != nil {
			return 0, fmt.Errorf("drawing the code: %w", ErrTooMuch)
		}
		size := f.qr
		if f.pixels { // whole ones, or a module would be grey at its edge
			size = math.Floor(f.qr/float64(code.Size())) * float64(code.Size())
		}
		out.fill(modules(code, f.wide-f.side-size, bottom-size, size), inks.ink)
		wide -= f.qr + 2*f.unit
		top = bottom - f.qr
	}
	var lines []line
	for _, text := range p.Small {
		lines = append(lines, s.wrap(regular, 0.68*f.unit, wide, s.clean(text))...)
	}
	high := 0.0
	for _, l := range lines {
		high += l.up + l.down
	}
	y := bottom - high
	if len(lines) > 0 {
		y += lines[len(lines)-1].down // its baseline stands level with the code
	}
	top = min(top, y)
	for _, l := range lines {
		y += l.up
		out.write(l, f.side, y, inks.soft, "P")
		y += l.down
	}
	return top - 0.8*f.unit, nil
}

// modules is a code as one shape: its dark modules, those beside each other as one rectangle. The ground around it is its quiet zone.
func modules(code *qr.QrCode, x, y, size float64) path {
	var p path
	n := code.Size()
	step := size / float64(n)
	for row := range n {
		for from := 0; from < n; from++ {
			to := from
			for to < n && code.Module(to, row) {
				to++
			}
			if to > from {
				p = append(p, rectangle(x+float64(from)*step, y+float64(row)*step, float64(to-from)*step, step)...)
				from = to
			}
		}
	}
	return p
}

// ornament is a rosette as on bank notes, of turned ellipses, so faint that text stands on it, and a frame of two lines.
func (out *sheet) ornament(f format, inks inks) {
	const petals = 30
	var rosette path
	for i := range petals {
		rosette = append(rosette, ellipse(f.wide/2, f.rosettY, f.rosette, f.rosette*0.42, math.Pi*float64(i)/petals)...)
	}
	out.draw(rosette, inks.tint, f.hair)
	at := f.frame
	out.draw(notched(at, at, f.wide-2*at, f.high-2*at, f.unit*1.3), inks.accent, f.hair*3)
	at += f.hair * 12
	out.draw(notched(at, at, f.wide-2*at, f.high-2*at, f.unit*1.3), inks.line, f.hair)
}

func (out *sheet) fill(p path, ink color.RGBA) {
	out.marks = append(out.marks, mark{shape: p, ink: ink})
}

func (out *sheet) draw(p path, ink color.RGBA, stroke float64) {
	out.marks = append(out.marks, mark{shape: p, ink: ink, stroke: stroke})
}

func (out *sheet) write(l line, x, y float64, ink color.RGBA, role string) {
	out.marks = append(out.marks, mark{text: l, x: x, y: y, ink: ink, role: role})
}
