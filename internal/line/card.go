package line

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
)

// designer draws cards as bubbles of one size.
type designer struct {
	look    look
	size    string // kilo, mega
	width   int    // pixels between the paddings
	inline  bool   // labels stand on the line of their values
	compact bool   // one of a row of cards: the whole card must fit a phone's screen
}

func designerFor(l look, cards int) designer {
	if cards > 1 {
		return designer{look: l, size: "kilo", width: 228, compact: true} // the next one peeks in: it can be swiped
	}
	return designer{look: l, size: "mega", width: 268}
}

// bubble draws a card: on the family's soft ground icon, eyebrow and title; on
// white what it says; below the buttons.
func (d designer) bubble(c chat.Card) *bubble {
	f := colours(c.Tone)
	b := &bubble{size: d.size, hero: pictureOf(c.Image)}
	head := d.head(c, f)
	main := d.main(c, f)
	buttons := d.buttons(c.Choices, f)
	switch {
	case main != nil:
		b.header, b.body, b.footer = head, main, buttons
	case head != nil:
		b.body, b.footer = head, buttons
	default:
		b.body = buttons
	}
	return b
}

// maxPicture is how long the address of a picture may be.
const maxPicture = 2000

// pictureOf is nil for what LINE does not show: it takes https only.
func pictureOf(i *chat.Image) *picture {
	if i == nil || !strings.HasPrefix(i.URL, "https://") {
		return nil
	}
	url := escape(i.URL)
	if len(url) > maxPicture {
		return nil
	}
	return &picture{url: url}
}

func (d designer) head(c chat.Card, f family) *box {
	words := &box{layout: "vertical", spacing: gap1, justify: "center"}
	if t := oneLine(c.Eyebrow); t != "" {
		words.contents = append(words.contents, &text{text: t, size: sizeLabel, colour: f.strong, weight: "bold"})
	}
	if t := shown(c.Title); t != "" {
		words.contents = append(words.contents, &text{text: t, size: sizeTitle, colour: ink, weight: "bold", leading: d.look.leading})
	}
	icon := oneLine(c.Icon)
	if len(words.contents) == 0 && icon == "" {
		return nil
	}
	head := &box{layout: "horizontal", pad: gap4, spacing: gap3, ground: f.soft, align: "center"}
	if icon != "" {
		head.contents = append(head.contents, &box{
			layout: "vertical", flex: "0", width: "48px", height: "48px", corner: "24px", ground: white, justify: "center",
			contents: []node{&text{text: cut(icon, 1, 32), size: sizeIcon, align: "center", fixed: true}},
		})
	}
	if len(words.contents) > 0 {
		head.contents = append(head.contents, words)
	}
	return head
}

// main is what a card says; nil when it says nothing beyond its title.
func (d designer) main(c chat.Card, f family) *box {
	b := &box{layout: "vertical", pad: gap4, spacing: gap3}
	if t := shown(c.Body); t != "" {
		b.contents = append(b.contents, &text{text: t, size: sizeBody, colour: ink, leading: d.look.leading})
	}
	if pills := d.pills(c.Tags, f); pills != nil {
		b.contents = append(b.contents, pills)
	}
	d.inline = listsFacts(c.Rows)
	for i, r := range c.Rows {
		if i > 0 && !d.compact && (r.Edit != nil || c.Rows[i-1].Edit != nil) { // what can be tapped is kept apart
			b.contents = append(b.contents, &separator{})
		}
		b.contents = append(b.contents, d.row(r, f))
	}
	if t := shown(c.Note); t != "" {
		b.contents = append(b.contents, &text{text: t, size: sizeNote, colour: muted, leading: d.look.leading})
	}
	if len(b.contents) == 0 {
		return nil
	}
	return b
}

// manyRows is how many rows a phone's screen holds with a label above each value.
const manyRows = 4

// listsFacts: so many rows, and none to be tapped, that the card would be taller than a phone.
func listsFacts(rows []chat.Row) bool {
	return len(rows) > manyRows && !slices.ContainsFunc(rows, func(r chat.Row) bool { return r.Edit != nil })
}

// row puts the label above the value: Thai labels are long, and in columns
// both would break. In a long list of facts it leads the value on the same
// line; in a row of cards the icon stands for it. Its edit link is tall enough
// for a thumb.
func (d designer) row(r chat.Row, f family) *box {
	words := &box{layout: "vertical", spacing: "2px"}
	brief := d.compact && oneLine(r.Icon) != "" && r.Edit == nil
	lead := ""
	if t := oneLine(r.Label); d.inline && !brief {
		lead = t
	} else if t != "" && !brief {
		words.contents = append(words.contents, &text{text: t, size: sizeLabel, colour: muted})
	}
	value := shown(r.Value)
	if value == "" {
		value = "–"
	}
	size := sizeValue
	if brief {
		size = sizeLabel
	}
	words.contents = append(words.contents, &text{lead: lead, text: value, size: size, colour: ink, leading: d.look.leading})
	line := &box{layout: "horizontal", spacing: gap3, align: "center"}
	if icon := oneLine(r.Icon); icon != "" {
		line.contents = append(line.contents, &text{text: cut(icon, 1, 32), size: "lg", flex: "0"})
	}
	line.contents = append(line.contents, words)
	if r.Edit == nil {
		return line
	}
	if a, ok := flexAction(*r.Edit); ok {
		line.contents = append(line.contents, &box{
			layout: "vertical", flex: "0", padX: gap3, padY: gap2, corner: gap2, ground: f.soft, justify: "center", action: &a,
			contents: []node{&text{text: a.label, size: sizeLabel, colour: f.strong, weight: "bold", align: "center"}},
		})
	}
	return line
}

// pills sets short facts in as many lines as they need: LINE's boxes do not wrap.
func (d designer) pills(tags []string, f family) *box {
	const padding, gap, perColumn = 20, 6, 7
	lines := &box{layout: "vertical", spacing: "6px"}
	var line *box
	used := 0
	for _, tag := range tags {
		if tag = oneLine(tag); tag == "" {
			continue
		}
		wide := min(columns(tag)*perColumn+padding, d.width)
		if line == nil || used+gap+wide > d.width {
			line, used = &box{layout: "horizontal", spacing: "6px"}, -gap
			lines.contents = append(lines.contents, line)
		}
		used += gap + wide
		pill := &box{
			layout: "vertical", flex: "0", padX: "10px", padY: gap1, corner: "14px", ground: f.soft,
			contents: []node{&text{text: tag, size: sizeLabel, colour: f.strong}},
		}
		if wide == d.width {
			pill.flex = "" // alone on its line, as wide as that, wrapped
		}
		line.contents = append(line.contents, pill)
	}
	if line == nil {
		return nil
	}
	return lines
}
