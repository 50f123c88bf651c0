package typeset

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"math"

	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/shaping"
	"golang.org/x/image/vector"
)

// writePNG draws a sheet whose lengths are pixels.
func writePNG(s *setter, sheet *sheet) ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, int(sheet.wide), int(sheet.high)))
	draw.Draw(img, img.Bounds(), image.NewUniform(sheet.ground), image.Point{}, draw.Src)
	p := newPen()
	for _, m := range sheet.marks {
		p.move(m.bounds().Intersect(img.Bounds()))
		switch {
		case m.stroke > 0:
			p.stroke(m.shape, m.stroke)
		case len(m.shape) > 0:
			p.outline(m.shape)
		default:
			m.text.each(s, m.x, m.y, func(r *run, g *shaping.Glyph, x, y, scale float64) { p.glyph(s, r, g, x, y, scale) })
		}
		p.ink(img, m.ink)
	}
	var b bytes.Buffer
	if err := png.Encode(&b, reduce(img, sheet)); err != nil {
		return nil, fmt.Errorf("writing a picture: %w", err)
	}
	return b.Bytes(), nil
}

// reduce gives the picture in the shades of its inks on its ground, 256 at most, which makes it a third as large.
func reduce(img *image.RGBA, sheet *sheet) *image.Paletted {
	shades := color.Palette{sheet.ground}
	inks := map[color.RGBA]bool{}
	for _, m := range sheet.marks {
		inks[m.ink] = true
	}
	steps := 255 / len(inks)
	for _, m := range sheet.marks {
		if !inks[m.ink] {
			continue
		}
		delete(inks, m.ink)
		for i := 1; i <= steps; i++ {
			shades = append(shades, mix(m.ink, sheet.ground, float64(i)/float64(steps)))
		}
	}
	out := image.NewPaletted(img.Bounds(), shades)
	nearest := map[color.RGBA]uint8{}
	last := sheet.ground // index 0; most pixels are as the one before
	at := uint8(0)
	for i := range out.Pix {
		p := img.Pix[4*i : 4*i+4]
		if c := (color.RGBA{p[0], p[1], p[2], p[3]}); c != last {
			known, ok := nearest[c]
			if !ok {
				known = uint8(shades.Index(c))
				nearest[c] = known
			}
			last, at = c, known
		}
		out.Pix[i] = at
	}
	return out
}

// bounds are pixels outside of which a mark leaves nothing. Thai marks stand less than a size above a line's middle.
func (m mark) bounds() image.Rectangle {
	low, high := point{m.x - m.text.size, m.y - 2*m.text.size}, point{m.x + m.text.wide + m.text.size, m.y + m.text.size}
	if len(m.shape) > 0 {
		low, high = m.shape.bounds()
	}
	return image.Rect(int(low.x-m.stroke)-1, int(low.y-m.stroke)-1, int(high.x+m.stroke)+2, int(high.y+m.stroke)+2)
}

// pen gathers the outlines of one mark, then inks them. Where outlines overlap it covers once, as both PDF and fonts mean it. One pen
// draws all of a picture, as it needs as much memory as the picture.
type pen struct {
	*vector.Rasterizer
	on image.Rectangle
}

func newPen() *pen { return &pen{Rasterizer: vector.NewRasterizer(0, 0)} }

// move puts the pen on a part of the picture, outside of which it leaves nothing.
func (c *pen) move(on image.Rectangle) {
	c.Reset(on.Dx(), on.Dy())
	c.on = on
}

func (c *pen) ink(img draw.Image, with color.RGBA) {
	c.Draw(img, c.on, image.NewUniform(with), image.Point{})
}

// at gives a point of the sheet as the rasteriser counts.
func (c *pen) at(x, y float64) (float32, float32) {
	return float32(x - float64(c.on.Min.X)), float32(y - float64(c.on.Min.Y))
}

func (c *pen) outline(p path) {
	for i, seg := range p {
		ax, ay := c.at(seg.at[0].x, seg.at[0].y)
		switch seg.kind {
		case 'm':
			if i > 0 {
				c.ClosePath()
			}
			c.MoveTo(ax, ay)
		case 'l':
			c.LineTo(ax, ay)
		case 'c':
			bx, by := c.at(seg.at[1].x, seg.at[1].y)
			dx, dy := c.at(seg.at[2].x, seg.at[2].y)
			c.CubeTo(ax, ay, bx, by, dx, dy)
		}
	}
	c.ClosePath()
}

// stroke draws closed curves as bands, so many pixels wide.
func (c *pen) stroke(p path, wide float64) {
	for from := 0; from < len(p); {
		to := from + 1
		for to < len(p) && p[to].kind != 'm' {
			to++
		}
		c.band(flatten(p[from:to]), wide)
		from = to
	}
}

// band draws one closed curve: its points, moved outwards and inwards.
func (c *pen) band(points []point, wide float64) {
	n := len(points)
	side := func(i int, by float64) point {
		in, out := direction(points[(i+n-1)%n], points[i]), direction(points[i], points[(i+1)%n])
		x, y := -in.y-out.y, in.x+out.x
		by /= max(0.5, (x*x+y*y)/2) // at a corner the outer edge is longer
		return point{points[i].x + x*by, points[i].y + y*by}
	}
	for i := range n {
		j := (i + 1) % n
		c.outline(polygon(side(i, wide/2), side(j, wide/2), side(j, -wide/2), side(i, -wide/2)))
	}
}

func direction(from, to point) point {
	long := math.Hypot(to.x-from.x, to.y-from.y)
	return point{(to.x - from.x) / long, (to.y - from.y) / long}
}

// flatten gives the points of one closed curve, some pixels apart, each once.
func flatten(p path) []point {
	var points []point
	add := func(to point) {
		if n := len(points); n == 0 || math.Hypot(points[n-1].x-to.x, points[n-1].y-to.y) > 0.01 {
			points = append(points, to)
		}
	}
	for _, seg := range p {
		if seg.kind != 'c' {
			add(seg.at[0])
			continue
		}
		const steps = 48
		from := points[len(points)-1]
		for i := 1; i <= steps; i++ {
			add(cubic(from, seg.at, float64(i)/steps))
		}
	}
	if first, last := points[0], points[len(points)-1]; math.Hypot(first.x-last.x, first.y-last.y) <= 0.01 {
		points = points[:len(points)-1]
	}
	return points
}

func cubic(from point, to [3]point, t float64) point {
	u := 1 - t
	a, b, c, d := u*u*u, 3*u*u*t, 3*u*t*t, t*t*t
	return point{a*from.x + b*to[0].x + c*to[1].x + d*to[2].x, a*from.y + b*to[0].y + c*to[1].y + d*to[2].y}
}

func (c *pen) glyph(s *setter, r *run, g *shaping.Glyph, x, y, scale float64) {
	outline, ok := s.faces[r.font].GlyphDataOutline(g.GlyphID)
	if !ok {
		return
	}
	at := func(p opentype.SegmentPoint) (float32, float32) {
		return c.at(x+float64(p.X)*scale, y-float64(p.Y)*scale)
	}
	for _, seg := range outline.Segments {
		ax, ay := at(seg.Args[0])
		bx, by := at(seg.Args[1])
		cx, cy := at(seg.Args[2])
		switch seg.Op {
		case opentype.SegmentOpMoveTo:
			c.ClosePath()
			c.MoveTo(ax, ay)
		case opentype.SegmentOpLineTo:
			c.LineTo(ax, ay)
		case opentype.SegmentOpQuadTo:
			c.QuadTo(ax, ay, bx, by)
		case opentype.SegmentOpCubeTo:
			c.CubeTo(ax, ay, bx, by, cx, cy)
		}
	}
	c.ClosePath()
}
