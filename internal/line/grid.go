package line

import (
	"slices"
	"strings"

	"jitasa/internal/chat"
)

// gridRows is how many lines of chips a bubble shows at most: a phone's height.
const gridRows = 12

// grid shows choices as chips in up to three columns, over several bubbles
// where they are many. Chosen ones are filled and ticked.
func (p *page) grid(choices []chat.Choice, tone chat.Tone) {
	f := colours(tone)
	d := designerFor(p.look, 1)
	actions := make([]action, 0, len(choices))
	loud := make([]bool, 0, len(choices))
	var wide []int
	for _, c := range choices {
		if a, ok := flexAction(c); ok {
			actions, loud = append(actions, a), append(loud, c.Chosen || c.Primary)
			wide = append(wide, columns(a.label))
		}
	}
	if len(actions) == 0 {
		return
	}
	across := min(gridColumns(wide), len(actions))
	var rows []node
	for i := 0; i < len(actions); i += across {
		row := &box{layout: "horizontal", spacing: gap2}
		for j := i; j < i+across; j++ {
			if j < len(actions) {
				row.contents = append(row.contents, d.chip(actions[j], loud[j], f))
			} else {
				row.contents = append(row.contents, &box{layout: "vertical", padX: gap2}) // keeps the columns aligned
			}
		}
		rows = append(rows, row)
	}
	p.bubbles(gridBubbles(rows), gridAlt(actions))
}

// gridColumns is how many chips stand side by side, by the widths of their
// labels. A few that take two lines are better than a list twice as long.
func gridColumns(wide []int) int {
	const third, half = 7, 15
	fit := 0
	for _, w := range wide {
		if w <= half {
			fit++
		}
	}
	switch widest := slices.Max(wide); {
	case widest <= third:
		return 3
	case widest <= 2*half && 4*fit >= 3*len(wide):
		return 2
	}
	return 1
}

// gridBubbles shares rows out evenly, so that no bubble is left with one.
func gridBubbles(rows []node) [][]byte {
	bubbles := (len(rows) + gridRows - 1) / gridRows
	per := (len(rows) + bubbles - 1) / bubbles
	var out [][]byte
	for len(rows) > 0 {
		n := min(per, len(rows))
		b := gridBubble(rows[:n])
		for ; n > 1 && weight(b) > bubbleBytes; b = gridBubble(rows[:n]) {
			n = (n + 1) / 2
		}
		out = append(out, b)
		rows = rows[n:]
	}
	return out
}

func gridBubble(rows []node) []byte {
	b := bubble{size: "mega", body: &box{layout: "vertical", pad: gap3, spacing: gap2, contents: rows}}
	return b.appendTo(nil)
}

func (d designer) chip(a action, loud bool, f family) *box {
	c := d.button(a, loud, f)
	c.border = f.line
	c.corner = gap5
	if !loud {
		c.ground = white
	} else {
		c.border = f.strong
	}
	return c
}

func gridAlt(actions []action) string {
	var b strings.Builder
	for i, a := range actions {
		if i > 0 {
			b.WriteString(" · ")
		}
		b.WriteString(a.label)
	}
	return b.String()
}
