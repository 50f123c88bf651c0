package line

import (
	"sync"

	"jitasa/internal/chat"
)

// Caps of a card too big for a bubble, in clusters and units. With them each
// piece of a card fits the 30 KB of a bubble whatever it holds.
const (
	capTitle = 200
	capSmall = 100  // eyebrow, label, tag
	capValue = 600  // value of a row
	capNote  = 800  // small print
	capBody  = 1500 // of a piece
	capTags  = 12
	budget   = bubbleBytes / 2 // of the rows, or the buttons, of a piece
)

// rooms are where the bubbles of a message are drawn until they are put together. They are used again and again: what is drawn
// is as much as what is sent.
var rooms = sync.Pool{New: func() any { return new([]byte) }}

// onto draws a bubble behind the others in a room.
func (x *bubble) onto(room *[]byte) []byte {
	begin := len(*room)
	*room = x.appendTo(*room)
	return (*room)[begin:]
}

// draw is the bubbles of a card: almost always one. A card that does not fit a
// bubble goes on in the next, under the same title.
func (d designer) draw(c chat.Card, room *[]byte) [][]byte {
	b := d.bubble(c)
	if b.body == nil {
		return nil // an empty card
	}
	drawn := b.onto(room)
	if weight(drawn) <= bubbleBytes {
		return [][]byte{drawn}
	}
	var out [][]byte
	for _, piece := range d.pieces(c) {
		if b := d.bubble(piece); b.body != nil { // a first piece without a title may say nothing
			out = append(out, b.onto(room))
		}
	}
	return out
}

// pieces divides a card: first its title, text and facts, then its rows, then
// its small print and buttons.
func (d designer) pieces(c chat.Card) []chat.Card {
	f := colours(c.Tone)
	head := chat.Card{
		Tone: c.Tone, Icon: c.Icon,
		Eyebrow: cut(oneLine(c.Eyebrow), capSmall, capSmall),
		Title:   cut(shown(c.Title), capTitle, capTitle),
	}
	out := []chat.Card{head}
	out[0].Image = c.Image
	for i, part := range split(shown(c.Body), capBody) {
		if i > 0 {
			out = append(out, head)
		}
		out[len(out)-1].Body = part
	}
	for i, tag := range c.Tags {
		if i < capTags {
			out[0].Tags = append(out[0].Tags, cut(oneLine(tag), capSmall, capSmall))
		}
	}
	used := budget
	for _, r := range c.Rows {
		r.Label = cut(oneLine(r.Label), capSmall, capSmall)
		r.Value = cut(shown(r.Value), capValue, capValue)
		size := weight(d.row(r, f).appendTo(nil))
		if used+size > budget {
			out, used = append(out, head), 0
		}
		used += size
		out[len(out)-1].Rows = append(out[len(out)-1].Rows, r)
	}
	out = append(out, head)
	out[len(out)-1].Note = cut(shown(c.Note), capNote, capNote)
	used = 0
	for _, choice := range c.Choices {
		a, ok := flexAction(choice)
		if !ok {
			continue
		}
		size := weight(d.button(a, choice.Primary, f).appendTo(nil)) + 64
		if used+size > budget {
			out, used = append(out, head), 0
		}
		used += size
		out[len(out)-1].Choices = append(out[len(out)-1].Choices, choice)
	}
	return spoken(out)
}

// spoken leaves out pieces that add nothing to the title before them.
func spoken(pieces []chat.Card) []chat.Card {
	out := pieces[:1]
	for _, p := range pieces[1:] {
		if p.Body != "" || p.Note != "" || len(p.Rows) > 0 || len(p.Choices) > 0 {
			out = append(out, p)
		}
	}
	return out
}
