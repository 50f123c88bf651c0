package line

import (
	"slices"
	"strconv"
	"strings"

	"jitasa/internal/chat"
)

// Options say how a person wants to be shown things.
type Options struct {
	Plain bool   // texts only, for screen readers and old phones
	Lang  string // BCP 47; scripts with marks above and below get taller lines
}

// Render turns messages into LINE's objects, each within LINE's limits. There
// may be more than one request takes: see [Batches]. The choices of the last
// message become quick replies; where they are too many for that, a bubble of
// buttons, as do the choices of earlier messages.
func Render(messages []chat.Message, opt Options) []Object {
	if opt.Plain {
		messages = chat.Plain(messages)
	}
	p := page{look: lookFor(opt.Lang), out: make([]Object, 0, len(messages)+1)}
	for i, m := range messages {
		last := i == len(messages)-1
		if last && !opt.Plain {
			m = lowerPlace(m)
		}
		p.say(m.Text)
		p.cards(m)
		p.place(m.Place)
		if last && opt.Plain {
			p.quick = plainQuick(chat.EndFirst(m.Choices), m.Nav)
		} else if last {
			p.answers(m)
		} else {
			p.grid(chat.Shown(m.Choices), chat.PlainTone)
		}
	}
	return p.finish()
}

// page collects the objects of one rendering.
type page struct {
	look  look
	out   []Object
	quick []chat.Choice
}

func (p *page) say(text string) {
	if text = shown(text); text == "" {
		return
	}
	for _, part := range split(text, maxText) {
		p.out = append(p.out, Object{kind: "text", text: part})
	}
}

// answers decides which choices are quick replies and which buttons of a
// bubble. A location can only be shared from a quick reply.
func (p *page) answers(m chat.Message) {
	m.Choices = chat.EndFirst(chat.Shown(m.Choices))
	if len(m.Choices)+len(m.Nav) <= maxQuick {
		p.quick = join2(m.Choices, m.Nav)
		return
	}
	var listed []chat.Choice
	for _, c := range m.Choices {
		if (c.Does == chat.SharesPlace || c.Ends) && len(p.quick) < maxQuick {
			p.quick = append(p.quick, c)
		} else {
			listed = append(listed, c)
		}
	}
	room := min(maxQuick-len(p.quick), len(m.Nav))
	p.quick = append(p.quick, m.Nav[:room]...)
	p.grid(append(listed, m.Nav[room:]...), chat.PlainTone)
}

// lowerPlace moves the button that shares a place from a card to the quick
// replies, where LINE can answer it without leaving the chat.
func lowerPlace(m chat.Message) chat.Message {
	shares := func(c chat.Choice) bool { return c.Does == chat.SharesPlace }
	if !slices.ContainsFunc(m.Cards, func(c chat.Card) bool { return slices.ContainsFunc(c.Choices, shares) }) {
		return m
	}
	m.Cards = slices.Clone(m.Cards)
	for i, c := range m.Cards {
		at := slices.IndexFunc(c.Choices, shares)
		if at < 0 {
			continue
		}
		if !slices.ContainsFunc(m.Choices, shares) {
			m.Choices = join2([]chat.Choice{c.Choices[at]}, m.Choices)
		}
		m.Cards[i].Choices = slices.DeleteFunc(slices.Clone(c.Choices), shares)
	}
	return m
}

// plainQuick keeps the ways around and as many choices as there is room for;
// the others stand numbered in the text.
func plainQuick(choices, nav []chat.Choice) []chat.Choice {
	nav = nav[:min(len(nav), maxQuick)]
	return join2(choices[:min(len(choices), maxQuick-len(nav))], nav)
}

func join2(a, b []chat.Choice) []chat.Choice {
	if len(b) == 0 {
		return a
	}
	return append(a[:len(a):len(a)], b...)
}

func (p *page) place(at *chat.Place) {
	if at == nil || !at.Valid() {
		return
	}
	title, addr := oneLine(at.Title), oneLine(at.Address)
	if title == "" {
		title = addr
	}
	if title == "" {
		title = "📍"
	}
	if addr == "" {
		addr = strconv.FormatFloat(at.Lat, 'f', 5, 64) + ", " + strconv.FormatFloat(at.Lng, 'f', 5, 64)
	}
	rest := appendField(nil, "title", cut(title, maxPlace, maxPlace))
	rest = appendField(rest, "address", cut(addr, maxPlace, maxPlace))
	rest = appendNumber(rest, "latitude", at.Lat)
	rest = appendNumber(rest, "longitude", at.Lng)
	p.out = append(p.out, Object{kind: "location", rest: rest})
}

func oneLine(s string) string {
	s = shown(s)
	if strings.ContainsRune(s, '\n') {
		s = strings.Join(strings.Fields(s), " ")
	}
	return s
}

// finish hangs the quick replies on the last object. Where there is nothing to
// hang them on, a hand points at them.
func (p *page) finish() []Object {
	quick := quickReply(p.quick)
	if quick == nil {
		return p.out
	}
	if len(p.out) == 0 {
		p.out = append(p.out, Object{kind: "text", text: "👇"})
	}
	p.out[len(p.out)-1].quick = quick
	return p.out
}
