package dialog

import (
	"slices"
	"strconv"
	"strings"

	"jitasa/internal/chat"
)

// Page is the part of a long list that was said last in plain text mode. What is not on it keeps its number.
type Page struct {
	First int `json:"first"` // of the list, among the offers
	Count int `json:"count"`
	At    int `json:"at"` // where the page begins, in the list
}

// pageOf is how many answers are read out at once.
const pageOf = 4

// The buttons of plain text mode: the next page of a list, and the way back to cards.
const (
	plainFlow = "plain"
	TurnsPage = "!page"
	ToCards   = "!off"
)

// number makes a numbered line of every way on, shows the first page of a long list, and offers the way back to cards.
func (t *Turn) number() {
	last := &t.answer[len(t.answer)-1]
	last.Nav = slices.DeleteFunc(slices.Clone(last.Nav), func(c chat.Choice) bool { return c.Tap.Flow == "!resume" && c.Tap.Step != "" }) // pages show all
	var list []chat.Choice
	for _, c := range last.Choices {
		if c.Does == chat.SendsTap && !c.Ends {
			list = append(list, c)
		}
	}
	long := len(list) > pageOf+1
	switch {
	case t.turned: // it is the page of before, that was turned
	case long:
		first := len(chat.Offered(t.answer)) - len(last.Choices) - len(last.Nav)
		for _, c := range append(append([]chat.Choice(nil), last.Choices...), last.Nav...) {
			if c.Does != chat.SendsTap {
				first++
			}
		}
		page := &Page{First: first, Count: len(list)}
		if before := t.Memory.Page; before != nil && before.Count == page.Count && before.First < len(t.Memory.Offered) && t.Memory.Offered[before.First].Tap.Step == list[0].Tap.Step {
			page.At = before.At // the same list: where it was
		}
		t.Memory.Page = page
		last.Nav = append(last.Nav, t.nextPage(*page))
	default:
		t.Memory.Page = nil
	}
	last.Choices, last.Nav = append(last.Choices, last.Nav...), nil
	if t.Memory.Page != nil && !t.turned {
		n := 0
		for i := range last.Choices {
			c := &last.Choices[i]
			if c.Does != chat.SendsTap || c.Ends {
				continue
			}
			if n < t.Memory.Page.Count {
				c.Later = n < t.Memory.Page.At || n >= t.Memory.Page.At+pageOf
			}
			n++
		}
	} else if !t.turned {
		for i := range last.Choices {
			last.Choices[i].Later = false
		}
	}
	last.Nav = []chat.Choice{{Label: t.T("plain.leave.label"), Tap: chat.Tap{Flow: plainFlow, Step: ToCards}}}
}

// numbered is how many of the offers have a number: those before the way back to cards, which stands beside them.
func (t *Turn) numbered() int {
	if i := slices.IndexFunc(t.Memory.Offered, func(o Offer) bool { return o.Tap.Flow == plainFlow && o.Tap.Step == ToCards }); i >= 0 {
		return i
	}
	return len(t.Memory.Offered)
}

// nextPage is the button that turns a page.
func (t *Turn) nextPage(p Page) chat.Choice {
	next, label := p.At+pageOf, "plain.next.label"
	if next >= p.Count {
		next, label = 0, "plain.first.label"
	}
	return chat.Choice{Label: t.T(label), Tap: chat.Tap{Flow: plainFlow, Step: TurnsPage, Value: strconv.Itoa(next)}}
}

// TurnPage says another page of the list that was said last; false: there is none.
func (t *Turn) TurnPage(at string) bool {
	p := t.Memory.Page
	from, err := strconv.Atoi(at)
	if p == nil || !t.Memory.Plain || err != nil || from < 0 || from >= p.Count || p.First < 0 || p.First+p.Count > len(t.Memory.Offered) {
		return false
	}
	turned := Page{First: p.First, Count: p.Count, At: from}
	t.Memory.Page, t.turned = &turned, true
	m := chat.Message{Text: t.T("plain.page", "From", p.First+from+1, "To", p.First+min(from+pageOf, p.Count))}
	for i, o := range t.Memory.Offered {
		c := chat.Choice{Label: o.Label, Full: o.Full, Tap: o.Tap, Chosen: o.Chosen}
		if o.Tap.Flow == plainFlow && o.Tap.Step == ToCards { // it comes by itself; what follows is of before
			break
		}
		switch in := i - p.First; {
		case o.Tap.Flow == plainFlow && o.Tap.Step == TurnsPage:
			c = t.nextPage(turned)
		case in < 0:
			c.Later = true
		case in < p.Count:
			c.Later = in < from || in >= from+pageOf
		}
		m.Choices = append(m.Choices, c)
	}
	t.Say(m)
	return true
}

// TooFar answers a number beyond the lines of plain text mode: how many there are, and the last of them again, which lead on, each with
// its number. false: the text is none, or is for the open question.
//
//i18n:keys plain.too_far.*
func (t *Turn) TooFar() bool {
	said, lines := strings.TrimSpace(t.Text), t.numbered()
	n, err := strconv.Atoi(said)
	if _, open := t.Open(); open || !t.Typed() || !t.Memory.Plain || err != nil || len(said) > 2 || lines == 0 || n >= 1 && n <= lines {
		return false
	}
	t.turned = true
	m := chat.Message{Text: t.Vary("plain.too_far", "Number", lines)}
	for i, o := range t.Memory.Offered[:lines] {
		c := chat.Choice{Label: o.Label, Full: o.Full, Tap: o.Tap, Chosen: o.Chosen, Later: lines > pageOf+2 && i < lines-pageOf}
		if page := t.Memory.Page; page != nil && i >= page.First && i < page.First+page.Count {
			c.Later = i < page.First+page.At || i >= page.First+page.At+pageOf
		}
		m.Choices = append(m.Choices, c)
	}
	t.Say(m)
	return true
}

// TurnNext says the next page of the list that was said last; false: there is none.
func (t *Turn) TurnNext() bool {
	p := t.Memory.Page
	return p != nil && t.TurnPage(t.nextPage(*p).Tap.Value)
}
