package line

import "jitasa/internal/chat"

// buttons stacks choices; two short ones share a line, a loud one only where room is scarce.
func (d designer) buttons(choices []chat.Choice, f family) *box {
	b := &box{layout: "vertical", padX: gap4, padY: gap3, spacing: gap2}
	var half *box // a line with room for one more
	for _, c := range choices {
		a, ok := flexAction(c)
		if !ok {
			continue
		}
		short := (d.compact || !c.Primary) && columns(a.label) <= d.width/20
		button := d.button(a, c.Primary || c.Chosen, f)
		switch {
		case short && half != nil:
			half.contents = append(half.contents, button)
			half = nil
		case short:
			half = &box{layout: "horizontal", spacing: gap2, contents: []node{button}}
			b.contents = append(b.contents, half)
		default:
			half = nil
			b.contents = append(b.contents, button)
		}
	}
	if len(b.contents) == 0 {
		return nil
	}
	return b
}

// button is a box and not LINE's button component, whose label is cut off where
// it does not fit: this one wraps. At 14 px and 12 px above and below it is 44 px tall.
func (d designer) button(a action, loud bool, f family) *box {
	ground, colour := f.soft, f.strong
	if loud {
		ground, colour = f.strong, white
	}
	return &box{
		layout: "vertical", padX: gap2, padY: gap3, corner: gap3, ground: ground, justify: "center", action: &a,
		contents: []node{&text{text: a.label, size: sizeLabel, colour: colour, weight: "bold", align: "center"}},
	}
}
