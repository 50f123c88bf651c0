package dialog

import (
	"slices"

	"jitasa/internal/chat"
	"jitasa/internal/flow"
)

// reminds offers the answers to a question that a card asked and that is still open, after something else was said.
func (r *Router) reminds(t *Turn) {
	if len(t.answer) == 0 {
		return
	}
	offered := chat.Offered(t.answer)
	for i := range r.ordered {
		c := &r.ordered[i]
		said := slices.ContainsFunc(offered, func(o chat.Choice) bool { return o.Tap.Flow == c.ID && o.Tap.Step == c.Yes })
		if c.Reminds == nil || !t.Offers(c.ID, c.Yes) || said {
			continue
		}
		text, choices := c.Reminds(t)
		last := &t.answer[len(t.answer)-1]
		if last.Text == "" || len(last.Cards) > 0 {
			t.Say(chat.Message{Text: text, Choices: choices, Nav: last.Nav})
			return
		}
		last.Text += "\n" + text
		last.Choices = append(choices, last.Choices...)
		return
	}
}

// wonders explains the open question to who asks why it is asked, or does not understand it.
func (r *Router) wonders(t *Turn) bool {
	s, open := t.Open()
	if !open || !t.Wonders() {
		return false
	}
	r.take(t, s)
	return len(t.answer) > 0
}

// again asks the open question once more.
func (r *Router) again(t *Turn, s flow.Session) {
	t.AskAgain()
	t.brief = true
	r.take(t, s)
}
