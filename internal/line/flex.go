package line

// node is a Flex component. The structs here say only what our designs use, and
// write only what is set: LINE's SDK writes "flex":0 and "maxLines":0 always,
// which makes texts vanish.
type node interface{ appendTo(b []byte) []byte }

// box lays out its contents in a row or a column.
type box struct {
	layout   string // horizontal, vertical, baseline
	contents []node
	flex     string // "0": as wide as its contents
	spacing  string
	margin   string
	pad      string // all around
	padX     string
	padY     string
	ground   string // background colour
	border   string // colour; one pixel wide
	corner   string
	width    string
	height   string
	justify  string
	align    string
	action   *action
}

func (x *box) appendTo(b []byte) []byte {
	b = append(append(append(b, `{"type":"box","layout":"`...), x.layout...), `","contents":[`...)
	for i, n := range x.contents {
		if i > 0 {
			b = append(b, ',')
		}
		b = n.appendTo(b)
	}
	b = appendFlex(append(b, ']'), x.flex)
	b = appendField(b, "spacing", x.spacing)
	b = appendField(b, "margin", x.margin)
	b = appendField(b, "paddingAll", x.pad)
	b = appendField(b, "paddingStart", x.padX)
	b = appendField(b, "paddingEnd", x.padX)
	b = appendField(b, "paddingTop", x.padY)
	b = appendField(b, "paddingBottom", x.padY)
	b = appendField(b, "backgroundColor", x.ground)
	if x.border != "" {
		b = appendField(b, "borderColor", x.border)
		b = appendField(b, "borderWidth", "1px")
	}
	b = appendField(b, "cornerRadius", x.corner)
	b = appendField(b, "width", x.width)
	b = appendField(b, "height", x.height)
	b = appendField(b, "justifyContent", x.justify)
	b = appendField(b, "alignItems", x.align)
	if x.action != nil {
		b = x.action.appendTo(append(b, `,"action":`...))
	}
	return append(b, '}')
}

// text is words. Wrapping is the rule: a cut-off word helps nobody.
type text struct {
	text    string
	lead    string // words of lesser weight before the text, on the same line
	size    string
	colour  string
	weight  string
	align   string
	gravity string
	leading string // space between lines
	flex    string
	margin  string
	fixed   bool // an icon in a disc; everything else grows with the reader's text size in LINE's settings
}

func (x *text) appendTo(b []byte) []byte {
	b = append(b, `{"type":"text"`...)
	if x.lead == "" {
		b = appendField(b, "text", x.text)
	} else {
		b = appendField(append(b, `,"contents":[{"type":"span"`...), "text", x.lead+"  ")
		b = appendField(appendField(b, "color", muted), "size", sizeLabel)
		b = appendField(append(b, `},{"type":"span"`...), "text", x.text)
		b = append(b, `}]`...)
	}
	b = append(b, `,"wrap":true`...)
	if !x.fixed {
		b = append(b, `,"scaling":true`...)
	}
	b = appendField(b, "size", x.size)
	b = appendField(b, "color", x.colour)
	b = appendField(b, "weight", x.weight)
	b = appendField(b, "align", x.align)
	b = appendField(b, "gravity", x.gravity)
	b = appendField(b, "lineSpacing", x.leading)
	b = appendFlex(b, x.flex)
	b = appendField(b, "margin", x.margin)
	return append(b, '}')
}

// separator is a thin line.
type separator struct{ margin string }

func (x *separator) appendTo(b []byte) []byte {
	b = appendField(append(b, `{"type":"separator"`...), "margin", x.margin)
	return append(appendField(b, "color", rule), '}')
}

// picture fills the width of its bubble, cut to one shape so that those in a row are alike.
type picture struct{ url string }

func (x *picture) appendTo(b []byte) []byte {
	b = appendField(append(b, `{"type":"image"`...), "url", x.url)
	return append(b, `,"size":"full","aspectRatio":"20:13","aspectMode":"cover"}`...)
}

func appendFlex(b []byte, flex string) []byte {
	if flex == "" {
		return b
	}
	return append(append(b, `,"flex":`...), flex...)
}

// bubble is one card. In a carousel LINE makes bubbles equally tall by their
// bodies, so there always is one.
type bubble struct {
	size   string // kilo, mega
	hero   *picture
	header *box
	body   *box
	footer *box
}

func (x *bubble) appendTo(b []byte) []byte {
	b = appendField(append(b, `{"type":"bubble"`...), "size", x.size)
	if x.hero != nil {
		b = x.hero.appendTo(append(b, `,"hero":`...))
	}
	for _, block := range [...]struct {
		name string
		box  *box
	}{{"header", x.header}, {"body", x.body}, {"footer", x.footer}} {
		if block.box != nil {
			b = append(append(append(b, ',', '"'), block.name...), '"', ':')
			b = block.box.appendTo(b)
		}
	}
	return append(b, '}')
}
