package typeset

import "image/color"

// format is a kind of page: its size and where and how large things are on it. Lengths are points on paper, pixels on a screen.
type format struct {
	wide, high       float64
	frame            float64 // from the edge to the frame
	side, top, foot  float64 // from the edge to what is written
	unit             float64 // the size of body text; the rest are multiples of it
	holder           float64 // size of the name, if it is short
	columns          int     // how many facts stand beside each other
	qr               float64
	hair             float64 // the thinnest line that is still seen
	pixels           bool
	ground           color.RGBA
	rosette, rosettY float64 // radius, and where its middle stands
}

func paper() format {
	return format{
		wide: 841.89, high: 595.28, frame: 24, side: 96, top: 62, foot: 54, unit: 14.5, holder: 46, columns: 4, qr: 78, hair: 0.35,
		ground: color.RGBA{255, 255, 255, 255}, rosette: 225, rosettY: 297,
	}
}

func screen() format {
	return format{
		wide: 1200, high: 1500, frame: 48, side: 118, top: 150, foot: 116, unit: 36, holder: 104, columns: 2, qr: 216, hair: 1.1, pixels: true,
		ground: color.RGBA{253, 252, 248, 255}, rosette: 500, rosettY: 700,
	}
}

// sheet is a page that was laid out: marks in the order in which they are drawn, from its upper left corner.
type sheet struct {
	wide, high float64
	ground     color.RGBA
	marks      []mark
}

// mark is a line of text, or a shape that is filled or, with a stroke, drawn.
type mark struct {
	ink    color.RGBA
	text   line
	x, y   float64 // of the text: the beginning of its baseline
	role   string  // of the text: H1, H2 or P, as PDF names them
	shape  path
	stroke float64
}

// block is some lines of one style, one below the other, centred.
type block struct {
	lines  []line
	before float64 // room above
	ink    color.RGBA
	role   string
	rule   float64 // instead of lines: the length of a rule
	cells  []cell  // instead of lines: facts beside each other
}

func (b block) high() float64 {
	if len(b.cells) > 0 {
		labels, values := levels(b.cells)
		return labels.high() + values.high()
	}
	high := 0.0
	for _, l := range b.lines {
		high += l.up + l.down
	}
	return high
}

// cell is a fact: its label above its value.
type cell struct {
	label, value []line
}

// level is how many lines the longest of some cells has, and the room of each of its lines, so that all of them stand level.
type level struct {
	lines    int
	up, down float64
}

func (l level) high() float64 { return float64(l.lines) * (l.up + l.down) }

// baseline is that of a line, by its number, from the top of the level.
func (l level) baseline(i int) float64 { return float64(i)*(l.up+l.down) + l.up }

func levels(cells []cell) (labels, values level) {
	for _, c := range cells {
		labels, values = labels.with(c.label), values.with(c.value)
	}
	return labels, values
}

func (l level) with(lines []line) level {
	l.lines = max(l.lines, len(lines))
	for _, of := range lines {
		l.up, l.down = max(l.up, of.up), max(l.down, of.down)
	}
	return l
}

// layOut sets the page; where it is too much, everything a little smaller.
func (s *setter) layOut(p Page, f format) (*sheet, error) {
	for scale := 1.0; scale > 0.5; scale *= 0.95 {
		small := f
		small.unit, small.holder = f.unit*scale, f.holder*scale
		if out, fits, err := s.try(p, small); fits || err != nil {
			return out, err
		}
	}
	return nil, ErrTooMuch
}

// try reports whether the page fits in this size.
func (s *setter) try(p Page, f format) (out *sheet, fits bool, err error) {
	inks := inksOf(p.Accent, f.ground)
	out = &sheet{wide: f.wide, high: f.high, ground: f.ground}
	out.ornament(f, inks)
	floor, err := s.footer(out, p, f, inks)
	if err != nil {
		return nil, false, err
	}
	blocks, err := s.blocks(p, f, inks)
	if err != nil {
		return nil, false, err
	}
	need, gaps := 0.0, 0.0
	for i, b := range blocks {
		need += b.high()
		if i > 0 {
			gaps += b.before
		}
	}
	room := floor - f.top
	if need+gaps > room {
		return nil, false, nil
	}
	stretch := 1.0 // what is left goes into the gaps first, then around
	if gaps > 0 {
		stretch = min(1.5, (room-need)/gaps)
	}
	y := f.top + (room-need-gaps*stretch)*0.42
	for i, b := range blocks {
		if i > 0 {
			y += b.before * stretch
		}
		y = out.put(b, f, inks, y)
	}
	return out, true, nil
}

// blocks are the page from top to bottom, without its foot.
func (s *setter) blocks(p Page, f format, inks inks) ([]block, error) {
	wide, u := f.wide-2*f.side, f.unit
	heading, err := s.fit(display, 2.3*u, 1.5*u, wide, s.clean(p.Heading))
	if err != nil {
		return nil, err
	}
	holder, err := s.fit(display, f.holder, f.holder*0.6, wide, s.clean(p.Holder))
	if err != nil {
		return nil, err
	}
	var all []block
	add := func(b block) {
		if len(b.lines) > 0 || b.rule > 0 || len(b.cells) > 0 {
			all = append(all, b)
		}
	}
	add(block{lines: s.wrap(strong, 1.05*u, wide, s.clean(p.Issuer)), ink: inks.accent, role: "P"})
	add(block{lines: heading, before: 0.5 * u, ink: inks.ink, role: "H1"})
	add(block{rule: 3.6 * u, before: 0.65 * u})
	add(block{lines: s.wrap(regular, u, wide, s.clean(p.Lead)), before: 0.7 * u, ink: inks.soft, role: "P"})
	add(block{lines: holder, before: 0.35 * u, ink: inks.accent, role: "H2"})
	for i, text := range p.Body {
		before := 0.15 * u
		if i == 0 {
			before = 0.7 * u
		}
		add(block{lines: s.wrap(regular, 1.1*u, wide*0.92, s.clean(text)), before: before, ink: inks.ink, role: "P"})
	}
	columns := even(len(p.Rows), f.columns)
	for from := 0; from < len(p.Rows); from += columns {
		before := 0.5 * u
		if from == 0 {
			before = 1.2 * u
		}
		add(block{cells: s.cells(p.Rows[from:min(from+columns, len(p.Rows))], f), before: before})
	}
	return all, nil
}

// even gives how many of n stand beside each other, at most so many, for rows that are about as long.
func even(n, most int) int {
	rows := (n + most - 1) / most
	if rows == 0 {
		return 1
	}
	return (n + rows - 1) / rows
}

func (s *setter) cells(rows []Row, f format) []cell {
	wide := (f.wide-2*f.side)/float64(len(rows)) - 1.6*f.unit
	var all []cell
	for _, r := range rows {
		all = append(all, cell{
			label: s.wrap(regular, 0.78*f.unit, wide, s.clean(r.Label)),
			value: s.wrap(strong, 1.02*f.unit, wide, s.clean(r.Value)),
		})
	}
	return all
}
