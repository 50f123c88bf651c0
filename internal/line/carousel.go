package line

import (
	"strings"

	"jitasa/internal/chat"
)

// cards draws the cards of a message, in one carousel where they fit one.
func (p *page) cards(m chat.Message) {
	if len(m.Cards) == 0 {
		return
	}
	d := designerFor(p.look, len(m.Cards))
	room := rooms.Get().(*[]byte)
	defer rooms.Put(room)
	*room = (*room)[:0]
	drawn := make([][]byte, 0, len(m.Cards))
	for _, c := range m.Cards {
		drawn = append(drawn, d.draw(c, room)...)
	}
	if len(drawn) > 1 && len(m.Cards) == 1 { // one card became several: of one width all the same
		d = designerFor(p.look, len(drawn))
		drawn = d.draw(m.Cards[0], room)
	}
	alt := shown(m.Alt)
	if alt == "" {
		alt = altOf(m.Cards)
	}
	p.bubbles(drawn, alt)
}

// bubbles adds drawn bubbles: alone, or in carousels of at most 12 and 50 KB.
func (p *page) bubbles(drawn [][]byte, alt string) {
	alt = cut(alt, maxAlt, maxAlt)
	for len(drawn) > 0 {
		n, size := 0, carouselWrapper
		for n < len(drawn) && n < maxBubbles && (n == 0 || size+weight(drawn[n])+1 <= carouselBytes) {
			size += weight(drawn[n]) + 1
			n++
		}
		p.out = append(p.out, flexObject(drawn[:n], alt))
		drawn = drawn[n:]
	}
}

// flexObject puts drawn bubbles together; it keeps nothing of them.
func flexObject(bubbles [][]byte, alt string) Object {
	size := len(alt) + 80
	for _, b := range bubbles {
		size += len(b) + 1
	}
	rest := appendField(make([]byte, 0, size), "altText", alt)
	rest = append(rest, `,"contents":`...)
	if len(bubbles) == 1 {
		return Object{kind: "flex", rest: append(rest, bubbles[0]...)}
	}
	rest = append(rest, `{"type":"carousel","contents":[`...)
	for i, b := range bubbles {
		if i > 0 {
			rest = append(rest, ',')
		}
		rest = append(rest, b...)
	}
	return Object{kind: "flex", rest: append(rest, ']', '}')}
}

// altOf says cards in words, for notifications and for those who cannot see
// them: what one card says, or the titles of several.
func altOf(cards []chat.Card) string {
	var lines []string
	add := func(parts ...string) {
		var words []string
		for _, p := range parts {
			if p = oneLine(p); p != "" {
				words = append(words, p)
			}
		}
		if len(words) > 0 {
			lines = append(lines, strings.Join(words, " "))
		}
	}
	for _, c := range cards {
		add(c.Icon, c.Title)
		if len(cards) > 1 && shown(c.Title) != "" {
			continue
		}
		add(c.Body)
		for _, r := range c.Rows {
			if shown(r.Value) != "" {
				add(strings.TrimSuffix(r.Label+": "+r.Value, ": "))
			}
		}
		add(strings.Join(c.Tags, " · "))
	}
	if len(lines) == 0 {
		return "💬"
	}
	return strings.Join(lines, "\n")
}
